"""The verification page: the browser itself and the server come to the same answer for every vector."""

import base64
import json
from pathlib import Path

import pytest

from ikrar.register import trust as trusts
from ikrar.register import verify

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
