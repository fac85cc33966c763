"""A stage code becomes a stamp: five wrong ones, then a pause."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from ikrar.pledges.domain import checking, passes, presence
from ikrar.pledges.domain.passes import Pass
from ikrar.pledges.domain.presence import PresenceCodeWrong, Shown
from ikrar.pledges.domain.values import TroubleKind
from ikrar.pledges.models import PresenceTrial
from ikrar.pledges.operations.passing import looks
from ikrar.pledges.operations.recording import note_trouble
from ikrar.pledges.queries import gate
from ikrar.pledges.queries.gate import NOTHING, Memory, SitePage

WRONG_ALLOWED = 5
PAUSE = timedelta(minutes=2)


class PresencePaused(Exception):
    """Five wrong codes under one pass: wait, or sign without a stage code."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


class CodeNotCurrent(PresenceCodeWrong):
    """The code on the stage has changed, or was mistyped."""

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left


@dataclass(frozen=True, slots=True)
class Stamped:
    """The stamp for the phone, and what it says."""

    stamp: str
    shown: Shown


def stamp(*, token: str, short: str, code: str, at: datetime, memory: Memory = NOTHING) -> Stamped:
    """The stamp for this pass and this code at this site; what is remembered never refuses."""
    secrets = gate.secrets()
    given = passes.parse(token, keys=secrets.pass_keys)
    page = memory.site_page(short=short, at=at)
    try:
        _check_page(given, page, at=at)
    except checking.RULED:
        if not memory.holds:
            raise
        page = gate.site_page(short=short)
        _check_page(given, page, at=at)
    _check_pause(given.tid, at=at)
    try:
        shown = _found(page, code, at=at, is_fresh=not memory.holds)
    except PresenceCodeWrong as e:
        raise CodeNotCurrent(_count_wrong(given.tid, page, at=at)) from e
    return Stamped(presence.stamp(shown, tid=given.tid, secret=secrets.stamp), shown)


def _check_page(given: Pass, page: SitePage, *, at: datetime) -> None:
    passes.check(given, register=page.declaration.rules.register, at=at)
    if page.declaration.public_id != given.declaration:
        raise passes.PassFromElsewhere
    checking.check_rules(given, rules=page.declaration.rules, at=at)
    checking.check_open(page.declaration.rules, site=page.site, at=at)


def _found(page: SitePage, code: str, *, at: datetime, is_fresh: bool) -> Shown:
    """What this code shows; a site that was opened again a moment ago is read anew before a code is wrong."""
    try:
        return _find(page, code, at=at)
    except PresenceCodeWrong:
        if is_fresh:
            raise
        return _find(gate.site_page(short=page.short), code, at=at)


def _find(page: SitePage, code: str, *, at: datetime) -> Shown:
    assert page.signing_opened_at is not None  # check_open has seen to it
    return presence.find(
        key=presence.site_key(secret=settings.KEYRING.secret("presence"), site=page.site),
        site=page.site,
        code=presence.read_code(code),
        at=at,
        opened_at=page.signing_opened_at,
        closed_at=page.signing_closed_at,
        seconds=settings.IKRAR_PRESENCE_SECONDS,
    )


def _check_pause(tid: str, *, at: datetime) -> None:
    trial = PresenceTrial.objects.filter(tid=tid).first() if looks.is_counted(tid) else None
    if trial is not None and trial.paused_until is not None and at < trial.paused_until:
        raise PresencePaused(max(1, int((trial.paused_until - at).total_seconds()) + 1))


def _count_wrong(tid: str, page: SitePage, *, at: datetime) -> int:
    """How many wrong ones are left before the pause."""
    with transaction.atomic():
        PresenceTrial.objects.get_or_create(tid=tid)
        trial = PresenceTrial.objects.select_for_update().get(tid=tid)
        trial.wrong = 1 if trial.paused_until else trial.wrong + 1
        trial.paused_until = at + PAUSE if trial.wrong >= WRONG_ALLOWED else None
        trial.save()
        kind = TroubleKind.WRONG_PRESENCE
        note_trouble(declaration_id=page.declaration.id, site_id=page.id, kind=kind, at=at)
    return max(0, WRONG_ALLOWED - trial.wrong)
