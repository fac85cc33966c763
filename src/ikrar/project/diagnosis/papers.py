"""Papers that left and came back: whether each kept file is still what its name says, and whether any root is trusted."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings

from ikrar.kernel.words import Words
from ikrar.papers import queries
from ikrar.project.diagnosis.finding import Finding, bad_if, judged, warn_if

DAMAGED = Words(
    "Pulihkan berkas media/papers yang disebut dari cadangan; sidiknya tercatat di register.",
    "Restore the named files of media/papers from a backup; their hashes stand in the register.",
)
NO_ROOTS = Words(
    "Isi folder IKRAR_TRUSTED_ROOTS dengan sertifikat induk yang Anda percaya; tanpa itu tidak ada berkas yang diterima kembali.",
    "Fill the folder IKRAR_TRUSTED_ROOTS with the root certificates you trust; without them no paper can come back.",
)
UNREAD = Words(
    "Pindahkan berkas yang bukan sertifikat otoritas atau daftar pencabutan dari folder itu.",
    "Move whatever is no authority's certificate or revocation list out of that folder.",
)


def kept(at: datetime) -> Iterator[Finding]:  # noqa: ARG001 (all looks take the moment)
    """Every file is read again and held against its hash."""
    damaged = queries.damaged_files()
    told = ", ".join(one[:12] for one in damaged[:5]) or "whole"
    yield judged("papers", told=told, wrong=bad_if(is_bad=bool(damaged)), remedy=DAMAGED)


def roots(at: datetime) -> Iterator[Finding]:  # noqa: ARG001 (likewise)
    found = queries.trust()
    told = f"{len(found.roots)} roots, {len(found.lists)} lists"
    is_needed = queries.is_anything_issued() or bool(settings.IKRAR_TRUSTED_ROOTS)
    yield judged(
        "trusted roots", told=told, wrong=warn_if(is_odd=is_needed and not found.roots), remedy=NO_ROOTS
    )
    if found.unread:
        told = ", ".join(found.unread[:5])
        yield judged("trusted roots", told=told, wrong=warn_if(is_odd=True), remedy=UNREAD)
