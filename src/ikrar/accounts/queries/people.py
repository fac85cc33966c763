"""Who signs in, and who may do what where."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ikrar.accounts import domain
from ikrar.accounts.domain import EVERYWHERE, ROLE_WORDS, ROLES, Role
from ikrar.accounts.models import Grant, User
from ikrar.kernel.periods import Period
from ikrar.kernel.words import Words

Choices = Callable[[date], list[tuple[str, str]]]
Names = Callable[[frozenset[str], date], dict[str, str]]
WithinOn = Callable[[str, frozenset[str], date], bool]


@dataclass(frozen=True, slots=True)
class Units:
    """What accounts may ask about the unit tree, which lies above it."""

    choices: Choices
    names: Names
    within: WithinOn


_known: list[Units] = []


@dataclass(frozen=True, slots=True)
class GrantView:
    """A role as the page shows it."""

    public_id: str
    holder_id: str
    holder_name: str
    role: Role
    words: Words
    scope: str
    scope_name: str
    begins_on: date
    ends_before: date | None
    reason: str
    given_by: str
    holds_today: bool


@dataclass(frozen=True, slots=True)
class PersonView:
    """An account as the page shows it."""

    public_id: str
    name: str
    email: str
    is_active: bool
    second_factors: tuple[str, ...]
    grants: tuple[GrantView, ...]


def people(*, on: date) -> list[PersonView]:
    """Everybody with an account, by name."""
    names = _scope_names(on)
    users = User.objects.prefetch_related("grants__granted_by", "authenticator_set").order_by(
        "display_name", "id"
    )
    return [_view(user, names, on) for user in users]


def person(*, public_id: str, on: date) -> PersonView | None:
    user = (
        User.objects.prefetch_related("grants__granted_by", "authenticator_set")
        .filter(public_id=public_id)
        .first()
    )
    return _view(user, _scope_names(on), on) if user else None


def grant(*, public_id: str, on: date) -> GrantView | None:
    """One open grant."""
    held = (
        Grant.objects.select_related("user", "granted_by")
        .filter(public_id=public_id, ends_before=None)
        .first()
    )
    return _grant_view(held, held.user, _scope_names(on), on) if held else None


def people_with(*, capability: str, unit: str, on: date) -> list[PersonView]:
    """Active people whose capability reaches the unit that day."""
    return [
        found
        for found in people(on=on)
        if found.is_active
        and any(
            g.holds_today and capability in ROLES[g.role] and within_units(on)(unit, frozenset({g.scope}))
            for g in found.grants
        )
    ]


def use_units(*, choices: Choices, names: Names, within: WithinOn) -> None:
    """How accounts, which lies below the roster, learns the unit tree: the desk hands it down at start."""
    _known[:] = [Units(choices, names, within)]


def scope_choices(*, on: date) -> list[tuple[str, str]]:
    """Units by public id and name, in the order of the tree."""
    return _known[0].choices(on) if _known else []


def within_units(on: date) -> domain.Within:
    """Containment in the unit tree of that day."""
    if not _known:
        return domain.exactly
    within = _known[0].within
    return lambda scope, scopes: domain.exactly(scope, scopes) or within(scope, scopes, on)


def _scope_names(on: date) -> dict[str, str]:
    """Of the units that roles are bound to, which are few."""
    scopes = frozenset(Grant.objects.exclude(scope=EVERYWHERE).values_list("scope", flat=True).distinct())
    return _known[0].names(scopes, on) if _known and scopes else {}


def _view(user: User, names: dict[str, str], on: date) -> PersonView:
    factors = sorted({a.type for a in user.authenticator_set.all()})
    return PersonView(
        public_id=user.public_id,
        name=user.display_name,
        email=user.email,
        is_active=user.is_active,
        second_factors=tuple(factors),
        grants=tuple(_grant_view(g, user, names, on) for g in sorted(user.grants.all(), key=lambda g: g.pk)),
    )


def _grant_view(held: Grant, user: User, names: dict[str, str], on: date) -> GrantView:
    is_empty = held.ends_before == held.begins_on
    return GrantView(
        public_id=held.public_id,
        holder_id=user.public_id,
        holder_name=user.display_name,
        role=Role(held.role),
        words=ROLE_WORDS[Role(held.role)],
        scope=held.scope,
        scope_name=names.get(held.scope, "" if held.scope == EVERYWHERE else held.scope),
        begins_on=held.begins_on,
        ends_before=held.ends_before,
        reason=held.reason,
        given_by=held.granted_by.display_name if held.granted_by else "",
        holds_today=not is_empty and on in Period(held.begins_on, held.ends_before),
    )
