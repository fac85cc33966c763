"""The calendar of declarations: page, feed and JSON tell one history; what was moved or cancelled stays in it."""

import json
import re
import subprocess
from datetime import date, timedelta

import icalendar
import jsonschema
import pytest

from ikrar.openness.api import urls
from ikrar.openness.models import Snapshot
from ikrar.pledges.domain import State
from ikrar.pledges.domain.planning import Change
from ikrar.pledges.models import Declaration, PlanChange
from ikrar.project.openapi import document
from tests.openness.conftest import MORNING

LATER = MORNING + timedelta(days=1)


def changed(city, what, *, at=LATER, **told):
    """A line of the timeline, as the operations write it."""
    PlanChange.objects.create(declaration=city.declaration, what=what, at=at, **told)


def moved(city, held_on=date(2026, 11, 30), reason="hujan lebat"):
    changed(
        city,
        Change.MOVED,
        before=f"{city.declaration.held_on} Halaman",
        after=f"{held_on} Aula",
        reason=reason,
    )
    Declaration.objects.filter(pk=city.declaration.pk).update(held_on=held_on, place="Aula")


def cancelled(city):
    changed(city, Change.CANCELLED, at=LATER + timedelta(hours=1), reason="ditunda tanpa batas")
    Declaration.objects.filter(pk=city.declaration.pk).update(state=State.CANCELLED)


def event(client, address="/deklarasi/kalender.ics"):
    [one] = icalendar.Calendar.from_ical(client.get(address).content).walk("VEVENT")
    return one


def told(client):
    [one] = client.get("/api/declarations").json()["declarations"]
    return one


def test_an_event_keeps_its_identifier_and_counts_its_changes(city, client):
    first = event(client)
    assert (first["SEQUENCE"], str(first["STATUS"])) == (0, "CONFIRMED")
    assert first.decoded("DTSTART").isoformat() == "2026-11-23T07:45:00+07:00"
    moved(city)
    second = event(client)
    assert second["UID"] == first["UID"]
    assert second["SEQUENCE"] == 1
    assert second.decoded("DTSTART").isoformat() == "2026-11-30T07:45:00+07:00"
    assert second.decoded("LAST-MODIFIED") == LATER
    assert "dari 2026-11-23 ke 2026-11-30. hujan lebat" in str(second["DESCRIPTION"])
    cancelled(city)
    third = event(client)
    assert (third["UID"], third["SEQUENCE"], str(third["STATUS"])) == (first["UID"], 2, "CANCELLED")
    assert "hujan lebat" in str(third["DESCRIPTION"])
    assert "ditunda tanpa batas" in str(third["DESCRIPTION"])


def test_json_tells_the_same_history(city, client):
    moved(city)
    cancelled(city)
    one = told(client)
    assert (one["state"], one["sequence"], one["held_on"]) == ("CANCELLED", 2, "2026-11-30")
    assert [(c["what"], c["from"], c["to"], c["reason"]) for c in one["changes"]] == [
        ("MOVED", "2026-11-23", "2026-11-30", "hujan lebat"),
        ("CANCELLED", None, None, "ditunda tanpa batas"),
    ]


def test_what_was_weighed_while_it_was_only_a_plan_is_not_told(city, client):
    changed(
        city,
        Change.MOVED,
        at=MORNING - timedelta(days=9),
        before="2026-11-01",
        after="2026-11-23",
        reason="rahasia rapat",
    )
    changed(city, Change.DETAILS, reason="catatan dalam")
    changed(
        city,
        Change.HOUR,
        before="2026-11-23T00:45:00+00:00",
        after="2026-11-23T01:00:00+00:00",
        reason="catatan dalam",
    )
    for address in ("/api/declarations", "/deklarasi/kalender.ics", "/deklarasi/kalender/"):
        answer = client.get(address).content.decode()
        assert "rahasia rapat" not in answer
        assert "catatan dalam" not in answer
    assert [one["what"] for one in told(client)["changes"]] == ["HOUR"]


def test_a_plan_is_tentative_and_a_day_without_an_hour_is_a_whole_day(city, client):
    Declaration.objects.filter(pk=city.declaration.pk).update(
        state=State.PLANNED, starts_at=None, fixed_at=None
    )
    one = event(client)
    assert str(one["STATUS"]) == "TENTATIVE"
    assert one.decoded("DTSTART") == date(2026, 11, 23)
    assert one.decoded("DTEND") == date(2026, 11, 24)
    assert "dapat berubah" in str(one["DESCRIPTION"])
    assert "may change" in str(event(client, "/en/deklarasi/kalender.ics")["DESCRIPTION"])


def test_what_has_no_day_is_in_json_and_on_the_page_and_not_in_the_feed(city, client):
    Declaration.objects.filter(pk=city.declaration.pk).update(
        state=State.PLANNED, held_on=None, starts_at=None, fixed_at=None
    )
    assert icalendar.Calendar.from_ical(client.get("/deklarasi/kalender.ics").content).walk("VEVENT") == []
    assert told(client)["held_on"] is None
    assert "Tanggal belum ditetapkan" in client.get("/deklarasi/kalender/").content.decode()


def test_the_feed_is_the_same_octets_until_something_happens(city, client):
    first = client.get("/deklarasi/kalender.ics")
    again = client.get("/deklarasi/kalender.ics", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    moved(city)
    assert client.get("/deklarasi/kalender.ics", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_the_days_can_be_bounded(city, recorded, client):
    def ids(**query):
        return {one["id"] for one in client.get("/api/declarations", query).json()["declarations"]}

    here, press = city.declaration.public_id, recorded.public_id
    assert ids() == {here, press}
    assert ids(**{"from": "2026-11-23"}) == {here}
    assert ids(until="2026-11-23") == {press}
    assert ids(**{"from": "2024-09-23", "until": "2024-09-24"}) == {press}
    for query in ({"from": "2026-02-30"}, {"until": "kemarin"}, {"from": "20261123"}):
        assert client.get("/api/declarations", query).status_code == 422


def test_the_page_shows_a_year_with_what_became_of_each(city, recorded, client):
    cancelled(city)
    page = client.get("/deklarasi/kalender/?tahun=2026").content.decode()
    assert 'class="s-off"' in page
    assert "dibatalkan" in page
    assert city.declaration.title in page
    assert recorded.title not in page
    assert recorded.title in client.get("/deklarasi/kalender/?tahun=2024").content.decode()
    years = page.partition('<nav class="tabs"')[2].partition("</nav>")[0]
    assert re.findall(r"\?tahun=(\d+)", years) == ["2026", "2024"]
    for wrong in ("0000", "20x6", "١٩٩٩", "12345"):
        assert client.get("/deklarasi/kalender/", {"tahun": wrong}).status_code == 422
    assert client.get("/deklarasi/kalender/?tahun=1999").status_code == 200


def test_the_page_tells_what_was_moved_from_where_and_why(city, client):
    moved(city)
    page = client.get("/deklarasi/kalender/").content.decode()
    assert "Dipindahkan ke hari lain" in page
    assert "23 Nov 2026" in page.replace("November", "Nov")
    assert "hujan lebat" in page


def test_the_list_leads_to_the_calendar(city, client):
    assert 'href="/deklarasi/kalender/"' in client.get("/deklarasi/").content.decode()


def test_every_address_there_is_stands_in_the_openapi_file_and_the_other_way_round():
    real = {f"/api/{str(p.pattern).replace('<str:declaration>', '{declaration}')}" for p in urls.urlpatterns}
    assert real == {path for path in document()["paths"] if not path.startswith("/api/law/")}


def test_every_answer_is_as_the_openapi_file_says(published, recorded, client):
    moved(published)
    public_id = published.declaration.public_id
    for path, address in {
        "/api/declarations": "/api/declarations",
        "/api/declarations/{declaration}": f"/api/declarations/{public_id}",
        "/api/publications": "/api/publications",
    }.items():
        schema = document()["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        jsonschema.Draft202012Validator({**schema, "components": document()["components"]}).validate(
            client.get(address).json()
        )
    assert client.get(f"/api/declarations/{recorded.public_id}").json()["archive"] is None


def test_the_index_names_every_publication_once_with_addresses_that_work(published, client):
    told = client.get("/api/publications").json()
    assert told["licence"] == "CC-BY-4.0"
    assert [one["number"] for one in told["publications"]] == [2, 1]
    for one in told["publications"]:
        row = Snapshot.objects.get(sha256=one["sha256"])
        for name in ("json", "by_hash"):
            assert client.get(one[name].removeprefix("https://ikrar.test")).content == bytes(row.file)
        assert client.get(one["entry"]["proof"].removeprefix("https://ikrar.test")).status_code == 200


def test_addresses_in_json_do_not_follow_the_readers_language(published, client):
    answer = client.get("/api/publications", headers={"Accept-Language": "en"}).json()
    assert "/en/" not in json.dumps(answer)


@pytest.mark.foreign
def test_khal_accepts_the_feed(city, recorded, client, tmp_path):
    moved(city)
    file = tmp_path / "deklarasi.ics"
    file.write_bytes(client.get("/deklarasi/kalender.ics").content)
    (tmp_path / "cal").mkdir()
    config = tmp_path / "config"
    config.write_text(
        f"[calendars]\n[[c]]\npath = {tmp_path}/cal\n[locale]\nlocal_timezone = Asia/Jakarta\n"
        "default_timezone = Asia/Jakarta\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        f"[sqlite]\npath = {tmp_path}/khal.db\n"
    )
    try:
        done = subprocess.run(
            ["khal", "-c", config, "printics", file], capture_output=True, text=True, check=True, timeout=60
        )
    except FileNotFoundError:
        pytest.skip("khal is not installed")
    assert city.declaration.title in done.stdout
    assert recorded.title in done.stdout
    assert "2026-11-30" in done.stdout
