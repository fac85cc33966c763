"""The seal's key in a real PKCS#11 token, made by the test with SoftHSM2."""

import os
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from ikrar.papers import operations, seals
from ikrar.papers.queries import seal_in_use
from ikrar.papers.sealing import certificates
from ikrar.papers.troubles import TokenIsMissing
from tests.papers.sealing.outside import PDFSIG, told

MODULE = next(
    (str(path) for path in Path("/usr/lib").glob("**/libsofthsm2.so")), "/usr/lib/softhsm/libsofthsm2.so"
)
pytestmark = pytest.mark.skipif(
    not shutil.which("softhsm2-util") or not Path(MODULE).exists(),
    reason="SoftHSM2 (softhsm2) is not installed",
)
PIN = "246810"


@pytest.fixture(scope="module")
def tokens(tmp_path_factory):
    """One folder of tokens for the module: the library reads its configuration once a process."""
    folder = tmp_path_factory.mktemp("softhsm")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    return folder


def make_token(folder, label, key, at):
    """A token with a key and its certificate."""
    certificate = certificates.self_made(key, organisation="Pemerintah Kota Contoh", at=at)
    pem = folder / f"{label}.pem"
    pem.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    der = folder / f"{label}.crt"
    der.write_bytes(certificate.public_bytes(Encoding.PEM))
    run = ["softhsm2-util", "--token", label, "--pin", PIN]
    subprocess.run(
        ["softhsm2-util", "--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", "13579111"],
        check=True,
        capture_output=True,
    )
    subprocess.run([*run, "--import", pem, "--label", "segel", "--id", "A1"], check=True, capture_output=True)
    pem.unlink()
    return str(der)


@pytest.fixture
def on_token(settings, tokens, at):
    """`on_token(key)`: this installation's seal lies in a token with that key."""

    def use(key, label):
        settings.IKRAR_SEAL_CERTIFICATE = make_token(tokens, label, key, at)
        settings.IKRAR_SEAL_MODULE = MODULE
        settings.IKRAR_SEAL_TOKEN, settings.IKRAR_SEAL_KEY, settings.IKRAR_SEAL_PIN = label, "segel", PIN

    return use


@pytest.mark.django_db
@PDFSIG
@pytest.mark.parametrize("kind", ["P-256", "RSA-2048"])
def test_a_token_seals_and_its_key_is_in_no_file(kind, on_token, paper, at, tmp_path):
    key = (
        ec.generate_private_key(ec.SECP256R1())
        if kind == "P-256"
        else rsa.generate_private_key(public_exponent=65537, key_size=2048)
    )
    on_token(key, f"contoh-{kind}")
    path = tmp_path / "sealed.pdf"
    path.write_bytes(operations.seal(pdf=paper, reason="Contoh", at=at))
    said = told("pdfsig", str(path))
    assert "Signature is Valid." in said
    assert "Total document signed" in said
    assert seal_in_use(at=at).is_on_token
    assert seal_in_use(at=at).facts.algorithm == kind
    assert not seals.key_path().exists()


def test_a_token_that_is_missing_or_shut_is_told_and_seals_nothing(on_token, settings, paper, at):
    on_token(ec.generate_private_key(ec.SECP256R1()), "contoh-lain")
    operations.seal(pdf=paper, reason="Contoh", at=at)
    for name, wrong in (
        ("PIN", "000000"),
        ("TOKEN", "tidak ada"),
        ("KEY", "tidak ada"),
        ("MODULE", "/tidak/ada.so"),
    ):
        right = getattr(settings, f"IKRAR_SEAL_{name}")
        setattr(settings, f"IKRAR_SEAL_{name}", wrong)
        with pytest.raises(TokenIsMissing):
            operations.seal(pdf=paper, reason="Contoh", at=at + timedelta(seconds=1))
        setattr(settings, f"IKRAR_SEAL_{name}", right)
    operations.seal(pdf=paper, reason="Contoh", at=at)
