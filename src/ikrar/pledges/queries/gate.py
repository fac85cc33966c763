"""What the gate must know before it can check: keys, rules of declarations, passkeys on file."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.db.models import Count, Max, Q, Sum

from ikrar.kernel.batches import halving
from ikrar.pledges.domain import passes
from ikrar.pledges.domain.checking import Rules, Secrets
from ikrar.pledges.domain.signature import Enrolled, Party, spki_of_cose
from ikrar.pledges.domain.texts import signable_from
from ikrar.pledges.domain.values import State
from ikrar.pledges.models import Declaration, Duty, Passkey, Site
from ikrar.register import queries as register


class SiteUnknown(Exception):
    """No site has this short address."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A declaration's rules with what recording needs beside them."""

    id: int
    public_id: str
    is_rehearsal: bool
    rules: Rules
    sites: Mapping[str, int]  # public id → row of each site that was not cancelled
    site_names: Mapping[int, str]  # and back


class Asked(NamedTuple):
    """Somebody who is asked at a declaration."""

    id: int
    official_id: int
    unit_id: int
    site_id: int | None
    standing: str


@dataclass(frozen=True, slots=True)
class SitePage:
    """What the signing page of a site shows before anybody is identified."""

    id: int
    site: str
    short: str
    name: str
    venue: str
    starts_at: datetime | None
    signing_opened_at: datetime | None
    signing_closed_at: datetime | None
    declaration: Loaded
    title: str
    institution: str
    text_title: str
    text_body: str
    text_sha256: str
    cut_off_at: datetime | None
    is_cancelled: bool
    superseding_short: str | None


def secrets() -> Secrets:
    """Keys and names of this installation; files are read once per process."""
    ring = settings.KEYRING
    return Secrets(pass_keys=passes.keys_of(ring.secret("pass")), stamp=ring.secret("stamp"), party=party())


def party() -> Party:
    """For whom passkeys speak: our domain, and the origin of our pages."""
    parts = urlsplit(settings.IKRAR_ADDRESS)
    return Party(rp_id=settings.IKRAR_DOMAIN, origins=frozenset({f"{parts.scheme}://{parts.netloc}"}))


@dataclass(frozen=True, slots=True)
class _Sites:
    """The sites of a declaration that were not cancelled."""

    opened: Mapping[str, datetime | None]
    ids: Mapping[str, int]
    names: Mapping[int, str]


def rules_of(*, declarations: Collection[str], sites: Collection[str] | None = None) -> dict[str, Loaded]:
    """The rules that hold now, by public id; unknown ids are left out. With `sites` no others are told of."""
    rows = list(
        Declaration.objects.filter(public_id__in=declarations, is_record=False).select_related("text")
    )
    origins = {
        rehearsal: register.origin(rehearsal=rehearsal) for rehearsal in {row.is_rehearsal for row in rows}
    }
    of = _unchanged(rows) if sites is None else {row.id: _read(row, sites) for row in rows}
    return {row.public_id: _loaded(row, of[row.id], origins[row.is_rehearsal]) for row in rows}


_KNOWN: dict[str, tuple[object, _Sites]] = {}  # by declaration: its mark, and its sites as of that mark
MOST_PAGES = 1000  # remembered, before those that are too old are forgotten
MOST_KNOWN = 16  # declarations


def _unchanged(rows: Sequence[Declaration]) -> dict[int, _Sites]:
    """All sites of each; a nation has forty thousand, and they are read again only when one of them changed."""
    marks, found = _marks(rows), {}
    for row in rows:
        mark, sites = _KNOWN.get(row.public_id, (None, None))
        if sites is None or mark != marks.get(row.id):
            mark, sites = marks.get(row.id), _read(row)
            if len(_KNOWN) >= MOST_KNOWN:
                _KNOWN.clear()
            _KNOWN[row.public_id] = mark, sites
        found[row.id] = sites
    return found


def _marks(rows: Sequence[Declaration]) -> dict[int, tuple[object, ...]]:
    """What changes when a site is added, removed, opened, held back or cancelled; an index answers it alone."""
    opened, gone = Q(signing_opened_at__isnull=False), Q(cancelled_at__isnull=False)
    told = Site.objects.filter(declaration__in=[row.id for row in rows]).order_by().values("declaration_id")
    marks = told.annotate(
        n=Count("id"),
        all=Sum("id"),
        opened=Sum("id", filter=opened),
        last=Max("signing_opened_at"),
        gone=Sum("id", filter=gone),
    )
    return {mark["declaration_id"]: tuple(mark.values()) for mark in marks}


def _read(row: Declaration, names: Collection[str] | None = None) -> _Sites:
    told = Site.objects.filter(declaration=row, cancelled_at=None)
    if names is not None:
        told = told.filter(public_id__in=names)
    sites = list(told.values_list("id", "public_id", "signing_opened_at"))
    return _Sites(
        opened={name: at for _, name, at in sites},
        ids={name: site for site, name, _ in sites},
        names={site: name for site, name, _ in sites},
    )


def ids_of(*, declarations: Collection[str]) -> dict[str, int]:
    """The rows of these declarations."""
    return (
        dict(Declaration.objects.filter(public_id__in=declarations).values_list("public_id", "id"))
        if declarations
        else {}
    )


def _loaded(row: Declaration, sites: _Sites, origin: str) -> Loaded:
    text = row.text
    from_when = None
    if text is not None and text.published_at is not None:
        from_when = signable_from(text.published_at, rehearsal=text.for_rehearsal and row.is_rehearsal)
    rules = Rules(
        register=origin,
        state=State(row.state),
        epoch=row.epoch,
        text_sha256=text.text_sha256 if text else "",
        signable_from=from_when,
        cut_off_at=row.cut_off_at,
        opened=sites.opened,
    )
    return Loaded(row.id, row.public_id, row.is_rehearsal, rules, sites=sites.ids, site_names=sites.names)


def asked(*, declaration_id: int, officials: Collection[str]) -> dict[str, Asked]:
    """Who of these officials is asked at the declaration, by public id."""
    found: dict[str, Asked] = {}
    names = list(officials)
    for some in halving(names):
        for official, *duty in _fetched(_asking(len(some)), [declaration_id, *some]):
            found[official] = Asked._make(duty)
    return found


@cache
def _asking(count: int) -> str:
    """Its statement for so many. SQLite is told to begin with the officials: it would walk the whole declaration."""
    official = Duty._meta.get_field("official").related_model  # noqa: SLF001 (the roster's table by its model's own word)
    assert official is not None
    table = official._meta.db_table  # noqa: SLF001 (likewise)
    is_sqlite = connection.vendor == "sqlite"
    marks = ",".join(["?" if is_sqlite else "%s"] * count)
    return (
        "SELECT o.public_id, d.id, d.official_id, d.unit_id, d.site_id, d.standing"  # noqa: S608 (placeholders)
        f" FROM {table} o {'CROSS' if is_sqlite else 'INNER'} JOIN pledges_duty d"
        f" ON d.official_id = o.id AND d.declaration_id = {'?' if is_sqlite else '%s'} WHERE o.public_id IN ({marks})"
    )


def _fetched(sql: str, values: list[Any]) -> list[Any]:
    if connection.vendor == "sqlite":  # over the bare connection, whose statements stay prepared
        connection.ensure_connection()
        with connection.wrap_database_errors:
            return list(connection.connection.execute(sql, values))
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def enrolled(*, credential_ids: Collection[bytes]) -> dict[bytes, Enrolled]:
    """Passkeys on file that were not revoked, by credential."""
    if not credential_ids:
        return {}
    found: dict[bytes, Enrolled] = {}
    for some in halving(list(credential_ids)):
        for credential, official, spki, cose, enrolled_at in _fetched(_enrolling(len(some)), list(some)):
            spelt = bytes(spki) or spki_of_cose(bytes(cose))
            found[bytes(credential)] = Enrolled(official, spelt, _moment(enrolled_at))
    return found


@cache
def _enrolling(count: int) -> str:
    """Its statement for so many."""
    official = Passkey._meta.get_field("official").related_model  # noqa: SLF001 (the roster's table by its model's own word)
    assert official is not None
    is_sqlite = connection.vendor == "sqlite"
    marks = ",".join(["?" if is_sqlite else "%s"] * count)
    moment = "CAST(k.enrolled_at AS TEXT)" if is_sqlite else "k.enrolled_at"
    return (
        f"SELECT k.credential_id, o.public_id, k.spki, k.cose_key, {moment}"  # noqa: S608 (placeholders)
        f" FROM pledges_passkey k JOIN {official._meta.db_table} o ON o.id = k.official_id"  # noqa: SLF001 (likewise)
        f" WHERE k.revoked_at IS NULL AND k.credential_id IN ({marks})"
    )


@lru_cache(maxsize=4096)
def _moment(told: str | datetime) -> datetime:
    """As the bare engines tell it: SQLite as text in UTC."""
    return told if isinstance(told, datetime) else datetime.fromisoformat(told).replace(tzinfo=UTC)


def site_page(*, short: str) -> SitePage:
    """The site behind a short address, or `SiteUnknown`."""
    row = (
        Site.objects.select_related("declaration__text", "declaration__institution")
        .filter(short=short, declaration__is_record=False)
        .first()
    )
    if row is None:
        raise SiteUnknown
    declaration, text = row.declaration, row.declaration.text
    if text is not None and text.published_at is None:  # a draft is nobody's to read yet
        text = None
    loaded = rules_of(declarations=[declaration.public_id], sites=[row.public_id])[declaration.public_id]
    return SitePage(
        id=row.id,
        site=row.public_id,
        short=row.short,
        name=row.name,
        venue=row.venue,
        starts_at=row.starts_at,
        signing_opened_at=row.signing_opened_at,
        signing_closed_at=row.signing_closed_at,
        declaration=loaded,
        title=declaration.title,
        institution=declaration.institution.name,
        text_title=text.title if text else "",
        text_body=text.body if text else "",
        text_sha256=text.text_sha256 if text else "",
        cut_off_at=declaration.cut_off_at,
        is_cancelled=row.cancelled_at is not None,
        superseding_short=_superseding(declaration),
    )


def _superseding(declaration: Declaration) -> str | None:
    site = (
        Site.objects.filter(declaration__supersedes=declaration, cancelled_at=None)
        .order_by("starts_at", "id")
        .first()
    )
    return site.short if site else None


class Memory:
    """What a process remembers of declarations and sites, for `holds`; without that, nothing.

    The gate process holds one. Only an acceptance may rest on what is remembered: before anybody is refused by a
    rule, the rule is read anew. What a stale second can do is written down in docs/decisions/0046.
    """

    def __init__(self, *, holds: timedelta = timedelta(0)) -> None:
        self.holds = holds
        self._rules: dict[str, tuple[datetime, Loaded]] = {}
        self._sites: dict[str, tuple[datetime, SitePage]] = {}

    def rules_of(
        self, *, declarations: Collection[str], at: datetime, anew: bool = False
    ) -> dict[str, Loaded]:
        """The rules, by public id; unknown ids are left out and never remembered."""
        known = {} if anew else {name: self._rules[name] for name in declarations if name in self._rules}
        found = {name: loaded for name, (since, loaded) in known.items() if self._holds(since, at)}
        missing = set(declarations) - found.keys()
        if missing:
            read = rules_of(declarations=missing)
            found |= read
            if self.holds:
                self._keep(read, at=at)
        return found

    def _keep(self, read: Mapping[str, Loaded], *, at: datetime) -> None:
        """Remember what was read; where it is not what was remembered, the pages of sites are forgotten."""
        if any(name not in self._rules or self._rules[name][1] != loaded for name, loaded in read.items()):
            self._sites = {}
        self._rules |= {name: (at, loaded) for name, loaded in read.items()}

    def site_page(self, *, short: str, at: datetime) -> SitePage:
        """The site behind a short address, or `SiteUnknown`."""
        since, page = self._sites.get(short, (None, None))
        if page is not None and since is not None and self._holds(since, at):
            return page
        page = site_page(short=short)
        if self.holds:
            if len(self._sites) >= MOST_PAGES:
                known = list(self._sites.items())  # in one piece: several threads remember
                self._sites = {name: one for name, one in known if self._holds(one[0], at)}
            self._sites[short] = (at, page)
        return page

    def _holds(self, since: datetime, at: datetime) -> bool:
        return timedelta(0) <= at - since < self.holds  # a clock that was set back remembers nothing


NOTHING = Memory()
