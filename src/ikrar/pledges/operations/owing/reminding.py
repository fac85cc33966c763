"""Reminders by mail: in working hours of the place, one a day at most, a few in all, never after an answer."""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F

from ikrar.accounts.domain import LetterKind
from ikrar.accounts.operations import outbox
from ikrar.accounts.queries import post
from ikrar.kernel.words import Words
from ikrar.kernel.zones import ZONES
from ikrar.pledges.domain import Ground
from ikrar.pledges.domain.owing import GROUND_WORDS, Pace, local_day
from ikrar.pledges.models import Obligation, Reminder, ReminderPause, Sweep
from ikrar.pledges.operations.owing import sweeping
from ikrar.pledges.operations.owing.pausing import wrong_hash
from ikrar.pledges.queries import owing as queries
from ikrar.pledges.queries.enrolling import enrol_by, with_passkey
from ikrar.pledges.queries.sessions import Session, sessions_of
from ikrar.roster import queries as roster
from ikrar.roster.domain import Standing
from ikrar.web import formats

BATCH = 50  # people looked at in one turn
IN_ONE_WRITE = 20  # which stays under 50 ms
WESTERNMOST = next(iter(ZONES))

SUBJECT = Words("Pengingat: ikrar netralitas Anda", "A reminder: your pledge of neutrality")
BODY = Words(
    """Bapak/Ibu yang kami hormati,

Anda diminta mengucapkan ikrar netralitas dan menandatangani pakta integritas paling lambat {day}.
Sebabnya: {why}.

{where}

Anda boleh tidak menandatangani; pilihan itu tidak diteruskan ke pemeriksaan mana pun. Bila Anda sudah menandatangani
atau sudah menjawab, surat ini tidak perlu dihiraukan.

Ikrar saya: {mine}

Surat ini bukan untuk Anda? Buka alamat ini dan tekan tombolnya; kami tidak mengirim lagi ke alamat ini:
{wrong}""",
    """Dear colleague,

You are asked to make the pledge of neutrality and sign the integrity pact by {day}.
The reason: {why}.

{where}

You may choose not to sign; that choice leads to no examination. If you have signed or answered already, please
disregard this letter.

My pledge: {mine}

This letter is not for you? Open this address and press the button; we send nothing more to this address:
{wrong}""",
)
AT_SESSION = Words(
    "Tempatnya: {place}, {day}. Bawalah kartu kode pribadi dari petugas kepegawaian unit Anda.\nAlamat: {address}",
    "Where: {place}, {day}. Bring your personal card from your unit's personnel officer.\nAddress: {address}",
)
NO_SESSION = Words(
    "Hari dan tempatnya diberitahukan oleh petugas kepegawaian unit Anda.",
    "Your unit's personnel officer will tell you the day and the place.",
)


@dataclass(frozen=True, slots=True)
class _Letter:
    """What one person is told today, about all that is still owed."""

    official_id: int
    owed: tuple[int, ...]
    email: str
    body: Words
    wrong_hash: str


def remind(*, at: datetime, limit: int = BATCH) -> int:
    """Letters of this moment, a few at a time; how many. Where no office is open nobody gets one. The clerk calls it."""
    settle_letters(at=at)
    if not queries.pace().letters or post.is_stuck(at=at):
        return 0
    is_off, hours = queries.off(), queries.hours()
    return sum(
        _remind_at(zone, at=at, limit=min(IN_ONE_WRITE, limit - done))
        for zone in ZONES
        if hours.is_open(at, zone=zone, is_off=is_off)
        for done in range(0, limit, IN_ONE_WRITE)
    )


def settle_letters(*, at: datetime, limit: int = 4 * BATCH) -> int:
    """A letter that did not leave on its day was none: it does not count, and the next need not wait. How many such."""
    yesterday = local_day(at, WESTERNMOST)
    with transaction.atomic():
        rows = Reminder.objects.select_for_update(skip_locked=True).filter(lapsed=None, on__lt=yesterday)
        known = list(rows.order_by("pk")[:limit])
        failed = post.lapsed(messages=[one.message for one in known if one.message is not None])
        for one in known:
            one.lapsed = one.message in failed
            if one.lapsed:
                _uncount(one)
        Reminder.objects.bulk_update(known, ["lapsed"])
    return len(failed)


def _uncount(one: Reminder) -> None:
    rows = Obligation.objects.filter(official=one.official_id, reminded_on=one.on, reminded__gt=0)
    rows.update(reminded=F("reminded") - 1, reminded_on=None)


def _remind_at(zone: str, *, at: datetime, limit: int) -> int:
    """Once through everybody of that clock a day; who comes later that day stands at the end.

    Letters are thought out beside the database, then written with how far one came.
    """
    today = local_day(at, zone)
    sweep: Sweep = sweeping.named(f"reminders:{zone}")
    if sweep.mark != f"{today}":
        sweep.mark, sweep.position = f"{today}", 0
    rows = _waiting(zone, sweep.position, today=today, limit=limit)
    if not rows:
        return 0
    letters = _letters(rows, today=today, at=at)
    sweep.position = rows[-1].pk
    with transaction.atomic():
        sent = _post(letters, zone=zone, today=today, at=at)
        sweep.save(update_fields=["mark", "position", "done"])
    return sent


def _waiting(zone: str, position: int, *, today: date, limit: int) -> list[Obligation]:
    pace = queries.pace()
    rows = Obligation.objects.filter(
        answered_at=None,
        silenced_at=None,
        standing=Standing.BOUND,
        zone=zone,
        reminded__lt=pace.letters,
        due_on__lte=today + pace.ahead,
        pk__gt=position,
    )
    return list(rows.order_by("pk")[:limit])


def _letters(rows: Sequence[Obligation], *, today: date, at: datetime) -> list[_Letter]:
    """Who of these may have a letter today, and what about."""
    people = {one.official_id for one in rows}
    here = roster.whereabouts(official_ids=people, on=today)
    paused = _paused(on=today)
    bound = {who for who, (unit, how) in here.items() if how == Standing.BOUND and unit not in paused}
    told = set(Reminder.objects.filter(official__in=people, on=today).values_list("official_id", flat=True))
    contacts = roster.contacts(official_ids=bound - told)
    ready = _ready(contacts.keys() - queries.wrong_addresses(contacts=contacts), today=today)
    sessions, have = sessions_of(official_ids=ready, at=at), with_passkey(official_ids=ready)
    return [
        _letter(owed, contacts[who].email, _where(sessions.get(who), has_passkey=who in have, at=at))
        for who, owed in ready.items()
    ]


def _ready(people: Collection[int], *, today: date) -> dict[int, tuple[Obligation, ...]]:
    """All that each of them owes and may be reminded of today; the last letter about anything sets the distance."""
    found: dict[int, list[Obligation]] = {}
    rows = Obligation.objects.filter(answered_at=None, silenced_at=None, official__in=people)
    for one in rows.order_by("pk"):
        found.setdefault(one.official_id, []).append(one)
    ready = {who: tuple(_due(owed, queries.pace(), today=today)) for who, owed in found.items()}
    return {who: owed for who, owed in ready.items() if owed}


def _due(owed: Sequence[Obligation], pace: Pace, *, today: date) -> list[Obligation]:
    last = max((one.reminded_on for one in owed if one.reminded_on is not None), default=None)
    return [
        one for one in owed if pace.is_ready(due_on=one.due_on, sent=one.reminded, last_on=last, today=today)
    ]


def _paused(*, on: date) -> set[int]:
    """Units whose letters an officer stopped, with everything below them."""
    stopped = ReminderPause.objects.filter(ended_at=None).values_list("unit_id", flat=True)
    return {unit for above in stopped for unit in roster.subtree(unit_id=above, on=on)}


def _post(letters: Sequence[_Letter], *, zone: str, today: date, at: datetime) -> int:
    """Into the outbox, with the row that makes a second one of the day impossible; who answered meanwhile gets none."""
    until = queries.hours().closing(at, zone=zone)
    wanted = [pk for letter in letters for pk in letter.owed]
    owing = Obligation.objects.select_for_update().filter(pk__in=wanted, answered_at=None, silenced_at=None)
    still = set(owing.order_by("pk").values_list("pk", flat=True))
    going = [letter for letter in letters if still.issuperset(letter.owed)]
    for one in going:
        message = outbox.tell(
            email=one.email, subject=SUBJECT, body=one.body, at=at, kind=LetterKind.REMINDER, until=until
        )
        Reminder.objects.create(
            official_id=one.official_id, on=today, at=at, message=message, wrong_hash=one.wrong_hash
        )
    told = [pk for letter in going for pk in letter.owed]
    Obligation.objects.filter(pk__in=told).update(reminded=F("reminded") + 1, reminded_on=today)
    return len(going)


def _letter(owed: Sequence[Obligation], email: str, where: Words) -> _Letter:
    token = secrets.token_urlsafe(24)
    due_on = min(one.due_on for one in owed)
    whys = [GROUND_WORDS[Ground(one.ground)] for one in owed]

    def said(*, english: bool) -> str:
        origin = f"{settings.IKRAR_ADDRESS}/en" if english else settings.IKRAR_ADDRESS
        return (BODY.en if english else BODY.id).format(
            day=formats.day(due_on, english=english),
            why="; ".join(sorted({why.en if english else why.id for why in whys})),
            where=where.en if english else where.id,
            mine=f"{origin}/ikrar-saya/",
            wrong=f"{origin}/ikrar-saya/salah-alamat/{token}/",
        )

    body = Words(said(english=False), said(english=True))
    return _Letter(owed[0].official_id, tuple(one.pk for one in owed), email, body, wrong_hash(token))


def _where(session: Session | None, *, has_passkey: bool, at: datetime) -> Words:
    """Where and when; and until when a passkey may be enrolled, to who has none and still can."""
    if session is None:
        return NO_SESSION
    told, english = (
        text.format(
            place=session.place, day=formats.day(session.held_on, english=english), address=session.address
        )
        for text, english in zip(AT_SESSION, (False, True), strict=True)
    )
    until = None if has_passkey else enrol_by(session, at=at)
    return Words(f"{told}\n{until.id}", f"{english}\n{until.en}") if until else Words(told, english)
