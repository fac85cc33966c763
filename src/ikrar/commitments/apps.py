from django.apps import AppConfig

from ikrar.kernel.words import Words
from ikrar.web import navigation
from ikrar.web.access import PUBLIC
from ikrar.web.navigation import NavEntry


class CommitmentsConfig(AppConfig):
    name = "ikrar.commitments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ikrar.commitments.queries import album  # noqa: PLC0415 (models are there only now)
        from ikrar.pledges.queries import albums  # noqa: PLC0415 (as above)

        albums.register("commitments", album.of_declaration)
        navigation.register(
            [
                NavEntry(
                    "commitments:list",
                    Words("Komitmen", "Commitments"),
                    PUBLIC,
                    15,
                    is_seldom=True,
                ),
                NavEntry(
                    "commitments:plans",
                    Words("Komitmen", "Commitments"),
                    "commitments.plan",
                    25,
                    is_seldom=True,
                    concerns_all=True,
                ),
                NavEntry(
                    "commitments:confirming",
                    Words("Lembar komitmen menunggu", "Sheets of commitments that wait"),
                    "commitments.confirm",
                    46,
                    is_seldom=True,
                    concerns_all=True,
                ),
            ]
        )
