"""One byte of what is stored becomes another: in any row, in any file of the register."""

import os
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, models, transaction

from ikrar.register import note as notes
from ikrar.register import operations, publishing, queries
from ikrar.register.models import Checkpoint, Entry, Log, Outage, SealingKey, Staged

ROWS = (Log, SealingKey, Entry, Staged, Checkpoint, Outage)

# What nothing is derived from and nobody is told; fsck says the same of itself.
FREE = {
    (Log, "id"): "other rows point at it: a flip of theirs is noticed",
    (Log, "opened_at"): "when the first register was opened stands in no record",
    (SealingKey, "id"): "the number by which the database finds the row",
    (SealingKey, "made_at"): "when a key was made binds nothing: its sizes do",
    (Entry, "id"): "the number by which the database finds the row; the index is the leaf's own",
    (Staged, "id"): "likewise, and gone within seconds",
    (Checkpoint, "id"): "likewise",
    (Checkpoint, "published_at"): "when this host laid it out; the note is what binds",
    (Outage, "id"): "likewise",
}


@dataclass(frozen=True, slots=True)
class Spot:
    """A column of a row that holds something."""

    model: type[models.Model]
    pk: int
    column: str


def fill(office):
    """A register with something of everything; pairs of the pledges as an upper context would give them."""
    leaf = office.publish("dihapus")
    office.publish("tetap")
    office.enter(20)
    office.seal()
    key = notes.new_key("saksi.example/w", notes.COSIGNATURE)
    row = Checkpoint.objects.get()
    line = key.cosign(notes.parse(row.note).text, posix_time=int(office.now.timestamp()))
    Checkpoint.objects.update(cosignatures=str(line))
    row.log.witnesses.create(vkey=str(key.verifier))
    operations.rotate_key(reason="contoh", at=office.now)
    with transaction.atomic():
        operations.bury(leaf_hash=leaf, reason="contoh", at=office.now)
    publishing.forget_record(leaf, kind="REAL")
    office.wait(30)
    office.enter(9)
    operations.note_refusing(at=office.now, refused=3, reason="antrean penuh")
    for _ in range(3):
        operations.advance(at=office.now)
        office.wait(6)
    office.publish("menunggu")
    office.enter(3)
    leaves = [*Entry.objects.filter(kind="pledge"), *Staged.objects.filter(kind="pledge")]
    return [(publishing.merkle.leaf_hash(bytes(row.leaf)), bytes(row.leaf)) for row in leaves]


def spots():
    return [
        Spot(model, row.pk, field.attname)
        for model in ROWS
        for row in model.objects.all()
        for field in model._meta.concrete_fields
        if (model, field.attname) not in FREE and getattr(row, field.attname) not in (None, "", b"")
        if not (model is Staged and field.attname == "staged_at" and row.kind == "pledge")  # no record here
    ]


def files(folder):
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".") and path.stat().st_size
    )


def flipped(value, random):
    """The value with one byte, or one bit of a number, become another."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value ^ (1 << random.randrange(16))
    if isinstance(value, datetime):
        return value + timedelta(microseconds=1 << random.randrange(40))
    if isinstance(value, str):
        at = random.randrange(len(value))
        return value[:at] + chr(ord(value[at]) ^ (1 << random.randrange(5))) + value[at + 1 :]
    data = bytearray(value)
    data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    return bytes(data)


def is_row_noticed(spot, random, living):
    """Whether fsck, or the database itself, notices a flip there; the row is as before afterwards."""
    try:
        with transaction.atomic():
            rows = spot.model.objects.filter(pk=spot.pk)
            value = rows.values_list(spot.column, flat=True).get()
            value = bytes(value) if isinstance(value, memoryview) else value
            rows.update(**{spot.column: flipped(value, random)})
            found = is_noticed(living)
            transaction.set_rollback(True)
    except IntegrityError:
        return True
    return found


def is_file_noticed(path, random, living):
    whole = path.read_bytes()
    path.write_bytes(flipped(whole, random))
    try:
        return is_noticed(living)
    finally:
        path.write_bytes(whole)


def is_noticed(living):
    for rehearsal in (False, True):
        if next(iter(queries.check_log(rehearsal=rehearsal, living=None if rehearsal else living)), None):
            return True
    return False


def pick(random, count, folder):
    """So many places, rows and files alike; each column and each file has its turn."""
    places = [*spots(), *files(folder)]
    random.shuffle(places)
    return [places[number % len(places)] for number in range(count)]


def unnoticed(random, count, folder, living):
    """The places where a flip was not noticed."""
    assert not is_noticed(living)
    missed = []
    for place in pick(random, count, folder):
        look = is_row_noticed if isinstance(place, Spot) else is_file_noticed
        if not look(place, random, living):
            missed.append(os.fspath(place) if not isinstance(place, Spot) else place)
    return missed
