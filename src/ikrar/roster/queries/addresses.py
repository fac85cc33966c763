"""Whom a letter reaches that concerns everybody, a few at a time."""

from ikrar.kernel.text import clean_number
from ikrar.roster import models
from ikrar.roster.queries.editions import edition, seen


def addresses_behind(*, after: int, most: int) -> list[tuple[int, str]]:
    """Official and address, in order, from behind one on."""
    rows = models.Contact.objects.filter(seen(edition()), official_id__gt=after).order_by("official_id")
    return [(row.official_id, row.email) for row in rows[:most]]


def count_addresses() -> int:
    return models.Contact.objects.filter(seen(edition())).count()


def officials_of(*, numbers: list[str]) -> dict[str, int]:
    """The officials with these numbers, by number as typed; unknown ones are left out."""
    typed = {clean_number(one): one for one in numbers}
    rows = models.Official.objects.filter(number__in=typed)
    return {typed[row.number]: row.pk for row in rows}
