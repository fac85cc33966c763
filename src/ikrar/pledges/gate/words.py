"""The words of the gate: from the members of a request to what is answered, for whichever door asked.

`memory` is what the door's process remembers of sites and rules; the door of the pages remembers nothing.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.conf import settings

from ikrar.pledges.domain import (
    IDENTIFIED_WORDS,
    KEY_WORDS,
    PRESENCE_WORDS,
    IdentifiedBy,
    KeyKind,
    PresenceLevel,
    identity,
    passes,
)
from ikrar.pledges.domain.armour import b64
from ikrar.pledges.domain.checking import Offer
from ikrar.pledges.domain.signature import Offered
from ikrar.pledges.gate.asking import Body, FieldWrong
from ikrar.pledges.operations import passing, recording
from ikrar.pledges.queries import gate, receipts
from ikrar.pledges.queries.gate import Memory
from ikrar.register.domain import moment
from ikrar.web.languages import say

RECEIPT_GRACE = 90 * 24 * 3600  # seconds after the cut-off in which a pass still fetches its receipt
Said = tuple[int, dict[str, Any]]


def challenge(body: Body, at: datetime, memory: Memory) -> Said:
    """Something fresh for a key or passkey to sign; with a site, also whether signing is open there."""
    said: dict[str, Any] = {
        "challenge": passing.challenge(at=at),
        "rp_id": settings.IKRAR_DOMAIN,
        "server_time": moment(at),
    }
    site = body.optional("site", longest=16)
    if site is not None:
        opened_at = memory.site_page(short=site, at=at).signing_opened_at
        said["signing_open"] = opened_at is not None and opened_at <= at
    return 200, said


def give_pass(body: Body, at: datetime, memory: Memory) -> Said:
    """Identify by card code, enrolled key, passkey or one-time code."""
    method = body.text("method", longest=16)
    if method not in _METHODS:
        raise FieldWrong("method")
    return 200, _given(_METHODS[method](body, at, memory), at)


def one_time_code(body: Body, at: datetime, memory: Memory) -> Said:
    """Ask for a one-time code. Known and unknown numbers get this one answer."""
    passing.send_one_time_code(
        short=body.text("site", longest=16), number=body.text("number", longest=40), at=at, memory=memory
    )
    return 202, {"state": "asked", "server_time": moment(at)}


def presence(body: Body, at: datetime, memory: Memory) -> Said:
    """Tell the stage code, get a stamp."""
    stamped = passing.stamp(
        token=body.text("pass"),
        short=body.text("site", longest=16),
        code=body.text("code", longest=16),
        at=at,
        memory=memory,
    )
    shown = stamped.shown
    return 200, {
        "stamp": stamped.stamp,
        "site": shown.site,
        "window": shown.window,
        "level": str(shown.level),
        "server_time": moment(at),
    }


def receipt(body: Body, at: datetime, _memory: Memory) -> Said:
    """The receipt once the register covers the leaf; 202 while it waits."""
    secrets = gate.secrets()
    given = passes.parse(body.text("pass"), keys=secrets.pass_keys)
    passes.check(given, register=given.register, at=at, grace=RECEIPT_GRACE)
    waiting = receipts.waiting_by_pass(tid=given.tid)
    if waiting is not None:
        return 202, {"state": "waiting", **_proof(waiting), "server_time": moment(at)}
    proof = receipts.proof_by_pass(tid=given.tid, declaration=given.declaration, official=given.official)
    said = {**_proof(proof), "server_time": moment(at)}
    if not proof.is_covered:
        return 202, {"state": "waiting", **said}
    file = proof.shareable if body.flag("shareable") else proof.full
    return 200, {"state": "covered", **said, "receipt": file}


def offer(body: Body) -> Offer:
    """A pledge as it arrives, every member read and none believed."""
    part = body.part("signature")
    kind = part.text("kind", longest=16)
    if kind not in (KeyKind.DEVICE, KeyKind.PASSKEY):
        raise FieldWrong("signature.kind")
    return Offer(
        token=body.text("pass"),
        stamp=body.optional("stamp", longest=600),
        device_time=body.text("device_time", longest=64),
        clock=body.optional("sent_at", longest=64),
        statement=body.text("statement").encode(),
        signer=identity.read_signer(body.members.get("signer")),
        signature=_device(part) if kind == KeyKind.DEVICE else _assertion(part),
    )


def _device(part: Body) -> Offered:
    return Offered(kind=KeyKind.DEVICE, key=part.base64("key"), value=part.base64("value"))


def _assertion(part: Body) -> Offered:
    return Offered(
        kind=KeyKind.PASSKEY,
        credential_id=part.url64("credential_id"),
        authenticator_data=part.url64("authenticator_data"),
        client_data=part.url64("client_data"),
        value=part.url64("value"),
    )


def _by_code(body: Body, at: datetime, memory: Memory) -> passing.Given:
    return passing.pass_by_code(
        short=body.text("site", longest=16), code=body.text("code", longest=64), at=at, memory=memory
    )


def _by_key(body: Body, at: datetime, memory: Memory) -> passing.Given:
    return passing.pass_by_key(
        short=body.text("site", longest=16),
        token=body.text("challenge", longest=200),
        key=body.base64("key"),
        value=body.base64("value"),
        at=at,
        memory=memory,
    )


def _by_passkey(body: Body, at: datetime, memory: Memory) -> passing.Given:
    return passing.pass_by_passkey(
        short=body.text("site", longest=16),
        token=body.text("challenge", longest=200),
        offered=_assertion(body),
        at=at,
        memory=memory,
    )


def _by_one_time_code(body: Body, at: datetime, memory: Memory) -> passing.Given:
    return passing.pass_by_one_time_code(
        short=body.text("site", longest=16),
        number=body.text("number", longest=40),
        code=body.text("code", longest=16),
        at=at,
        memory=memory,
    )


_METHODS = {"code": _by_code, "key": _by_key, "passkey": _by_passkey, "otp": _by_one_time_code}


def _given(given: passing.Given, at: datetime) -> dict[str, Any]:
    held = given.given
    return {
        "pass": given.token,
        "statement": {
            "declaration": held.declaration,
            "kind": "ikrar.pledge/v1",
            "nonce": held.tid,
            "register": held.register,
            "signer": held.signer,
            "text_sha256": held.text_sha256,
        },
        "signer": given.signer.as_json(),
        "shown": {"name": given.short_name, "unit": given.unit, "number_tail": given.signer.number_tail},
        "not_after": moment(datetime.fromtimestamp(held.not_after, UTC)),
        "site": given.site.site,
        "signing_open": given.site.signing_opened_at is not None and given.site.signing_opened_at <= at,
        "passkeys": list(given.passkeys),
        "already": _accepted(given.already) if given.already else None,
        "rehearsal": given.site.declaration.is_rehearsal,
        "server_time": moment(at),
    }


def accepted(answer: recording.Accepted, *, at: datetime) -> Said:
    """The answer to a recorded pledge."""
    return 200, {**_accepted(answer), "server_time": _moment(_whole(at))}


def _whole(at: datetime) -> datetime:
    """To the millisecond, as it is told: a whole batch is answered within a few of them."""
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


_moment = lru_cache(maxsize=256)(moment)


def _accepted(accepted: recording.Accepted) -> dict[str, Any]:
    return {
        "number": accepted.number,
        "leaf_hash": b64(accepted.leaf_hash),
        "received_at": _moment(accepted.received_at),
        "device_minutes_off": accepted.minutes_off,
    }


def _proof(proof: receipts.Proof | receipts.Waiting) -> dict[str, Any]:
    return {
        "number": proof.number,
        "leaf_hash": b64(proof.leaf_hash),
        "received_at": moment(proof.received_at),
        "words": three_words(proof.key_kind, proof.identified_by, proof.presence),
        "disputed": proof.disputed,
        "register": proof.register,
        "size": proof.size,
        "rehearsal": proof.is_rehearsal,
    }


def three_words(key: KeyKind, identified: IdentifiedBy, presence: PresenceLevel) -> list[str]:
    """Three words, never one, never rounded up."""
    return [say(KEY_WORDS[key]), say(IDENTIFIED_WORDS[identified]), say(PRESENCE_WORDS[presence])]


WORDS: dict[str, Callable[[Body, datetime, Memory], Said]] = {
    "challenge": challenge,
    "pass": give_pass,
    "otp": one_time_code,
    "presence": presence,
    "receipt": receipt,
}
