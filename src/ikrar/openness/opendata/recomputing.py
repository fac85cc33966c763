"""From a download back to what was published: tables, files, arithmetic, register. No Django, no network.

`examine` takes the bytes of an archive or of one publication's file and tells of everything that differs.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ikrar.kernel.canonical import NotCanonical, Value
from ikrar.openness.domain import KIND
from ikrar.openness.opendata import archive, arithmetic, converting, sheets, values
from ikrar.openness.opendata.archive import NotAnArchive
from ikrar.openness.opendata.columns import Table
from ikrar.openness.opendata.converting import NotAPublication
from ikrar.openness.opendata.description import PROVED, PUBLICATIONS, TABLES
from ikrar.openness.opendata.findings import Finding, Outcome, filled
from ikrar.openness.opendata.sheets import SheetIsNotAsDescribed
from ikrar.register import reasons, verify
from ikrar.register.trust import Trust

ZIP_MARK = b"PK"
MOST_TOLD = 10  # of one kind in one table; the rest is counted


def examine(data: bytes, *, trust: Trust | None, entry: bytes | None = None) -> Outcome:
    """Check a download; `entry` is the proof of a single file, which an archive brings along."""
    outcome = Outcome()
    is_archive = data.startswith(ZIP_MARK)
    entries = _archive(data, outcome) if is_archive else _single(data, entry, outcome)
    for number in sorted(outcome.files):
        _register(number, entries, trust, outcome)
    outcome.is_trusted = bool(outcome.files) and trust is not None and not outcome.unproved
    return outcome


def _single(data: bytes, entry: bytes | None, outcome: Outcome) -> dict[int, bytes]:
    try:
        file = converting.read(data)
        rows = converting.rows_of([file])
    except NotAPublication as e:
        outcome.add(0, "NotReadable", e)
        return {}
    if not _fit(rows, outcome):
        return {}
    number = file["number"]
    outcome.files[number] = file
    _arithmetic(outcome)
    return {} if entry is None else {number: entry}


def _archive(data: bytes, outcome: Outcome) -> dict[int, bytes]:
    try:
        members = archive.read(data)
    except NotAnArchive as e:
        outcome.add(0, "NotReadable", e)
        return {}
    _members(members, outcome)
    _descriptor(members, outcome)
    rows = _rows(members, outcome)
    if rows is None or not _fit(rows, outcome):
        return {}
    for number in converting.numbers_of(rows):
        _put_together(number, rows, members, outcome)
    _arithmetic(outcome)
    return {n: members[name] for n in outcome.files if (name := archive.ENTRY.format(number=n)) in members}


def _members(members: Mapping[str, bytes], outcome: Outcome) -> None:
    for table in TABLES:
        if table.file not in members:
            outcome.add(0, "MemberIsMissing", table.file)
    known = {archive.README, archive.DESCRIPTOR, *(table.file for table in TABLES)}
    for name in members:
        folder, _, rest = name.partition("/")
        number = rest.removesuffix(".json")
        is_numbered = folder in ("publications", "register") and number.isdecimal()
        if name not in known and not is_numbered:
            outcome.add(0, "MemberIsUnknown", name)


def _descriptor(members: Mapping[str, bytes], outcome: Outcome) -> None:
    try:
        told = json.loads(members[archive.DESCRIPTOR])
        resources = {one["path"]: one for one in told["resources"]}
    except (KeyError, TypeError, ValueError, RecursionError):
        outcome.add(0, "MemberIsMissing", archive.DESCRIPTOR)
        return
    for table in TABLES:
        data, one = members.get(table.file), resources.get(table.file, {})
        if data is None:
            continue
        if one.get("hash") != f"sha256:{archive.digest_of(data)}" or one.get("bytes") != len(data):
            outcome.add(0, "FileIsNotAsListed", table.file)
        if _named(one) != table.names:
            outcome.add(0, "DescriptorDiffers", table.file)


def _named(resource: Any) -> tuple[str, ...]:
    try:
        return tuple(one["name"] for one in resource["schema"]["fields"])
    except (KeyError, TypeError):
        return ()


def _rows(members: Mapping[str, bytes], outcome: Outcome) -> dict[str, list[dict[str, Value]]] | None:
    rows = {}
    for table in PROVED:
        try:
            rows[table.name] = sheets.read(table, members.get(table.file, b""))
        except SheetIsNotAsDescribed as e:
            outcome.add(0, "SheetIsNotAsDescribed", e)
    return rows if len(rows) == len(PROVED) else None


def _fit(rows: converting.Rows, outcome: Outcome) -> bool:
    """Whether every value may stand where it stands; without that nothing can be worked out from them."""
    before = len(outcome.findings)
    for table in PROVED:
        for place, column, found in list(values.misfits(table, rows[table.name]))[:MOST_TOLD]:
            number = rows[table.name][place - 1].get("publication")
            outcome.add(
                number if isinstance(number, int) else 0,
                "ValueDoesNotFit",
                f"{table.name} {place}, {column}",
                found=found,
            )
    return len(outcome.findings) == before


def _put_together(number: int, rows: converting.Rows, members: Mapping[str, bytes], outcome: Outcome) -> None:
    """The file of a publication from the tables, against the file that lies beside them and the hash in its row."""
    try:
        file = converting.file_of(rows, number)
        digest = converting.hash_of(file)
    except (NotAPublication, NotCanonical) as e:
        outcome.add(number, "TablesMakeNoFile", e)
        return
    outcome.files[number] = file
    [told] = [row["sha256"] for row in rows[PUBLICATIONS.name] if row["publication"] == number]
    if told != digest:
        outcome.add(number, "HashDiffers", found=digest, wanted=told)
    name = archive.PUBLICATION.format(number=number)
    if name not in members:
        outcome.add(number, "MemberIsMissing", name)
    elif members[name].removesuffix(b"\n") != converting.bytes_of(file):
        _compare(number, rows, members[name], outcome)


def _compare(number: int, rows: converting.Rows, data: bytes, outcome: Outcome) -> None:
    """Exactly which cells of the tables are not those of the publication's own file."""
    try:
        theirs = converting.rows_of([converting.read(data)])
    except NotAPublication as e:
        outcome.add(number, "NotReadable", f"{archive.PUBLICATION.format(number=number)}: {e}")
        return
    for table in PROVED:
        ours = [row for row in rows[table.name] if row["publication"] == number]
        told = list(_unequal(table, ours, theirs[table.name]))
        for code, what, found, wanted in told[:MOST_TOLD]:
            outcome.add(number, code, what, found=found, wanted=wanted)


def _unequal(
    table: Table, ours: list[dict[str, Value]], theirs: list[dict[str, Value]]
) -> Iterator[tuple[str, str, Value, Value]]:
    here, there = ({_key(table, row): row for row in rows} for rows in (ours, theirs))
    for key in there.keys() - here.keys():
        yield "RowIsMissing", f"{table.file} {key}", None, None
    for key in here.keys() - there.keys():
        yield "RowWasAdded", f"{table.file} {key}", None, None
    for key in sorted(here.keys() & there.keys()):
        for name in table.names:
            if here[key][name] != there[key][name] and name != "sha256":
                yield "SheetDiffers", f"{table.file} {key}, {name}", here[key][name], there[key][name]


def _key(table: Table, row: Mapping[str, Value]) -> str:
    told = (row[name] for name in table.key if name != "publication")
    return ", ".join("+".join(map(str, one)) if isinstance(one, list) else str(one) for one in told)


def _arithmetic(outcome: Outcome) -> None:
    for one in arithmetic.differences([outcome.files[number] for number in sorted(outcome.files)]):
        outcome.findings.append(Finding(one.publication, one.code, one.words))


def _register(number: int, entries: Mapping[int, bytes], trust: Trust | None, outcome: Outcome) -> None:
    """The entry: proved in the register, and of exactly these figures."""
    if number not in entries:
        outcome.unproved.append(number)
        return
    report = verify.examine(entries[number], trust=trust)
    if report.failed is not None or report.receipt is None:
        cause = report.failed.cause if report.failed else None
        why = reasons.reason(cause)
        outcome.findings.append(Finding(number, "EntryIsNotProved", filled("EntryIsNotProved", what=why)))
        return
    body = report.receipt.record.get("body")
    told = body if isinstance(body, dict) else {}
    file = outcome.files[number]
    wanted = {
        "declaration": file["declaration"]["id"],
        "number": number,
        "reason": file["reason"],
        "note": file["note"],
        "as_of": file["as_of"],
    }
    if report.receipt.kind != KIND:
        outcome.add(number, "EntryIsAnother", "kind", found=report.receipt.kind, wanted=KIND)
    for name, value in wanted.items():
        if told.get(name) != value:
            outcome.add(number, "EntryIsAnother", name, found=told.get(name), wanted=value)
    digest = converting.hash_of(file)
    if told.get("sha256") != digest:
        outcome.add(number, "HashDiffers", found=digest, wanted=told.get("sha256"))
    outcome.proved[number] = report.receipt.index
