"""The record of a pledge as a stranger reads it: exactly these members, each with its one meaning."""

import re
from datetime import datetime
from hashlib import sha256
from typing import Any

from ikrar.kernel.canonical import canonical
from ikrar.register.armour import NotBase64, armour, unarmour
from ikrar.register.receipt import Opening

RECORD = "ikrar.record/v1"
PLEDGE = "ikrar.pledge/v1"
BLIND_BYTES = 32

_RECORD = frozenset({"v", "statement", "signature", "identified_by", "presence", "received_at", "blind"})
_STATEMENT = frozenset(
    {"declaration", "device_time", "kind", "nonce", "presence", "register", "signer", "text_sha256"}
)
_IDENTIFIED = frozenset({"code", "key", "passkey", "otp", "witness"})
_LEVELS = frozenset({"shown", "late", "none"})
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")
_HEX_32 = re.compile(r"[0-9a-f]{32}")
_HEX_64 = re.compile(r"[0-9a-f]{64}")


class RecordIsMisshapen(Exception):
    """The record is not laid out as docs/register.md says."""


class StatementIsForAnotherRegister(Exception):
    """What was signed names another register than the receipt."""


class PresenceDisagrees(Exception):
    """The record tells another presence than the statement that was signed."""


class OpeningDoesNotMatch(Exception):
    """Name, institution and number tail are not what the signer commitment hides."""


def check_record(record: dict[str, Any], *, register: str) -> bytes:
    """Raise unless record and statement are well formed; the bytes that were signed."""
    if record.keys() != _RECORD or record["v"] != RECORD:
        raise RecordIsMisshapen("members")
    if not _is_one_of(_IDENTIFIED, record["identified_by"]) or not isinstance(record["signature"], dict):
        raise RecordIsMisshapen("identified_by, signature")
    _check_moment(record["received_at"])
    _check_bytes(record["blind"])
    statement = record["statement"]
    _check_statement(statement)
    if statement["register"] != register:
        raise StatementIsForAnotherRegister(str(statement["register"])[:200])
    return canonical(statement)


def check_presence(record: dict[str, Any]) -> None:
    """Raise unless site and window in the record are the signed ones; the level is the gate's finding."""
    presence, signed = record["presence"], record["statement"]["presence"]
    if not isinstance(presence, dict) or presence.keys() != {"level", "site", "window"}:
        raise RecordIsMisshapen("presence")
    if not _is_one_of(_LEVELS, presence["level"]):
        raise RecordIsMisshapen("presence level")
    told = {"site": presence["site"], "window": presence["window"]}
    if signed is None:
        if presence["level"] != "none" or told["window"] is not None:
            raise PresenceDisagrees
    elif signed != told or presence["level"] == "none":
        raise PresenceDisagrees


def check_opening(opening: Opening, *, signer: str) -> None:
    """Raise unless the commitment opens to exactly this person."""
    found = sha256(b"ikrar-signer/v1\n" + opening.salt + canonical(opening.shown)).digest()
    if armour(found) != signer:
        raise OpeningDoesNotMatch


def _check_statement(statement: Any) -> None:
    if not isinstance(statement, dict) or statement.keys() != _STATEMENT or statement["kind"] != PLEDGE:
        raise RecordIsMisshapen("statement")
    texts = [statement[name] for name in ("declaration", "device_time", "register")]
    if not all(isinstance(text, str) and text for text in texts):
        raise RecordIsMisshapen("statement texts")
    if not _matches(_HEX_32, statement["nonce"]) or not _matches(_HEX_64, statement["text_sha256"]):
        raise RecordIsMisshapen("nonce, text_sha256")
    _check_bytes(statement["signer"])


def _check_moment(text: Any) -> None:
    if not _matches(_MOMENT, text):
        raise RecordIsMisshapen("received_at")
    try:
        datetime.fromisoformat(text)
    except ValueError as e:
        raise RecordIsMisshapen("received_at") from e


def _check_bytes(text: Any) -> None:
    try:
        unarmour(text, length=BLIND_BYTES)
    except (NotBase64, TypeError, AttributeError) as e:
        raise RecordIsMisshapen("32 bytes in base64") from e


def _is_one_of(words: frozenset[str], text: Any) -> bool:
    return isinstance(text, str) and text in words


def _matches(pattern: re.Pattern[str], text: Any) -> bool:
    return isinstance(text, str) and pattern.fullmatch(text) is not None
