"""Whose seal it is can be compared: on a page, as a file, at the terminal, by the doctor; and a key can be replaced."""

import json
import random
from datetime import timedelta

import pytest

from ikrar.papers import operations, seals
from ikrar.papers.checking import Chain, Expected, Verdict
from ikrar.papers.models import SealCertificate
from ikrar.papers.queries import checked, known_seals, seal_in_use
from ikrar.papers.sealing.certificates import LIFETIME
from ikrar.papers.sealing.putting import put_seal
from ikrar.papers.troubles import SealHasExpired
from ikrar.project.commands import papers as command
from ikrar.project.diagnosis import Level
from ikrar.project.diagnosis import seals as diagnosis
from ikrar.project.holders import HOLDERS
from ikrar.register import operations as register
from ikrar.register import queries
from ikrar.register.command import main as verify
from tests.entries import bodies, entries, the_body
from tests.register.flips import flipped

pytestmark = pytest.mark.django_db


def findings():
    return list(queries.check_log(holders=HOLDERS))


@pytest.fixture
def office_clerk(at):
    return lambda: register.advance(at=at + timedelta(minutes=1))


def test_the_page_shows_what_the_file_holds_and_says_it_is_uncertified(nobody, at, tmp_path):
    page = nobody.get("/segel/").content.decode()
    assert seal_in_use(at=at).groups in page
    assert "tidak tersertifikasi" in page
    file = nobody.get("/segel/segel-ikrar.crt").content
    assert b"BEGIN CERTIFICATE" in file
    assert b"PRIVATE" not in file
    assert nobody.get("/segel/" + "0" * 64 + ".crt").status_code == 404
    assert "uncertified" in nobody.get("/en/segel/").content.decode()


def test_the_first_certificate_is_entered_once_and_the_page_shows_where(nobody, at, office_clerk):
    assert entries("seal") == []
    operations.enter_seal(at=at)
    assert entries("seal") == []  # there is no key yet, and none is made for that
    in_use = seal_in_use(at=at).facts
    assert "dalam semenit" in nobody.get("/segel/").content.decode()
    for _ in range(2):
        operations.enter_seal(at=at)
    body = json.loads(the_body("seal"))["body"]
    assert body == {
        "certificate_sha256": in_use.fingerprint,
        "organisation": in_use.organisation,
        "replaces": None,
        "reason": "",
    }
    office_clerk()
    assert seal_in_use(at=at).index == 0
    assert seal_in_use(at=at).leaf_groups in nobody.get("/segel/").content.decode()


def test_every_seal_stands_in_the_register_with_the_one_it_replaced(at):
    fingerprints = [seal_in_use(at=at).facts.fingerprint]
    for days in (10, 20):
        operations.replace_seal(reason="contoh", at=at + timedelta(days=days))
        fingerprints.append(seal_in_use(at=at + timedelta(days=days)).facts.fingerprint)
    told = [json.loads(body)["body"] for body in bodies("seal")]
    assert [one["certificate_sha256"] for one in told] == fingerprints
    assert [one["replaces"] for one in told] == [None, *fingerprints[:-1]]
    assert findings() == []


@pytest.mark.parametrize(
    "column", ["fingerprint", "organisation", "certificate", "replaces", "reason", "entered_at", "leaf_hash"]
)
def test_a_flipped_byte_of_a_seals_row_is_named(at, column):
    operations.replace_seal(reason="contoh", at=at)
    row = SealCertificate.objects.latest("id")
    value = getattr(row, column)
    SealCertificate.objects.filter(pk=row.pk).update(**{column: flipped(value, random.Random(3))})
    assert "seal" in str(findings())


def test_a_paper_of_a_replaced_seal_is_still_ours_and_its_time_is_told(paper, at):
    sealed = operations.seal(pdf=paper, reason="contoh", at=at)
    operations.replace_seal(reason="contoh", at=at + timedelta(days=30))
    now = checked(pdf=sealed, expected=Expected(certified=False), at=at + timedelta(days=40))
    (finding,) = [one for one in now.findings if one.code.startswith("own-seal")]
    assert (finding.code, now.signatures[0].chain) == ("own-seal-former", Chain.OWN)
    assert f"{at + timedelta(days=30):%Y-%m-%d}" in finding.words.id
    assert not now.has("self-made")


def test_a_replaced_key_that_seals_later_is_refused(paper, at):
    stolen = seals.holder().signer(at=at)
    operations.replace_seal(reason="contoh", at=at + timedelta(days=30))
    late = at + timedelta(days=31)
    sealed = put_seal(paper, signer=stolen, authority=seals.authority(), reason="contoh", at=late).pdf
    found = checked(pdf=sealed, at=late)
    assert found.has("own-seal-late")
    assert found.verdict is Verdict.REFUSED


def test_a_replaced_key_seals_no_more_and_its_certificate_stays(nobody, paper, at, capsys):
    old = seal_in_use(at=at).facts.fingerprint
    assert command.run(["key", "--new"]) == 2
    assert command.run(["key", "--new", "--reason", "contoh"]) == 0
    new = seal_in_use(at=at).facts.fingerprint
    assert new != old
    assert known_seals(at=at) == {old, new}
    printed = capsys.readouterr().out.replace(" ", "").lower()
    assert new in printed
    assert old in printed
    assert nobody.get(f"/segel/{old}.crt").status_code == 200
    assert "Segel terdahulu" in nobody.get("/segel/").content.decode()


def test_the_terminal_seals_a_file_and_refuses_in_a_sentence(paper, tmp_path, capsys):
    path = tmp_path / "surat.pdf"
    path.write_bytes(paper)
    assert command.run(["seal", str(path)]) == 0
    assert "Tanpa stempel waktu" in capsys.readouterr().out
    assert command.run(["seal", str(tmp_path / "surat.segel.pdf")]) == 1
    assert "sudah bersegel" in capsys.readouterr().err
    assert command.run(["seal", str(tmp_path / "tidak ada.pdf")]) == 2
    assert command.run(["key", "--pem"]) == 0
    assert "BEGIN CERTIFICATE" in capsys.readouterr().out


def levels(look, at):
    return [(one.level, one.told) for one in look(at)]


def test_the_doctor_tells_what_is_wrong_with_the_seal(paper, at, settings):
    assert levels(diagnosis.seal, at)[0][0] is Level.GOOD  # no key yet
    operations.seal(pdf=paper, reason="Contoh", at=at)
    assert levels(diagnosis.seal, at)[0][0] is Level.GOOD
    assert levels(diagnosis.seal, at + LIFETIME - timedelta(days=30))[0][0] is Level.WARNING
    late = at + LIFETIME + timedelta(days=1)
    assert levels(diagnosis.seal, late)[0][0] is Level.BAD
    with pytest.raises(SealHasExpired):
        operations.seal(pdf=paper, reason="Contoh", at=late)
    seals.key_path().chmod(0o644)
    level, told = levels(diagnosis.seal, at)[0]
    assert (level, told.split(":")[0]) == (Level.BAD, "KeyFileIsOpen")
    seals.key_path().chmod(0o600)
    seals.key_path().write_text("rusak")
    assert levels(diagnosis.seal, at)[0][1].startswith("KeyFileIsBroken")
    settings.IKRAR_SEAL_MODULE = "/tidak/ada.so"
    level, told = levels(diagnosis.seal, at)[0]
    assert (level, told.split(":")[0]) == (Level.BAD, "TokenIsMissing")


def test_the_published_file_is_what_ikrar_verify_wants(nobody, at, tmp_path, capsys, paper):
    (tmp_path / "segel.crt").write_bytes(nobody.get("/segel/segel-ikrar.crt").content)
    (tmp_path / "kertas.pdf").write_bytes(operations.seal(pdf=paper, reason="Contoh", at=at))
    assert verify([str(tmp_path / "kertas.pdf"), "--seal", str(tmp_path / "segel.crt")]) == 1
    assert "PaperHasNoReceipt" in capsys.readouterr().out
