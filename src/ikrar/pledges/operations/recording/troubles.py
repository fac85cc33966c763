"""What the board should know: refusals that are odd. It names nobody."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from ikrar.pledges.domain import checking, identity, statement
from ikrar.pledges.domain.values import TroubleKind
from ikrar.pledges.models import Trouble
from ikrar.pledges.operations.recording.answers import Answer
from ikrar.pledges.queries import gate

TROUBLES_A_MINUTE = 30

# What an honest phone never sends.
_ODD = (
    checking.TextChanged,
    checking.SignatureWrong,
    checking.StampForged,
    statement.StatementDiffers,
    identity.SignerDiffers,
)


def note_odd(answers: Iterable[tuple[str, Answer | None]], *, at: datetime) -> None:
    """Refusals that an honest phone does not earn, by declaration, for the board; they name nobody."""
    odd = Counter((name, type(answer).__name__) for name, answer in answers if _is_odd(answer))
    ids = gate.ids_of(declarations={name for name, _ in odd})
    for (name, detail), times in odd.items():
        if name in ids:
            note_trouble(
                declaration_id=ids[name],
                site_id=None,
                kind=TroubleKind.REFUSED_PLEDGE,
                detail=detail,
                at=at,
                times=times,
            )


def _is_odd(answer: Answer | None) -> bool:
    return isinstance(answer, _ODD)


def note_trouble(
    *,
    declaration_id: int,
    site_id: int | None,
    kind: TroubleKind,
    at: datetime,
    detail: str = "",
    times: int = 1,
) -> int:
    """Put it on the board, at most so often a minute; returns how many of this kind the last minute saw."""
    recent = Trouble.objects.filter(
        declaration=declaration_id, site=site_id, kind=kind, at__gt=at - timedelta(minutes=1)
    ).count()
    Trouble.objects.bulk_create(
        Trouble(declaration_id=declaration_id, site_id=site_id, kind=kind, detail=detail, at=at)
        for _ in range(min(times, TROUBLES_A_MINUTE - recent))
    )
    return recent + times
