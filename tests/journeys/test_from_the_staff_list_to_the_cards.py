"""The weeks before the roll call."""

from tests.journeys import city
from tests.journeys.city import TITLE


def test_a_list_becomes_a_plan_a_plan_frozen_numbers_and_cards_no_earlier_than_seven_days_before(office):
    said = office.take_in_the_lists()
    assert "Tidak pernah dibaca: NIK, AGAMA NAMA" in said
    tree = office.look("/meja/pegawai/", by=office.galih)
    assert city.MELATI in tree
    for page in (said, tree):
        assert city.NIK not in page
        assert city.number_of("Ani Contoh") not in page
    assert "Hari pelaksanaan belum ditentukan." in office.plan()
    waits, public = office.approve_a_text()
    assert "Perlu satu orang lagi." in waits
    assert "Naskah terbit dan tercatat di register." in public
    assert "PAKTA INTEGRITAS" in office.look(f"/naskah/{office.text}/")
    office.clock.forward(hours=30)
    assert "Ditetapkan. 21 orang wajib di 3 unit" in office.fix()
    assert "sama dengan yang dibekukan" in office.look(f"{office.address}jumlah-wajib/", by=office.galih)
    assert TITLE in office.look("/deklarasi/")
    early = office.look(f"{office.address}kartu/", by=office.galih)
    assert "Kartu baru dapat dibuat mulai Senin, 23 November 2026" in early
    assert 'name="unit"' not in early
    office.clock.move_to(city.CARDS)
    assert set(office.cards()) == {name for _, name, _ in city.people()}


def test_a_rehearsal_may_begin_at_once_is_marked_everywhere_and_counts_nowhere(office):
    office.take_in_the_lists()
    office.plan()
    office.approve_a_text()
    office.clock.move_to(city.REHEARSED)
    said = {"held_on": f"{city.REHEARSED:%Y-%m-%d}", "starts_at": "07:45"}  # it is eight o'clock already
    begun = office.do(f"{office.address}gladi/", said)
    assert f"Gladi: {TITLE}" in begun.text
    gladi = begun.request["PATH_INFO"].rstrip("/").rsplit("/", 1)[1]
    assert "21 orang wajib" in office.fix(gladi)
    sites = office.look(f"/meja/deklarasi/{gladi}/lokasi/", by=office.galih)
    site, short = sites.split("/meja/lokasi/")[1].split("/")[0], sites.split(">/i/")[1][:6]
    office.codes = office.cards(gladi)
    screen = office.open_signing(site)
    for page in (
        office.look(screen),
        office.look(f"/i/{short}"),
        office.look(f"/meja/papan/{gladi}/", by=office.galih),
    ):
        assert "LATIHAN" in page
    signed = office.sign("Ani Contoh", code=office.stage_code(screen), phone=office.phone(short))
    office.seal()
    receipt = office.receipt(signed)
    assert "/latihan" in receipt["register"]
    assert gladi not in office.look("/deklarasi/")
