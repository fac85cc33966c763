"""Minutes too long for one file: the roll goes into volumes, drawn one after another, and the minutes name their hashes.

Each volume is set in a process of its own, so the memory of one volume is all that is ever needed; between two of them
the work can be stopped, and whoever waits sees how far it is.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ikrar.kernel.zones import JAKARTA
from ikrar.papers.letters import Minutes, RollOfUnit
from ikrar.pledges.papers.drawing import draw_apart
from ikrar.pledges.papers.minutes import told
from ikrar.pledges.queries.minutes import SIGNED as SIGNED_WORDS
from ikrar.web import formats

VOLUME = 2_000  # names
STATUS, SIGNED = 4, SIGNED_WORDS.id  # the column of the roll, and what it says
FOLDER = "berita-acara"
BODY = f"{FOLDER}/berita-acara.pdf"
README = """BERITA ACARA {title}
{site}
berita-acara.pdf          berita acara dengan naskah, titik periksa, dan daftar jilid
lampiran-1-jilid-NN.pdf   daftar per unit; memuat nama, hanya untuk yang berhak
SHA256SUMS                periksa dengan: sha256sum -c SHA256SUMS
"""

Told = Callable[[int, int], None]  # how many files are drawn, of how many; raises to stop


@dataclass(frozen=True, slots=True)
class Volume:
    """A part of the roll."""

    number: int
    of: int
    units: tuple[RollOfUnit, ...]

    @property
    def people(self) -> int:
        return sum(len(unit.rows) for unit in self.units)

    @property
    def holds(self) -> str:
        first, last = self.units[0].name, self.units[-1].name
        return first if first == last else f"{first} sampai {last}"

    @property
    def name(self) -> str:
        return f"lampiran-1-jilid-{self.number:02d}.pdf"


def volumes(found: Minutes) -> list[Volume]:
    """The roll cut into volumes, unit after unit; a unit larger than a volume is continued in the next."""
    parts: list[list[RollOfUnit]] = [[]]
    room = VOLUME
    for piece in _pieces(found.units):
        if parts[-1] and len(piece.rows) > room:
            parts.append([])
            room = VOLUME
        parts[-1].append(piece)
        room -= len(piece.rows)
    return [Volume(number, len(parts), tuple(units)) for number, units in enumerate(parts, start=1) if units]


def _pieces(units: tuple[RollOfUnit, ...]) -> Iterator[RollOfUnit]:
    for unit in units:
        for first in range(0, len(unit.rows), VOLUME):
            rows = unit.rows[first : first + VOLUME]
            name = f"{unit.name} (lanjutan, dari nomor {first + 1})" if first else unit.name
            yield replace(unit, name=name, rows=rows, signed=sum(row[STATUS] == SIGNED for row in rows))


def minutes_in_volumes(found: Minutes, *, tell: Told, at: datetime) -> bytes:
    """A ZIP with the minutes, the volumes of their roll, and the hash of each."""
    cut = volumes(found)
    files: dict[str, bytes] = {}
    for done, volume in enumerate(cut):
        tell(done, len(cut) + 1)
        files[volume.name] = draw_apart("volume", _volume(found, volume), at=at)
    tell(len(cut), len(cut) + 1)
    listed = [_listed(volume, files[volume.name]) for volume in cut]
    words = formats.thousands(found.people, english=False)
    data = {**told(replace(found, units=())), "volumes": listed, "people_words": words}
    files["berita-acara.pdf"] = draw_apart("minutes", data, at=at)
    tell(len(cut) + 1, len(cut) + 1)
    return _packed(found, files, at=at)


def _volume(found: Minutes, volume: Volume) -> dict[str, object]:
    return {
        "title": found.title,
        "institution": found.institution,
        "marks": found.marks,
        "made_on": found.made_on,
        "number": volume.number,
        "of": volume.of,
        "holds": volume.holds,
        "units": [
            {"name": unit.name, "path": unit.path, "signed": unit.signed, "rows": unit.rows}
            for unit in volume.units
        ],
    }


def _listed(volume: Volume, drawn: bytes) -> dict[str, object]:
    return {
        "number": volume.number,
        "holds": volume.holds,
        "people": formats.thousands(volume.people, english=False),
        "sha256": sha256(drawn).hexdigest(),
    }


def _packed(found: Minutes, files: dict[str, bytes], *, at: datetime) -> bytes:
    sums = "".join(f"{sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    words = README.format(title=found.title, site=found.site)
    beside = {"BACA-DULU.txt": words.encode(), "SHA256SUMS": sums.encode()}
    made, local = BytesIO(), at.astimezone(JAKARTA)
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in {**beside, **dict(sorted(files.items()))}.items():
            entry = ZipInfo(f"{FOLDER}/{name}", date_time=local.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, content)
    return made.getvalue()
