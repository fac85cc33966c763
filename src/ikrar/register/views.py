"""The register's static files, served by the application where no web server does it.

Full tiles and bundles never change and are cached for ever; the checkpoint for a second. Everything here is
for everybody, and any origin may read it.
"""

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from ikrar.register import queries
from ikrar.register.shelf import Shelf, TileIsNotThere
from ikrar.web.access import public

FOR_EVER = "public, max-age=31536000, immutable"
FOR_A_SECOND = "public, max-age=1"
FOR_A_MINUTE = "public, max-age=60"
TEXT = "text/plain; charset=utf-8"
BYTES = "application/octet-stream"


@public
def checkpoint(_request: HttpRequest, stem: str, generation: int | None = None) -> HttpResponse:
    """The signed tree head, with the cosignatures that have come in."""
    note = _shelf(stem, generation).checkpoint()
    if note is None:
        raise TileIsNotThere("checkpoint")
    return _served(note.encode(), kind=TEXT, cached=FOR_A_SECOND)


@public
def tile(_request: HttpRequest, stem: str, path: str, generation: int | None = None) -> HttpResponse:
    """A hash tile or an entry bundle; the path is parsed, never joined as it came."""
    found = _shelf(stem, generation).path_of(f"tile/{path}")
    return _served(_content(found, path), kind=BYTES, cached=FOR_EVER)


@public
def record(_request: HttpRequest, stem: str, index: int, generation: int | None = None) -> HttpResponse:
    """The public record behind a leaf, if it has one: exactly the bytes whose SHA-256 stands in the leaf."""
    found = _shelf(stem, generation).record_path(index)
    return _served(_content(found, f"record/{index}.json"), kind="application/json", cached=FOR_A_MINUTE)


@public
def key(_request: HttpRequest, stem: str) -> HttpResponse:
    """The verifier key line in use."""
    line = queries.key(rehearsal=_is_rehearsal(stem))
    if line is None:
        raise TileIsNotThere("key")
    return _served(f"{line}\n".encode(), kind=TEXT, cached=FOR_A_MINUTE)


@public
def trust(_request: HttpRequest, stem: str) -> HttpResponse:
    """The trust file. Whoever takes it from here compares the fingerprint with one on paper."""
    text = queries.trust(rehearsal=_is_rehearsal(stem))
    if not text:
        raise TileIsNotThere("trust")
    return _served(text.encode(), kind="application/json", cached=FOR_A_MINUTE)


def _is_rehearsal(stem: str) -> bool:
    return stem != "register"


def _shelf(stem: str, generation: int | None) -> Shelf:
    folder = Path(settings.IKRAR_DATA) / stem
    return Shelf(folder / str(generation) if generation else folder)


def _content(path: Path, named: str) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as e:
        raise TileIsNotThere(named) from e


def _served(content: bytes, *, kind: str, cached: str) -> HttpResponse:
    headers = {
        "Cache-Control": cached,
        "Access-Control-Allow-Origin": "*",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=kind, headers=headers)
