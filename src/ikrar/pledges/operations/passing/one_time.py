"""A code sent to the address in the roster. Whoever asks gets one answer, whether the number is known or not."""

import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from ikrar.accounts import operations as accounts
from ikrar.accounts.domain import LetterKind
from ikrar.kernel import ids
from ikrar.kernel.words import Words
from ikrar.kernel.zones import JAKARTA
from ikrar.pledges.domain.values import IdentifiedBy, TroubleKind
from ikrar.pledges.models import Duty, OneTimeCode, PresenceTrial
from ikrar.pledges.operations.passing import looks
from ikrar.pledges.operations.passing.identified import CodeWrong, Given, give_pass, open_site
from ikrar.pledges.operations.recording import note_trouble
from ikrar.pledges.queries.gate import NOTHING, Memory
from ikrar.roster import queries as roster

CODE_LENGTH = 8
HOLDS = timedelta(minutes=15)
SETTLES = timedelta(hours=72)  # an address changed later than this before the site opens serves none
SENT_AN_HOUR = 3
TRIED_AN_HOUR = 6
HOUR = 3600

SUBJECT = Words("Kode sekali pakai Anda untuk Ikrar", "Your one-time code for Ikrar")
BODY = Words(
    "Kode sekali pakai Anda: {code}\nBerlaku {minutes} menit, satu kali.\n\n"
    "Bila Anda tidak memintanya, abaikan surat ini: tanpa kode ini tidak ada yang terjadi atas nama Anda.",
    "Your one-time code: {code}\nIt holds for {minutes} minutes, once.\n\n"
    "If you did not ask for it, ignore this letter: without the code nothing happens in your name.",
)


def send_one_time_code(*, short: str, number: str, at: datetime, memory: Memory = NOTHING) -> None:
    """Send a code if the number is asked here and its address may serve one; returns the same in any case."""
    site = open_site(short=short, memory=memory, at=at)
    count_sent(number, at=at)
    duty = duty_of(number, declaration_id=site.declaration.id, at=at)
    if duty is None:
        kind = TroubleKind.UNKNOWN_NUMBER
        note_trouble(declaration_id=site.declaration.id, site_id=site.id, kind=kind, at=at)
        return
    opens_at = (duty.site.starts_at if duty.site else None) or site.starts_at
    serve(duty, opens_at=opens_at, at=at)


def pass_by_one_time_code(
    *, short: str, number: str, code: str, at: datetime, memory: Memory = NOTHING
) -> Given:
    """A pass for the code that was sent; wrong number and wrong code get one answer."""
    site = open_site(short=short, memory=memory, at=at)
    duty = duty_of(number, declaration_id=site.declaration.id, at=at)
    use(duty, number=number, code=code, at=at)
    assert duty is not None  # use has seen to it
    return give_pass(looks.holder_of(duty), site=site, identified_by=IdentifiedBy.OTP, at=at)


def count_sent(number: str, *, at: datetime) -> None:
    """Three letters an hour to one number, known or not."""
    accounts.count_trial(kind="otp-sent", key=_bare(number), limit=SENT_AN_HOUR, seconds=HOUR, at=at)


def duty_of(number: str, *, declaration_id: int | None, at: datetime) -> Duty | None:
    """The duty of whoever has this number, in a declaration or the latest of all."""
    view = roster.official_by_number(number=number, on=at.astimezone(JAKARTA).date())
    if view is None:
        return None
    duties = Duty.objects.select_related("official", "unit", "site").filter(official=view.id)
    if declaration_id is not None:
        duties = duties.filter(declaration=declaration_id)
    return duties.order_by("-id").first()


def serve(duty: Duty, *, opens_at: datetime | None, at: datetime) -> None:
    """Write the code into the outbox, unless the address is too fresh or there is none."""
    contact = roster.contact(official_id=duty.official_id)
    settled = min(opens_at or at, at) - SETTLES
    if contact is None or contact.changed_at > settled:
        return
    code = ids.new_id(CODE_LENGTH)
    shown = f"{code[:4]}-{code[4:]}"
    body = Words(*(text.format(code=shown, minutes=HOLDS.seconds // 60) for text in BODY))
    with transaction.atomic():
        OneTimeCode.objects.filter(duty=duty, used_at=None).delete()
        OneTimeCode.objects.create(
            duty=duty, code_hash=_hash(duty, code), issued_at=at, expires_at=at + HOLDS
        )
        accounts.tell(email=contact.email, subject=SUBJECT, body=body, at=at, kind=LetterKind.CODE)


def use(duty: Duty | None, *, number: str, code: str, at: datetime) -> None:
    """Use the code up, or `CodeWrong`; six tries an hour for one number."""
    accounts.count_trial(kind="otp-tried", key=_bare(number), limit=TRIED_AN_HOUR, seconds=HOUR, at=at)
    if duty is None or not _used(duty, code, at=at):
        raise CodeWrong
    accounts.forgive_trials(kind="otp-tried", key=_bare(number))


def forget_old(*, at: datetime) -> None:
    """Codes that ran out and counters of wrong stage codes are nobody's business a day later."""
    day_before = at - timedelta(days=1)
    OneTimeCode.objects.filter(expires_at__lt=day_before).delete()
    PresenceTrial.objects.filter(paused_until__lt=day_before).delete()


def _used(duty: Duty, typed: str, *, at: datetime) -> bool:
    try:
        code = ids.clean(typed)
    except ids.NotACode:
        return False
    rows = OneTimeCode.objects.filter(duty=duty, code_hash=_hash(duty, code), used_at=None, expires_at__gt=at)
    return rows.update(used_at=at) == 1


def _hash(duty: Duty, code: str) -> str:
    key = settings.KEYRING.secret("codes")
    return hmac.digest(key, f"ikrar-otp/v1\n{duty.id}\n{code}".encode(), "sha256").hex()


def _bare(number: str) -> str:
    return "".join(letter for letter in number if letter.isalnum())[:40]
