"""Two languages side by side: every text of the product stands in Indonesian and English at one place.

See docs/decisions/0003. Django's own texts (form errors, dates) follow the active language as usual.
"""

from django.utils.functional import lazystr
from django.utils.translation import get_language
from django_stubs_ext import StrPromise

from ikrar.kernel.words import Words


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
