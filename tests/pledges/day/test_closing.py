"""After the event: further sites, closing at size N, and the minutes."""

import os
import time
from datetime import timedelta

import pytest
from django.urls import reverse

from ikrar.accounts.models import AuditRow
from ikrar.pledges.models import Duty, PlanChange, Site
from ikrar.pledges.operations.running import start_step
from ikrar.pledges.papers import waiting
from ikrar.pledges.views import minutes as minutes_view
from ikrar.web import access
from tests.entries import entries, the_body
from tests.pledges.day.conftest import MORNING


def url(city, name):
    return reverse(f"pledges:{name}", args=[city.declaration.public_id])


def close_site(client, city):
    return client.post(reverse("pledges:site-close", args=[city.site.public_id]))


def surely(client):
    session = client.session
    session[access.CONFIRMED_AT] = int(time.time())
    session.save()
    return client


def further(client, city):
    values = {"name": "Lanjutan Contoh", "day": "2026-11-24", "hour": "09:00"}
    return client.post(url(city, "further-site"), {f"further-{k}": v for k, v in values.items()})


def test_closing_a_site_is_entered_in_the_register_with_its_size(signed_in, city, staff, now):
    start_step(site_id=city.site.public_id, order=4, by=staff["hadi"], at=now.at)
    assert close_site(signed_in("hadi"), city).status_code == 302
    city.site.refresh_from_db()
    assert (city.site.closed_at, city.site.closed_at_size) == (now.at, 0)
    assert city.site.public_id in the_body("site-closed").decode()
    assert close_site(signed_in("hadi"), city).status_code == 409


def test_a_further_site_asks_exactly_who_was_not_asked(signed_in, city, now):
    duties = city.duties[city.one.pk]
    city.sign(duties[0])
    city.decline(duties[1])
    Duty.objects.filter(pk=duties[2].pk).update(asked_at=now.at)
    citra = signed_in("citra")
    assert further(citra, city).status_code == 409  # the first site is still open
    close_site(citra, city)
    assert further(citra, city).status_code == 302
    made = Site.objects.get(is_continuation=True)
    moved = set(made.duties.values_list("pk", flat=True))
    assert len(moved) == 21
    assert moved.isdisjoint({duty.pk for duty in duties[:3]})
    assert further(citra, city).status_code == 409


def test_the_declaration_closes_after_its_sites_and_its_cut_off(signed_in, city, now):
    city.declaration.cut_off_at = now.at + timedelta(hours=1)
    city.declaration.save()
    citra = surely(signed_in("citra"))
    assert "masih terbuka" in citra.post(url(city, "declaration-close")).content.decode()
    close_site(citra, city)
    assert "masih boleh mengirim" in citra.post(url(city, "declaration-close")).content.decode()
    now.at += timedelta(minutes=61)
    assert citra.post(url(city, "declaration-close")).status_code == 302
    city.declaration.refresh_from_db()
    assert (city.declaration.state, city.declaration.closed_at) == ("CLOSED", now.at)
    assert len(entries("declaration-closed")) == 1


def test_the_cut_off_is_extended_with_a_reason_that_everybody_may_read(signed_in, city, now):
    citra = signed_in("citra")
    late = {"extend-day": "2026-11-24", "extend-hour": "12:00", "extend-reason": "Listrik padam"}
    assert citra.post(url(city, "extend"), late | {"extend-reason": ""}).status_code == 422
    assert citra.post(url(city, "extend"), late | {"extend-day": "2026-12-24"}).status_code == 422
    assert citra.post(url(city, "extend"), late).status_code == 302
    city.declaration.refresh_from_db()
    assert city.declaration.cut_off_at.isoformat() == "2026-11-24T05:00:00+00:00"
    assert PlanChange.objects.get(what="CUT_OFF").reason == "Listrik padam"
    assert b"Listrik padam" in the_body("cut-off-extended")


@pytest.mark.parametrize("name", ["further-site", "extend", "declaration-close"])
def test_who_only_watches_changes_nothing(signed_in, city, now, name):
    assert surely(signed_in("eka")).post(url(city, name)).status_code == 403


def test_the_page_after_the_event_shows_what_is_left(signed_in, city, now):
    shown = signed_in("citra").get(url(city, "after")).content.decode()
    assert "Tutup lokasi" in shown
    assert "Berita acara memuat nama" in shown


def test_the_minutes_hold_the_roll_for_who_may_see_every_name(signed_in, city, now):
    for duty in city.duties[city.one.pk][:3]:
        city.sign(duty)
    made = signed_in("eka").get(url(city, "minutes"))
    assert (made.status_code, made["Content-Type"]) == (200, "application/pdf")
    assert made.content.startswith(b"%PDF-")
    row = AuditRow.objects.get(act="minutes.made")
    assert row.detail == {"people": 24}
    one = signed_in("eka").get(
        reverse("pledges:site-minutes", args=[city.declaration.public_id, city.site.public_id])
    )
    assert one.status_code == 200


@pytest.mark.parametrize("name", ["citra", "budi", "gita", "dewi"])
def test_the_minutes_are_closed_to_everybody_else(signed_in, city, now, name):
    assert signed_in(name).get(url(city, "minutes")).status_code == 403


def test_in_the_minutes_who_declined_reads_like_everybody_who_was_asked(city, now):
    from ikrar.pledges.queries.minutes import minutes  # noqa: PLC0415 (one use)

    declined, asked = city.duties[city.one.pk][:2]
    city.decline(declined)
    Duty.objects.filter(pk=asked.pk).update(asked_at=now.at)
    found = minutes(declaration=city.declaration.public_id, at=now.at)
    assert found.counts == {"Sudah ditanya": 2, "Belum ditanya": 22}


@pytest.fixture
def long_roll(monkeypatch):
    """Twenty-four names are many today; the threads that drew, to wait for."""
    threads, begin = [], waiting.begin
    monkeypatch.setattr(minutes_view, "LONG_ROLL", 20)
    monkeypatch.setattr(waiting, "begin", lambda *said, **more: threads.append(begin(*said, **more)))
    return threads


def test_long_minutes_are_prepared_in_the_background_and_then_open(signed_in, city, now, long_roll, settings):
    client = signed_in("eka")
    first = client.get(url(city, "minutes"))
    assert first.status_code == 202
    assert 'http-equiv="refresh"' in first.content.decode()
    assert "sedang disiapkan" in first.content.decode()
    assert not AuditRow.objects.filter(act="minutes.made").exists()
    long_roll[0].join(60)
    made = client.get(url(city, "minutes"))
    assert made.content.startswith(b"%PDF")
    assert AuditRow.objects.get(act="minutes.made").detail == {"people": 24}
    (path,) = (settings.IKRAR_DATA / "papers").iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_prepared_file_is_not_shown_later_nor_to_others_and_goes(signed_in, city, now, long_roll, settings):

    client = signed_in("eka")
    client.get(url(city, "minutes"))
    long_roll[0].join(60)
    assert signed_in("citra").get(url(city, "minutes")).status_code == 403
    waiting.forget(at=now.at + timedelta(minutes=14))
    assert list((settings.IKRAR_DATA / "papers").iterdir())
    now.at += timedelta(minutes=15)
    assert signed_in("eka").get(url(city, "minutes")).status_code == 202
    long_roll[1].join(60)
    waiting.forget(at=now.at + timedelta(minutes=15))
    assert not list((settings.IKRAR_DATA / "papers").iterdir())


def test_only_one_draws_at_a_time_and_one_who_died_is_replaced(tmp_path, settings):

    def broken():
        raise OSError("no such thing")

    with pytest.raises(OSError, match="no such"):
        waiting.begin("A", broken, at=MORNING)
    (settings.IKRAR_DATA / "papers" / "A.making").touch()
    os.utime(settings.IKRAR_DATA / "papers" / "A.making", (MORNING.timestamp(), MORNING.timestamp()))
    assert waiting.begin("A", broken, at=MORNING) is None
    waiting.begin("A", lambda: lambda: b"%PDF", at=MORNING + timedelta(minutes=5)).join(10)
    assert waiting.ready("A", at=MORNING + timedelta(minutes=5)) == b"%PDF"
    assert waiting.ready("B", at=MORNING) is None
