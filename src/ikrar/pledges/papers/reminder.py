"""A reminder on paper for everybody who still owes a pledge from an appointment: two to a page, with the four points."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from ikrar.pledges.papers.drawing import draw_apart, qr
from ikrar.pledges.papers.sheets import shown
from ikrar.pledges.queries.asked import AppointmentDuties, OpenDuty
from ikrar.pledges.queries.enrolling import enrol_by
from ikrar.pledges.queries.sessions import Session
from ikrar.web import formats


def reminders(
    appointment: AppointmentDuties, duties: Iterable[OpenDuty], points: tuple[str, ...], *, at: datetime
) -> bytes:
    """One slip a person; it holds no code, so that a slip left lying opens nothing."""
    mine = f"{settings.IKRAR_ADDRESS}/ikrar-saya/"
    data = {
        "marks": ["CONTOH · DEMO"] if settings.IKRAR_DEMO else [],
        "title": appointment.title,
        "decree": appointment.decree,
        "effective": formats.day(appointment.effective_on, english=False),
        "made": formats.moment(at, english=False),
        "points": points,
        "mine": shown(mine),
        "qr": qr(mine),
        "people": [
            {
                "name": one.name,
                "unit": one.unit_name,
                "due": formats.day(one.due_on, english=False),
                "where": _where(one.session, at=at),
            }
            for one in duties
        ],
    }
    return draw_apart("reminder", data, at=at)


def _where(session: Session | None, *, at: datetime) -> str:
    if session is None:
        return "diberitahukan oleh petugas kepegawaian unit"
    told, until = f"{session.place}, {formats.day(session.held_on, english=False)}", enrol_by(session, at=at)
    return f"{told}. {until.id}" if until else told
