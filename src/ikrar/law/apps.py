from django.apps import AppConfig

from ikrar.kernel.words import Words
from ikrar.web import navigation
from ikrar.web.access import PUBLIC
from ikrar.web.navigation import NavEntry


class LawConfig(AppConfig):
    name = "ikrar.law"

    def ready(self) -> None:
        """Refuse to start on a broken text: better no product than a wrong rule."""
        from ikrar.law import queries  # noqa: PLC0415 (apps must be ready first)

        queries.book()
        navigation.register([NavEntry("law:stages", Words("Tahapan", "Stages"), PUBLIC, 12)])
