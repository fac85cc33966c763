"""What a kiosk shows: the site, and one person after the witness confirmed; never a list."""

from dataclasses import dataclass
from datetime import datetime

from ikrar.kernel.words import Words
from ikrar.kernel.zones import JAKARTA
from ikrar.pledges.domain import (
    IDENTIFIED_WORDS,
    KEY_WORDS,
    PRESENCE_WORDS,
    IdentifiedBy,
    KeyKind,
    PresenceLevel,
)
from ikrar.pledges.domain.kiosk import ENTRY_HOLDS, EntryUnknown
from ikrar.pledges.models import Kiosk, KioskEntry, Pledge
from ikrar.register import queries as register
from ikrar.roster import queries as roster


@dataclass(frozen=True, slots=True)
class KioskView:
    """The shared screen before anybody is identified."""

    site: str
    title: str
    is_rehearsal: bool
    signing_opened_at: datetime | None


@dataclass(frozen=True, slots=True)
class PersonView:
    """Who was identified, as far as a bystander may read along."""

    tid: str
    short_name: str
    unit_name: str
    number_tail: str
    text_title: str
    text_body: str
    text_sha256: str


@dataclass(frozen=True, slots=True)
class SlipView:
    """The slip a person takes along: no name on it."""

    site: str
    title: str
    text_sha256: str
    fingerprint: str
    key: Words
    identified: Words
    presence: Words


def kiosk_view(*, kiosk: Kiosk) -> KioskView:
    site = kiosk.site
    return KioskView(site.name, site.declaration.title, site.declaration.is_rehearsal, site.signing_opened_at)


def person(*, kiosk: Kiosk, tid: str, at: datetime) -> PersonView:
    """The person identified at this kiosk; raises `EntryUnknown`."""
    entry = (
        KioskEntry.objects.filter(kiosk=kiosk, tid=tid, signed_at=None, identified_at__gt=at - ENTRY_HOLDS)
        .select_related("duty__declaration__text")
        .first()
    )
    if entry is None or entry.duty.declaration.text is None:
        raise EntryUnknown
    official = roster.official(id=entry.duty.official_id, on=at.astimezone(JAKARTA).date())
    text = entry.duty.declaration.text
    return PersonView(
        tid=tid,
        short_name=official.short_name,
        unit_name=official.unit_name,
        number_tail=official.number_tail,
        text_title=text.title,
        text_body=text.body,
        text_sha256=text.text_sha256,
    )


def slip(*, kiosk: Kiosk, tid: str) -> SlipView:
    """What is printed for the person who has just signed."""
    declaration = kiosk.site.declaration
    row = Pledge.objects.filter(tid=tid).values("identified_by", "presence").first()
    identified = row["identified_by"] if row else IdentifiedBy.WITNESS
    presence = row["presence"] if row else PresenceLevel.NONE
    return SlipView(
        site=kiosk.site.name,
        title=declaration.title,
        text_sha256=declaration.text.text_sha256 if declaration.text else "",
        fingerprint=register.fingerprint(rehearsal=declaration.is_rehearsal),
        key=KEY_WORDS[KeyKind.KIOSK],
        identified=IDENTIFIED_WORDS[IdentifiedBy(identified)],
        presence=PRESENCE_WORDS[PresenceLevel(presence)],
    )
