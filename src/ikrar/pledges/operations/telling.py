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

BATCH = 50  # letters in one write of well under 50 ms

SUBJECT = Words("Ikrar atas nama Anda diterima", "A pledge in your name was accepted")
BODY = Words(
    "Ikrar atas nama Anda diterima pada {when}, nomor bukti {number}.{practice}\n\n"
    "Bukan Anda yang membuatnya? Buka alamat ini dan tekan Bukan saya; catatannya langsung ditandai dan diperiksa petugas:\n"
    "{address}\n\nBila memang Anda, tidak ada yang perlu dilakukan.",
    "A pledge in your name was accepted on {when}, receipt number {number}.{practice}\n\n"
    "It was not you? Open this address and press Not me; the record is marked at once and an officer looks into it:\n"
    "{address}\n\nIf it was you, there is nothing to do.",
)
NOTHING = Words("", "")
PRACTICE = Words("\nIni LATIHAN; tidak ada yang dihitung.", "\nThis is a REHEARSAL; nothing counts.")


class SheetUnknown(Exception):
    """Nobody says which printed sheet is meant."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one round did."""

    by_mail: int
    for_the_list: int


def tell_signers(*, at: datetime, limit: int = BATCH) -> Told:
    """Tell the next signers by mail; who has no address goes on the unit's printed list. The clerk calls it.

    Letters are thought out beside the database: while a crowd signs, nobody may keep others from writing for long.
    """
    letters = _letters(_untold(limit))
    if not letters:
        return Told(0, 0)
    with transaction.atomic():
        still = _still_untold(letters)
        return _told([letter for letter in letters if letter.pledge in still], at=at)


@dataclass(frozen=True, slots=True)
class _Letter:
    """What a signer is to be told; without an address he stands on the list of his unit."""

    pledge: int
    email: str = ""
    notice_hash: str = ""
    body: Words = NOTHING


def _untold(limit: int) -> list[Pledge]:
    waiting = Pledge.objects.select_related("duty", "declaration").filter(told_at=None, erased_at=None)
    needed = waiting.only("id", "received_at", "duty__official_id", "declaration__rehearsal_of_id")
    return list(needed.order_by("id")[:limit])


def _letters(pledges: Sequence[Pledge]) -> list[_Letter]:
    contacts = roster.contacts(official_ids={pledge.duty.official_id for pledge in pledges if pledge.duty})
    letters = []
    for pledge in pledges:
        contact = contacts.get(pledge.duty.official_id) if pledge.duty else None
        token = secrets.token_urlsafe(24)
        letters.append(
            _Letter(pledge.pk, contact.email, link_hash(token), _body(pledge, token))
            if contact
            else _Letter(pledge.pk)
        )
    return letters


def _still_untold(letters: Sequence[_Letter]) -> set[int]:
    """Those whom nobody told meanwhile, nor erased."""
    waiting = Pledge.objects.select_for_update(of=("self",)).filter(told_at=None, erased_at=None)
    return set(waiting.filter(pk__in=[letter.pledge for letter in letters]).values_list("pk", flat=True))


def _told(letters: Sequence[_Letter], *, at: datetime) -> Told:
    by_mail = [letter for letter in letters if letter.email]
    for letter in by_mail:
        accounts.tell(email=letter.email, subject=SUBJECT, body=letter.body, at=at)
        Pledge.objects.filter(pk=letter.pledge).update(
            told_at=at, told_by=Notice.MAIL, notice_hash=letter.notice_hash
        )
    on_list = [letter.pledge for letter in letters if not letter.email]
    Pledge.objects.filter(pk__in=on_list).update(told_at=at, told_by=Notice.LIST)
    return Told(len(by_mail), len(on_list))


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
