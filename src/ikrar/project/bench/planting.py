"""The invented nation, made to fit a stock of pledges: the same declaration, the same site, the keys of its passes.

Import it after `Place.install`.
"""

import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.db import transaction

from ikrar.pledges.domain import IdentifiedBy, cards, presence, signature
from ikrar.pledges.domain.texts import text_sha256
from ikrar.pledges.models import CodeCard, Declaration, Passkey, Site
from ikrar.project.bench import nation, stock
from ikrar.project.bench.nation import Planted
from ikrar.project.bench.place import ORIGIN
from ikrar.project.bench.stock import CREDENTIAL_BYTES, POINT_BYTES, Plan

HOLDS = timedelta(days=30)
DECLARATION, SITE = "BENCHDECLARE", "BENCHSTAGE"
UNIT_PEOPLE = 140  # 5.6 million in 40,000 units
COSE_HEAD, COSE_MIDDLE = bytes.fromhex("a5010203262001215820"), bytes.fromhex("225820")


def new_plan(kind: str, *, people: int) -> Plan:
    """A plan for so many, with keys of its own."""
    now = datetime.now(UTC)
    return Plan(
        people=people,
        kind=kind,
        pass_key=secrets.token_hex(32),
        stamp_key=secrets.token_hex(32),
        declaration=DECLARATION,
        site=SITE,
        register=ORIGIN,
        text_sha256=text_sha256(nation.BODY),
        cut_off=int((now + HOLDS).timestamp()),
        device_time=now.isoformat(timespec="seconds"),
        window=presence.window_at(now),
    )


def give_keys(plan: Plan, data: Path) -> None:
    """The installation keeps the keys under which the plan's passes are given."""
    folder = data / "keys"
    folder.mkdir(mode=0o700, exist_ok=True)
    for name, key in (("pass", plan.pass_key), ("stamp", plan.stamp_key)):
        path = folder / f"{name}.key"
        path.touch(mode=0o600)
        path.write_text(f"{key}\n")


def plant(plan: Plan, *, at: datetime) -> Planted:
    """Everybody of the plan is asked, and signing is open at the plan's site until its cut-off."""
    units = max(2, plan.people // UNIT_PEOPLE)
    planted = nation.plant(officials=plan.people, units=units, declaration=plan.declaration, at=at)
    cut_off = datetime.fromtimestamp(plan.cut_off, UTC)
    Declaration.objects.filter(id=planted.declaration_id).update(cut_off_at=cut_off)
    Site.objects.filter(public_id=planted.sites[0][1]).update(public_id=plan.site)
    return planted


def plant_passkeys(folder: Path, plan: Plan, *, at: datetime) -> None:
    """What the stock's passkeys left on file, enrolled days before."""
    since, size = at - timedelta(days=3), CREDENTIAL_BYTES + POINT_BYTES
    for path in stock.chunks(folder, plan):
        known, first = path.with_suffix(".keys").read_bytes(), int(path.stem)
        rows = [known[start : start + size] for start in range(0, len(known), size)]
        with transaction.atomic():
            Passkey.objects.bulk_create(
                [_passkey(row, first + place, since) for place, row in enumerate(rows)], batch_size=500
            )


def plant_cards(plan: Plan, people: int, *, at: datetime, secret: bytes) -> list[str]:
    """A card for each of the first so many; the codes as they are printed."""
    codes = [cards.new_code() for _ in range(people)]
    rows = [
        CodeCard(
            duty_id=number,
            code_hash=cards.code_hash(secret=secret, declaration=plan.declaration, code=code),
            issued_at=at,
        )
        for number, code in enumerate(codes, start=1)
    ]
    CodeCard.objects.bulk_create(rows, batch_size=500)
    return [cards.grouped(code) for code in codes]


def _passkey(row: bytes, number: int, since: datetime) -> Passkey:
    credential, x, y = row[:CREDENTIAL_BYTES], row[CREDENTIAL_BYTES:-32], row[-32:]
    return Passkey(
        official_id=number, credential_id=credential, cose_key=COSE_HEAD + x + COSE_MIDDLE + y,
        spki=signature.SPKI_HEAD + b"\x04" + x + y, enrolled_at=since, identified_by=IdentifiedBy.CODE,
    )  # fmt: skip
