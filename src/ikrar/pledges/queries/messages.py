"""A text for the chat group of a unit whose people still owe a pledge: it names nobody and counts nobody."""

from datetime import datetime

from django.conf import settings
from django.db.models import Min

from ikrar.kernel.words import Words
from ikrar.kernel.zones import JAKARTA
from ikrar.pledges.models import Obligation
from ikrar.pledges.queries.enrolling import enrol_by
from ikrar.pledges.queries.sessions import Session, next_of_units
from ikrar.roster import queries as roster
from ikrar.roster.domain import Standing
from ikrar.web import formats

TEXT = Words(
    """*Pengingat ikrar netralitas*
{unit}

Yth. Bapak/Ibu, sebagian rekan menerima pemberitahuan pribadi untuk mengucapkan ikrar netralitas dan menandatangani pakta integritas.{until}

{where}

Empat poin yang kita pegang bersama: netral dalam pelayanan publik; menghindari konflik kepentingan dan tidak memihak; bijak di media sosial; menolak politik uang.
Naskahnya terbuka di {address}/deklarasi/. Status Anda sendiri: {address}/ikrar-saya/ (hanya Anda yang dapat membukanya).

Kode pada kartu hanya untuk Anda. Mohon tidak difoto atau dikirim ke grup ini. Terima kasih.""",
    """*A reminder of the pledge of neutrality*
{unit}

Dear colleagues, some of us have received a personal notice to make the pledge of neutrality and sign the integrity pact.{until}

{where}

The four points we hold to: neutral in public service; no conflict of interest and no side taken; prudent on social media; no money politics.
The text is open at {address}/en/deklarasi/. Your own standing: {address}/en/ikrar-saya/ (only you can open it).

The code on the card is yours alone. Please do not photograph it or send it to this group. Thank you.""",
)
UNTIL = Words(" Mohon dilakukan paling lambat {day}.", " Please do so by {day}.")
AT_SESSION = Words("Sesi berikutnya: {place}, {day}.", "The next session: {place}, {day}.")
NO_SESSION = Words(
    "Hari dan tempatnya diberitahukan oleh petugas kepegawaian unit.",
    "The personnel officer of the unit will tell the day and the place.",
)


def unit_message(*, unit: str, at: datetime) -> Words:
    """What an officer may paste into the group of this unit."""
    today = at.astimezone(JAKARTA).date()
    place = roster.unit(public_id=unit, on=today)
    below = roster.subtree(unit_id=place.id, on=today)
    rows = Obligation.objects.filter(
        unit_id__in=below, answered_at=None, standing=Standing.BOUND, due_on__gte=today
    )
    first = rows.aggregate(day=Min("due_on"))["day"]
    session = next_of_units(unit_ids=below, at=at)

    def said(*, english: bool) -> str:
        text, until = (TEXT.en, UNTIL.en) if english else (TEXT.id, UNTIL.id)
        return text.format(
            unit=place.name,
            until=until.format(day=formats.day(first, english=english)) if first else "",
            where=_where(session, english=english, at=at),
            address=settings.IKRAR_ADDRESS,
        )

    return Words(said(english=False), said(english=True))


def _where(session: Session | None, *, english: bool, at: datetime) -> str:
    if session is None:
        return NO_SESSION.en if english else NO_SESSION.id
    text = AT_SESSION.en if english else AT_SESSION.id
    told = text.format(place=session.place, day=formats.day(session.held_on, english=english))
    until = enrol_by(session, at=at)
    return f"{told} {until.en if english else until.id}" if until else told
