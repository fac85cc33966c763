"""What waits for a person: one tile per kind of work, asked from the context that knows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from ikrar.desk.domain import Tile, in_order
from ikrar.desk.queries import day, duties, lists, planning, privacy, running, system
from ikrar.desk.queries.worker import Worker
from ikrar.web.access import EVERYWHERE

Ask = Callable[[Worker, datetime], Iterable[Tile]]


@dataclass(frozen=True, slots=True)
class Source:
    """Asks for tiles; only for whoever holds the capability, where the whole is concerned for everything."""

    capability: str
    ask: Ask
    concerns_all: bool = False

    def is_for(self, worker: Worker) -> bool:
        if self.concerns_all:
            return EVERYWHERE in worker.scopes(self.capability)
        return worker.may(self.capability)


# What waits, one line a source: another context adds its module here, and a line below.
SOURCES: tuple[Source, ...] = (
    Source("declarations.plan", planning.planned),
    Source("declarations.approve_text", planning.drafts),
    Source("duties.follow", duties.open_duties),
    Source("declarations.plan", duties.without_session),
    Source("roster.appoint", planning.duties),
    Source("roster.import", lists.imports),
    Source("sites.run", day.sites_today),
    Source("board.see", running.boards),
    Source("unit.see_unasked", running.own_units),
    Source("kiosk.witness", running.kiosks),
    Source("disputes.decide", day.disputes),
    Source("paper.confirm", day.confirming),
    Source("paper.confirm", day.to_tell),
    Source("privacy.answer", privacy.asked, concerns_all=True),
    Source("privacy.approve_destruction", privacy.to_approve, concerns_all=True),
    Source("privacy.report_breach", privacy.failures, concerns_all=True),
    Source("register.operate", system.mail, concerns_all=True),
    Source("register.operate", system.checkpoint, concerns_all=True),
)


def tiles(*, worker: Worker, at: datetime, sources: Iterable[Source] = SOURCES) -> list[Tile]:
    """What waits for this person, the urgent first."""
    return in_order(tile for source in sources if source.is_for(worker) for tile in source.ask(worker, at))


__all__ = ["SOURCES", "Source", "Tile", "Worker", "tiles"]
