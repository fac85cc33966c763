"""The public calendar of the elections: pages, picture, feed and JSON, for anybody and without a trace."""

import json
import re
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
import time_machine
from django.urls import reverse
from icalendar import Calendar

from ikrar.law import queries
from ikrar.law.domain import NormPhase
from ikrar.law.engine import stages

pytestmark = pytest.mark.django_db
CONTESTS = [(c.code, k.code) for c in queries.calendars().values() for k in c.contests]


def look(client, address, **query):
    answer = client.get(address, query)
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def pictures(page):
    return [ET.fromstring(svg) for svg in re.findall(r'<svg class="chart line-of-days.*?</svg>', page)]


@pytest.mark.parametrize(("code", "contest"), CONTESTS)
@pytest.mark.parametrize("lead", ["", "/en"])
def test_every_contest_has_a_page_in_both_languages_and_sets_no_cookie(client, code, contest, lead):
    answer = client.get(f"{lead}{reverse('law:calendar', args=[code])}", {"kontes": contest})
    assert answer.status_code == 200
    assert not answer.cookies
    assert answer["Cache-Control"] == "public, max-age=300"


@pytest.mark.urls("ikrar.project.adviser_urls")
def test_on_the_advisers_own_host_the_former_address_leads_to_the_stages(client):
    assert client.get("/kalender/").headers["Location"] == "/tahapan/"
    assert client.get("/kalender/").status_code == 301
    assert client.get("/en/kalender/").headers["Location"] == "/en/tahapan/"


@pytest.mark.django_db
@pytest.mark.parametrize("lead", ["", "/en"])
def test_the_former_address_leads_to_both_calendars(client, lead):
    page = look(client, f"{lead}/kalender/")
    assert f'href="{lead}/tahapan/"' in page
    assert f'href="{lead}/deklarasi/kalender/"' in page
    assert f'href="{lead}/deklarasi/kalender/"' in look(client, f"{lead}/tahapan/")


def test_a_day_in_the_quiet_days_is_told_as_such(client):
    page = look(client, reverse("law:stages"), hari="2024-11-25")
    assert "Senin, 25 November 2024" in page
    assert "Pilkada Serentak 2024: Masa tenang." in page


def test_today_is_shown_where_no_day_is_asked_for_and_no_stage_runs(client, time_machine_day):
    page = look(client, reverse("law:stages"))
    assert "hari ini" in page
    assert "tidak ada tahapan pemilihan pada hari itu" in page
    page = look(client, reverse("law:calendar", args=["pilkada-2024"]))
    assert "yang berjalan dari 27 Februari 2024 sampai 16 Desember 2024" in page


@pytest.fixture
def time_machine_day():
    with time_machine.travel("2026-11-22T03:00:00Z", tick=False):
        yield


def test_near_the_fixing_both_phases_are_shown_and_a_person_decides(client):
    address = reverse("law:calendar", args=["pilkada-2024"])
    near = look(client, address, kontes="gubernur", hari="2024-09-20")
    assert "kedua masa ditunjukkan" in near
    assert "diputus pejabat yang memeriksa" in near
    far = look(client, address, kontes="gubernur", hari="2024-10-20")
    assert "kedua masa ditunjukkan" not in far


def test_the_days_around_the_fixing_differ_by_contest(client):
    address = reverse("law:calendar", args=["pemilu-2024"])
    assert "13 November 2023" in look(client, address, kontes="presiden")
    assert "Jumat, 3 November 2023" in look(client, address, kontes="dpr")


@pytest.mark.parametrize("hari", ["2024-02-30", "kemarin", "20241125"])
def test_a_day_that_does_not_exist_is_refused_with_an_example(client, hari):
    answer = client.get(reverse("law:stages"), {"hari": hari})
    assert answer.status_code == 422
    assert "2024-11-27" in answer.content.decode()
    assert "Cache-Control" not in answer or "public" not in answer["Cache-Control"]


@pytest.mark.parametrize("hari", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_there_are_break_nothing(client, hari):
    look(client, reverse("law:stages"), hari=hari)
    look(client, reverse("law:calendar", args=["pilkada-2024"]), hari=hari)


def test_an_unknown_calendar_or_contest_is_refused_in_a_sentence(client):
    assert client.get("/tahapan/pilkada-1999/").status_code == 404
    assert client.get("/tahapan/pilkada-1999.ics").status_code == 404
    answer = client.get(reverse("law:calendar", args=["pilkada-2024"]), {"kontes": "presiden"})
    assert answer.status_code == 404
    assert "gubernur" in answer.content.decode()


def test_each_part_names_the_norms_that_speak_in_it_and_links_them(client):
    page = look(client, reverse("law:calendar", args=["pilkada-2024"]), kontes="gubernur")
    part = page[page.index("Sebelum penetapan calon") : page.index("Sesudah penetapan calon")]
    book = queries.book()
    expected = [n for n in book.norms.values() if n.phase is NormPhase.BEFORE_FIXED and n.book == "SKB 2022"]
    assert expected
    for norm in expected:
        assert f'href="/hukum/{norm.code}"' in part
        assert norm.conduct.id in part


def test_in_jakarta_only_the_governor_is_elected(client):
    page = look(client, reverse("law:calendar", args=["pilkada-2024"]))
    assert "Hanya gubernur dan wakil gubernur yang dipilih" in page
    for count in ("37", "415", "93", "545"):
        assert f"<dd>{count}</dd>" in page


def test_a_stage_that_was_planned_and_not_held_says_so(client):
    address = reverse("law:calendar", args=["pemilu-2024"])
    assert "tidak diadakan" in look(client, address, kontes="presiden")
    assert "Putaran kedua" not in look(client, address, kontes="dpr")


def test_the_picture_is_well_formed_labelled_and_marks_the_day(client):
    page = look(client, reverse("law:calendar", args=["pilkada-2024"]), hari="2024-10-20")
    drawn = pictures(page)
    assert len(drawn) == 2  # for wide and for narrow screens
    for svg in drawn:
        assert svg.get("role") == "img"
        assert "Pilkada Serentak 2024" in svg.get("aria-label")
        titles = [title.text for title in svg.iter("title")]
        assert "Kampanye: 25 September 2024 – 23 November 2024" in titles
        assert "20 Oktober 2024" in titles
    assert not re.search(r"\bstyle=", page)


def test_a_day_outside_the_picture_is_not_marked_in_it(client):
    page = look(client, reverse("law:calendar", args=["pilkada-2024"]), hari="2026-11-22")
    for svg in pictures(page):
        assert "22 November 2026" not in [title.text for title in svg.iter("title")]


@pytest.mark.parametrize("lead", ["", "/en"])
@pytest.mark.parametrize("code", ["pilkada-2024", "pemilu-2024"])
def test_the_feed_is_read_by_a_foreign_parser_with_the_days_of_the_book(client, code, lead):
    answer = client.get(f"{lead}{reverse('law:calendar-feed', args=[code])}")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    found = {str(event["UID"]).split("@")[0].removeprefix(f"{code}."): event for event in events}
    calendar = queries.calendar(code)
    assert set(found) == {s.code for s in calendar.stages} | {n.code for n in calendar.not_held}
    for stage in calendar.stages:
        event = found[stage.code]
        assert event.decoded("DTSTART") == stage.period.begins_on
        assert event.decoded("DTEND") == stage.last_day + timedelta(days=1)
        assert str(event["SUMMARY"]) == (stage.name.en if lead else stage.name.id)
        assert event.decoded("DTSTAMP").utcoffset() == timedelta(0)


def test_every_line_of_a_feed_fits_in_75_octets_and_ends_as_it_must(client):
    body = client.get(reverse("law:calendar-feed", args=["pemilu-2024"])).content
    assert body.endswith(b"END:VCALENDAR\r\n")
    lines = body.split(b"\r\n")
    assert max(map(len, lines)) == 75
    assert b"\n" not in body.replace(b"\r\n", b"")
    for line in lines:
        line.decode()  # no character is torn apart


def test_the_feed_of_a_contest_leaves_out_the_others(client):
    body = client.get(reverse("law:contest-feed", args=["pemilu-2024", "dpd"])).content.decode()
    assert "PM24-05@" in body
    assert "PM24-07@" not in body
    assert client.get(reverse("law:contest-feed", args=["pemilu-2024", "gubernur"])).status_code == 404


def test_what_was_not_held_is_a_cancelled_event(client):
    events = Calendar.from_ical(client.get(reverse("law:calendar-feed", args=["pemilu-2024"])).content).walk(
        "VEVENT"
    )
    [gone] = [event for event in events if event["STATUS"] == "CANCELLED"]
    assert gone.decoded("DTSTART") == date(2024, 6, 26)


def test_identifiers_do_not_change_with_language_host_or_day(client):
    def identifiers(address):
        return {str(e["UID"]) for e in Calendar.from_ical(client.get(address).content).walk("VEVENT")}

    address = reverse("law:calendar-feed", args=["pilkada-2024"])
    assert identifiers(address) == identifiers(f"/en{address}")


@pytest.mark.parametrize("name", ["law:calendar-feed", "law:calendar-json"])
def test_machines_may_keep_the_calendar_and_ask_whether_it_changed(client, name):
    address = reverse(name, args=["pilkada-2024"])
    first = client.get(address)
    assert first["Cache-Control"] == "public, max-age=3600"
    assert first["Access-Control-Allow-Origin"] == "*"
    assert not first.cookies
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_json_names_days_doubts_and_norms_of_each_stage(client):
    told = json.loads(client.get(reverse("law:calendar-json", args=["pilkada-2024"])).content)
    campaign = next(stage for stage in told["stages"] if stage["code"] == "PK24-13")
    assert (campaign["begins_on"], campaign["last_day"]) == ("2024-09-25", "2024-11-23")
    assert {"PP94-n1", "SKB-D6"} <= set(campaign["norms"])
    assert "SKB-K4" not in campaign["norms"]
    assert told["contests"][0]["backing"]["questions"] == [8]


def test_parts_of_a_contest_follow_one_another_without_a_gap():
    book = queries.book()
    for code, contest in CONTESTS:
        calendar = queries.calendar(code)
        found = stages.parts(book, calendar, stages.contest_of(calendar, contest))
        for former, following in pairwise(found):
            assert former.period.ends_before == following.period.begins_on
        assert sum(len(part.stages) for part in found) == len(stages.stages_of(calendar, contest))
