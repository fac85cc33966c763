"""The operator's folder of trust: which certificates are roots, which only help, and which lists tell of revocations."""

from pathlib import Path

from asn1crypto import crl, pem, x509

from ikrar.papers.checking.shapes import FormerSeal, TrustStore

MOST_BYTES = 20_000_000  # of one file in the folder; a national revocation list may be large
MOST_FILES = 500


def read_folder(
    folder: Path | None, *, own: tuple[str, ...] = (), former: tuple[FormerSeal, ...] = ()
) -> TrustStore:
    """What stands in the folder; nothing is trusted that does not.

    Roots are certificates of authorities signed by themselves; other authorities' certificates only help to reach one.
    A certificate of a person or server, and whatever else, is named in `unread` and trusted for nothing.
    """
    roots, helpers, lists, unread = [], [], [], []
    for path in _files(folder):
        found = [_kind(data) for data in _parts(path)]
        roots += [data for kind, data in found if kind == "root"]
        helpers += [data for kind, data in found if kind == "helper"]
        lists += [data for kind, data in found if kind == "list"]
        if not found or any(kind == "" for kind, _ in found):
            unread.append(path.name)
    return TrustStore(tuple(roots), tuple(helpers), tuple(lists), (), own, tuple(unread), former)


def _files(folder: Path | None) -> list[Path]:
    if folder is None or not folder.is_dir():
        return []
    found = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    return found[:MOST_FILES]


def _parts(path: Path) -> list[bytes]:
    """The DER of everything in the file, be it PEM, several of them, or DER itself."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return []
        data = path.read_bytes()
        if pem.detect(data):
            return [der for _, _, der in pem.unarmor(data, multiple=True)]
    except (OSError, ValueError):
        return []
    return [data]


def _kind(der: bytes) -> tuple[str, bytes]:
    try:
        certificate = x509.Certificate.load(der, strict=True)
        certificate["tbs_certificate"]["validity"].native  # noqa: B018 (it is read only when asked for; a list fails here)
        if not certificate.ca:
            return "", der
    except (ValueError, TypeError, KeyError):
        return _list(der)
    return ("root" if certificate.self_signed in ("yes", "maybe") else "helper"), der


def _list(der: bytes) -> tuple[str, bytes]:
    try:
        crl.CertificateList.load(der, strict=True)["tbs_cert_list"]["issuer"].native  # noqa: B018 (reads it to its end)
    except (ValueError, TypeError, KeyError):
        return "", der
    return "list", der
