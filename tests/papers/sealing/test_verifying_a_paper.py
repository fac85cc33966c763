"""`ikrar-verify` takes a sealed PDF: the receipt inside exactly as a receipt file, and how the seal stands."""

import io
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from ikrar.papers.sealing.attaching import attach
from ikrar.papers.sealing.certificates import facts_of
from ikrar.papers.sealing.keyfile import KeyFile
from ikrar.papers.sealing.putting import put_seal
from ikrar.papers.sealing.stamping import NoAuthority
from ikrar.register import command, receipt
from ikrar.register import paper as papers

VECTORS = Path(__file__).parents[2] / "vectors"
TRUST = str(VECTORS / "trust.json")
RECEIPT = receipt.parse((VECTORS / "good" / "device-key-full.json").read_bytes()).shareable().as_bytes()
AT = datetime(2026, 11, 21, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def key(tmp_path_factory):
    return KeyFile(tmp_path_factory.mktemp("keys") / "seal.pkey", organisation="Pemerintah Kota Contoh")


@pytest.fixture(scope="module")
def fingerprint(key):
    return facts_of(key.certificate(at=AT)).fingerprint


@pytest.fixture(scope="module")
def put(key):
    """`put(pdf)`: sealed."""
    return lambda pdf: (
        put_seal(pdf, signer=key.signer(at=AT), authority=NoAuthority(), reason="Contoh", at=AT).pdf
    )


@pytest.fixture(scope="module")
def carrying(paper):
    return attach(paper, "ikrar-0412-7.json", RECEIPT, at=AT)


@pytest.fixture(scope="module")
def sealed(put, carrying):
    return put(carrying)


@pytest.fixture
def run(tmp_path, capsys):
    """`run(pdf, "--trust", …)`: exit status and what was printed."""

    def go(pdf, *more):
        path = tmp_path / "paper.pdf"
        path.write_bytes(pdf)
        status = command.main([str(path), *more])
        return status, capsys.readouterr().out

    return go


def test_proved_is_said_only_of_receipt_and_seal_together(run, sealed, carrying, fingerprint, tmp_path):
    status, said = run(sealed, "--trust", TRUST, "--seal", fingerprint.upper())
    assert status == 0
    assert "Segel utuh" in said
    assert "tidak tersertifikasi" in said
    status, said = run(sealed, "--trust", TRUST)
    assert status == 4
    assert "Milik siapa segel ini belum diperiksa" in said
    assert run(sealed)[0] == 3
    status, said = run(carrying, "--trust", TRUST)
    assert status == 4
    assert "tidak bersegel" in said
    assert run(carrying, "--trust", TRUST, "--seal", fingerprint)[0] == 1
    status, said = run(sealed, "--trust", TRUST, "--seal", "0" * 64)
    assert status == 1
    assert "sertifikat lain" in said
    assert run(sealed, "--trust", TRUST, "--seal", "bukan sidik")[0] == 2


def test_the_seals_file_does_as_well_as_its_fingerprint(run, sealed, key, tmp_path):
    pem = tmp_path / "segel.crt"
    pem.write_bytes(key.path.read_bytes().partition(b"-----END PRIVATE KEY-----\n")[2])
    assert run(sealed, "--trust", TRUST, "--seal", str(pem))[0] == 0


def test_machines_are_told_the_same(run, sealed, fingerprint):
    status, said = run(sealed, "--trust", TRUST, "--seal", fingerprint, "--json")
    told = json.loads(said)
    assert status == told["status"] == 0
    assert told["seal"] == {
        "state": "INTACT",
        "owner": "NAMED",
        "certificate_sha256": fingerprint,
        "organisation": "Pemerintah Kota Contoh",
        "sealed_at": AT.isoformat(),
        "timestamped": False,
        "certified": False,
    }
    status, said = run(sealed[:-200], "--trust", TRUST, "--json")
    assert status == json.loads(said)["status"] == 1


@pytest.mark.parametrize("first", range(4))
def test_no_changed_bit_goes_unnoticed(run, sealed, fingerprint, first):
    """One bit of every 251st byte; four parts of it, so that a slow machine tells how far it came."""
    for place in range(first * 251, len(sealed), 1004):
        changed = bytearray(sealed)
        changed[place] ^= 1 << place % 8
        status, _ = run(bytes(changed), "--trust", TRUST, "--seal", fingerprint)
        assert status == 1, place


def test_what_is_added_behind_the_seal_changes_the_paper(run, sealed, paper, fingerprint):
    again = attach(sealed, "lain.txt", b"tambahan", at=AT)
    for added in (sealed + b"\n", sealed + b"% komentar\n", again):
        status, said = run(added, "--trust", TRUST, "--seal", fingerprint)
        assert status == 1
        assert "diubah" in said


def test_a_receipt_that_was_changed_before_sealing_fails_its_own_step(run, put, paper, fingerprint):
    changed = RECEIPT.replace(b'"index":', b'"index":1')
    pdf = put(attach(paper, "ikrar.json", changed, at=AT))
    status, said = run(pdf, "--trust", TRUST, "--seal", fingerprint)
    assert status == 1
    assert "Segel utuh" in said


def encrypted(pdf):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    writer.encrypt("sandi")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda paper, put: put(paper), papers.PaperHasNoReceipt),
        (
            lambda paper, put: put(attach(attach(paper, "a.json", RECEIPT, at=AT), "b.json", RECEIPT, at=AT)),
            papers.PaperHasTwoReceipts,
        ),
        (lambda paper, put: encrypted(attach(paper, "a.json", RECEIPT, at=AT)), papers.PaperIsEncrypted),
        (lambda paper, put: b"%PDF-1.7\nbukan PDF", papers.PaperIsDamaged),
        (lambda paper, put: b"%PDF-1.7\n" + b"0" * papers.PAPER_BYTES, papers.PaperIsTooLarge),
    ],
    ids=["no receipt", "two receipts", "encrypted", "no PDF", "too large"],
)
def test_each_paper_without_one_receipt_is_refused_by_name(run, paper, put, make, reason):
    status, said = run(make(paper, put), "--trust", TRUST)
    assert status == 1
    assert reason.__name__ in said


def test_neither_django_nor_the_network_is_needed(tmp_path, sealed, fingerprint):
    path = tmp_path / "paper.pdf"
    path.write_bytes(sealed)
    program = (
        "import sys, socket\n"
        "sys.modules['django'] = None\n"
        "socket.socket.connect = None\n"
        "from ikrar.register.command import main\n"
        f"sys.exit(main([{str(path)!r}, '--trust', {TRUST!r}, '--seal', {fingerprint!r}]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        check=False,
        capture_output=True,
        text=True,
        cwd=Path(command.__file__).parents[2],
    )
    assert done.returncode == 0, done.stderr


def test_a_stream_that_swells_is_not_unpacked(paper):
    swollen = attach(paper, "ikrar.json", bytes(4 * papers.UNPACKED_BYTES), at=AT)
    assert len(swollen) < papers.PAPER_BYTES
    with pytest.raises(papers.PaperIsDamaged) as refused:
        papers.read(swollen)
    assert "DecodeLimit" in str(refused.value)
