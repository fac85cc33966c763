"""The second channel: every accepted pledge is told to the person, with a way to say "not me"."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from ikrar.accounts import operations as accounts
from ikrar.kernel.words import Words
from ikrar.kernel.zones import JAKARTA
from ikrar.pledges.domain.values import Notice
from ikrar.pledges.models import Pledge
from ikrar.pledges.operations.disputing import link_hash
from ikrar.pledges.operations.recording import number_of
from ikrar.pledges.operations.trail import Actor
from ikrar.roster import queries as roster

BATCH = 100  # one write of well under 50 ms

SUBJECT = Words("Ikrar atas nama Anda diterima", "A pledge in your name was accepted")
BODY = Words(
    "Ikrar atas nama Anda diterima pada {when}, nomor bukti {number}.{practice}\n\n"
    "Bukan Anda yang membuatnya? Buka alamat ini dan tekan Bukan saya; catatannya langsung ditandai dan diperiksa petugas:\n"
    "{address}\n\nBila memang Anda, tidak ada yang perlu dilakukan.",
    "A pledge in your name was accepted on {when}, receipt number {number}.{practice}\n\n"
    "It was not you? Open this address and press Not me; the record is marked at once and an officer looks into it:\n"
    "{address}\n\nIf it was you, there is nothing to do.",
)
PRACTICE = Words("\nIni LATIHAN; tidak ada yang dihitung.", "\nThis is a REHEARSAL; nothing counts.")


class SheetUnknown(Exception):
    """Nobody says which printed sheet is meant."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one round did."""

    by_mail: int
    for_the_list: int


def tell_signers(*, at: datetime, limit: int = BATCH) -> Told:
    """Tell the next signers by mail; who has no address goes on the unit's printed list. The clerk calls it."""
    with transaction.atomic():
        waiting = (
            Pledge.objects.select_for_update(of=("self",), skip_locked=True)
            .select_related("duty", "declaration")
            .filter(told_at=None, erased_at=None)
            .order_by("id")
        )
        return _tell(list(waiting[:limit]), at=at)


def _tell(pledges: Sequence[Pledge], *, at: datetime) -> Told:
    officials = {pledge.duty.official_id for pledge in pledges if pledge.duty}
    contacts = roster.contacts(official_ids=officials)
    by_mail = 0
    for pledge in pledges:
        contact = contacts.get(pledge.duty.official_id) if pledge.duty else None
        pledge.told_at, pledge.told_by = at, Notice.LIST
        if contact is not None:
            token = secrets.token_urlsafe(24)
            pledge.told_by, pledge.notice_hash = Notice.MAIL, link_hash(token)
            accounts.tell(email=contact.email, subject=SUBJECT, body=_body(pledge, token), at=at)
            by_mail += 1
    Pledge.objects.bulk_update(pledges, ["told_at", "told_by", "notice_hash"])
    return Told(by_mail, len(pledges) - by_mail)


def _body(pledge: Pledge, token: str) -> Words:
    local = pledge.received_at.astimezone(JAKARTA)
    number = number_of(pledge.id)
    is_practice = pledge.declaration.is_rehearsal
    return Words(
        *(
            text.format(
                when=f"{local:%d-%m-%Y %H.%M} WIB",
                number=number,
                practice=practice if is_practice else "",
                address=f"{settings.IKRAR_ADDRESS}{prefix}/ikrar-saya/bukan-saya/{token}/",
            )
            for text, practice, prefix in zip(BODY, PRACTICE, ("", "/en"), strict=True)
        )
    )


def mark_told(*, declaration: str, unit: str, through: datetime, by: Actor, at: datetime) -> int:
    """The unit told on paper whoever stood on its sheet up to `through`; how many those are."""
    with transaction.atomic():
        count = Pledge.objects.filter(
            declaration__public_id=declaration,
            unit__public_id=unit,
            told_by=Notice.LIST,
            told_at__lte=through,
        ).update(told_by=Notice.HAND, told_at=at)
        if count:
            accounts.record_act(
                actor=by,
                act="notices.told",
                subject=declaration,
                detail={"unit": unit, "people": count},
                at=at,
            )
    return count
