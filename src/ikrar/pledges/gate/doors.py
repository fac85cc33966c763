"""What both doors do with a request: check its head, read its body, ask the word, put the answer into bytes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError

from ikrar.pledges.gate import answers, asking, offers, words
from ikrar.pledges.gate.answers import Answer
from ikrar.pledges.gate.troubles import DatabaseAway, come_back
from ikrar.pledges.operations import recording
from ikrar.pledges.queries.gate import NOTHING, Memory
from ikrar.web.languages import speaking

PLEDGE = "pledge"
WORDS = frozenset({*words.WORDS, PLEDGE})


@dataclass(frozen=True, slots=True)
class Asked:
    """The head of a request, as any server tells it."""

    word: str
    method: str
    content_type: str
    length: str
    language: str


def answer(asked: Asked, *, read: Callable[[], bytes], at: datetime) -> Answer:
    """The whole way, for a door that does one thing at a time. `read` gives the body, or one byte too many."""
    try:
        asking.check_head(method=asked.method, content_type=asked.content_type, length=asked.length)
        return answer_to(asked.word, read(), language=asked.language, at=at)
    except Exception as refusal:  # noqa: BLE001 (raised again unless a table knows it)
        return answers.refused(refusal, language=asked.language)


def answer_to(word: str, data: bytes, *, language: str, at: datetime, memory: Memory = NOTHING) -> Answer:
    """The answer of one word to a body; what is refused comes as an answer too."""
    try:
        with speaking(language):
            status, members = _said(word, data, at=at, memory=memory)
    except DatabaseError:
        return answers.refused(DatabaseAway(come_back()), language=language)
    except Exception as refusal:  # noqa: BLE001 (raised again unless a table knows it)
        return answers.refused(refusal, language=language)
    return answers.said(status, members, language=language)


def _said(word: str, data: bytes, *, at: datetime, memory: Memory) -> words.Said:
    if word != PLEDGE:
        return words.WORDS[word](asking.read(data), at, memory)
    accepted = recording.record_one(offer=offers.read_offer(data), at=at)
    return words.accepted(accepted, at=at)
