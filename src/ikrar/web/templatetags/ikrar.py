"""Template words used everywhere (loaded as builtins)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ikrar.kernel.words import Words
from ikrar.web import charts, formats
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


@register.filter
def day(value: date | None) -> str:
    """`Senin, 7 Oktober 2024`."""
    return formats.day(value, english=is_english()) if value else ""


@register.filter
def short_day(value: date | None) -> str:
    """`7 Oktober 2024`."""
    return formats.day(value, english=is_english(), weekday=False) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """`07.58 WIB, 7 Oktober 2024`."""
    return formats.moment(value, english=is_english()) if value else ""


@register.filter
def local(value: datetime | None) -> str:
    """`16.30 WITA, 11 Oktober 2024`: in the Indonesian zone the moment itself carries."""
    if value is None:
        return ""
    zone = value.tzinfo
    assert isinstance(zone, ZoneInfo)
    return formats.moment(value, english=is_english(), zone=zone)


@register.filter
def clock(value: datetime | None) -> str:
    """`07.58 WIB`."""
    return formats.clock(value, english=is_english()) if value else ""


@register.filter
def thousands(value: float | None) -> str:
    """`64.135`."""
    return "" if value is None else formats.thousands(value, english=is_english())


@register.filter
def percent(share: float | None) -> str:
    """`87,5 %` of a share of one."""
    return "" if share is None else formats.percent(share, english=is_english())


@register.simple_tag
def field(bound: BoundField) -> str:
    """One field of a form: label, hint, error, input."""
    return bound.as_field_group()


@register.simple_tag
def fields(form: BaseForm) -> str:
    """All fields of a form."""
    return form.render()


@register.simple_tag
def form_errors(*forms: BaseForm) -> str:
    """The error summary over one form or several: focused, read out, with a link to each field."""
    wrong = any(form.errors for form in forms)
    return render_to_string("web/components/errors.html", {"forms": forms, "any_wrong": wrong})


@register.simple_tag
def badge(indonesian: str, english: str, kind: str = "") -> SafeString:
    """A state as a word with a shape. Kinds: good, warn, bad, brand; none is neutral."""
    return format_html('<span class="badge {}">{}</span>', kind, t(indonesian, english))


@register.simple_tag
def badge_unconfirmed() -> SafeString:
    """Marks a norm or fact that nobody has confirmed at its source yet."""
    return badge("perlu konfirmasi", "needs confirming", "warn")


@register.simple_tag
def notice(indonesian: str, english: str, kind: str = "") -> SafeString:
    """One sentence that stands out."""
    return format_html('<div class="notice {}"><p>{}</p></div>', kind, t(indonesian, english))


@register.simple_tag
def crumbs(*places: str) -> str:
    """Breadcrumbs from triples: Indonesian, English, address."""
    triples = zip(places[::3], places[1::3], places[2::3], strict=True)
    shown = [(t(indonesian, english), address) for indonesian, english, address in triples]
    return render_to_string("web/components/crumbs.html", {"places": shown})


@register.simple_tag
def progress(label: str, of: int, value: int | None = None) -> str:
    """A progress bar with its numbers in words; without a value it is under way and uncounted."""
    context = {"label": label, "of": of, "value": value, "id": f"progress-{abs(hash(label)) % 10**8}"}
    return render_to_string("web/components/progress.html", context)


@register.simple_tag(takes_context=True)
def post(
    context: dict[str, Any], address: str, indonesian: str, english: str, *, kind: str = "secondary"
) -> str:
    """A form of a single button."""
    label = t(indonesian, english)
    shown = {"address": address, "label": label, "kind": kind, "csrf_token": context.get("csrf_token")}
    return render_to_string("web/components/post.html", shown)


@register.simple_tag
def square(fifths: int, title: str = "") -> SafeString:
    """A unit square filled in fifths."""
    return charts.square(fifths=fifths, title=title)


@register.simple_tag
def table_of(head: Sequence[str], rows: Sequence[Sequence[object]], caption: str) -> str:
    """A plain table in its scroll region, from a list of rows."""
    return render_to_string("web/components/table.html", {"head": head, "rows": rows, "caption": caption})
