"""An institution's page: what it held, sums of published figures alone, and when figures appear."""

import re
from datetime import timedelta

from django.urls import reverse

from ikrar.openness.operations import publish_due
from ikrar.pledges.models import CoHost
from ikrar.roster.models import Institution
from tests.openness.conftest import ANNOUNCED_CLOSING, EVENING, made_city, sign_all


def page_of(client, institution, language=""):
    address = reverse("openness:institution", args=[institution.public_id])
    return client.get(language + address)


def test_before_there_are_figures_it_says_when_they_appear(signed, client):
    page = page_of(client, signed.institution).content.decode()
    assert "belum ada angka" in page
    assert "Angka penutupan terbit 09.00 WIB, 24 November 2026." in page
    assert not re.search(r"\b124\b", page)


def test_it_shows_the_newest_published_figures_with_map_line_and_tree(signed, client):
    publish_due(at=EVENING)
    signed.sign("Kelurahan Contoh Dua", 5)
    page = page_of(client, signed.institution)
    told = page.content.decode()
    assert "dari 175 orang yang wajib" in told
    assert "124" in told
    assert not re.search(r"\b129\b", told)
    assert page.context["map"] is not None
    assert "Hari H, 20.05 WIB, 23 November 2026" in told
    assert "Kecamatan Contoh Utara" in told
    assert "of 175 who have the duty" in page_of(client, signed.institution, "/en").content.decode()


def test_sums_are_of_published_figures_and_say_so(signed, client):
    publish_due(at=EVENING)
    again = sign_all(made_city())
    assert again.institution == signed.institution
    assert page_of(client, signed.institution).context["found"].total.declarations == 1
    publish_due(at=EVENING + timedelta(minutes=1))
    page = page_of(client, signed.institution)
    total = page.context["found"].total
    assert (total.declarations, total.pledged, total.people) == (2, 248, 350)
    assert "Seseorang dapat terhitung dalam lebih dari satu deklarasi" in page.content.decode()
    assert "Dalam semua 2 deklarasi yang angkanya terbit: 248 ikrar" in client.get("/").content.decode()
    assert "248 ikrar dari 350" in client.get(reverse("openness:institutions")).content.decode()


def test_a_partner_shows_what_it_convened_along(signed, client):
    partner = Institution.objects.create(name="KPU Kota Contoh", kind="KPU")
    CoHost.objects.create(declaration=signed.declaration, institution=partner, representative="Ketua Contoh")
    page = page_of(client, partner).content.decode()
    assert signed.declaration.title in page
    assert "Ikut menyelenggarakan" in page
    assert "belum menyelenggarakan deklarasi" in page


def test_an_institution_nobody_knows_is_refused(client, db):
    assert client.get(reverse("openness:institution", args=["TIDAKADA"])).status_code == 404


def test_late_figures_are_told_with_how_late(signed, client):
    signed.close(at=EVENING + timedelta(hours=5))
    publish_due(at=ANNOUNCED_CLOSING + timedelta(hours=2, minutes=10))
    page = client.get(reverse("openness:declaration", args=[signed.declaration.public_id])).content.decode()
    assert "2 jam 10 menit lebih lambat daripada yang diumumkan" in page
    chain = client.get(reverse("openness:versions", args=[signed.declaration.public_id])).content.decode()
    assert "terbit 2 jam 10 menit lebih lambat" in chain


def test_figures_in_time_are_not_called_late(signed, client):
    signed.close(at=EVENING + timedelta(hours=5))
    publish_due(at=ANNOUNCED_CLOSING + timedelta(minutes=1))
    address = reverse("openness:versions", args=[signed.declaration.public_id])
    assert "tepat waktu" in client.get(address).content.decode()
    page = client.get(reverse("openness:declaration", args=[signed.declaration.public_id])).content.decode()
    assert "lebih lambat daripada" not in page


def test_announced_figures_that_never_came_are_told(signed, client):
    publish_due(at=EVENING + timedelta(days=2))
    from ikrar.openness import queries  # noqa: PLC0415 (asked with a moment of its own)

    kept = queries.page_of(public_id=signed.declaration.public_id, at=EVENING + timedelta(days=2)).kept
    assert [f"{moment:%d.%m}" for moment in kept.missed] == ["23.11", "24.11"]
    assert kept.overdue.id == "1 hari 11 jam"


def test_the_page_tells_the_announced_times_and_their_entry(signed, client, clerk):
    clerk(EVENING)
    page = client.get(reverse("openness:declaration", args=[signed.declaration.public_id])).content.decode()
    assert "09.00 WIB, 24 November 2026" in page
    assert "setiap hari pukul 20.00 WIB" in page
    assert "tidak dapat dipindah" in page
    assert re.search(r"tidak dapat dipindah; <a href=\"/register/record/\d+\.json\">", page)
