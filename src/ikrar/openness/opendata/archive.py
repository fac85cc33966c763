"""The archive of a declaration: tables, Data Package, each publication as it was hashed, and its entry with proof.

The same content is always the same bytes: members in one order, with no clock of the machine.
"""

import json
import zipfile
import zlib
from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from typing import Any

from ikrar.openness.opendata.description import TABLES

DESCRIPTOR = "datapackage.json"
README = "README.txt"
PUBLICATION = "publications/{number}.json"
ENTRY = "register/{number}.json"
THEN = (1980, 1, 1, 0, 0, 0)  # the first moment a ZIP can tell
MOST_FILES = 20_000
MOST_BYTES = 1 << 30  # unpacked, of all members together
HOW = """\
Angka terbuka deklarasi netralitas ASN / Open figures of a declaration of neutrality
=====================================================================================

Lisensi / Licence: CC BY 4.0

datapackage.json    kolom dan artinya / columns and what they mean (Frictionless Data Package)
*.csv               UTF-8, koma, hari ISO / UTF-8, commas, ISO days
publications/N.json terbitan N, byte demi byte / publication N, byte for byte
register/N.json     catatan register terbitan N dengan buktinya / its register entry with proof

Menghitung ulang / Re-computing:

    ikrar-figures THIS.zip --trust TRUST --page

TRUST adalah berkas kepercayaan register; cocokkan sidiknya dengan yang tercetak pada surat atau berita acara.
TRUST is the register's trust file; compare its fingerprint with the one printed on letters or minutes.
"""


class NotAnArchive(ValueError):
    """No ZIP of this product, or one that is too large or packed in a strange way."""


def written(
    *,
    tables: Mapping[str, bytes],
    descriptor: Mapping[str, Any],
    publications: Mapping[int, bytes],
    entries: Mapping[int, bytes],
) -> bytes:
    """The archive's bytes."""
    told = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    members = {README: HOW.encode(), DESCRIPTOR: told.encode()}
    members |= {table.file: tables[table.file] for table in TABLES}
    members |= {PUBLICATION.format(number=n): data for n, data in sorted(publications.items())}
    members |= {ENTRY.format(number=n): data for n, data in sorted(entries.items())}
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in members.items():
            member = zipfile.ZipInfo(name, THEN)
            member.external_attr = 0o644 << 16
            archive.writestr(member, data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def read(data: bytes) -> dict[str, bytes]:
    """The members by name; raises `NotAnArchive`."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            _check_size(members)
            return {member.filename: archive.read(member) for member in members}
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        EOFError,
        ValueError,
        OSError,
        zlib.error,
    ) as e:
        raise NotAnArchive(str(e)) from e


def digest_of(data: bytes) -> str:
    return sha256(data).hexdigest()


def _check_size(members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename for member in members]
    if len(names) > MOST_FILES or len(set(names)) != len(names):
        raise NotAnArchive("too many members, or one twice")
    if sum(member.file_size for member in members) > MOST_BYTES:
        raise NotAnArchive("too large")
