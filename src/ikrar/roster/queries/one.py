"""One official in one statement: at a roll call everybody's pass asks for somebody within minutes."""

from datetime import date

from django.db import connection

from ikrar.kernel.text import full_name, short_name, tail
from ikrar.roster.domain import UnitKind
from ikrar.roster.queries.views import OfficialNotFound, OfficialView

_NOW = (
    "{0}.since_seq <= e.seq AND ({0}.until_seq IS NULL OR {0}.until_seq > e.seq)"
    " AND {0}.begins_on <= %s AND ({0}.ends_before IS NULL OR {0}.ends_before > %s)"
)
_ONE = (
    "SELECT m.official_id, o.public_id, m.name, m.title_before, m.title_after, o.number, m.status, m.position,"  # noqa: S608 (our own words)
    " m.echelon, m.unit_id, i.name, m.rank, p.name, p.kind, p.depth, a.name"
    " FROM (SELECT COALESCE(MIN(seq), 0) AS seq FROM roster_edition) e"
    f" JOIN roster_membership m ON {_NOW.format('m')}"
    " JOIN roster_official o ON o.id = m.official_id JOIN roster_unit u ON u.id = m.unit_id"
    " JOIN roster_institution i ON i.id = u.institution_id"
    f" LEFT JOIN roster_placement p ON p.unit_id = m.unit_id AND {_NOW.format('p')}"
    f" LEFT JOIN roster_placement a ON a.unit_id = p.parent_id AND {_NOW.format('a')}"
    " WHERE m.official_id = %s ORDER BY m.unit_id, m.folded_name LIMIT 1"
)


def official(*, id: int, on: date) -> OfficialView:  # noqa: A002 (the agreed name)
    """One official; raises `OfficialNotFound` if in no unit on that day."""
    with connection.cursor() as cursor:
        cursor.execute(_ONE, [*[on.isoformat()] * 6, id])
        row = cursor.fetchone()
    if row is None:
        raise OfficialNotFound
    (
        number,
        public_id,
        name,
        before,
        after,
        nip,
        status,
        position,
        echelon,
        unit,
        institution,
        rank,
        *placed,
    ) = row
    return OfficialView(
        id=number, public_id=public_id, name=full_name(name, before, after), short_name=short_name(name),
        number_tail=tail(nip), status=status, position=position, echelon=echelon, unit_id=unit,
        unit_name=_unit_name(*placed), institution_name=institution, rank=rank, bare_name=name,
    )  # fmt: skip


def _unit_name(name: str | None, kind: str | None, depth: int | None, above: str | None) -> str:
    """A part that every kelurahan has is named with the unit it belongs to."""
    is_part = kind == UnitKind.PART and depth is not None and depth > 1
    return ", ".join(filter(None, (name, above if is_part else None)))
