"""Template words used everywhere (loaded as builtins)."""

from typing import Any

from django import template
from django.utils.html import format_html

from ikrar.kernel.words import Words
from ikrar.web.languages import is_english, say

register = template.Library()


@register.simple_tag
def t(indonesian: str, english: str, **values: Any) -> str:
    """`{% t "Halo {n}" "Hello {n}" n=name %}`: the text in the reader's language; values are escaped."""
    text = english if is_english() else indonesian
    return format_html(text, **values) if values else text


@register.filter
def spoken(words: Words) -> str:
    """A pair of words from a domain, in the reader's language."""
    return say(words)
