"""An incident is recorded, its clock is started by an officer, its letters leave by a second one, it is closed."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from ikrar.accounts import operations as accounts
from ikrar.kernel.words import Words
from ikrar.privacy.domain import incidents as domain
from ikrar.privacy.domain.incidents import BREACH_TERM, Exposed, LetterTo, StartsFrom
from ikrar.privacy.domain.letters import PERSON_SUBJECT
from ikrar.privacy.domain.retention import SecondOfficerNeeded
from ikrar.privacy.models import Incident, IncidentLetter
from ikrar.privacy.operations.trail import Actor, note
from ikrar.privacy.queries.clocks import due
from ikrar.privacy.queries.incidents import IncidentNotFound, LetterNotFound
from ikrar.roster.queries import addresses
from ikrar.roster.queries import contacts as contacts_of

AT_ONCE = 200  # letters in one transaction
MOST_LISTED = 500


def record_incident(
    *,
    what: str,
    exposed: Collection[Exposed],
    people: int | None,
    handling: str,
    happened_at: datetime | None,
    happened_says: str,
    known_at: datetime,
    known_says: str,
    by: Actor,
    at: datetime,
) -> str:
    """Write down what failed, as far as it is known. No clock runs yet. Its public id."""
    if known_at > at or (happened_at and happened_at > at):
        raise domain.NotInTheFuture
    if not known_says.strip() or (happened_at and not happened_says.strip()):
        raise domain.MomentMissing
    with transaction.atomic():
        made = Incident.objects.create(
            what=what.strip(),
            exposed=sorted(one.value for one in exposed),
            people=people,
            handling=handling.strip(),
            happened_at=happened_at,
            happened_says=happened_says.strip(),
            known_at=known_at,
            known_says=known_says.strip(),
            recorded_at=at,
            recorded_by=by,
        )
        note("incident-recorded", made.public_id, by=by, at=at)
    return made.public_id


def start_clock(*, public_id: str, starts_from: StartsFrom, by: Actor, at: datetime) -> None:
    """Let the hours run, from the moment the officer chooses."""
    with transaction.atomic():
        row = _open(public_id)
        if row.started_at is not None:
            raise domain.ClockRunsAlready
        since = row.happened_at if starts_from is StartsFrom.HAPPENED else row.known_at
        if since is None:
            raise domain.MomentMissing
        found = due(term=BREACH_TERM, starts_at=since)
        row.starts_from, row.started_at, row.started_by = starts_from, at, by
        row.due_at, row.law_version = found.ends_at, found.law_version
        row.save()
        note("clock-started", public_id, by=by, at=at, starts_from=starts_from.value)


def draft_letter(
    *,
    public_id: str,
    to: LetterTo,
    addressee: str,
    everybody: bool,
    numbers: str,
    body: str,
    by: Actor,
    at: datetime,
) -> None:
    """Write the letter, or write it anew while nobody has released it."""
    listed = numbers.split()
    if to is LetterTo.PERSONS and not everybody and not _known(listed):
        raise domain.NobodyToTell
    with transaction.atomic():
        row = _open(public_id)
        IncidentLetter.objects.filter(incident=row, to=to, released_at=None).delete()
        IncidentLetter.objects.create(
            incident=row,
            to=to,
            addressee=addressee.strip(),
            everybody=everybody,
            numbers="\n".join(listed[:MOST_LISTED]),
            body=body.strip(),
            drafted_at=at,
            drafted_by=by,
        )
        note("letter-drafted", public_id, by=by, at=at, to=to.value)


def release_letter(*, public_id: str, letter: int, by: Actor, at: datetime) -> None:
    """The second officer lets it go: by mail to persons; to the authority it is printed and sent by the office."""
    with transaction.atomic():
        row = _open(public_id)
        found = IncidentLetter.objects.select_for_update().filter(incident=row, pk=letter).first()
        if found is None:
            raise LetterNotFound
        if found.released_at is not None:
            raise domain.LetterReleasedAlready
        if found.drafted_by_id == by.pk:
            raise SecondOfficerNeeded
        found.released_at, found.released_by = at, by
        if found.to == LetterTo.PERSONS and not found.everybody:
            found.sent = _send(found.body, _known(found.numbers.split()), at=at)
        if not found.everybody:
            found.told_at = at
        found.numbers = ""
        found.save()
        note("letter-released", public_id, by=by, at=at, to=found.to, count=found.sent)


def tell_everybody(*, at: datetime) -> int:
    """The clerk's step: the next letters to everybody go into the outbox; how many."""
    with transaction.atomic():
        waiting = IncidentLetter.objects.select_for_update().filter(
            released_at__isnull=False, told_at=None, to=LetterTo.PERSONS
        )
        letter = waiting.order_by("released_at", "id").first()
        if letter is None:
            return 0
        found = addresses.addresses_behind(after=letter.position, most=AT_ONCE)
        letter.sent += _send(letter.body, [email for _, email in found], at=at)
        if found:
            letter.position = found[-1][0]
        else:
            letter.told_at = at
        letter.save(update_fields=["sent", "position", "told_at"])
        return len(found)


def close_incident(*, public_id: str, by: Actor, at: datetime) -> None:
    """From here on nothing of it is changed."""
    with transaction.atomic():
        row = _open(public_id)
        row.closed_at, row.closed_by = at, by
        row.save(update_fields=["closed_at", "closed_by"])
        note("incident-closed", public_id, by=by, at=at)


def _known(numbers: list[str]) -> list[str]:
    """Addresses of the people with these numbers."""
    ids = list(addresses.officials_of(numbers=numbers).values())
    return [one.email for one in contacts_of(official_ids=ids).values()]


def _send(body: str, emails: Collection[str], *, at: datetime) -> int:
    for email in emails:
        accounts.tell(email=email, subject=PERSON_SUBJECT, body=Words(body, body), at=at)
    return len(emails)


def _open(public_id: str) -> Incident:
    row = Incident.objects.select_for_update().filter(public_id=public_id).first()
    if row is None:
        raise IncidentNotFound
    if row.closed_at is not None:
        raise domain.IncidentIsClosed
    return row
