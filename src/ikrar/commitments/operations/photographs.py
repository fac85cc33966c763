"""Photographs are attached as illustrations: fingerprinted, looked up against all before, shown without metadata."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import IntegrityError, transaction

from ikrar.commitments.domain import Phase, pictures
from ikrar.commitments.models import Photograph
from ikrar.commitments.operations.trail import Actor, check_reason, enter, keep, locked, note, place_of
from ikrar.commitments.queries.found import PhotographNotFound
from ikrar.kernel.canonical import Value
from ikrar.web.photographs import look

SHOWN_IN = (Phase.PUBLIC, Phase.OPEN, Phase.DONE, Phase.CLOSED)
MOST = 24  # to a commitment: an album is not what this is for


class PhotographUsedBefore(Exception):
    """This very photograph, or the same picture with other metadata, was attached before."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title


class TooManyPhotographs(Exception):
    """So many photographs illustrate nothing more."""

    def __init__(self) -> None:
        super().__init__()
        self.most = MOST


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph as it is kept: its fingerprints, and the copy for showing."""

    sha256: str
    pixels_sha256: str
    likeness: str
    shown: bytes
    shown_sha256: str
    width: int
    height: int
    suffix: str


@dataclass(frozen=True, slots=True)
class Attached:
    """The new photograph, and the commitment in which one that looks like it was used before."""

    public_id: str
    resembles: str


def attach(*, commitment: str, content: bytes, caption: str, by: Actor, at: datetime) -> Attached:
    """Keep a photograph and its copy for showing. The same picture twice is refused, one alike is told."""
    picture = _read(content)
    with transaction.atomic():
        row = locked(commitment, *SHOWN_IN)
        if row.photographs.count() >= MOST:
            raise TooManyPhotographs
        _check_unused(picture)
        near = _near(picture)
        try:
            with transaction.atomic():
                made = Photograph.objects.create(
                    commitment=row,
                    sha256=picture.sha256,
                    pixels_sha256=picture.pixels_sha256,
                    likeness=picture.likeness,
                    shown_sha256=picture.shown_sha256,
                    file=f"commitments/photographs/{picture.sha256}",
                    width=picture.width,
                    height=picture.height,
                    caption=caption.strip(),
                    attached_at=at,
                    attached_by=by,
                    resembles=near,
                    leaf_hash=enter(row, "commitment-photograph", _body(picture), at=at),
                )
        except IntegrityError as e:
            raise PhotographUsedBefore(row.title) from e
        keep(f"{made.file}.{picture.suffix}", content)
        keep(f"{made.file}.shown.jpg", picture.shown)
        note(row, "photograph-attached", by=by, at=at, sha256=picture.sha256)
    return Attached(made.public_id, near.commitment.title if near else "")


def withdraw(*, commitment: str, photograph: str, reason: str, by: Actor, at: datetime) -> None:
    """Show it no more and forget its bytes; its fingerprint stays, so that it is known if it comes again."""
    with transaction.atomic():
        row = locked(commitment)
        found = row.photographs.filter(public_id=photograph, withdrawn_at=None).first()
        if found is None:
            raise PhotographNotFound
        found.withdrawn_at, found.withdrawn_reason = at, check_reason(reason)
        found.save(update_fields=["withdrawn_at", "withdrawn_reason"])
        note(row, "photograph-withdrawn", by=by, at=at, sha256=found.sha256)
        transaction.on_commit(lambda: _forget(found.file))


def _read(content: bytes) -> Picture:
    """Read a photograph, outside of any transaction. The copy is drawn anew, so no byte of its metadata remains."""
    if len(content) > pictures.MOST_BYTES:
        raise pictures.TooManyBytes
    seen = look(content, edge=pictures.LONGEST_SIDE, quality=pictures.QUALITY)
    return Picture(
        sha256=sha256(content).hexdigest(),
        pixels_sha256=seen.pixels_sha256,
        likeness=pictures.likeness(seen.grey),
        shown=seen.shown,
        shown_sha256=sha256(seen.shown).hexdigest(),
        width=seen.width,
        height=seen.height,
        suffix=seen.suffix,
    )


def _body(picture: Picture) -> dict[str, Value]:
    return {"sha256": picture.sha256, "shown_sha256": picture.shown_sha256}


def _forget(file: str) -> None:
    for ending in ("jpg", "png", "shown.jpg"):
        place_of(f"{file}.{ending}").unlink(missing_ok=True)


def _check_unused(picture: Picture) -> None:
    kept = Photograph.objects.select_related("commitment")
    before = (
        kept.filter(sha256=picture.sha256).first() or kept.filter(pixels_sha256=picture.pixels_sha256).first()
    )
    if before is not None:
        raise PhotographUsedBefore(before.commitment.title)


def _near(picture: Picture) -> Photograph | None:
    """The photograph that looks most like it, if one looks alike at all."""
    kept = Photograph.objects.values_list("pk", "likeness")
    ranked = sorted((pictures.distance(picture.likeness, one), pk) for pk, one in kept)
    if not ranked or ranked[0][0] > pictures.NEAR:
        return None
    return Photograph.objects.select_related("commitment").get(pk=ranked[0][1])
