"""Hands that change a download: one cell, one row, one member, or everything so that it fits together again."""

import csv
import io
import json
import zipfile

from ikrar.kernel.canonical import canonical
from ikrar.openness.opendata import archive, converting, sheets
from ikrar.openness.opendata.description import BY_NAME, PROVED, TABLES


def opened(packed):
    return archive.read(packed)


def packed(members):
    """The members as an archive again, just as they are."""
    numbers = {
        folder: {
            int(name.partition("/")[2][:-5]): data
            for name, data in members.items()
            if name.startswith(folder)
        }
        for folder in ("publications/", "register/")
    }
    return archive.written(
        tables={table.file: members[table.file] for table in TABLES},
        descriptor=json.loads(members[archive.DESCRIPTOR]),
        publications=numbers["publications/"],
        entries=numbers["register/"],
    )


def listed(members):
    """Hashes and lengths of the descriptor put right, as a careful forger would."""
    told = json.loads(members[archive.DESCRIPTOR])
    for one in told["resources"]:
        data = members[one["path"]]
        one |= {"hash": f"sha256:{archive.digest_of(data)}", "bytes": len(data)}
    members[archive.DESCRIPTOR] = json.dumps(told).encode()


def lines_of(members, table):
    return list(csv.reader(io.StringIO(members[f"{table}.csv"].decode(), newline="")))


def put(members, table, lines):
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(lines)
    members[f"{table}.csv"] = text.getvalue().encode()
    listed(members)


def change_cell(members, table, where, column, value):
    """The first row in which every named column has that value gets another one in `column`."""
    lines = lines_of(members, table)
    head = lines[0]
    row = next(line for line in lines[1:] if all(line[head.index(k)] == v for k, v in where.items()))
    row[head.index(column)] = value
    put(members, table, lines)


def rewrite(members, number, edit):
    """A publication changed by `edit`, and with it its tables, hashes and descriptor: nothing inside disagrees."""
    files = {n: json.loads(members[archive.PUBLICATION.format(number=n)]) for n in numbers(members)}
    edit(files[number])
    members[archive.PUBLICATION.format(number=number)] = canonical(files[number])
    rows = converting.rows_of(files[n] for n in sorted(files))
    for table in PROVED:
        members[table.file] = sheets.written(BY_NAME[table.name], rows[table.name])
    listed(members)


def numbers(members):
    return [
        int(name.removeprefix("publications/")[:-5]) for name in members if name.startswith("publications/")
    ]


def rewrite_entry(members, number, edit):
    """The entry's receipt changed, and spelled properly again."""
    name = archive.ENTRY.format(number=number)
    told = json.loads(members[name])
    edit(told)
    members[name] = canonical(told) + b"\n"


def zipped(members):
    """An archive of whatever members there are."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as target:
        for name, content in members.items():
            target.writestr(name, content)
    return data.getvalue()


def unit(file, name):
    """The unit of that name in a publication."""
    return next(one for one in file["units"] if one["name"] == name)


def codes(outcome):
    """What was found, by its code alone."""
    return {one.code for one in outcome.findings}
