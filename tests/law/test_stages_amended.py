"""An amended stage is shown before and after, by the versions of the law this installation has worked by."""

from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
from django.urls import reverse

from ikrar.law import operations, queries, reading
from ikrar.law.engine import ChangeKind, differ
from ikrar.law.engine.stages import moved
from ikrar.law.queries import books, changes, versions
from tests.law import small

AT = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)


@pytest.fixture
def law(tmp_path, monkeypatch):
    """`law(was, becomes)`: the day of an amendment, after which the service is started again."""
    folder = small.folder(tmp_path / "law")
    monkeypatch.setattr(books, "TEXTS", folder)
    changes._moved.cache_clear()

    def amend(was="", becomes=""):
        path = folder / "calendars" / "coba.yaml"
        text = path.read_text(encoding="utf-8")
        assert was in text
        path.write_text(text.replace(was, becomes, 1) if was else text, encoding="utf-8")
        monkeypatch.setattr(books, "_current", cache(lambda: reading.read_folder(*books.folders())))
        versions.older.cache_clear()
        return queries.book()

    amend()
    return amend


def stage():
    """A stage of the small law with its line in the file."""
    calendar = queries.calendar("coba")
    return next(s for s in calendar.stages if s.phase and s.phase.value == "campaign")


def test_between_two_books_a_moved_stage_is_told_with_its_days_before_and_after(law):
    old, campaign = queries.book(), stage()
    later = campaign.period.begins_on + timedelta(days=1)
    new = law(f"begins_on: {campaign.period.begins_on}", f"begins_on: {later}")
    [move] = [m for m in moved(differ(old, new), calendar="coba") if m.before != m.after]
    assert (move.code, move.kind) == (campaign.code, ChangeKind.CHANGED)
    assert move.before == (campaign.period.begins_on, campaign.last_day)
    assert move.after == (later, campaign.last_day)
    assert moved(differ(old, new), calendar="lain") == ()


def test_a_moved_fixing_is_told_as_well(law):
    old = queries.book()
    fixed = old.calendars["coba"].contests[0].fixed_on
    new = law(f"fixed_on: {fixed}", f"fixed_on: {fixed + timedelta(days=2)}")
    assert (fixed, fixed) in {move.before for move in moved(differ(old, new), calendar="coba")}


@pytest.mark.django_db
def test_the_page_shows_what_moved_before_and_after(client, law):
    campaign = stage()
    operations.enter_version(at=AT)
    address = reverse("law:calendar", args=["coba"])
    assert "Tahapan yang berubah" not in client.get(address).content.decode()
    later = campaign.period.begins_on + timedelta(days=1)
    law(f"begins_on: {campaign.period.begins_on}", f"begins_on: {later}")
    operations.enter_version(at=AT + timedelta(days=3))
    page = client.get(address).content.decode()
    assert "Tahapan yang berubah" in page
    assert "25 November 2026" in page
    section = page[page.index("Tahapan yang berubah") :]
    assert section.index("<del>") < section.index("<ins>")
    assert "Stages that were amended" in client.get(f"/en{address}").content.decode()


@pytest.mark.django_db
def test_a_version_that_left_the_calendar_alone_is_not_an_amendment(client, law, tmp_path):
    operations.enter_version(at=AT)
    path = tmp_path / "law" / "conducts.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Belum jelas.", "Sangat belum jelas."), encoding="utf-8"
    )
    law()
    operations.enter_version(at=AT + timedelta(days=3))
    assert len(queries.versions_in_force()) == 2
    assert changes.amendments_of(calendar="coba") == ()


@pytest.mark.django_db
def test_a_stage_that_is_new_and_one_that_is_gone_say_so(client, law):
    operations.enter_version(at=AT)
    campaign = stage()
    law(f"code: {campaign.code}", "code: BARU-1")
    operations.enter_version(at=AT + timedelta(days=3))
    [amended] = changes.amendments_of(calendar="coba")
    assert {(move.code, move.kind) for move in amended.moves} >= {
        (campaign.code, ChangeKind.REMOVED),
        ("BARU-1", ChangeKind.ADDED),
    }
