"""Whether the government SSO answers as it must: reached, https, its own name, keys, and a clock that agrees with ours."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

import requests
from django.conf import settings

from ikrar.accounts.queries import sso
from ikrar.accounts.sso import discovery
from ikrar.kernel.words import Words
from ikrar.project.diagnosis.finding import Finding, Level, judged

SUBJECT = "sso"
SKEW = timedelta(seconds=30)  # half of what a token may be off
CLOSED = Words(
    "IKRAR_SSO_ISSUER bukan https: jawaban SSO dapat dipalsukan di jalan. Pakai alamat https.",
    "IKRAR_SSO_ISSUER is not https: the SSO's answers could be forged on the way. Use its https address.",
)
AWAY = Words(
    "SSO tidak menjawab, atau dokumen penemuannya tidak menyebut tepat IKRAR_SSO_ISSUER. Bandingkan huruf demi huruf "
    "(juga garis miring di akhir); alamat masuknya harus di asal yang sama.",
    "The SSO does not answer, or its discovery document does not name IKRAR_SSO_ISSUER exactly. Compare letter by "
    "letter (the last slash too); its sign-in page must lie on the same origin.",
)
NO_KEYS = Words("SSO tidak menerbitkan kunci.", "The SSO publishes no key.")
CLOCKS = Words(
    "Jam mesin ini dan jam SSO berbeda; nyalakan NTP, atau beri tahu pengelola SSO.",
    "This machine's clock and the SSO's differ; turn on NTP, or tell the SSO's operator.",
)
NO_SECRET = Words(
    "IKRAR_SSO_SECRET_FILE belum diisi; SSO akan menolak penukaran kode.",
    "IKRAR_SSO_SECRET_FILE is not set; the SSO will refuse to exchange codes.",
)


def reached(at: datetime) -> Iterator[Finding]:
    """Nothing where no SSO is set up."""
    if sso() is None:
        return
    issuer = settings.IKRAR_SSO_ISSUER
    try:
        discovery.check_address(issuer)
    except discovery.SsoOutOfReach:
        yield Finding(Level.BAD, SUBJECT, issuer, CLOSED)
        return
    try:
        keys = discovery.keys(afresh=True)
    except discovery.SsoOutOfReach:
        yield Finding(Level.BAD, SUBJECT, issuer, AWAY)
        return
    yield judged(
        SUBJECT, told=f"{issuer}, {len(keys)} keys", wrong=None if keys else Level.BAD, remedy=NO_KEYS
    )
    if not settings.IKRAR_SSO_SECRET:
        yield Finding(Level.WARNING, SUBJECT, "IKRAR_SSO_SECRET", NO_SECRET)
    yield from _clock(issuer, at)


def _clock(issuer: str, at: datetime) -> Iterator[Finding]:
    """By the Date header; where there is none nothing can be said."""
    try:
        with discovery.asking() as session:
            said = session.get(f"{issuer.rstrip('/')}/.well-known/openid-configuration").headers.get(
                "Date", ""
            )
        apart = abs(parsedate_to_datetime(said) - at)
    except (requests.RequestException, ValueError, TypeError):
        return
    wrong = Level.WARNING if apart > SKEW else None
    yield judged("sso clock", told=f"{apart.total_seconds():.0f} s", wrong=wrong, remedy=CLOCKS)
