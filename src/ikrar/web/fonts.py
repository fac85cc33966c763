"""The font of the pages, cut down from its package when static files are collected; never kept in the repository."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import font_manrope
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

NAME = "web/fonts/manrope.woff2"
CHARACTERS = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0§©«°·»×é–—‘’“”…•←→✓−"
WEIGHTS = (400, 800)


def made(folder: Path) -> Path:
    """The subset below `folder`, made if it is not there yet (half a second)."""
    path = folder / NAME
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}")
        _cut().save(fresh)
        fresh.replace(path)
    return path


def _cut() -> Any:
    source = Path(font_manrope.__file__).parent / "files" / "Manrope-VariableFont_wght.ttf"
    font = TTFont(source)
    subsetter = Subsetter(Options(layout_features=["kern", "tnum"], hinting=False, name_IDs=[1, 2]))
    subsetter.populate(text=CHARACTERS)
    subsetter.subset(font)
    font = instancer.instantiateVariableFont(font, {"wght": WEIGHTS})
    font.flavor = "woff2"
    return font


class Finder(BaseFinder):
    """Offers the font to collectstatic and to the test server, as if it lay in the source tree."""

    def __init__(self, *_args: Any, **_kwargs: Any) -> None:
        self.folder = Path(settings.IKRAR_DATA) / "made"
        self.storage = FileSystemStorage(location=self.folder)
        self.storage.prefix = ""  # type: ignore[attr-defined]  # collectstatic reads it from any storage

    def check(self, **_kwargs: Any) -> list[CheckMessage]:
        return []

    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> Any:  # noqa: FBT001, FBT002 (Django's signature)
        if path != NAME:
            return []
        found = str(made(self.folder))
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[Any]:  # noqa: ARG002 (Django's signature)
        made(self.folder)
        yield NAME, self.storage
