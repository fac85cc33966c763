"""Every bad input of the gate, by name: a clear sentence in two languages, and nothing changes."""

import json
import re
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from ikrar.accounts.models import Message
from ikrar.pledges.domain.armour import b64, jcs, unurl64, url64
from ikrar.pledges.models import PactText, Pledge, PresenceTrial, Trouble
from tests.entries import entries
from tests.pledges.gate.two_doors import both_doors as door  # noqa: F401 (a fixture)


def refused(answer, status, code):
    """The refusal as it is told, after checking its shape and that nothing was recorded."""
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    said = answer.json()
    assert said["code"] == code
    assert said["title"]
    assert said["remedy"]
    return said


@pytest.fixture
def unchanged(db):
    """Nothing stands in pledges or register after the test."""
    yield
    assert not Pledge.objects.exists()
    assert not entries()


# ── who ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "code", ["AAAA-BBBB-CCCC-D", "x", "🙂🙂", "0" * 32, "'; drop table", "AAAABBBBCCCC", "\u202eABCD"]
)
def test_a_wrong_code_is_refused_in_one_way(phone, unchanged, code):
    answer = phone.post("pass", {"site": phone.hall.site.short, "method": "code", "code": code})
    assert "Kode ini tidak cocok" in refused(answer, 403, "CodeWrong")["title"]
    assert Trouble.objects.filter(kind="WRONG_CODE").count() == 1


def test_the_refusal_speaks_the_readers_language(english, unchanged):
    answer = english.post("pass", {"site": english.hall.site.short, "method": "code", "code": "x"})
    assert refused(answer, 403, "CodeWrong")["title"] == "This code does not fit."
    assert answer["Content-Language"] == "en"


def test_a_code_of_another_declaration_is_refused(place, ani, other_hall, unchanged):
    phone = other_hall
    answer = phone.post("pass", {"site": phone.hall.site.short, "method": "code", "code": ani.code})
    refused(answer, 403, "CodeWrong")


def test_a_replaced_card_is_told_apart(hall, ani, phone, unchanged):
    old = ani.code
    ani.code = hall.card(ani.duty)
    answer = phone.post("pass", {"site": hall.site.short, "method": "code", "code": old})
    refused(answer, 403, "CardReplaced")
    assert phone.identify(ani)["pass"]


def test_a_used_code_leads_to_the_receipt(ani, phone):
    _, _, accepted = phone.sign_as(ani)
    assert phone.identify(ani)["already"]["number"] == accepted["number"]


def test_guessing_never_locks_out_the_right_code(ani, phone, unchanged):
    for _ in range(31):
        last = phone.post(
            "pass", {"site": phone.hall.site.short, "method": "code", "code": "AAAA-BBBB-CCCC-D"}
        )
    refused(last, 429, "CodesGuessed")
    assert last["Retry-After"] == "60"
    assert Trouble.objects.filter(kind="WRONG_CODE").count() == 30
    assert phone.identify(ani)["shown"]["name"].startswith("Ani")


def test_known_and_unknown_numbers_get_the_same_answer(hall, ani, phone, mailoutbox, unchanged):
    hall.contact(ani)
    known = phone.post("otp", {"site": hall.site.short, "number": ani.number})
    unknown = phone.post("otp", {"site": hall.site.short, "number": "199912312020121999"})
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)
    assert Message.objects.count() == 1
    assert Trouble.objects.filter(kind="UNKNOWN_NUMBER").count() == 1


def test_a_fresh_address_serves_no_one_time_code(hall, ani, phone, now, unchanged):
    hall.contact(ani, changed_at=hall.site.starts_at - timedelta(hours=71))
    assert phone.post("otp", {"site": hall.site.short, "number": ani.number}).status_code == 202
    assert not Message.objects.exists()


def test_a_one_time_code_works_once_and_not_for_long(hall, ani, phone, now, unchanged):
    hall.contact(ani)
    phone.post("otp", {"site": hall.site.short, "number": ani.number})
    code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", Message.objects.get().body)[0]
    body = {"site": hall.site.short, "method": "otp", "number": ani.number, "code": code}
    refused(phone.post("pass", {**body, "code": "AAAA-AAAA"}), 403, "CodeWrong")
    assert phone.post("pass", body).status_code == 200
    refused(phone.post("pass", body), 403, "CodeWrong")


def test_trying_one_time_codes_is_limited_per_number(hall, ani, phone, unchanged):
    body = {"site": hall.site.short, "method": "otp", "number": "199912312020121999", "code": "AAAA-AAAA"}
    answers = [phone.post("pass", body) for _ in range(7)]
    refused(answers[-1], 429, "TooManyTries")


def test_the_unknown_site_is_told(phone, ani, unchanged):
    answer = phone.post("pass", {"site": "ZZZZZZ", "method": "code", "code": ani.code})
    refused(answer, 404, "SiteUnknown")


# ── passes ──────────────────────────────────────────────────────────────────────────────────────


def forge(token, **changes):
    payload, key, mac = token.split(".")
    said = json.loads(unurl64(payload)) | changes
    return f"{url64(jcs(said))}.{key}.{mac}"


@pytest.mark.parametrize("spoil", [
    lambda t: forge(t, official="SOMEBODY"),
    lambda t: t[:-1] + ("A" if t[-1] != "A" else "B"),
    lambda t: t.replace(".", "", 1),
    lambda t: "x" * 3000,
    lambda t: "é.é.é",
    lambda t: t.split(".")[0] + ".00000000." + t.split(".")[2],
])  # fmt: skip
def test_a_forged_pass_is_refused(ani, phone, unchanged, spoil):
    given = phone.identify(ani)
    body = phone.pledge_of(given) | {"pass": spoil(given["pass"])}
    refused(phone.post("pledge", body), 403, "PassForged")


def test_a_pass_of_another_register_is_refused(hall, ani, phone, settings, unchanged):
    given = phone.identify(ani)
    body = phone.pledge_of(given)
    settings.IKRAR_ORIGIN = "elsewhere.example/register"
    refused(phone.post("pledge", body), 403, "PassFromElsewhere")


def test_a_pass_after_the_cut_off_is_refused(hall, ani, phone, now, unchanged):
    body = phone.pledge_of(phone.identify(ani))
    now.at = hall.declaration.cut_off_at + timedelta(minutes=1)
    refused(phone.post("pledge", body), 410, "PassExpired")


def test_a_moved_cut_off_binds_passes_given_before(hall, ani, phone, now, unchanged):
    body = phone.pledge_of(phone.identify(ani))
    hall.change(cut_off_at=now.at - timedelta(minutes=1))
    refused(phone.post("pledge", body), 410, "SigningHasEnded")


def test_a_pass_of_an_old_epoch_is_refused(hall, ani, phone, unchanged):
    body = phone.pledge_of(phone.identify(ani))
    hall.change(epoch=2)
    said = refused(phone.post("pledge", body), 409, "PassOutdated")
    assert said["epoch"] == 2


@pytest.mark.parametrize(
    ("state", "status", "code"),
    [
        ("CANCELLED", 410, "DeclarationCancelled"),
        ("SUPERSEDED", 410, "DeclarationSuperseded"),
        ("CLOSED", 410, "SigningHasEnded"),
    ],
)
def test_a_declaration_that_ended_takes_no_pledge(hall, ani, phone, unchanged, state, status, code):
    body = phone.pledge_of(phone.identify(ani))
    hall.change(state=state)
    refused(phone.post("pledge", body), status, code)
    refused(phone.post("pass", {"site": hall.site.short, "method": "code", "code": ani.code}), status, code)


def test_nobody_signs_before_the_step(hall, ani, phone, unchanged):
    hall.change_site(signing_opened_at=None)
    given = phone.identify(ani)
    assert given["signing_open"] is False
    said = refused(phone.post("pledge", phone.pledge_of(given)), 409, "SigningNotOpen")
    assert said["title"] == "Penandatanganan dibuka setelah barisan dibubarkan."
    refused(phone.stamp(given, hall.stage_code()), 409, "SigningNotOpen")


def test_a_text_of_less_than_a_day_is_not_signed(hall, ani, phone, now, unchanged):
    PactText.objects.update(published_at=now.at - timedelta(hours=23))
    refused(
        phone.post("pass", {"site": hall.site.short, "method": "code", "code": ani.code}), 409, "TextTooFresh"
    )


def test_who_left_the_list_is_told_kindly(hall, ani, phone, unchanged):
    body = phone.pledge_of(phone.identify(ani))
    ani.duty.standing = "LEFT"
    ani.duty.save()
    said = refused(phone.post("pledge", body), 403, "NotAsked")
    assert "belum tentu kesalahan Anda" in said["remedy"]


# ── presence ────────────────────────────────────────────────────────────────────────────────────


def test_five_wrong_stage_codes_and_then_a_pause(hall, ani, phone, now, unchanged):
    given = phone.identify(ani)
    for left in (4, 3, 2, 1, 0):
        assert refused(phone.stamp(given, "AAAAAA"), 422, "CodeNotCurrent")["left"] == left
    paused = phone.stamp(given, hall.stage_code())
    refused(paused, 429, "PresencePaused")
    assert 0 < int(paused["Retry-After"]) <= 121
    now.forward(minutes=3)
    assert phone.stamp(given, hall.stage_code(now.at)).status_code == 200
    assert PresenceTrial.objects.count() == 1


def test_an_old_code_is_late_and_one_from_before_the_opening_is_refused(hall, ani, phone, now, unchanged):
    given = phone.identify(ani)
    code = hall.stage_code()
    assert phone.stamp(given, code.lower()).json()["level"] == "shown"
    now.forward(minutes=4)
    assert phone.stamp(given, code).json()["level"] == "late"
    before = hall.stage_code(hall.site.signing_opened_at - timedelta(minutes=2))
    refused(phone.stamp(given, before), 422, "CodeNotCurrent")


def test_a_stamp_is_worth_nothing_under_another_pass(hall, ani, phone, unchanged):
    given = phone.identify(ani)
    stamp = phone.stamp(given, hall.stage_code()).json()
    other = phone.identify(hall.people[1])
    refused(phone.post("pledge", phone.pledge_of(other, stamp)), 403, "StampForged")


def test_late_cannot_be_made_shown(hall, ani, phone, now, unchanged):
    given = phone.identify(ani)
    code = hall.stage_code()
    now.forward(minutes=4)
    stamp = phone.stamp(given, code).json()
    stamp["stamp"] = stamp["stamp"].replace(".late.", ".shown.")
    refused(phone.post("pledge", phone.pledge_of(given, stamp)), 403, "StampForged")


# ── statement and signature ─────────────────────────────────────────────────────────────────────


def test_a_changed_text_is_refused(hall, ani, phone, unchanged):
    given = phone.identify(ani)
    given["statement"]["text_sha256"] = "0" * 64
    refused(phone.post("pledge", phone.pledge_of(given)), 422, "StatementDiffers")


def test_a_text_changed_since_the_pass_is_refused(hall, ani, phone, unchanged):
    body = phone.pledge_of(phone.identify(ani))
    PactText.objects.update(text_sha256="1" * 64)
    refused(phone.post("pledge", body), 409, "TextChanged")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda s: s.replace(b'"declaration"', b' "declaration"'),
        lambda s: s + b"\n",
        lambda s: b"{}",
        lambda s: s.replace(b"null", b"true"),
    ],
)
def test_only_the_exact_statement_counts(ani, phone, unchanged, spoil):
    given = phone.identify(ani)
    body = phone.pledge_of(given)
    statement = spoil(body["statement"].encode())
    body["statement"] = statement.decode()
    body["signature"]["value"] = b64(phone.sign(statement))
    refused(phone.post("pledge", body), 422, "StatementDiffers")


def test_a_signature_of_another_statement_is_refused(hall, ani, phone, unchanged):
    mine, other = phone.identify(ani), phone.identify(hall.people[1])
    body = phone.pledge_of(mine)
    body["signature"] = phone.pledge_of(other)["signature"]
    refused(phone.post("pledge", body), 422, "SignatureWrong")
    assert Trouble.objects.filter(kind="REFUSED_PLEDGE", detail="SignatureWrong").count() == 1


@pytest.mark.parametrize(
    "value",
    [
        b"",
        b"\x00" * 64,
        b"\xff" * 64,
        b"0" * 70,
        bytes.fromhex("3006020100020100"),
        b"0\x06\x02\x01\x01\x02\x01\x01x",
    ],
)
def test_bytes_that_are_no_signature_are_refused(ani, phone, unchanged, value):
    body = phone.pledge_of(phone.identify(ani))
    body["signature"]["value"] = b64(value)
    answer = phone.post("pledge", body)
    assert answer.json()["code"] in ("SignatureWrong", "FieldWrong")
    assert answer.status_code == 422


def test_keys_of_other_kinds_are_refused(ani, phone, unchanged):
    body = phone.pledge_of(phone.identify(ani))
    other = ec.generate_private_key(ec.SECP384R1()).public_key()
    compressed = phone.spki[:26] + b"\x02" + phone.spki[27:59]
    for key in (
        other.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo), b"", compressed,
        phone.spki[:-1] + bytes([phone.spki[-1] ^ 1]), phone.spki + b"\x00",
    ):  # fmt: skip
        body["signature"]["key"] = b64(key)
        answer = phone.post("pledge", body)
        assert answer.json()["code"] in ("KeyNotAccepted", "FieldWrong")


@pytest.mark.parametrize("kind", ["kiosk", "paper", "certified", "none", ""])
def test_the_gate_takes_no_keys_that_phones_do_not_hold(ani, phone, unchanged, kind):
    body = phone.pledge_of(phone.identify(ani))
    body["signature"]["kind"] = kind
    refused(phone.post("pledge", body), 422, "FieldWrong")


def test_a_name_that_the_pass_does_not_commit_to_is_refused(ani, phone, unchanged):
    body = phone.pledge_of(phone.identify(ani))
    body["signer"]["name"] = "<b>Bukan Ani</b>\u202e"
    refused(phone.post("pledge", body), 422, "SignerDiffers")


@pytest.mark.parametrize(
    "said", ["yesterday", "2026-11-23", "2026-11-23T08:00:00", "9" * 60, "٢026-11-23T08:00:00Z"]
)
def test_a_clock_that_is_no_clock_is_refused(ani, phone, unchanged, said):
    body = phone.pledge_of(phone.identify(ani), device_time=said)
    refused(phone.post("pledge", body), 422, "ClockUnreadable")


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("1970-01-01T00:00:00Z", None),
        ("2026-11-23T04:00:00+00:00", 180),
        ("2026-13-45T99:99:99Z", 0),
        ("9999-12-31T23:59:59Z", None),
    ],
)
def test_a_wrong_clock_is_accepted_and_noted(ani, phone, said, minutes):
    answer = phone.post("pledge", phone.pledge_of(phone.identify(ani), device_time=said))
    assert answer.status_code == 200
    off = Pledge.objects.get().device_minutes_off
    assert off == minutes if minutes is not None else abs(off) > 10_000


# ── requests ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("word", ["challenge", "pass", "otp", "presence", "pledge", "receipt"])
def test_requests_that_are_none_are_refused(phone, unchanged, word):
    refused(phone.client.get(f"/gate/{word}", headers={"Accept": "application/json"}), 405, "OnlyPost")
    refused(phone.post(word, "{}", content_type="text/plain"), 400, "NotJson")
    refused(phone.post(word, b"\xff\xfe"), 400, "NotJson")
    refused(phone.post(word, "["), 400, "NotJson")
    refused(phone.post(word, "[]"), 400, "NotJson")
    refused(phone.post(word, "[" * 16_000), 400, "NotJson")
    refused(phone.post(word, json.dumps({"pass": "x" * 20_000})), 413, "BodyTooLarge")


@pytest.mark.parametrize("member", ["pass", "statement", "device_time", "signature", "signer"])
def test_each_missing_member_is_named(ani, phone, unchanged, member):
    body = phone.pledge_of(phone.identify(ani))
    del body[member]
    code = "SignerDiffers" if member == "signer" else "FieldWrong"
    refused(phone.post("pledge", body), 422, code)


@pytest.mark.parametrize("value", [None, 1, True, [], {}, "", "a\x00b", "\ud800"])
def test_members_of_other_types_are_refused(ani, phone, unchanged, value):
    body = phone.pledge_of(phone.identify(ani))
    for member in ("pass", "statement", "device_time"):
        answer = phone.post("pledge", {**body, member: value})
        assert answer.status_code in (403, 422)
        assert answer["Content-Type"] == "application/problem+json"


def test_html_and_bidi_characters_in_a_name_stay_text(hall, phone, clerk):
    name = "Sri <img src=x onerror=alert(1)> Contoh"
    given, _, _ = phone.sign_as(hall.add(name))
    clerk()
    assert phone.receipt(given).json()["receipt"]["opening"]["name"] == name


def test_nothing_personal_is_logged(hall, ani, phone, caplog, capsys):
    caplog.set_level("DEBUG")
    given, _, _ = phone.sign_as(ani, code=hall.stage_code())
    phone.post("pledge", phone.pledge_of(given, device_time="2026-11-23T09:00:00+07:00"))
    written = caplog.text + "".join(capsys.readouterr())
    for secret in (given["pass"], ani.number, "Ani Contoh", ani.code):
        assert secret not in written


def test_a_jumping_server_clock_changes_no_answer(ani, phone, now):
    _, body, first = phone.sign_as(ani)
    now.forward(hours=-3)
    again = phone.post("pledge", body).json()
    assert {k: again[k] for k in ("number", "leaf_hash", "received_at")} == {
        k: first[k] for k in ("number", "leaf_hash", "received_at")
    }
