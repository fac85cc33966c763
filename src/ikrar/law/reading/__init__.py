"""From the files of the law to the law book, with every check. Plain Python: no Django, no clock.

`read_folder` is all a caller needs; `raw_texts` and `build` are its two halves, `rebuild` makes the book of a version that was
kept.
"""

from ikrar.law.reading.assembling import LawTextIsBroken, build, read_folder, rebuild
from ikrar.law.reading.folder import Complaint, RawTexts, raw_texts, version_of

__all__ = [
    "Complaint",
    "LawTextIsBroken",
    "RawTexts",
    "build",
    "raw_texts",
    "read_folder",
    "rebuild",
    "version_of",
]
