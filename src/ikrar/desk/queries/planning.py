"""Declarations still being planned, texts that want a second signature, duties from appointments."""

from collections.abc import Iterator
from datetime import datetime

from ikrar.desk.domain import Tile
from ikrar.desk.queries.worker import Worker, today
from ikrar.kernel.words import Words
from ikrar.pledges import queries as pledges
from ikrar.pledges.queries import DeclarationView
from ikrar.pledges.queries.page import is_within_reach

SOON_DAYS = 7
APPROVALS = 2


def planned(worker: Worker, at: datetime) -> Iterator[Tile]:
    """What is being planned; urgent when the day is near."""
    scopes, day = worker.scopes("declarations.plan"), today(at)
    mine = [
        one
        for one in pledges.declarations_planned(with_records=False)
        if one.is_planned
        and is_within_reach(public_id=one.public_id, scopes=scopes, user_id=worker.pk, on=day)
    ]
    if not mine:
        yield Tile(
            Words("Rencanakan deklarasi", "Plan a declaration"),
            0,
            Words("Belum ada yang direncanakan.", "Nothing is being planned."),
            "pledges:plan-list",
        )
        return
    near = [one for one in mine if one.held_on is not None and (one.held_on - day).days <= SOON_DAYS]
    yield Tile(
        Words("Deklarasi sedang direncanakan", "Declarations being planned"),
        len(mine),
        _near_words(near),
        "pledges:plan-list",
        is_urgent=bool(near),
    )


def _near_words(near: list[DeclarationView]) -> Words:
    if not near:
        return Words("Belum ditetapkan.", "Not fixed yet.")
    first = near[0].title
    return Words(f"Tinggal sepekan atau kurang: {first}.", f"A week or less to go: {first}.")


def drafts(worker: Worker, at: datetime) -> Iterator[Tile]:  # noqa: ARG001 (every source is asked alike)
    """Texts that lack my signature."""
    lacking = [
        draft
        for draft in pledges.drafts()
        if len(draft.approvals) < APPROVALS and all(a.user_id != worker.pk for a in draft.approvals)
    ]
    if lacking:
        yield Tile(
            Words("Naskah menunggu persetujuan", "Texts awaiting approval"),
            len(lacking),
            Words(
                "Dua orang menyetujui, lalu terbuka 24 jam.", "Two people approve, then public for 24 hours."
            ),
            "pledges:texts",
        )


def duties(_: Worker, at: datetime) -> Iterator[Tile]:
    """Newly appointed officials who have not pledged yet."""
    waiting = [one for one in pledges.appointment_duties() if one.open]
    if waiting:
        late = [one for one in waiting if one.due_on is not None and one.due_on < today(at)]
        yield Tile(
            Words("Pejabat baru belum berikrar", "New officials who have not pledged"),
            sum(one.open for one in waiting),
            Words("Kewajiban dari pengangkatan.", "Duties from appointments."),
            "pledges:appointments",
            is_urgent=bool(late),
        )
