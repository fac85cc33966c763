"""What anybody may know of a declaration."""

from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from ikrar.pledges.domain import Format, State
from ikrar.pledges.domain.owing import Asks
from ikrar.pledges.domain.planning import Change
from ikrar.pledges.domain.texts import signable_from
from ikrar.pledges.models import Declaration, PactText, PlanChange, Site
from ikrar.pledges.queries.shapes import CoHostView, DeclarationView, SiteView, SourceView, TextView


class DeclarationNotFound(Exception):
    """No declaration has this id."""


class SiteNotFound(Exception):
    """No site has this id or short address."""


def declaration(*, public_id: str) -> DeclarationView:
    """One declaration, rehearsals too; raises `DeclarationNotFound`."""
    found = _everything().filter(public_id=public_id).first()
    if found is None:
        raise DeclarationNotFound
    return _view(found)


def declarations_public() -> list[DeclarationView]:
    """Everything but rehearsals: undecided days last, newest day first."""
    rows = _everything().filter(rehearsal_of=None)
    return sorted(
        map(_view, rows), key=lambda one: (one.held_on is None, -(one.held_on or date.min).toordinal())
    )


def declarations_on(*, on: date) -> list[DeclarationView]:
    """What is held that day and not cancelled."""
    return [one for one in declarations_public() if one.held_on == on and one.state != State.CANCELLED]


def declarations_planned(*, with_records: bool = True) -> list[DeclarationView]:
    """For the desk: rehearsals too; what is coming first, then what has no day, then the past."""
    rows = _everything() if with_records else _everything().filter(is_record=False)
    return [_view(row) for row in rows.order_by("is_record", "held_on", "id")]


def site_of(*, short: str = "", public_id: str = "") -> tuple[SiteView, str]:
    """A site by its short address or id, with its declaration's public id; raises `SiteNotFound`."""
    wanted = Q(short=short.upper()) if short else Q(public_id=public_id)
    found = Site.objects.filter(wanted).select_related("declaration").first()
    if found is None:
        raise SiteNotFound
    return site_view(found), found.declaration.public_id


_TOLD = Prefetch(
    "changes",
    PlanChange.objects.filter(declaration__is_record=True, what=Change.DETAILS).order_by("id"),
    to_attr="told",
)


def _everything() -> QuerySet[Declaration]:
    return (
        Declaration.objects.select_related(
            "institution", "text", "rehearsal_of", "supersedes", "superseded_by"
        )
        .prefetch_related("co_hosts__institution", "sources", "sites__witnesses", _TOLD)
        .order_by("held_on", "id")
    )


def _view(row: Declaration) -> DeclarationView:
    after = getattr(row, "superseded_by", None)
    return DeclarationView(
        id=row.pk,
        public_id=row.public_id,
        title=row.title,
        state=State(row.state),
        format=Format(row.format) if row.format else None,
        held_on=row.held_on,
        starts_at=row.starts_at,
        place=row.place,
        level=row.level,
        election=row.election,
        summary=row.summary,
        institution_id=row.institution_id,
        institution_name=row.institution.name,
        co_hosts=_co_hosts(row),
        is_record=row.is_record,
        sources=tuple(SourceView(s.publisher, s.published_on, s.says) for s in row.sources.all()),
        notes=tuple(note.reason for note in getattr(row, "told", ())),
        text=None if row.text is None else text_view(row.text),
        sites=tuple(site_view(site) for site in _in_order(row)),
        rehearsal_of=None if row.rehearsal_of is None else row.rehearsal_of.public_id,
        supersedes=None if row.supersedes is None else row.supersedes.public_id,
        superseded_by=None if after is None else after.public_id,
        epoch=row.epoch,
        cut_off_at=row.cut_off_at,
        fixed_at=row.fixed_at,
        activated_at=row.activated_at,
        closed_at=row.closed_at,
        denominator_leaf=None if row.denominator_leaf is None else bytes(row.denominator_leaf),
        asks=Asks(row.asks),
    )


def _co_hosts(row: Declaration) -> tuple[CoHostView, ...]:
    ordered = sorted(row.co_hosts.all(), key=lambda one: one.pk)
    return tuple(
        CoHostView(one.pk, one.institution_id, one.institution.name, one.representative, one.role)
        for one in ordered
    )


def _in_order(row: Declaration) -> list[Site]:
    return sorted(row.sites.all(), key=lambda site: (site.is_continuation, site.pk))


def site_view(site: Site) -> SiteView:
    return SiteView(
        id=site.pk,
        public_id=site.public_id,
        short=site.short,
        name=site.name,
        venue=site.venue,
        starts_at=site.starts_at,
        zone=site.zone,
        leader=site.leader,
        reader=site.reader,
        screen=site.screen,
        witnesses=tuple((w.name, w.office) for w in sorted(site.witnesses.all(), key=lambda w: w.pk)),
        is_continuation=site.is_continuation,
        signing_opened_at=site.signing_opened_at,
        signing_closed_at=site.signing_closed_at,
        closed_at=site.closed_at,
        cancelled_at=site.cancelled_at,
    )


def text_view(row: PactText) -> TextView:
    ready = None if row.published_at is None else signable_from(row.published_at, rehearsal=row.for_rehearsal)
    return TextView(
        id=row.pk,
        public_id=row.public_id,
        title=row.title,
        version=row.version,
        reading=row.reading,
        body=row.body,
        text_sha256=row.text_sha256,
        published_at=row.published_at,
        signable_from=ready,
        for_rehearsal=row.for_rehearsal,
    )
