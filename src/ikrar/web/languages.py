"""Two languages side by side: every text of the product stands in Indonesian and English at one place.

See docs/decisions/0003. Django's own texts (form errors, dates) follow the active language as usual.
"""

from contextlib import AbstractContextManager
from functools import lru_cache

from django.utils.functional import lazystr
from django.utils.translation import get_language, override
from django.utils.translation.trans_real import parse_accept_lang_header
from django_stubs_ext import StrPromise

from ikrar.kernel.words import Words

OURS = ("id", "en")
LONGEST_HEADER = 200


def wanted(header: str) -> str:
    """The language that an Accept-Language header asks for: the first of ours, else Indonesian.

    >>> wanted("de, en-GB;q=0.8, id;q=0.5"), wanted(""), wanted("x" * 9999)
    ('en', 'id', 'id')
    """
    return _wanted(header[:LONGEST_HEADER])


@lru_cache(maxsize=1024)  # of no more than is read: strangers write what they like behind it
def _wanted(header: str) -> str:
    asked = parse_accept_lang_header(header)
    return next((word for word in (code.partition("-")[0] for code, _ in asked) if word in OURS), "id")


def speaking(language: str) -> AbstractContextManager[None]:
    """Within it, texts are said in this language."""
    return override(language)


def is_english() -> bool:
    return (get_language() or "id").startswith("en")


def say(words: Words, **values: object) -> str:
    """The words in the reader's language, with `{name}` slots filled.

    >>> from django.utils.translation import override
    >>> with override("en"):
    ...     say(Words("Halo {n}", "Hello {n}"), n="Ani")
    'Hello Ani'
    """
    text = words.en if is_english() else words.id
    return text.format(**values) if values else text


class _Spoken:
    """Chooses the language when it is shown, not when it is written."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def __str__(self) -> str:
        return say(self.words)


def t(indonesian: str, english: str) -> StrPromise:
    """A text for forms and choices that is settled when it is shown."""
    return lazystr(_Spoken(Words(indonesian, english)))
