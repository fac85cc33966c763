"""A check and its answer as plain JSON: what the child is asked and what it says, and what is kept of it."""

import json
from base64 import b64decode, b64encode
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from ikrar.kernel.words import Words
from ikrar.papers.checking.shapes import (
    Chain,
    Checked,
    Coverage,
    Expected,
    Finding,
    FormerSeal,
    Limits,
    Revocation,
    SignatureFound,
    TrustStore,
    Verdict,
    Weight,
)

_BYTES = ("roots", "helpers", "lists", "answers")
_MOMENTS = ("valid_from", "valid_until", "signed_at")
_CHOICES: dict[str, Any] = {"coverage": Coverage, "chain": Chain, "revocation": Revocation}


def question(*, trust: TrustStore, at: datetime, expected: Expected, limits: Limits) -> bytes:
    """One line of JSON."""
    told = asdict(trust)
    for name in _BYTES:
        told[name] = [b64encode(one).decode() for one in told[name]]
    for one in told["former"]:
        one |= {name: one[name].isoformat() for name in ("begins_at", "ends_at")}
    whole = {"trust": told, "at": at.isoformat(), "expected": asdict(expected), "limits": asdict(limits)}
    return json.dumps(whole).encode() + b"\n"


def asked(line: bytes) -> dict[str, Any]:
    """The arguments of `examine`, from such a line."""
    told = json.loads(line)
    trust = {name: tuple(value) for name, value in told["trust"].items()}
    for name in _BYTES:
        trust[name] = tuple(b64decode(one) for one in trust[name])
    trust["former"] = tuple(_former(one) for one in trust["former"])
    expected = told["expected"] | {name: tuple(told["expected"][name]) for name in ("signers", "beside")}
    return {
        "trust": TrustStore(**trust),
        "at": datetime.fromisoformat(told["at"]),
        "expected": Expected(**expected),
        "limits": Limits(**told["limits"]),
    }


def _former(told: dict[str, Any]) -> FormerSeal:
    begins_at, ends_at = (datetime.fromisoformat(told[name]) for name in ("begins_at", "ends_at"))
    return FormerSeal(told["fingerprint"], begins_at, ends_at)


def plain(checked: Checked) -> dict[str, Any]:
    """The whole answer as JSON knows it; words as id and en."""
    told = asdict(checked)
    for signature in told["signatures"]:
        for name in _MOMENTS:
            signature[name] = signature[name].isoformat() if signature[name] else None
    for one in [told, *told["findings"]]:
        one["words"] = {"id": one["words"][0], "en": one["words"][1]}
    return told


def remembered(told: dict[str, Any]) -> Checked:
    """The answer again, from what `plain` wrote."""
    return Checked(
        **told
        | {
            "verdict": Verdict(told["verdict"]),
            "words": Words(**told["words"]),
            "signatures": tuple(_signature(one) for one in told["signatures"]),
            "findings": tuple(_finding(one) for one in told["findings"]),
        }
    )


def _signature(told: dict[str, Any]) -> SignatureFound:
    known = {one.name: told[one.name] for one in fields(SignatureFound) if one.name in told}
    moments = {name: datetime.fromisoformat(known[name]) if known[name] else None for name in _MOMENTS}
    choices = {name: kind(known[name]) for name, kind in _CHOICES.items()}
    return SignatureFound(**known | moments | choices | {"path": tuple(known["path"])})


def _finding(told: dict[str, Any]) -> Finding:
    return Finding(**told | {"weight": Weight(told["weight"]), "words": Words(**told["words"])})
