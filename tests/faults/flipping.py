"""Flip one byte of a stored pledge after another, as a program: `flipping.py SEED TIMES`, in an empty data folder.

A dozen people sign, one pledge is erased. Then a byte of a column is changed behind the product's back, fsck is asked,
and the byte is put back. One line of JSON is printed for each flip that fsck did not name, and one in the end.
"""

import contextlib
import io
import json
import random
import sys

import django

django.setup()

from django.db import connection  # noqa: E402 (models can be imported only after the set-up)
from django.test import Client  # noqa: E402 (likewise)
from django.utils import timezone  # noqa: E402 (likewise)

from ikrar.pledges.models import Pledge  # noqa: E402 (likewise)
from ikrar.pledges.operations.erasing import erase  # noqa: E402 (likewise)
from ikrar.project.commands import fsck  # noqa: E402 (likewise)
from ikrar.register import operations as register  # noqa: E402 (likewise)
from tests.faults import office  # noqa: E402 (likewise)
from tests.faults.crowd import signed, stage_code  # noqa: E402 (likewise)
from tests.faults.injecting import STEP, post  # noqa: E402 (likewise)

PEOPLE = 12
COVERED = (
    "tid", "key_kind", "identified_by", "presence", "presence_window", "presence_site", "statement", "signature",
    "key_thumbprint", "salt", "signer_shown", "blind", "received_at", "leaf_hash",
)  # fmt: skip


def plant():
    """People of whom most told the stage code, all of them published; one is erased."""
    plan = office.plant(PEOPLE)
    client, at = Client(SERVER_NAME="localhost"), timezone.now()
    for person, code in enumerate(plan["codes"]):
        _, given = post(client, "pass", {"site": plan["site"], "method": "code", "code": code})
        shown = {
            "site": plan["site"],
            "pass": given["pass"],
            "code": stage_code(bytes.fromhex(plan["stage_key"])),
        }
        stamp = post(client, "presence", shown)[1] if person % 3 else None
        status, said = post(client, "pledge", signed(given, stamp))
        assert status == 200, said
    register.advance(at=at + STEP)
    erase(pledge_id=Pledge.objects.order_by("id")[0].pk, reason="erasure-request", by=None, at=at + STEP)
    for minutes in (2, 3):
        register.advance(at=at + STEP * minutes)


def findings():
    """What fsck prints, and whether it found anything."""
    words = io.StringIO()
    with contextlib.redirect_stdout(words):
        code = fsck.run([])
    return words.getvalue() if code else ""


def raw(column, pledge):
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT typeof({column}), CAST({column} AS BLOB), {column} IS NULL FROM pledges_pledge WHERE id = %s",
            [pledge],
        )
        kind, value, is_null = cursor.fetchone()
    return kind, None if is_null else value


def put(column, pledge, kind, value):
    """The bytes as they stand in the file, in the column's own storage class."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE pledges_pledge SET {column} = CAST(%s AS {kind.upper()}) WHERE id = %s", [value, pledge]
        )


def flipped(value, kind, chance):
    if kind == "integer":
        return str(int(value) ^ 1 << chance.randrange(32)).encode()
    place = chance.randrange(len(value))
    return value[:place] + bytes([value[place] ^ chance.randrange(1, 256)]) + value[place + 1 :]


def main(seed, times):
    plant()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints=ON")  # a disk asks for no leave
    assert findings() == "", findings()
    chance, tried, missed = random.Random(seed), 0, 0
    living = list(Pledge.objects.filter(erased_at=None).values_list("id", flat=True))
    while tried < times:
        column, pledge = chance.choice(COVERED), chance.choice(living)
        kind, value = raw(column, pledge)
        if not value:
            continue
        tried += 1
        put(column, pledge, kind, flipped(value, kind, chance))
        if not findings():
            missed += 1
            told = {
                "column": column,
                "was": value.decode(errors="replace"),
                "is": repr(raw(column, pledge)[1]),
            }
            print(json.dumps(told), flush=True)  # noqa: T201 (a program's answer)
        put(column, pledge, kind, value)
        if tried % 250 == 0:
            print(json.dumps({"tried": tried, "missed": missed}), flush=True)  # noqa: T201 (likewise)
    assert findings() == "", "put back, and still something is wrong"
    print(json.dumps({"tried": tried, "missed": missed}), flush=True)  # noqa: T201 (likewise)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
