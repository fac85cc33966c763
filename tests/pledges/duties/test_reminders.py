"""Reminders: in working hours of the place, one a day at most, a few in all, none after an answer; none lost, none twice."""

import re
import smtplib
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ikrar.accounts.models import Message
from ikrar.accounts.operations import send_outbox
from ikrar.law import queries as law_queries  # noqa: F401 (the book is read once)
from ikrar.law.queries.terms import holidays
from ikrar.pledges.domain import Decline
from ikrar.pledges.domain.owing import read_hours
from ikrar.pledges.models import Declaration, Duty, Obligation, Passkey, Reminder, Site
from ikrar.pledges.operations import declining, owing
from ikrar.pledges.queries.messages import unit_message
from ikrar.roster.operations import set_contact
from tests.pledges.duties.conftest import MONDAY, appoint, duty_of, look, sign, write_to

pytestmark = pytest.mark.django_db
WIB, WIT = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Jayapura")
DAYS = timedelta(days=1)


class Post(BaseEmailBackend):
    """A mail server that is up or down, and notes when what was delivered."""

    at = MONDAY
    is_down = False
    delivered: list = []

    def send_messages(self, messages):
        if Post.is_down:
            raise smtplib.SMTPServerDisconnected("contoh")
        Post.delivered += [(one.to[0], Post.at, one.body) for one in messages]
        return len(messages)


@pytest.fixture
def post(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Post"
    Post.is_down, Post.delivered = False, []
    return Post


@pytest.fixture
def owing_people(held, city, post):
    """Three newly appointed people of Mawar with addresses; their day is Monday 30 November."""
    people = city.people["mawar"]
    appoint(people)
    look()
    for one in people:
        write_to(one)
    Obligation.objects.update(due_on=date(2026, 11, 30))
    return people


def tick(at):
    """What the clerk does at a moment."""
    Post.at = at
    owing.remind(at=at)
    send_outbox(at=at)


def jakarta(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=WIB).astimezone(UTC)


def test_it_says_until_when_why_and_where_and_leaves_once(owing_people):
    tick(jakarta(23, 9))
    tick(jakarta(23, 9, 1))
    tick(jakarta(23, 15))
    assert Counter(to for to, _, _ in Post.delivered) == {
        f"p{one.pk}@contoh.example": 1 for one in owing_people
    }
    body = Post.delivered[0][2]
    assert "Senin, 30 November 2026" in body
    assert "baru diangkat" in body
    assert "petugas kepegawaian unit" in body
    assert "tidak diteruskan ke pemeriksaan mana pun" in body


def test_outside_office_hours_weekends_and_days_off_nothing_leaves(owing_people):
    for at in (jakarta(23, 7, 29), jakarta(23, 16), jakarta(22, 10), jakarta(28, 10), jakarta(29, 10)):
        tick(at)
    Obligation.objects.update(due_on=date(2026, 12, 28))
    christmas = datetime(2026, 12, 25, 10, tzinfo=WIB).astimezone(UTC)
    assert christmas.date() in holidays().days
    tick(christmas)
    assert Post.delivered == []


def test_the_clock_of_the_place_counts(held, city, post):
    Site.objects.filter(declaration=held).update(zone="Asia/Jayapura")
    appoint(city.people["mawar"])
    look(MONDAY - 3 * DAYS)
    for one in city.people["mawar"]:
        write_to(one)
    Obligation.objects.update(due_on=date(2026, 11, 30))
    tick(datetime(2026, 11, 23, 7, 29, tzinfo=WIT).astimezone(UTC))
    assert Post.delivered == []
    tick(datetime(2026, 11, 23, 7, 31, tzinfo=WIT).astimezone(UTC))  # 05.31 in Jakarta
    assert len(Post.delivered) == 3
    Reminder.objects.all().delete()
    tick(datetime(2026, 11, 24, 16, 1, tzinfo=WIT).astimezone(UTC))  # 14.01 in Jakarta
    assert len(Post.delivered) == 3


def test_the_number_of_letters_has_an_end(owing_people, settings):
    settings.IKRAR_REMINDERS, settings.IKRAR_REMINDER_DAYS = 2, 1
    for day in range(23, 31):
        tick(jakarta(day, 10))
    assert set(Counter(to for to, _, _ in Post.delivered).values()) == {2}
    settings.IKRAR_REMINDERS = 0
    Obligation.objects.update(reminded=0, reminded_on=None)
    assert owing.remind(at=jakarta(30, 12)) == 0


def test_who_answers_gets_no_more_not_even_what_waits(owing_people, held):
    Post.is_down = True
    tick(jakarta(23, 9))
    signer, decliner, silent = owing_people
    sign(duty_of(signer, held), at=jakarta(23, 10))
    Declaration.objects.filter(pk=held.pk).update(cut_off_at=jakarta(30, 10))
    declining.decline(duty_id=duty_of(decliner, held).pk, reason=Decline.NO_REASON_GIVEN, at=jakarta(23, 10))
    Post.is_down = False
    tick(jakarta(23, 11))
    for day in range(24, 31):
        tick(jakarta(day, 10))
    assert {to for to, _, _ in Post.delivered} == {f"p{silent.pk}@contoh.example"}


def test_a_day_without_mail_loses_nothing_and_doubles_nothing(owing_people):
    Post.is_down = True
    for hour in range(8, 18):
        tick(jakarta(23, hour))
    Post.is_down = False
    tick(jakarta(23, 20))
    assert Post.delivered == []
    assert not Message.objects.filter(sent_at=None, given_up_at=None).exists()
    tick(jakarta(24, 8))
    assert len(Post.delivered) == 3  # the next working day, though the distance is three days
    assert set(Obligation.objects.values_list("reminded", flat=True)) == {1}


def test_while_mail_is_stuck_no_more_is_written(owing_people, city):
    Post.is_down = True
    tick(jakarta(23, 9))
    waiting = Message.objects.count()
    appoint(city.people["melati"], title="Pelantikan kedua contoh")
    for one in city.people["melati"]:
        write_to(one)
    look(jakarta(23, 9, 30))
    Obligation.objects.update(due_on=date(2026, 11, 30))
    tick(jakarta(23, 10))
    assert Message.objects.count() == waiting


def test_an_officer_stops_a_unit_or_a_person(owing_people, city, citra, clock):
    clock.at = jakarta(23, 9)
    above = city.units["barat"].public_id
    owing.pause(unit=above, reason="Unit sedang dipindahkan.", by=citra, at=jakarta(23, 8))
    with pytest.raises(owing.AlreadyPaused):
        owing.pause(unit=above, reason="Lagi.", by=citra, at=jakarta(23, 8))
    tick(jakarta(23, 9))
    assert Post.delivered == []
    owing.resume(unit=above, by=citra, at=jakarta(24, 8))
    first = owing_people[0]
    owing.silence(official_id=first.pk, subject=first.public_id, silent=True, by=citra, at=jakarta(24, 8))
    tick(jakarta(24, 9))
    assert len(Post.delivered) == 2


def test_a_wrong_address_is_told_by_whoever_got_the_letter(owing_people, client, citra):
    tick(jakarta(23, 9))
    address, _, body = Post.delivered[0]
    link = re.search(r"/ikrar-saya/salah-alamat/[\w-]+/", body)[0]
    assert "bukan untuk saya" in client.get(link).content.decode()
    assert not Reminder.objects.filter(wrong_at__isnull=False).exists()  # looking does nothing
    answer = client.post(link).content.decode()
    assert "Terima kasih" in answer
    assert "Pegawai" not in answer
    assert client.get(reverse("pledges:wrong-address", args=["tidak-ada"])).status_code == 404
    Post.delivered.clear()
    tick(jakarta(26, 9))
    assert address not in {to for to, _, _ in Post.delivered}
    assert len(Post.delivered) == 2
    person = next(one for one in owing_people if address == f"p{one.pk}@contoh.example")
    set_contact(official_id=person.pk, email="benar@contoh.example", by=citra, at=jakarta(27, 8))
    tick(jakarta(27, 9))
    assert "benar@contoh.example" in {to for to, _, _ in Post.delivered}


def test_two_duties_of_one_person_are_one_letter(owing_people):
    appoint(owing_people, title="Pelantikan kedua contoh")
    newly = owing_people[0]
    look(jakarta(23, 8))
    assert Obligation.objects.filter(official=newly).count() == 2
    Obligation.objects.filter(official=newly).update(due_on=date(2026, 11, 27))
    tick(jakarta(23, 9))
    tick(jakarta(23, 15))
    assert set(Counter(to for to, _, _ in Post.delivered).values()) == {1}
    body = next(body for to, _, body in Post.delivered if to == f"p{newly.pk}@contoh.example")
    assert "Jumat, 27 November 2026" in body
    owed = Obligation.objects.filter(official=newly)
    assert list(owed.values_list("reminded", flat=True)) == [1, 1]


def test_a_letter_of_the_last_minute_of_a_friday_leaves_then_or_on_monday(owing_people, settings):
    settings.IKRAR_OFFICE_HOURS = read_hours("07.30-17.00")
    friday = jakarta(27, 16, 59)
    Post.is_down = True
    tick(friday)
    Post.is_down = False
    for at in (jakarta(27, 17), jakarta(27, 17, 1), jakarta(28, 9), jakarta(29, 9)):
        tick(at)
    assert Post.delivered == []
    tick(jakarta(30, 7, 30))
    assert set(Counter(to for to, _, _ in Post.delivered).values()) == {1}
    Post.delivered.clear()
    Reminder.objects.all().delete()
    Obligation.objects.update(reminded=0, reminded_on=None)
    tick(friday)
    assert {at for _, at, _ in Post.delivered} == {friday}


def test_it_says_until_when_a_passkey_may_be_enrolled_to_who_still_can(owing_people, city, citra, text):
    enrolled, *others = owing_people
    session = another_session(city, citra, text)
    Passkey.objects.create(
        official=enrolled, credential_id=b"k", cose_key=b"c", identified_by="code", enrolled_at=jakarta(20, 9)
    )
    tick(jakarta(23, 9))
    told = {to: body for to, _, body in Post.delivered}
    for one in others:
        assert "paling lambat 07.30 WIB, 24 November 2026. Tidak wajib." in told[f"p{one.pk}@contoh.example"]
        assert "by 07:30 WIB, 24 November 2026" in told[f"p{one.pk}@contoh.example"]
    assert "passkey" not in told[f"p{enrolled.pk}@contoh.example"]
    unit = city.units["mawar"].public_id
    assert "paling lambat 07.30 WIB, 24 November 2026" in unit_message(unit=unit, at=jakarta(23, 9)).id
    assert "passkey" not in unit_message(unit=unit, at=session - timedelta(hours=23)).id
    Post.delivered.clear()
    Reminder.objects.all().delete()
    Obligation.objects.update(reminded=0, reminded_on=None)
    tick(jakarta(24, 9))  # less than a day before
    assert len(Post.delivered) == 3
    assert not [body for _, _, body in Post.delivered if "passkey" in body]


def another_session(city, citra, text):
    """A session on the 25th at 07.30 that asks whoever owes a pledge; its hour."""
    starts_at = jakarta(25, 7, 30)
    declaration = Declaration.objects.latest("pk")
    declaration.pk = None
    declaration.public_id, declaration.title = "SESI", "Sesi susulan contoh"
    declaration.held_on, declaration.cut_off_at = starts_at.date(), jakarta(25, 23, 59)
    declaration.save()
    site = Site.objects.create(declaration=declaration, name="Aula contoh", starts_at=starts_at)
    for one in city.people["mawar"]:
        Duty.objects.create(
            declaration=declaration, official=one, unit=city.units["mawar"], site=site, ground="APPOINTED",
            created_at=MONDAY,
        )  # fmt: skip
    return starts_at


# From the Sunday before Christmas on: a week with days off in it, and a weekend behind them.
SUNDAY = datetime(2026, 12, 20, tzinfo=WIB).astimezone(UTC)
MINUTES = st.integers(min_value=0, max_value=9 * 24 * 60)
ACT = st.sampled_from(["tick", "tick", "tick", "tick", "down", "up", "sign", "decline", "appoint"])


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.tuples(MINUTES, ACT), min_size=5, max_size=40))
def test_whatever_happens_when_nobody_is_written_to_twice_a_day_or_out_of_hours(
    owing_people, held, transactional_undo, moments
):
    with transactional_undo():
        Post.is_down, Post.delivered = False, []
        Declaration.objects.filter(pk=held.pk).update(cut_off_at=SUNDAY + 20 * DAYS)
        answered = {}
        for minutes, act in sorted(moments):
            at = SUNDAY + timedelta(minutes=minutes)
            if act == "tick":
                tick(at)
            elif act in {"down", "up"}:
                Post.is_down = act == "down"
            elif act == "appoint":
                appoint(owing_people, title=f"Pelantikan contoh {minutes}")
                owing.keep(at=at, seconds=60)
                Obligation.objects.update(due_on=SUNDAY.date() + 9 * DAYS)
            elif act in {"sign", "decline"}:
                _answer(owing_people, held, act, at, answered)
        _check(answered)


def _answer(people, held, act, at, answered):
    left = [one for one in people if one.pk not in answered]
    if not left:
        return
    duty = duty_of(left[0], held)
    if act == "sign":
        sign(duty, at=at)
    else:
        declining.decline(duty_id=duty.pk, reason=Decline.NO_REASON_GIVEN, at=at)
    answered[left[0].pk] = at


def _check(answered):
    hours = read_hours("07.30-16.00")
    by_day = Counter((to, at.astimezone(WIB).date()) for to, at, _ in Post.delivered)
    assert not [one for one, n in by_day.items() if n > 1]
    for to, at, _ in Post.delivered:
        assert hours.is_open(at, zone="Asia/Jakarta", is_off=holidays().days.__contains__), at
        who = int(to.partition("@")[0][1:])
        ended = answered.get(who, at)
        again = Obligation.objects.filter(official=who, created_at__gte=ended, created_at__lte=at)
        assert at <= ended or again.exists()
    most = 3 * max(Counter(Obligation.objects.values_list("official_id", flat=True)).values())
    assert all(n <= most for n in Counter(to for to, _, _ in Post.delivered).values())
