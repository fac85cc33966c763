"""How a sign-in is told to its owner: the way in, the second step, and the device in two plain words. Plain Python.

Of what a browser says about itself only the family and the system are kept, and of its address only a mark that tells
"the same network" from "another one".
"""

import hmac
from enum import StrEnum
from hashlib import sha256
from ipaddress import ip_address, ip_network

from ikrar.kernel.words import Words


class Way(StrEnum):
    """What opened the session."""

    PASSKEY = "PASSKEY"
    PASSPHRASE = "PASSPHRASE"  # noqa: S105 (the word, not one)
    SSO = "SSO"
    LINK = "LINK"


class Factor(StrEnum):
    """The second step, where the first was not enough."""

    PASSKEY = "PASSKEY"
    APP = "APP"
    RECOVERY = "RECOVERY"


class Ended(StrEnum):
    """Why a session is over before its time."""

    SIGNED_OUT = "SIGNED_OUT"
    OWNER = "OWNER"
    ADMINISTRATOR = "ADMINISTRATOR"
    PASSPHRASE = "PASSPHRASE"  # noqa: S105 (the word, not one)
    CLOSED = "CLOSED"


WAY_WORDS: dict[Way, Words] = {
    Way.PASSKEY: Words("kunci sandi", "passkey"),
    Way.PASSPHRASE: Words("kata sandi", "passphrase"),
    Way.SSO: Words("SSO pemerintah", "government SSO"),
    Way.LINK: Words("tautan undangan", "invitation link"),
}
FACTOR_WORDS: dict[Factor, Words] = {
    Factor.PASSKEY: Words("kunci sandi", "passkey"),
    Factor.APP: Words("kode aplikasi", "code of the app"),
    Factor.RECOVERY: Words("kode pemulihan", "recovery code"),
}
ENDED_WORDS: dict[Ended, Words] = {
    Ended.SIGNED_OUT: Words("keluar", "signed out"),
    Ended.OWNER: Words("diakhiri oleh Anda", "ended by you"),
    Ended.ADMINISTRATOR: Words("diakhiri oleh pengelola", "ended by an administrator"),
    Ended.PASSPHRASE: Words("kata sandi diganti", "passphrase changed"),
    Ended.CLOSED: Words("akun ditutup", "account closed"),
}
# The first that fits: browsers name those they descend from as well.
BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
            ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrom", "Chrome"), ("Safari", "Safari"))  # fmt: skip
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
           ("CrOS", "ChromeOS"), ("Mac OS X", "macOS"), ("Linux", "Linux"))  # fmt: skip
PREFIXES = {4: 24, 6: 48}  # what one office or one household has, roughly


def device_of(agent: str) -> str:
    """Browser and system in two words, or nothing where neither is known.

    >>> device_of("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36")
    'Chrome, Linux'
    >>> device_of("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36 EdgA/130.0")
    'Edge, Android'
    >>> device_of("curl/8")
    ''
    """
    return ", ".join(found for found in (_first(agent, BROWSERS), _first(agent, SYSTEMS)) if found)


def _first(agent: str, known: tuple[tuple[str, str], ...]) -> str:
    return next((name for sign, name in known if sign in agent), "")


def network_mark(address: str, *, secret: bytes) -> bytes:
    """Eight bytes that are equal for addresses of one network, and tell nobody without the key which one it is.

    >>> network_mark("10.1.2.3", secret=b"k") == network_mark("10.1.2.200", secret=b"k")
    True
    >>> network_mark("10.1.2.3", secret=b"k") == network_mark("10.1.3.3", secret=b"k")
    False
    >>> network_mark("", secret=b"k")
    b''
    """
    try:
        found = ip_address(address)
    except ValueError:
        return b""
    network = ip_network(f"{address}/{PREFIXES[found.version]}", strict=False)
    return hmac.digest(secret, str(network).encode(), sha256)[:8]
