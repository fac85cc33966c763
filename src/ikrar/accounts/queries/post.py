"""How outgoing mail is doing, without showing anybody's letter."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ikrar.accounts.models import Message

LATE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class PostState:
    """Counts for the desk."""

    waiting: int
    late: int
    given_up: int


@dataclass(frozen=True, slots=True)
class MessageView:
    """A message without its content; of the address only the domain is shown."""

    number: int
    domain: str
    made_at: datetime
    due_at: datetime
    tries: int
    fault: str
    given_up_at: datetime | None


def post_state(*, at: datetime) -> PostState:
    waiting = Message.objects.filter(sent_at=None, given_up_at=None)
    return PostState(
        waiting=waiting.count(),
        late=waiting.filter(made_at__lt=at - LATE).count(),
        given_up=Message.objects.filter(given_up_at__gte=at - timedelta(days=7)).count(),
    )


def waiting_messages(*, limit: int = 100) -> list[MessageView]:
    """What is not sent yet or was given up, the oldest first."""
    return [
        MessageView(
            number=message.pk,
            domain=message.email.partition("@")[2],
            made_at=message.made_at,
            due_at=message.due_at,
            tries=message.tries,
            fault=message.fault,
            given_up_at=message.given_up_at,
        )
        for message in Message.objects.filter(sent_at=None).order_by("id")[:limit]
    ]
