"""Draft a pact, have two people stand by it, publish it in the register, choose it for a declaration."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from ikrar.accounts import operations as accounts
from ikrar.kernel.canonical import Value
from ikrar.law import queries as law
from ikrar.pledges.domain import State
from ikrar.pledges.domain import texts as domain
from ikrar.pledges.domain.planning import Change
from ikrar.pledges.models import Declaration, PactApproval, PactText
from ikrar.pledges.operations.trail import Actor, check_reason, enter, locked, note
from ikrar.pledges.queries.texts import TextNotFound
from ikrar.register import operations as register


class TextIsPublished(Exception):
    """A published text never changes; a new version is drafted instead."""


class AlreadyApproved(Exception):
    """The same person cannot approve the same text twice."""


class TextIsFrozen(Exception):
    """Somebody has pledged on this text; a correction is a superseding declaration."""


class TextNotPublished(Exception):
    """Two people must approve a text before a declaration that is fixed may carry it."""


def draft_from_template(*, code: str, slots: Mapping[str, str], by: Actor, at: datetime) -> str:
    """A text from a shipped template, its slots filled. The public id."""
    template = law.pact_template(code)
    return draft(
        title=domain.filled(template.title, slots),
        reading=domain.filled(template.reading, slots),
        body=domain.filled(template.body, slots),
        template=code,
        slots=dict(slots),
        by=by,
        at=at,
    )


def draft(
    *,
    title: str,
    reading: str,
    body: str,
    by: Actor,
    at: datetime,
    template: str = "",
    slots: dict[str, str] | None = None,
    for_rehearsal: bool = False,
) -> str:
    """A new version of the text of this title. The public id."""
    with transaction.atomic():
        same = PactText.objects.filter(title=title.strip(), for_rehearsal=for_rehearsal)
        version = (same.aggregate(last=Max("version"))["last"] or 0) + 1
        text = PactText.objects.create(
            title=title.strip(),
            template=template,
            version=version,
            slots=slots or {},
            reading=domain.normalised(reading),
            body=domain.normalised(body),
            text_sha256=domain.text_sha256(body),
            drafted_at=at,
            drafted_by=by,
            for_rehearsal=for_rehearsal,
        )
        _record(text, "text.drafted", by=by, at=at)
    return text.public_id


def redraft(*, text: str, reading: str, body: str, by: Actor, at: datetime) -> None:
    """Change a draft. Approvals of the words before do not count for the words after."""
    with transaction.atomic():
        row = _locked(text)
        if row.published_at is not None:
            raise TextIsPublished
        row.reading, row.body = domain.normalised(reading), domain.normalised(body)
        row.text_sha256 = domain.text_sha256(body)
        row.save(update_fields=["reading", "body", "text_sha256"])
        row.approvals.all().delete()  # the hash covers the pact; who approved has read the ikrar too
        _record(row, "text.redrafted", by=by, at=at)


def approve(*, text: str, text_sha256: str, by: Actor, at: datetime) -> bool:
    """Stand by exactly these words. The second person's approval publishes them; whether it did.

    The drafter may be one of the two; two approvals of one person are refused by the database.
    """
    with transaction.atomic():
        row = _locked(text)
        if row.published_at is not None or row.text_sha256 != text_sha256:
            raise TextIsPublished
        try:
            with transaction.atomic():
                PactApproval.objects.create(text=row, user=by, text_sha256=text_sha256, at=at)
        except IntegrityError as e:
            raise AlreadyApproved from e
        _record(row, "text.approved", by=by, at=at)
        given = row.approvals.values_list("user_id", "text_sha256")
        if not domain.has_enough(given, text_sha256=row.text_sha256):
            return False
        publish(row, at=at)
        return True


def publish(row: PactText, *, at: datetime) -> None:
    """Enter the text in the register; from here on it never changes."""
    body: dict[str, Value] = {
        "text": row.public_id,
        "title": row.title,
        "version": row.version,
        "text_sha256": row.text_sha256,
        "reading": row.reading,
        "body": row.body,
    }
    row.published_at = at
    row.leaf_hash = register.enter(kind="pact-text", body=body, at=at, rehearsal=row.for_rehearsal).leaf_hash
    row.save(update_fields=["published_at", "leaf_hash"])


def choose_text(*, declaration: str, text: str, by: Actor, at: datetime, reason: str = "") -> None:
    """Give the declaration its text. After fixing: with a reason, and only while nobody has pledged."""
    with transaction.atomic():
        row = locked(declaration)
        chosen = _locked(text)
        before = "" if row.text is None else row.text.text_sha256
        if row.state != State.PLANNED:
            _change_when_fixed(row, chosen, reason=reason, at=at)
        row.text = chosen
        row.save(update_fields=["text", "epoch"])
        note(row, Change.TEXT, by=by, at=at, before=before, after=chosen.text_sha256, reason=reason)


def _change_when_fixed(row: Declaration, chosen: PactText, *, reason: str, at: datetime) -> None:
    if row.state != State.FIXED or row.pledges.exists():
        raise TextIsFrozen
    if chosen.published_at is None:
        raise TextNotPublished
    said = check_reason(reason)
    row.epoch += 1  # passes for the words before must stop working
    enter(row, "plan-change", {"what": "text", "text_sha256": chosen.text_sha256, "reason": said}, at=at)


def _locked(public_id: str) -> PactText:
    row = PactText.objects.select_for_update().filter(public_id=public_id).first()
    if row is None:
        raise TextNotFound
    return row


def _record(text: PactText, act: str, *, by: Actor, at: datetime) -> None:
    accounts.record_act(
        actor=by, act=act, subject=text.public_id, detail={"text_sha256": text.text_sha256}, at=at
    )
