"""Whether the settings agree with each other, and with what the register was opened under."""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings

from ikrar.kernel.words import Words
from ikrar.project.diagnosis.finding import Finding, Level
from ikrar.project.operators import SHORTEST
from ikrar.register import queries as register


def settings_agree(at: datetime) -> Iterator[Finding]:  # noqa: ARG001 (all looks take the moment)
    """What contradicts, each by itself; or that nothing does."""
    found = [*_modes(), *_names(), *_secrets()]
    yield from found
    if not any(finding.level is Level.BAD for finding in found):
        yield Finding(Level.GOOD, "settings", f"IKRAR_DOMAIN={settings.IKRAR_DOMAIN}")


def _modes() -> Iterator[Finding]:
    if settings.IKRAR_DEMO:
        remedy = Words(
            "Ini peragaan; jangan dipakai untuk ikrar sungguhan.",
            "This is a demonstration; hold no real declaration on it.",
        )
        yield Finding(Level.WARNING, "settings", "IKRAR_DEMO=1", remedy)
    if settings.DEBUG:
        yield _bad("IKRAR_DEBUG=1", "Hapus IKRAR_DEBUG.", "Remove IKRAR_DEBUG.")
    if not settings.IKRAR_TLS and not settings.IKRAR_DEMO:
        yield _bad(
            "IKRAR_TLS=0",
            "Hapus IKRAR_TLS=0: tanpa itu cookie lewat tanpa sandi dan HSTS mati.",
            "Remove IKRAR_TLS=0: with it cookies travel in the clear and HSTS is off.",
        )


def _names() -> Iterator[Finding]:
    domain, address = settings.IKRAR_DOMAIN, urlsplit(settings.IKRAR_ADDRESS)
    if domain == "localhost" and not settings.IKRAR_DEMO:
        remedy = Words(
            "Isi IKRAR_DOMAIN dengan nama yang dicetak pada kartu.",
            "Set IKRAR_DOMAIN to the name printed on the cards.",
        )
        yield Finding(Level.WARNING, "settings", "IKRAR_DOMAIN=localhost", remedy)
    host = address.hostname or ""
    if host != domain and not host.endswith(f".{domain}"):
        yield _bad(
            f"IKRAR_ADDRESS={settings.IKRAR_ADDRESS}, IKRAR_DOMAIN={domain}",
            "Samakan keduanya: passkey terikat pada IKRAR_DOMAIN dan tidak bekerja di alamat lain.",
            "Make them agree: passkeys are bound to IKRAR_DOMAIN and do not work at another address.",
        )
    if address.path.strip("/") or (settings.IKRAR_TLS and address.scheme != "https"):
        yield _bad(
            f"IKRAR_ADDRESS={settings.IKRAR_ADDRESS}",
            "Tulis https:// dan nama saja, tanpa jalur.",
            "Write https:// and the name alone, without a path.",
        )
    yield from _origin()


def _origin() -> Iterator[Finding]:
    """An open register keeps the name it was opened under, whatever the settings say now."""
    opened = register.origin()
    if not opened.startswith(settings.IKRAR_ORIGIN):
        yield _bad(
            f"IKRAR_ORIGIN={settings.IKRAR_ORIGIN}, register {opened}",
            "Kembalikan IKRAR_ORIGIN dan IKRAR_DOMAIN seperti saat register dibuka; "
            "nama baru memerlukan ./ikrar register succeed.",
            "Put IKRAR_ORIGIN and IKRAR_DOMAIN back to what the register was opened under; "
            "a new name needs ./ikrar register succeed.",
        )


def _secrets() -> Iterator[Finding]:
    if "*" in settings.ALLOWED_HOSTS:
        yield _bad("IKRAR_HOSTS=*", "Sebutkan nama-namanya.", "Name the hosts.")
    if 0 < len(settings.IKRAR_OPERATOR_TOKEN) < SHORTEST:
        yield _bad(
            f"IKRAR_OPERATOR_TOKEN: {len(settings.IKRAR_OPERATOR_TOKEN)} characters",
            "Terlalu pendek, jadi tidak berlaku: openssl rand -hex 32.",
            "Too short, so it opens nothing: openssl rand -hex 32.",
        )


def _bad(told: str, id_: str, en: str) -> Finding:
    return Finding(Level.BAD, "settings", told, Words(id_, en))
