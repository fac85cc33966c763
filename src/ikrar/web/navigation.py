"""The main links: each context registers its pages when it starts, base.html shows those a person may open."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

from ikrar.kernel.words import Words
from ikrar.web.access import EVERYWHERE, PUBLIC


@dataclass(frozen=True, slots=True)
class NavEntry:
    """One link; `capability` may be empty for everybody who is signed in, or PUBLIC for everybody who is not.

    What is needed seldom stands on the staff's front page only, so that the menu stays on one line. What concerns the
    whole is shown to who holds the capability for everything, as the page itself asks (`may_everywhere`).
    """

    url_name: str
    words: Words
    capability: str
    order: int
    is_seldom: bool = False
    concerns_all: bool = False


@dataclass(frozen=True, slots=True)
class NavLink:
    """An entry, resolved for one request."""

    words: Words
    address: str
    is_here: bool
    is_seldom: bool = False


_entries: dict[str, NavEntry] = {}


def register(entries: Iterable[NavEntry]) -> None:
    """Called from `ready()` of a context's AppConfig; the same url name again replaces the entry."""
    for entry in entries:
        _entries[entry.url_name] = entry


def links_for(user: Any, path: str) -> list[NavLink]:
    """The links this person may open, in order; the longest address that begins the path is "here"."""
    open_to = [entry for entry in sorted(_entries.values(), key=lambda e: e.order) if _is_for(entry, user)]
    found = [(entry, address) for entry in open_to if (address := _address(entry))]
    addresses = [address for _, address in found]
    here = max((a for a in addresses if path.startswith(a)), key=len, default="")
    return [
        NavLink(entry.words, address, is_here=address == here, is_seldom=entry.is_seldom)
        for entry, address in found
    ]


def menu_for(user: Any, path: str) -> list[NavLink]:
    """The links of the menu: what is needed often, and where the person is."""
    return [link for link in links_for(user, path) if link.is_here or not link.is_seldom]


def _address(entry: NavEntry) -> str:
    """Empty on a host that does not have the page."""
    try:
        return reverse(entry.url_name)
    except NoReverseMatch:
        return ""


def _is_for(entry: NavEntry, user: Any) -> bool:
    if user is None or not user.is_authenticated:
        return entry.capability == PUBLIC
    if entry.concerns_all:
        return EVERYWHERE in user.scopes(entry.capability)
    return entry.capability != PUBLIC and (not entry.capability or user.may(entry.capability))
