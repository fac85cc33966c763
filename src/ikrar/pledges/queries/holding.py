"""What the register was told of declarations, derived again from their rows: for fsck, which holds the leaves against it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from ikrar.accounts import queries as accounts
from ikrar.kernel.canonical import Value
from ikrar.pledges.domain import Outcome, armour, drawing
from ikrar.pledges.domain.planning import Change
from ikrar.pledges.models import (
    AuditDraw,
    Declaration,
    DenominatorChange,
    Dispute,
    PactText,
    PlanChange,
    Pledge,
    Site,
)
from ikrar.pledges.queries.drawing import population
from ikrar.register import queries as register
from ikrar.register.queries import Held, Holder

SIZE = frozenset({"size", "root"})
DRAWN = frozenset({"sha256", "origin", "size", "root", "count", "leaf_hashes"})
LONGEST_REASON = 200  # of which a row keeps more no longer
ENTERED = (Change.TEXT, Change.MOVED, Change.CANCELLED, Change.SUPERSEDED)


def _texts() -> Iterator[Held]:
    yield from register.derived(PactText.objects.exclude(leaf_hash=None), kind="pact-text", derive=_text)


def _text(row: PactText) -> Held:
    body: dict[str, Value] = {
        "text": row.public_id,
        "title": row.title,
        "version": row.version,
        "text_sha256": row.text_sha256,
        "reading": row.reading,
        "body": row.body,
    }
    return Held(
        where=str(row),
        kind="pact-text",
        body=body,
        at=row.published_at,
        leaf_hash=_bytes(row.leaf_hash),
        is_rehearsal=row.for_rehearsal,
    )


def _denominators() -> Iterator[Held]:
    rows = Declaration.objects.exclude(denominator_leaf=None)
    yield from register.derived(rows, kind="denominator", derive=_denominator)


def _denominator(row: Declaration) -> Held:
    """As it was fixed: the day and the text from what changed them later, if anything did."""
    units: dict[str, Value] = dict(row.denominators.values_list("unit__public_id", "count"))
    held_on, text = (_first_after(row, what, row.fixed_at) for what in (Change.MOVED, Change.TEXT))
    body: dict[str, Value] = {
        "held_on": str(row.held_on) if held_on is None else held_on[:10],
        "total": sum(row.denominators.values_list("count", flat=True)),
        "units": units,
        "text_sha256": (row.text.text_sha256 if row.text else "") if text is None else text,
    }
    let_go = {name for name, told in (("held_on", held_on), ("text_sha256", text)) if told == ""}
    return _of(row, "denominator", body, row.fixed_at, leaf=row.denominator_leaf, apart=frozenset(let_go))


def held_on_at(*, declaration_id: int, at: datetime) -> str | None:
    """The day as it was then, empty where the schedule let it go; None while there was none."""
    row = Declaration.objects.get(id=declaration_id)
    before = _first_after(row, Change.MOVED, at)
    return (str(row.held_on) if row.held_on else None) if before is None else before[:10]


def _first_after(row: Declaration, what: Change, at: datetime | None) -> str | None:
    """What stood there at that moment; None if nothing changed it since, empty where the schedule let it go."""
    if at is None:
        return None
    changes = PlanChange.objects.filter(declaration=row, what=what, at__gt=at)
    return changes.order_by("at", "id").values_list("before", flat=True).first()


def _denominator_changes() -> Iterator[Held]:
    rows = DenominatorChange.objects.select_related("declaration", "unit")
    yield from register.derived(rows, kind="denominator-change", derive=_denominator_change)


def _denominator_change(row: DenominatorChange) -> Held:
    body: dict[str, Value] = {"unit": row.unit.public_id, "delta": row.delta, "reason": row.reason}
    is_cut = len(row.reason) in (0, LONGEST_REASON)
    apart = frozenset({"reason"}) if is_cut else frozenset[str]()
    return _of(row.declaration, "denominator-change", body, row.at, leaf=row.leaf_hash, apart=apart)


def _plan_changes() -> Iterator[Held]:
    rows = PlanChange.objects.filter(what__in=ENTERED).select_related("declaration")
    yield from register.derived(rows, kind="plan-change", derive=_plan_change)


def _plan_change(row: PlanChange) -> Held | None:
    """A change after fixing; and a text superseded at any time. What the schedule let go is taken from the entry."""
    fixed_at = row.declaration.fixed_at
    if row.what != Change.SUPERSEDED and (fixed_at is None or row.at <= fixed_at):
        return None
    named = {
        Change.TEXT: ("text", {"text_sha256": row.after}),
        Change.MOVED: ("moved", {"held_on": row.after[:10]}),
        Change.CANCELLED: ("cancelled", {}),
        Change.SUPERSEDED: ("superseded", {"by": row.after}),
    }
    what, more = named[Change(row.what)]
    body: dict[str, Value] = {"what": what, **more, "reason": row.reason.strip()}
    return _of(row.declaration, "plan-change", body, row.at, apart=_empty(body))


def _cut_offs() -> Iterator[Held]:
    rows = PlanChange.objects.filter(what=Change.CUT_OFF).select_related("declaration")
    yield from register.derived(rows, kind="cut-off-extended", derive=_cut_off)


def _cut_off(row: PlanChange) -> Held:
    body: dict[str, Value] = {"until": row.after, "reason": row.reason}
    return _of(row.declaration, "cut-off-extended", body, row.at, apart=_empty(body))


def _closings() -> Iterator[Held]:
    sites = Site.objects.exclude(closed_at=None).select_related("declaration")
    yield from register.derived(sites, kind="site-closed", derive=_site_closed)
    rows = Declaration.objects.exclude(closed_at=None).filter(is_record=False)
    yield from register.derived(rows, kind="declaration-closed", derive=_closed)


def _site_closed(row: Site) -> Held:
    body: dict[str, Value] = {"site": row.public_id, "size": row.closed_at_size}
    return _of(row.declaration, "site-closed", body, row.closed_at, apart=frozenset({"root"}))


def _closed(row: Declaration) -> Held:
    return _of(row, "declaration-closed", {}, row.closed_at, apart=SIZE)


def _draws() -> Iterator[Held]:
    rows = AuditDraw.objects.select_related("declaration")
    yield from register.derived(rows, kind="audit-population", derive=_population)
    yield from register.derived(rows.exclude(drawn_at=None), kind="audit-draw", derive=_draw)
    for row in rows.exclude(drawn_at=None):
        for act in accounts.acts_named(act="draw.drawn", subject=row.declaration.public_id):
            yield _drawn(row, act.detail.get("count"), act.detail.get("size"), act.at)
    yield from _draws_let_go()


def _draws_let_go() -> Iterator[Held]:
    """Draws whose row the archive schedule let go: the audit trail tells that and when there was one."""
    for kind, name, told in (
        ("audit-population", "draw.committed", ()),
        ("audit-draw", "draw.drawn", ("count", "size")),
    ):
        for act in accounts.acts_named(act=name):
            row = Declaration.objects.filter(public_id=act.subject, audit_draw=None).first()
            if row is not None:
                body: dict[str, Value] = {one: act.detail.get(one) for one in told}
                yield _of(row, kind, body, act.at, apart=DRAWN - set(told))


def _population(row: AuditDraw) -> Held | None:
    leaves = population(declaration_id=row.declaration_id)
    is_same = (len(leaves), drawing.population_digest(leaves)) == (row.pledges, row.population_sha256)
    body: dict[str, Value] = {"sha256": row.population_sha256}
    held = _of(row.declaration, "audit-population", body, row.committed_at, leaf=row.committed_leaf)
    return held if is_same else _contradicted(held)


def _draw(row: AuditDraw) -> Held:
    return _drawn(row, row.count, row.size, row.drawn_at)


def _drawn(row: AuditDraw, count: Any, size: Any, at: datetime | None) -> Held:
    """Draws that were enlarged later stand in the audit trail alone; the same checkpoint decided them."""
    root = bytes(row.root or b"")
    leaves = population(declaration_id=row.declaration_id)
    found = drawing.drawn(leaves, root=root, declaration=row.declaration.public_id, count=int(count))
    body: dict[str, Value] = {
        "size": size,
        "root": root.hex(),
        "count": count,
        "leaf_hashes": [leaf.hex() for leaf in found],
    }
    return _of(row.declaration, "audit-draw", body, at, apart=frozenset({"origin"}))


def _disputes() -> Iterator[Held]:
    rows = Dispute.objects.select_related("pledge__declaration")
    yield from register.derived(rows, kind="pledge-disputed", derive=_disputed)
    decided = rows.exclude(decided_at=None)
    yield from register.derived(decided, kind="dispute-decided", derive=_decided)


def _disputed(row: Dispute) -> Held:
    return _of_pledge(row.pledge, "pledge-disputed", {}, row.raised_at)


def _decided(row: Dispute) -> Held:
    return _of_pledge(row.pledge, "dispute-decided", {"outcome": row.outcome}, row.decided_at)


def _replaced() -> Iterator[Held]:
    """The pledges that count no more; those whom a dispute withdrew were perhaps never replaced."""
    rows = Pledge.objects.filter(effective=False).select_related("declaration")
    yield from register.derived(rows, kind="pledge-replaced", derive=_replacement)


def _replacement(row: Pledge) -> Held:
    is_withdrawn = row.disputes.filter(outcome=Outcome.WITHDRAWN).exists()
    more: dict[str, Value] = {"reason": "stronger-key"}
    return _of_pledge(row, "pledge-replaced", more, None, may_lack=is_withdrawn)


def _of(
    row: Declaration,
    kind: str,
    body: dict[str, Value],
    at: datetime | None,
    *,
    leaf: bytes | memoryview | None = None,
    apart: frozenset[str] = frozenset(),
) -> Held:
    return Held(
        where=str(row),
        kind=kind,
        body={"declaration": row.public_id, **body},
        at=at,
        leaf_hash=_bytes(leaf),
        apart=apart,
        is_rehearsal=row.is_rehearsal,
    )


def _of_pledge(
    row: Pledge, kind: str, more: dict[str, Value], at: datetime | None, *, may_lack: bool = False
) -> Held:
    leaf_hash = bytes(row.leaf_hash)
    return Held(
        where=leaf_hash.hex(),
        kind=kind,
        body={"leaf_hash": armour.b64(leaf_hash), **more},
        at=at,
        is_rehearsal=row.declaration.is_rehearsal,
        may_lack=may_lack,
    )


def _contradicted(held: Held) -> Held:
    return Held(
        where=held.where, kind=held.kind, body=None, is_rehearsal=held.is_rehearsal, leaf_hash=held.leaf_hash
    )


def _empty(body: dict[str, Value]) -> frozenset[str]:
    """Members that the archive schedule made empty in the row."""
    return frozenset(name for name, value in body.items() if value == "")


def _bytes(found: bytes | memoryview | None) -> bytes | None:
    return None if found is None else bytes(found)


HOLDERS = (
    Holder(("pact-text",), _texts),
    Holder(("denominator",), _denominators),
    Holder(("denominator-change",), _denominator_changes),
    Holder(("plan-change",), _plan_changes),
    Holder(("cut-off-extended",), _cut_offs),
    Holder(("site-closed", "declaration-closed"), _closings),
    Holder(("audit-population", "audit-draw"), _draws),
    Holder(("pledge-disputed", "dispute-decided"), _disputes),
    Holder(("pledge-replaced",), _replaced),
)
