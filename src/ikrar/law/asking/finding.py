"""Conducts by topic, and by what somebody types."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ikrar.kernel.words import Words
from ikrar.law.domain import Book, Conduct

TOPICS = {
    "social": Words("Media sosial dan obrolan", "Social media and chat"),
    "photo": Words("Foto, pose, dan pakaian", "Photos, poses and clothes"),
    "event": Words("Acara dan percakapan", "Events and conversation"),
    "family": Words("Keluarga dan rumah", "Family and home"),
    "goods": Words("Barang, kendaraan, dan pemberian", "Goods, vehicles and gifts"),
    "duty": Words("Tugas dan kewenangan", "Duties and powers"),
    "voting": Words("Memilih dan hari pemungutan suara", "Voting and polling day"),
    "role": Words("Status dan peran saya", "My status and role"),
}
# What people type for what the book says.
SAME = {
    "wa": "whatsapp", "grup": "group", "ig": "unggahan", "instagram": "unggahan", "facebook": "unggahan",
    "fb": "unggahan", "tiktok": "unggahan", "twitter": "unggahan", "posting": "unggahan",
    "repost": "membagikan", "share": "membagikan", "forward": "membagikan", "meneruskan": "membagikan",
    "komen": "komentar", "selfie": "foto", "swafoto": "foto", "kaos": "kaus", "kondangan": "pernikahan",
    "nikah": "pernikahan", "hajatan": "pernikahan", "salam": "jari", "nyoblos": "memilih", "coblos": "memilih",
    "caleg": "calon", "bupati": "calon", "gubernur": "calon", "walikota": "calon", "petahana": "mencalonkan",
    "rapat": "kampanye", "jaga": "ditugaskan", "baliho": "spanduk", "apk": "spanduk", "banner": "spanduk",
    "lapor": "melaporkan", "spouse": "wife", "teman": "rekan", "selebaran": "poster",
}  # fmt: skip
LONGEST = 80
IN_QUESTION, IN_FACTS = 3, 1
SHORTEST_PART = 3
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Topic:
    """A heading and the conducts under it."""

    code: str
    words: Words
    conducts: tuple[Conduct, ...]


def topics(book: Book) -> tuple[Topic, ...]:
    """Every conduct under its heading, in the order of the book; a heading without conducts is left out."""
    found = (
        Topic(code, words, tuple(c for c in book.conducts.values() if c.topic == code))
        for code, words in TOPICS.items()
    )
    return tuple(topic for topic in found if topic.conducts)


def halves(topics: tuple[Topic, ...]) -> tuple[tuple[Topic, ...], tuple[Topic, ...]]:
    """Two columns of about the same height, read downwards one after the other."""
    whole = sum(len(topic.conducts) for topic in topics)
    place = next(
        (i for i in range(len(topics)) if 2 * sum(len(t.conducts) for t in topics[:i]) >= whole), len(topics)
    )
    return topics[:place], topics[place:]


def search(book: Book, typed: str) -> tuple[Conduct, ...]:
    """Conducts that speak of what was typed, the nearest first; the order of the book among equals."""
    wanted = [SAME.get(word, word) for word in _words(typed[:LONGEST])]
    scored = [(_score(conduct, wanted), conduct) for conduct in book.conducts.values()]
    best = max((score for score, _ in scored), default=0)
    near = [(score, conduct) for score, conduct in scored if score and score * 2 >= best]
    return tuple(conduct for _, conduct in sorted(near, key=lambda pair: -pair[0]))


def _score(conduct: Conduct, wanted: Iterable[str]) -> int:
    question, facts = _texts(conduct)
    return sum(
        IN_QUESTION if _stands(word, question) else IN_FACTS if _stands(word, facts) else 0 for word in wanted
    )


def _stands(word: str, text: frozenset[str]) -> bool:
    """Whether a word stands there, or one that begins with it; Indonesian stems stand inside their words."""
    return word in text or (len(word) > SHORTEST_PART and any(word in other for other in text))


@lru_cache(maxsize=256)
def _texts_of(question: str, facts: str) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(_words(question)), frozenset(_words(facts))


def _texts(conduct: Conduct) -> tuple[frozenset[str], frozenset[str]]:
    asks = [fact.ask for fact in conduct.facts]
    labels = [choice.label for fact in conduct.facts for choice in fact.choices if choice.code != "unknown"]
    return _texts_of(" ".join(conduct.ask), " ".join(text for words in (*asks, *labels) for text in words))


def _words(text: str) -> list[str]:
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return [word for word in _WORD.findall(bare) if word not in _COMMON]


_COMMON = frozenset(
    [
        *("bolehkah", "boleh", "saya", "apakah", "apa", "yang", "di", "ke", "dan", "atau", "untuk", "dengan"),
        *("seorang", "sebuah", "may", "i", "the", "a", "an", "of", "to", "is", "in", "on", "my", "or", "and"),
        *("with", "do", "what"),
    ]
)
