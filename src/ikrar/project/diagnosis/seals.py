"""The seal: whether its key can be used, how long its certificate holds, and whether the authority puts time on it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from ikrar.kernel.words import Words
from ikrar.papers import troubles
from ikrar.papers.operations.sealing import probe_authority
from ikrar.papers.queries import seal_in_use
from ikrar.papers.seal_refusals import SEALS
from ikrar.project.diagnosis.finding import Finding, Level, bad_if, judged, warn_if

SOON = timedelta(days=60)
TOLD = {one.exception: one for one in SEALS}
REMEDIES: dict[type[Exception], Words] = {
    troubles.TokenIsMissing: Words(
        "Pasang token, lalu periksa IKRAR_SEAL_MODULE, _TOKEN, _KEY, dan berkas PIN-nya.",
        "Plug the token in, then see IKRAR_SEAL_MODULE, _TOKEN, _KEY and the file of its PIN.",
    ),
    troubles.KeyFileIsOpen: Words(
        "chmod 600 pada keys/seal.pkey, lalu ganti kuncinya: ./ikrar papers key --new --reason …",
        "chmod 600 keys/seal.pkey, then replace the key: ./ikrar papers key --new --reason …",
    ),
    troubles.KeyFileIsBroken: Words(
        "Pulihkan keys/seal.pkey dari cadangan, atau pindahkan dan buat yang baru.",
        "Restore keys/seal.pkey from a backup, or move it away and make a new one.",
    ),
}
RENEW = Words(
    "Buat kunci segel baru sebelum habis: ./ikrar papers key --new --reason …, lalu sebarkan sidiknya.",
    "Make a new key before it ends: ./ikrar papers key --new --reason …, then tell its fingerprint.",
)
NO_STAMP = Words(
    "Kertas disegel tanpa stempel waktu sampai otoritas menjawab: periksa IKRAR_TSA, IKRAR_TSA_ROOTS, dan jaringan.",
    "Papers are sealed without a timestamp until the authority answers: see IKRAR_TSA, IKRAR_TSA_ROOTS, the network.",
)


def seal(at: datetime) -> Iterator[Finding]:
    """Key and certificate; a key that was never used is not made here."""
    if not settings.IKRAR_SEAL_MODULE and not (Path(settings.IKRAR_DATA) / "keys" / "seal.pkey").exists():
        yield Finding(Level.GOOD, "seal", "no key yet; made with the first paper")
        return
    try:
        found = seal_in_use(at=at)
    except troubles.TROUBLES as e:
        remedy = REMEDIES.get(type(e), TOLD[type(e)].remedy)
        yield Finding(Level.BAD, "seal", f"{type(e).__name__}: {e}", remedy)
        return
    left = found.facts.holds_until - at
    wrong = bad_if(is_bad=not found.facts.holds(at=at)) or warn_if(is_odd=left < SOON)
    yield judged("seal", told=f"{found.groups} ({left.days} days)", wrong=wrong, remedy=RENEW)


def timestamps(at: datetime) -> Iterator[Finding]:
    """One stamp on nothing, asked for like any other."""
    if not settings.IKRAR_TSA:
        yield Finding(Level.GOOD, "timestamps", "no authority set; seals have none")
        return
    try:
        why = probe_authority(at=at)
    except troubles.RootsAreBroken as e:
        why = f"{type(e).__name__}: {e}"
    level = Level.BAD if settings.IKRAR_TSA_REQUIRED else Level.WARNING
    yield judged("timestamps", told=why or settings.IKRAR_TSA, wrong=level if why else None, remedy=NO_STAMP)
