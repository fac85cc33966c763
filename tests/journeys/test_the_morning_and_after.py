"""The roll call itself, and what everybody holds in hand afterwards."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from ikrar.kernel.canonical import canonical
from ikrar.openness import operations as openness
from ikrar.register.verify import StepFailed, verify
from ikrar.roster import queries as roster
from tests.journeys import city
from tests.journeys.city import DAY, MELATI


@pytest.fixture
def morning(office):
    """Signing is open at the site; everybody has a card."""
    office.until_cards()
    office.clock.move_to(DAY)
    office.screen = office.open_signing()
    return office


def test_a_phone_signs_at_the_site_and_its_receipt_verifies_for_a_stranger(morning):
    signed = morning.sign("Ani Contoh", code=morning.stage_code(morning.screen))
    assert signed.number
    morning.seal()
    receipt = morning.receipt(signed)
    full = canonical(receipt)
    verify(full, trust=morning.trust)
    changed = bytearray(full)
    changed[full.index(b'"proof"') + 14] ^= 1
    with pytest.raises(StepFailed):
        verify(bytes(changed), trust=morning.trust)
    for content, words in ((full, "verdict good"), (bytes(changed), "verdict bad")):
        page = Client().post("/periksa/", {"berkas": SimpleUploadedFile("bukti.json", content)})
        assert words in page.content.decode()
    a_repeat_is_the_same_pledge(morning)


def a_repeat_is_the_same_pledge(morning):
    phone = morning.phone()
    given = phone.identify(SimpleNamespace(code=morning.codes["Dodi Contoh"]))
    body = phone.pledge_of(given)
    first, again = phone.post("pledge", body).json(), phone.post("pledge", body).json()
    assert first["number"] == again["number"]
    other = morning.phone().post(
        "pass", {"site": morning.short, "method": "code", "code": morning.codes["Dodi Contoh"]}
    )
    assert other.json()["already"]["number"] == first["number"]
    assert "<b>2</b>" in morning.look(morning.screen)


def test_somebody_without_a_phone_signs_before_a_witness_of_another_unit(morning):
    bureau = next(u for u in roster.units(on=timezone.localdate()) if u.name == city.BUREAU)
    opened = morning.do(
        f"/meja/lokasi/{morning.site}/kios/", {"witness_unit": bureau.public_id, "will_look": "on"}
    ).text
    kiosk, pin = re.search(r"/kios/[^/\"]+/", opened)[0], re.search(r'class="code">([^<]+)<', opened)[1]
    screen = Client()
    own = screen.post(
        kiosk, {"typed": city.number_of("Cici Contoh"), "pin": pin}, follow=True
    ).content.decode()
    said = {"tid": re.search(r'name="tid" value="(\w+)"', own)[1]}
    assert "Apakah ini Anda?" in own
    text = screen.post(f"{kiosk}tanda-tangan/", said).content.decode()
    assert "PAKTA INTEGRITAS" in text
    box = re.search(r'type="checkbox" name="(\w+)"', text)[1]
    done = screen.post(
        f"{kiosk}tanda-tangan/", said | {"step": "sign", box: "on"}, follow=True
    ).content.decode()
    assert "Terima kasih, Bapak/Ibu." in done
    assert "<b>1</b>" in morning.look(morning.screen)
    of_the_same_unit = screen.post(kiosk, {"typed": city.number_of("Sinta Contoh"), "pin": pin}, follow=True)
    assert "Apakah ini Anda?" not in of_the_same_unit.content.decode()


def the_missing_are_named_to_the_head_of_their_unit_alone(morning):
    board = morning.look(f"/meja/papan/{morning.declaration}/", by=morning.galih)
    assert re.search(r"<dd>9 <small>dari 21", board)
    melati = next(u for u in roster.units(on=timezone.localdate()) if u.name == MELATI)
    budi = morning.make_user("Budi Contoh", "UNIT_HEAD", scope=melati.public_id)
    own = morning.look(f"/meja/unit/{melati.public_id}/{morning.declaration}/", by=budi)
    assert "3 orang belum ditanya" in own
    for page in (board, morning.look(morning.screen), morning.look(f"/deklarasi/{morning.declaration}/")):
        assert "Kirana" not in page
    assert "Kirana Contoh" in own
    mawar = next(u for u in roster.units(on=timezone.localdate()) if u.name == city.MAWAR)
    assert morning.desk(budi).get(f"/meja/unit/{mawar.public_id}/{morning.declaration}/").status_code == 403


def test_the_head_sees_who_is_missing_not_me_is_marked_and_the_close_publishes_no_names(morning):
    for _, name, _ in city.people()[:9]:
        morning.sign(name)
    the_missing_are_named_to_the_head_of_their_unit_alone(morning)
    ani = Client()
    ani.post("/ikrar-saya/", {"code": morning.codes["Ani Contoh"]})
    marked = ani.post(f"/ikrar-saya/{morning.declaration}/bukan-saya/").content.decode()
    assert "Ikrar itu sudah ditandai" in marked
    assert "Belum ada angka." in morning.look(f"/deklarasi/{morning.declaration}/")
    morning.clock.move_to(DAY + timedelta(hours=17))
    morning.do(f"/meja/lokasi/{morning.site}/tutup/")
    morning.do(f"/meja/papan/{morning.declaration}/tutup/")
    openness.publish_due(at=timezone.now())
    assert "Belum ada angka." in morning.look(f"/deklarasi/{morning.declaration}/")
    morning.clock.move_to(DAY + timedelta(hours=26))
    openness.publish_due(at=timezone.now())
    morning.seal()
    public = morning.look(f"/deklarasi/{morning.declaration}/")
    assert "Menurut unit" in public
    assert "belum ada saksi" in public or "tidak dapat" in public
    assert not {name for _, name, _ in city.people() if name in public}
    minutes = morning.desk(morning.galih).get(f"/berita-acara/{morning.declaration}.pdf")
    assert minutes.content.startswith(b"%PDF")
