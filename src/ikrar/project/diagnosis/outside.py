"""What a stranger meets through proxy and TLS: each thing that a proxy may spoil, and how to put it right."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from ikrar.kernel.words import Words
from ikrar.project.diagnosis import adviser
from ikrar.project.diagnosis.asking import Answer, Place
from ikrar.project.diagnosis.finding import Finding, Level, bad_if, judged, warn_if

HALF_A_YEAR = 15_552_000
A_YEAR = 31_536_000
FRESH_SECONDS = 5
SKEW, MUCH_SKEW = timedelta(seconds=5), timedelta(seconds=60)
SOON, TOO_SOON = timedelta(days=21), timedelta(days=7)
HONEST_BYTES, HUGE_BYTES = 16_000, 1_000_000
JSON = {"Content-Type": "application/json", "Accept": "application/json"}
_AGE = re.compile(r"max-age=(\d+)")
_STATIC = re.compile(rb'(?:href|src)="(/static/[^"]+)"')
_TILE = "/register/tile/0/000"


@dataclass(slots=True)
class Visit:
    """The place, the moment by our own clock, and the front page as it came."""

    place: Place
    at: datetime
    front: Answer


def examined(address: str, *, at: datetime) -> Iterator[Finding]:
    """All findings from outside; only one when nobody answers there."""
    place = Place.at(address)
    try:
        yield from _certificate(place, at)
        visit = Visit(place, at, place.ask("/", headers={"Accept-Encoding": "gzip"}))
        for look in LOOKS:
            yield from look(visit)
    except OSError as e:
        remedy = Words(
            "Tidak ada yang menjawab: periksa DNS, dinding api, proxy, dan ./ikrar up.",
            "Nobody answers: check DNS, firewall, proxy and ./ikrar up.",
        )
        yield Finding(Level.BAD, "address", f"{address}: {type(e).__name__}", remedy)


def _certificate(place: Place, at: datetime) -> Iterator[Finding]:
    if not place.is_secure:
        remedy = Words(
            "Pakai https: tanpa TLS kode dan ikrar terbaca di jalan, dan peramban menolak menandatangani.",
            "Use https: without TLS codes and pledges are read on the way, and browsers refuse to sign.",
        )
        yield Finding(Level.BAD, "certificate", "http", remedy)
        return
    found = place.certificate()
    if found.until is None:
        remedy = Words(
            "Pasang sertifikat yang berlaku untuk nama ini, lengkap dengan rantainya.",
            "Install a certificate that holds for this name, with its whole chain.",
        )
        yield Finding(Level.BAD, "certificate", found.trouble, remedy)
        return
    left = found.until - at
    remedy = Words("Perbarui sertifikatnya sekarang.", "Renew the certificate now.")
    wrong = bad_if(is_bad=left < TOO_SOON) or warn_if(is_odd=left < SOON)
    yield judged("certificate", told=f"{left.days} days left, {found.version}", wrong=wrong, remedy=remedy)


def _page(visit: Visit) -> Iterator[Finding]:
    remedy = Words(
        "Halaman depan tidak datang dari Ikrar: periksa ke mana proxy meneruskan, dan IKRAR_DOMAIN serta IKRAR_HOSTS.",
        "The front page does not come from Ikrar: see where the proxy leads, and IKRAR_DOMAIN and IKRAR_HOSTS.",
    )
    is_ours = visit.front.status == 200 and bool(visit.front.header("x-request-id"))  # noqa: PLR2004 (a status)
    yield judged("page", told=str(visit.front.status), wrong=bad_if(is_bad=not is_ours), remedy=remedy)


def _headers(visit: Visit) -> Iterator[Finding]:
    """The security headers, each once and as they left the product."""
    front = visit.front
    wanted = {
        "content-security-policy": "default-src 'none'",
        "x-content-type-options": "nosniff",
        "cross-origin-opener-policy": "same-origin",
        "referrer-policy": "same-origin",
    }
    changed = [name for name, value in wanted.items() if value not in front.header(name)]
    changed += [name for name in wanted if front.header(name).count(wanted[name]) > 1]
    remedy = Words(
        "Proxy menghapus atau menggandakan header ini: biarkan seperti yang dikirim Ikrar.",
        "The proxy removes or doubles these headers: leave them as Ikrar sends them.",
    )
    yield judged(
        "headers", told=", ".join(changed) or "as sent", wrong=bad_if(is_bad=bool(changed)), remedy=remedy
    )
    if visit.place.is_secure:
        age = _age(front.header("strict-transport-security"))
        remedy = Words(
            "HSTS hilang atau terlalu pendek: jangan hapus headernya di proxy, dan jangan IKRAR_TLS=0.",
            "HSTS is gone or too short: do not strip it at the proxy, and do not set IKRAR_TLS=0.",
        )
        yield judged("hsts", told=f"max-age={age}", wrong=bad_if(is_bad=age < HALF_A_YEAR), remedy=remedy)


def _plain(visit: Visit) -> Iterator[Finding]:
    """Port 80 is shut, or leads to https; asked only where the address has no port of its own."""
    place = visit.place
    if not place.is_secure or place.url.port:
        return
    try:
        answer = Place.at(f"http://{place.host}").ask("/")
    except OSError:
        yield Finding(Level.GOOD, "http", "shut")
        return
    leads = answer.status in (301, 308) and answer.header("location").startswith("https://")
    remedy = Words("Arahkan port 80 ke https dengan 301 atau 308.", "Lead port 80 to https with 301 or 308.")
    yield judged("http", told=str(answer.status), wrong=bad_if(is_bad=not leads), remedy=remedy)


def _clock(visit: Visit) -> Iterator[Finding]:
    said = visit.front.header("date")
    skew = abs(parsedate_to_datetime(said) - visit.at) if said else timedelta()
    remedy = Words(
        "Jam server dan jam mesin ini berbeda: nyalakan NTP pada keduanya.",
        "The server's clock and this machine's differ: turn on NTP on both.",
    )
    wrong = bad_if(is_bad=skew > MUCH_SKEW) or warn_if(is_odd=skew > SKEW)
    yield judged("clock outside", told=f"{skew.total_seconds():.0f} s", wrong=wrong, remedy=remedy)


def _ready(visit: Visit) -> Iterator[Finding]:
    answer = visit.place.ask("/sehat/siap")
    remedy = Words(
        "Belum siap: jalankan ./ikrar doctor di mesinnya.",
        "Not ready: run ./ikrar doctor on the machine itself.",
    )
    yield judged("ready", told=str(answer.status), wrong=bad_if(is_bad=answer.status != 200), remedy=remedy)  # noqa: PLR2004 (a status)


def _figures(visit: Visit) -> Iterator[Finding]:
    answer = visit.place.ask("/metrik")
    remedy = Words(
        "/metrik terbuka untuk umum: cabut token yang ditambahkan proxy, lalu ganti IKRAR_OPERATOR_TOKEN.",
        "/metrik is open to everybody: take away the token that the proxy adds, then change IKRAR_OPERATOR_TOKEN.",
    )
    yield judged("metrics", told=str(answer.status), wrong=bad_if(is_bad=answer.status == 200), remedy=remedy)  # noqa: PLR2004 (a status)


def _checkpoint(visit: Visit) -> Iterator[Finding]:
    """Never older than a few seconds, or phones and witnesses wait for what is there already."""
    answer = visit.place.ask("/register/checkpoint")
    if answer.status == 404:  # noqa: PLR2004 (a status: nothing was sealed yet)
        return
    kept, age = answer.header("cache-control"), answer.header("age")
    is_kept = _age(kept) > FRESH_SECONDS or (age.isdigit() and int(age) > FRESH_SECONDS)
    remedy = Words(
        "Jangan simpan /register/checkpoint lebih dari satu detik; umur dari Ikrar biarkan apa adanya.",
        "Keep /register/checkpoint for a second and no longer; leave the age that Ikrar gives.",
    )
    wrong = bad_if(is_bad=answer.status != 200 or is_kept or not kept)  # noqa: PLR2004 (a status)
    yield judged("checkpoint", told=f"{answer.status} {kept} {age}".strip(), wrong=wrong, remedy=remedy)
    yield from _tile(visit, answer)


def _tile(visit: Visit, checkpoint: Answer) -> Iterator[Finding]:
    lines = checkpoint.body.decode("utf-8", "replace").split("\n")
    size = int(lines[1]) if len(lines) > 1 and lines[1].isdigit() else 0
    if not size:
        return
    answer = visit.place.ask(_TILE if size >= 256 else f"{_TILE}.p/{size}")  # noqa: PLR2004 (leaves of a whole tile)
    kept = answer.header("cache-control")
    is_for_ever = "immutable" in kept and _age(kept) >= A_YEAR
    remedy = Words(
        "Ubin register tidak pernah berubah: teruskan Cache-Control: immutable, dan layani berkas dari IKRAR_DATA/register.",
        "Tiles never change: pass on Cache-Control: immutable, and serve the files of IKRAR_DATA/register.",
    )
    wrong = bad_if(is_bad=answer.status != 200) or warn_if(is_odd=not is_for_ever)  # noqa: PLR2004 (a status)
    yield judged("tiles", told=f"{answer.status} {kept}".strip(), wrong=wrong, remedy=remedy)


def _gate(visit: Visit) -> Iterator[Finding]:
    """Somebody answers `/gate/`, for this very name, and keeps nothing; and whether it is a gate or the ordinary pages."""
    answer = visit.place.ask("/gate/challenge", method="POST", body=b"{}", headers=JSON)
    said = _members(answer)
    remedy = Words(
        "/gate/ tidak sampai ke gerbang: teruskan POST /gate/… ke proses gerbang atau ke halaman biasa.",
        "/gate/ does not reach a gate: pass POST /gate/… on to the gate process or to the ordinary pages.",
    )
    by = _who_answers(visit) if "challenge" in said else ""
    told = f"{answer.status}{by}"
    yield judged("gate", told=told, wrong=bad_if(is_bad="challenge" not in said), remedy=remedy)
    if "challenge" not in said:
        return
    host, name = visit.place.host, str(said.get("rp_id", ""))
    remedy = Words(
        "Passkey tidak akan bekerja: IKRAR_DOMAIN harus nama ini atau nama di atasnya.",
        "Passkeys will not work: IKRAR_DOMAIN must be this name or one above it.",
    )
    is_same = host == name or host.endswith(f".{name}")
    yield judged("name", told=name, wrong=bad_if(is_bad=not is_same), remedy=remedy)
    remedy = Words(
        "Proxy menyimpan jawaban gerbang; matikan.", "The proxy caches the gate's answers; turn it off."
    )
    is_kept = "no-store" not in answer.header("cache-control")
    yield judged(
        "gate caching", told=answer.header("cache-control"), wrong=bad_if(is_bad=is_kept), remedy=remedy
    )


def _who_answers(visit: Visit) -> str:
    """Both doors answer alike; only a gate has a health of its own below `/gate/`."""
    is_gate = _members(visit.place.ask("/gate/sehat")).get("alive") is True
    return " by a gate" if is_gate else " by the ordinary pages"


def _sizes(visit: Visit) -> Iterator[Finding]:
    """The largest honest body passes the proxy; a thousand times what anybody needs does not reach the disk."""
    honest = visit.place.ask("/gate/pledge", method="POST", body=_padded(HONEST_BYTES), headers=JSON)
    passes = "FieldWrong" in str(_members(honest).get("code"))
    remedy = Words(
        "Proxy menolak badan 16 kB: naikkan batasnya (nginx: client_max_body_size), atau terusannya salah.",
        "The proxy refuses a body of 16 kB: raise its limit (nginx: client_max_body_size), or it leads elsewhere.",
    )
    yield judged("body 16 kB", told=str(honest.status), wrong=bad_if(is_bad=not passes), remedy=remedy)
    huge = visit.place.ask("/gate/pledge", method="POST", body=_padded(HUGE_BYTES), headers=JSON)
    remedy = Words(
        "Badan 1 MB tidak ditolak dengan 413: periksa apa yang menjawab di /gate/.",
        "A body of 1 MB is not refused with 413: see what answers at /gate/.",
    )
    yield judged(
        "body 1 MB", told=str(huge.status), wrong=bad_if(is_bad=huge.status not in (0, 413)), remedy=remedy
    )


def _weight(visit: Visit) -> Iterator[Finding]:
    """Pages come compressed, and what a page needs is fetched once."""
    packed = visit.front.header("content-encoding")
    remedy = Words(
        "Halaman datang tanpa kompresi: biarkan Accept-Encoding lewat di proxy.",
        "Pages come uncompressed: let Accept-Encoding pass through the proxy.",
    )
    yield judged("compression", told=packed or "none", wrong=warn_if(is_odd=not packed), remedy=remedy)
    found = _STATIC.search(visit.place.ask("/").body)
    if found is None:
        return
    answer = visit.place.ask(found[1].decode())
    kept = answer.header("cache-control")
    remedy = Words(
        "Berkas statis tidak disimpan peramban: teruskan Cache-Control dari Ikrar.",
        "Browsers do not keep static files: pass on Ikrar's Cache-Control.",
    )
    wrong = bad_if(is_bad=answer.status != 200) or warn_if(is_odd=_age(kept) < A_YEAR // 12)  # noqa: PLR2004 (a status)
    yield judged("static files", told=f"{answer.status} {kept}".strip(), wrong=wrong, remedy=remedy)


def _adviser(visit: Visit) -> Iterator[Finding]:
    yield from adviser.from_outside(visit.place)


LOOKS: tuple[Callable[[Visit], Iterator[Finding]], ...] = (
    _page, _headers, _plain, _clock, _ready, _figures, _checkpoint, _gate, _sizes, _weight, _adviser,
)  # fmt: skip


def _age(header: str) -> int:
    """The max-age of a header; 0 where nothing may be kept."""
    found = _AGE.search(header)
    return int(found[1]) if found and "no-store" not in header else 0


def _members(answer: Answer) -> dict[str, object]:
    try:
        found = json.loads(answer.body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _padded(size: int) -> bytes:
    """A body of that size that names no pass, so that nothing can come of it."""
    return json.dumps({"note": "x" * (size - 12)}).encode()
