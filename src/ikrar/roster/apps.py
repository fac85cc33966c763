"""The roster joins the product: its links, and what accounts may ask of its units."""

from datetime import date

from django.apps import AppConfig

from ikrar.kernel.words import Words
from ikrar.web import navigation
from ikrar.web.navigation import NavEntry


class RosterConfig(AppConfig):
    name = "ikrar.roster"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        navigation.register(
            [
                NavEntry("roster:units", Words("Pegawai", "Staff"), "roster.see_names", 50),
                NavEntry(
                    "roster:imports",
                    Words("Impor daftar", "Import lists"),
                    "roster.import",
                    51,
                    is_seldom=True,
                ),
            ]
        )
        from ikrar.accounts import queries as accounts  # noqa: PLC0415 (models are not loaded before)

        accounts.use_units(choices=_unit_choices, names=_unit_names, within=_is_within)


def _unit_choices(on: date) -> list[tuple[str, str]]:
    from ikrar.roster import queries  # noqa: PLC0415 (models are not loaded yet when this file is)

    return [(u.public_id, " · " * u.depth + u.name) for u in queries.units(on=on)]


def _unit_names(public_ids: frozenset[str], on: date) -> dict[str, str]:
    from ikrar.roster import queries  # noqa: PLC0415 (as above)

    found = queries.units_named(public_ids=public_ids, on=on)
    return {u.public_id: " · " * u.depth + u.name for u in found}


def _is_within(unit_public_id: str, scopes: frozenset[str], on: date) -> bool:
    from ikrar.roster import queries  # noqa: PLC0415 (as above)

    return queries.is_within(unit_public_id=unit_public_id, scopes=scopes, on=on)
