"""The kiosk: a witness of another unit, no script, no list of names, and a cap."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse

from ikrar.kernel.canonical import canonical
from ikrar.pledges.domain import cards
from ikrar.pledges.domain.armour import unb64
from ikrar.pledges.domain.signature import check_plain
from ikrar.pledges.models import CodeCard, Kiosk, KioskEntry, Pledge, Trouble
from ikrar.pledges.operations.kiosk import confirm_entries, open_kiosk
from ikrar.pledges.operations.running import start_step
from ikrar.pledges.queries.receipts import proof_by_id
from ikrar.pledges.queries.stage import code_at
from ikrar.register import operations as register
from ikrar.register.queries import trust_of
from ikrar.register.verify import examine
from ikrar.web import access


@pytest.fixture
def kiosk(city, staff, now):
    """Gita of the personnel bureau witnesses; signing is open."""
    start_step(site_id=city.site.public_id, order=4, by=staff["hadi"], at=now.at)
    return open_kiosk(
        site_id=city.site.public_id, witness_unit=city.bureau.public_id, by=staff["gita"], at=now.at
    )


def card(city, duty, at):
    code = cards.new_code()
    CodeCard.objects.create(
        duty=duty, issued_at=at,
        code_hash=cards.code_hash(
            secret=settings.KEYRING.secret("codes"), declaration=city.declaration.public_id, code=code
        ),
    )  # fmt: skip
    return cards.grouped(code)


def identify(client, kiosk, typed, pin=None):
    return client.post(
        reverse("pledges:kiosk", args=[kiosk.token]), {"typed": typed, "pin": pin or kiosk.pin}
    )


def tid_in(page):
    return re.search(r'name="tid" value="([0-9a-f]{32})"', page.content.decode()).group(1)


def sign(client, kiosk, tid, **more):
    address = reverse("pledges:kiosk-sign", args=[kiosk.token])
    return client.post(address, {"tid": tid, "step": "sign", "has_read": "on", **more})


def signed(client, kiosk, duty):
    return sign(client, kiosk, tid_in(identify(client, kiosk, duty.official.number)))


def test_a_person_with_an_identity_card_signs_with_the_keys_of_kiosk_and_witness(client, city, kiosk):
    duty = city.duties[city.one.pk][0]
    asked = identify(client, kiosk, duty.official.number)
    assert "Apakah ini Anda?" in asked.content.decode()
    assert duty.official.number not in asked.content.decode()
    address = reverse("pledges:kiosk-sign", args=[kiosk.token])
    text = client.post(address, {"tid": tid_in(asked)})
    assert "Saya menyatakan netral." in text.content.decode()
    slip = sign(client, kiosk, tid_in(asked))
    pledge = Pledge.objects.get(duty=duty)
    assert "nomor bukti" in slip.content.decode()
    assert (pledge.key_kind, pledge.identified_by, pledge.presence) == ("kiosk", "witness", "none")
    assert pledge.signature.keys() == {"kind", "key", "value", "witness"}
    assert pledge.signature["witness"].keys() == {"key", "value"}
    assert "dipegang server" in slip.content.decode()


def check_signature(part, statement):
    """Both keys signed the statement, and they are two."""
    for signed in (part, part["witness"]):
        check_plain(key=unb64(signed["key"]), value=unb64(signed["value"]), message=statement)
    assert part["key"] != part["witness"]["key"]


def test_a_card_code_identifies_as_code(client, city, kiosk, now):
    duty = city.duties[city.one.pk][0]
    asked = identify(client, kiosk, card(city, duty, now.at))
    sign(client, kiosk, tid_in(asked))
    assert Pledge.objects.get(duty=duty).identified_by == "code"


def test_signing_twice_gives_the_same_slip_and_one_pledge(client, city, kiosk):
    tid = tid_in(identify(client, kiosk, city.duties[city.one.pk][0].official.number))
    first, again = sign(client, kiosk, tid), sign(client, kiosk, tid)
    number = re.compile(r'class="code">([\d-]+)<')
    assert number.findall(first.content.decode()) == number.findall(again.content.decode())
    assert Pledge.objects.count() == 1


def test_a_person_of_the_witness_own_unit_is_refused_with_words(client, city, kiosk):
    refused = identify(client, kiosk, city.duties[city.bureau.pk][0].official.number)
    assert refused.status_code == 403
    assert "unit yang sama" in refused.content.decode()
    assert not KioskEntry.objects.exists()


def test_known_and_unknown_numbers_get_the_same_answer_without_the_witness_code(client, city, kiosk):
    known = city.duties[city.one.pk][0].official.number
    answers = [identify(client, kiosk, number, pin="000000") for number in (known, "199999999999999999")]
    bodies = [re.sub(r"\d{18}|csrf\S+ value=\S+|Masih \d", "", a.content.decode()) for a in answers]
    assert [a.status_code for a in answers] == [422, 422]
    assert re.sub(r'value="[^"]+"', "", bodies[0]) == re.sub(r'value="[^"]+"', "", bodies[1])
    assert not Trouble.objects.exists()


def test_an_unknown_number_is_told_kindly_and_stands_on_the_board(client, city, kiosk):
    refused = identify(client, kiosk, "199999999999999999")
    assert refused.status_code == 422
    assert "belum tentu kesalahan Anda" in refused.content.decode()
    assert Trouble.objects.get().kind == "UNKNOWN_NUMBER"


def test_five_wrong_witness_codes_close_the_kiosk(client, city, kiosk):
    for _ in range(4):
        assert identify(client, kiosk, "x", pin="000000").status_code == 422
    assert identify(client, kiosk, "x", pin="000000").status_code == 410
    assert client.get(reverse("pledges:kiosk", args=[kiosk.token])).status_code == 410


def test_left_alone_for_half_an_hour_it_closes(client, city, kiosk, now):
    now.at += timedelta(minutes=31)
    assert client.get(reverse("pledges:kiosk", args=[kiosk.token])).status_code == 410


def test_before_signing_is_open_nothing_is_signed(client, city, staff, kiosk, now):
    city.site.signing_opened_at = None
    city.site.save()
    refused = identify(client, kiosk, city.duties[city.one.pk][0].official.number)
    assert refused.status_code == 409
    assert "belum dibuka" in refused.content.decode()


def test_who_has_signed_before_is_shown_the_number(client, city, kiosk):
    duty = city.duties[city.one.pk][0]
    signed(client, kiosk, duty)
    again = identify(client, kiosk, duty.official.number)
    assert again.status_code == 409
    assert "sudah menandatangani" in again.content.decode()


def test_the_pact_has_to_be_ticked_as_read_and_a_wrong_stage_code_is_told(client, city, kiosk):
    tid = tid_in(identify(client, kiosk, city.duties[city.one.pk][0].official.number))
    address = reverse("pledges:kiosk-sign", args=[kiosk.token])
    unread = client.post(address, {"tid": tid, "step": "sign"})
    wrong = sign(client, kiosk, tid, stage_code="ZZZZZZ")
    assert (unread.status_code, wrong.status_code) == (422, 422)
    assert "Kode layar tidak cocok" in wrong.content.decode()
    assert not Pledge.objects.exists()


def test_beyond_the_cap_signatures_wait_until_an_officer_confirms(client, city, staff, kiosk, now, settings):
    settings.IKRAR_KIOSK_PER_DAY = 1
    first, second = city.duties[city.one.pk][:2]
    signed(client, kiosk, first)
    waiting = signed(client, kiosk, second)
    assert "menunggu pengesahan" in waiting.content.decode()
    assert not Pledge.objects.filter(duty=second).exists()
    assert confirm_entries(declaration=city.declaration.public_id, by=staff["eka"], at=now.at) == 1
    assert Pledge.objects.get(duty=second).key_kind == "kiosk"
    assert "nomor bukti" in signed(client, kiosk, city.duties[city.one.pk][2]).content.decode()


def test_nobody_confirms_what_he_witnessed_himself(client, city, staff, kiosk, now, settings):
    settings.IKRAR_KIOSK_PER_DAY = 0
    signed(client, kiosk, city.duties[city.one.pk][0])
    assert confirm_entries(declaration=city.declaration.public_id, by=staff["gita"], at=now.at) == 0
    assert KioskEntry.objects.filter(confirmed_at=None).count() == 1
    assert confirm_entries(declaration=city.declaration.public_id, by=staff["eka"], at=now.at) == 1


def test_somebody_who_signed_by_phone_while_waiting_is_counted_once(
    client, city, staff, kiosk, now, settings
):
    settings.IKRAR_KIOSK_PER_DAY = 0
    duty = city.duties[city.one.pk][0]
    signed(client, kiosk, duty)
    city.sign(duty)
    assert confirm_entries(declaration=city.declaration.public_id, by=staff["eka"], at=now.at) == 0
    assert Pledge.objects.filter(duty=duty, effective=True).get().key_kind == "device-key"


@pytest.mark.parametrize(("name", "status"), [("gita", 200), ("hadi", 403), ("dewi", 403)])
def test_only_a_witness_opens_a_kiosk(signed_in, city, now, name, status):
    assert (
        signed_in(name).get(reverse("pledges:kiosk-open", args=[city.site.public_id])).status_code == status
    )


def test_opening_shows_the_witness_code_once_and_signs_the_witness_out(signed_in, city, now):
    gita = signed_in("gita")
    session = gita.session
    session[access.CONFIRMED_AT] = int(__import__("time").time())
    session.save()
    address = reverse("pledges:kiosk-open", args=[city.site.public_id])
    opened = gita.post(address, {"witness_unit": city.bureau.public_id, "will_look": "on"})
    assert re.search(r'class="code">\d{3} \d{3}<', opened.content.decode())
    assert Kiosk.objects.get().witness_unit == city.bureau
    assert gita.get(address).status_code == 302


def test_the_witness_closes_it_with_the_code(client, city, kiosk):
    address = reverse("pledges:kiosk-close", args=[kiosk.token])
    assert client.post(address, {"close-pin": "000000"}).status_code == 422
    assert client.post(address, {"close-pin": kiosk.pin}).status_code == 302
    assert client.get(reverse("pledges:kiosk", args=[kiosk.token])).status_code == 410


def test_the_receipt_of_a_kiosk_pledge_verifies_and_names_whose_word_it_is(client, city, kiosk, now):
    signed(client, kiosk, city.duties[city.one.pk][0])
    for seconds in (0, 5, 10):
        register.advance(at=now.at + timedelta(seconds=seconds))
    found = proof_by_id(pledge_id=Pledge.objects.get().pk)
    for file in (found.shareable, found.full):
        report = examine(canonical(file), trust=trust_of())
        assert report.failed is None
        assert any("word of the operator and of that witness" in words.en for words in report.remarks)


def test_a_person_who_walked_away_is_not_signed_for_a_quarter_of_an_hour_later(client, city, kiosk, now):
    tid = tid_in(identify(client, kiosk, city.duties[city.one.pk][0].official.number))
    now.at += timedelta(minutes=16)
    assert sign(client, kiosk, tid).status_code == 409
    assert client.post(reverse("pledges:kiosk-sign", args=[kiosk.token]), {"tid": tid}).status_code == 409
    assert not Pledge.objects.exists()


def test_the_code_on_the_stage_makes_a_kiosk_pledge_present(client, city, kiosk, now):
    tid = tid_in(identify(client, kiosk, city.duties[city.one.pk][0].official.number))
    sign(client, kiosk, tid, stage_code=code_at(site_id=city.site.public_id, at=now.at))
    assert Pledge.objects.get().presence == "shown"
