"""Photographs for the annex of minutes: looked at, made small, and freed of what a camera notes beside the picture.

Nothing of those handed in is stored: they serve this one paper. Others are chosen from albums that other contexts keep.
"""

import hashlib
from collections.abc import Iterable, Sequence

from ikrar.papers.letters import Photograph
from ikrar.pledges.queries.albums import Offered
from ikrar.web import photographs as web

MOST = 6  # in one annex
MOST_BYTES = 12 * 1024 * 1024
EDGE = 1600  # pixels of the longer side in print
QUALITY = 82


class NotAPhotograph(Exception):
    """One of the files is no JPEG or PNG that can be shown; carries its name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class TooManyPhotographs(Exception):
    """More pictures than an annex holds; carries how many it does."""

    def __init__(self) -> None:
        super().__init__(MOST)
        self.most = MOST


def photographs(
    files: Iterable[tuple[str, bytes, str]], *, chosen: Sequence[Offered] = ()
) -> tuple[Photograph, ...]:
    """Those chosen from albums, then file name, content and caption of each handed in.

    Raises `NotAPhotograph` or `TooManyPhotographs`. The hash is of the file as it was handed in, so that it can be
    compared with the one that was kept; a chosen one's stands in the register.
    """
    given = list(files)
    if len(given) + len(chosen) > MOST:
        raise TooManyPhotographs
    handed_in = [_photograph(name, content, caption) for name, content, caption in given]
    return (*map(_chosen, chosen), *handed_in)


def digest(pictures: Sequence[Photograph]) -> str:
    """Which photographs a paper holds, in one short word; empty where there are none."""
    if not pictures:
        return ""
    told = "\n".join(f"{one.sha256} {one.caption}" for one in pictures)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _chosen(one: Offered) -> Photograph:
    caption = f"{one.caption} ({one.album})"
    return Photograph(
        image=one.shown(),
        media="image/jpeg",
        size=(one.width, one.height),
        caption=caption,
        sha256=one.sha256,
        alt=f"Ilustrasi: {caption}",
    )


def _photograph(name: str, content: bytes, caption: str) -> Photograph:
    if len(content) > MOST_BYTES:
        raise NotAPhotograph(name)
    try:
        seen = web.look(content, edge=EDGE, quality=QUALITY)
    except (web.NotAPhotograph, web.PhotographTooLarge):
        raise NotAPhotograph(name) from None
    said = caption.strip() or "Foto kegiatan"
    return Photograph(
        image=seen.shown,
        media="image/jpeg",
        size=(seen.width, seen.height),
        caption=said,
        sha256=hashlib.sha256(content).hexdigest(),
        alt=f"Ilustrasi: {said}",
    )
