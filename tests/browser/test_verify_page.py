"""The verification page: the browser itself and the server come to the same answer for every vector."""

import base64
import json
import zlib
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction

from ikrar.register import operations as register
from ikrar.register import queries, verify
from ikrar.register import trust as trusts
from ikrar.register.receipt import Receipt

VECTORS = Path(__file__).parents[1] / "vectors"
CASES = json.loads((VECTORS / "index.json").read_text())

EXAMINE = """async ([address, receipt, trust]) => {
  const verifier = await import(address);
  const bytes = Uint8Array.from(atob(receipt), (letter) => letter.charCodeAt(0));
  const trusted = trust === null ? null : await verifier.parseTrust(trust);
  const found = await verifier.examine(bytes, trusted);
  return {steps: found.steps, witnesses: found.witnesses.length, trusted: found.isTrusted};
}"""


@pytest.fixture
def in_browser(page_at, live):
    """`in_browser(data, trust)`: what the module says in Chromium."""
    page = page_at()
    page.goto(f"{live}/periksa/")

    def run(data, trust):
        armoured = base64.b64encode(data).decode()
        return page.evaluate(EXAMINE, ["/static/openness/verify.js", armoured, trust])

    return run


def test_browser_and_server_agree_on_every_vector(in_browser):
    for case in CASES:
        data = (VECTORS / case["file"]).read_bytes()
        told = (VECTORS / case["trust"]).read_text() if case["trust"] else None
        report = verify.examine(data, trust=trusts.parse(told) if told else None)
        found = in_browser(data, json.loads(told) if told else None)
        assert [step["outcome"] for step in found["steps"]] == [s.outcome.value for s in report.steps], case
        assert found["witnesses"] == report.witnesses, case
        failed = next((step for step in found["steps"] if step["outcome"] == "FAILED"), None)
        assert (failed and failed["code"]) == case["cause"], case
        assert (failed and failed["number"]) == case["step"], case


# The page as a person uses it, against this installation's own register.


@pytest.fixture
def own_receipt(transactional_db, at):
    """A receipt of a public entry of this installation, as a file's bytes."""
    with transaction.atomic():
        leaf_hash = register.enter(kind="contoh", body={"kata": "contoh"}, at=at).leaf_hash
    for seconds in (0, 4, 8):
        register.advance(at=at + timedelta(seconds=seconds))
    found = queries.inclusion(leaf_hash=leaf_hash)
    record = json.loads(queries.public_body(leaf_hash=leaf_hash))
    receipt = Receipt(found.origin, "contoh", found.index, record, found.proof, found.checkpoint)
    return receipt.as_bytes()


def choose(page, data, name="bukti.json"):
    page.set_input_files("#berkas", {"name": name, "mimeType": "application/json", "buffer": data})


def ready(page, address):
    page.goto(address)
    page.wait_for_selector("form[data-ready]")


def test_the_browser_verifies_and_the_file_never_leaves_it(page_at, live, own_receipt):
    page = page_at()
    ready(page, f"{live}/periksa/")
    sent = []
    page.on("request", lambda request: sent.append((request.method, request.post_data)))
    choose(page, own_receipt)
    page.wait_for_selector(".verdict.good")
    assert page.locator("#hasil .checked > li").count() == 9
    assert "belum ada saksi" in page.inner_text("#hasil")
    assert sent == [("GET", None)]  # the trust file
    assert page.evaluate("document.activeElement.id") == "hasil"


def test_one_changed_bit_is_told_with_its_step(page_at, live, own_receipt):
    page = page_at(lang="en")
    ready(page, f"{live}/en/periksa/")
    choose(page, own_receipt.replace(b'"kata":"contoh"', b'"kata":"bontoh"'))
    page.wait_for_selector(".verdict.bad")
    failed = page.inner_text("#hasil .FAILED")
    assert failed.startswith("5.")
    assert "does not stand in the register" in failed


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<!doctype html><html></html>", "halaman web"),
        (b"{" + b" " * 300_000 + b"}", "terlalu besar"),
        (b'{"v":"ikrar.rec', "terpotong"),
    ],
)
def test_a_bad_file_is_called_by_its_name(page_at, live, transactional_db, data, sentence):
    page = page_at()
    ready(page, f"{live}/periksa/")
    choose(page, data)
    page.wait_for_selector("#hasil .verdict.bad")
    assert sentence in page.inner_text("#hasil")


def test_a_receipt_in_the_address_is_verified_and_not_sent(page_at, live, own_receipt):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = base64.urlsafe_b64encode(packer.compress(own_receipt) + packer.flush()).decode().rstrip("=")
    page = page_at()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{live}/periksa/#r={packed}")
    page.wait_for_selector(".verdict.good")
    assert not any(packed[:40] in address for address in asked if "#" not in address)


def test_without_javascript_the_server_verifies(page_at, live, own_receipt):
    page = page_at(javascript=False)
    page.goto(f"{live}/periksa/")
    choose(page, own_receipt)
    page.click("main button.button")
    page.wait_for_selector(".verdict.good")
    assert "tidak disimpan" in page.inner_text(".verdict")


def test_a_browser_without_ed25519_offers_the_server(page_at, live, own_receipt):
    page = page_at()
    page.add_init_script(
        """const real = crypto.subtle.importKey.bind(crypto.subtle);
        crypto.subtle.importKey = (format, data, algorithm, ...rest) => algorithm.name === "Ed25519"
          ? Promise.reject(new DOMException("no", "NotSupportedError")) : real(format, data, algorithm, ...rest);"""
    )
    ready(page, f"{live}/periksa/")
    choose(page, own_receipt)
    page.wait_for_selector(".verdict.bad")
    assert "server yang memeriksa" in page.inner_text("#hasil")
    page.click("main button.button")
    page.wait_for_selector(".verdict.good")
    assert "Diperiksa oleh server" in page.inner_text(".verdict")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("changed", [False, True])
def test_the_answer_is_for_everybody(page_at, live, own_receipt, axe, no_sideways, scheme, changed):
    page = page_at(scheme=scheme)
    ready(page, f"{live}/periksa/")
    choose(page, own_receipt.replace(b"contoh", b"bontoh") if changed else own_receipt)
    page.wait_for_selector(".verdict")
    axe(page)
    no_sideways(page)


def test_a_pledge_is_told_in_words_by_the_browser(page_at, live, transactional_db):
    page = page_at()
    told = (VECTORS / "trust.json").read_text()
    page.route("**/register/trust", lambda route: route.fulfill(body=told, content_type="application/json"))
    ready(page, f"{live}/periksa/")
    choose(page, (VECTORS / "good/device-key-full.json").read_bytes())
    page.wait_for_selector(".verdict.good")
    answer = page.inner_text("#hasil")
    for words in ("kunci di ponsel", "kode pada kartu", "NIP berakhir", "kata penyelenggara"):
        assert words in answer
