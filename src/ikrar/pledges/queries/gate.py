"""What the gate must know before it can check: keys, rules of declarations, passkeys on file."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings

from ikrar.pledges.domain import passes
from ikrar.pledges.domain.checking import Rules, Secrets
from ikrar.pledges.domain.signature import Enrolled, Party, spki_of_cose
from ikrar.pledges.domain.texts import signable_from
from ikrar.pledges.domain.values import State
from ikrar.pledges.models import Declaration, Passkey, Site
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


@dataclass(frozen=True, slots=True)
class SitePage:
    """What the signing page of a site shows before anybody is identified."""

    site: str
    short: str
    name: str
    venue: str
    starts_at: datetime | None
    signing_opened_at: datetime | None
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


def rules_of(*, declarations: Collection[str]) -> dict[str, Loaded]:
    """The rules that hold now, by public id; unknown ids are left out."""
    rows = Declaration.objects.filter(public_id__in=declarations, is_record=False).select_related("text")
    origins = {
        rehearsal: register.origin(rehearsal=rehearsal) for rehearsal in {row.is_rehearsal for row in rows}
    }
    opened: dict[int, dict[str, datetime | None]] = {row.id: {} for row in rows}
    sites = Site.objects.filter(declaration__in=opened, cancelled_at=None)
    for owner, site, at in sites.values_list("declaration_id", "public_id", "signing_opened_at"):
        opened[owner][site] = at
    return {row.public_id: _loaded(row, opened[row.id], origins[row.is_rehearsal]) for row in rows}


def _loaded(row: Declaration, opened: dict[str, datetime | None], origin: str) -> Loaded:
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
        opened=opened,
    )
    return Loaded(row.id, row.public_id, row.is_rehearsal, rules)


def enrolled(*, credential_ids: Collection[bytes]) -> dict[bytes, Enrolled]:
    """Passkeys on file that were not revoked, by credential."""
    if not credential_ids:
        return {}
    rows = Passkey.objects.filter(credential_id__in=credential_ids, revoked_at=None).select_related(
        "official"
    )
    return {
        bytes(row.credential_id): Enrolled(
            row.official.public_id, spki_of_cose(bytes(row.cose_key)), row.enrolled_at
        )
        for row in rows
    }


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
    loaded = rules_of(declarations=[declaration.public_id])[declaration.public_id]
    return SitePage(
        site=row.public_id,
        short=row.short,
        name=row.name,
        venue=row.venue,
        starts_at=row.starts_at,
        signing_opened_at=row.signing_opened_at,
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
