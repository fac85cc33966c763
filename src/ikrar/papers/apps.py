from django.apps import AppConfig

from ikrar.kernel.words import Words
from ikrar.web import forgetful, navigation
from ikrar.web.navigation import NavEntry


class PapersConfig(AppConfig):
    name = "ikrar.papers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        forgetful.forget("/periksa-pdf/")
        navigation.register(
            [
                NavEntry(
                    "papers:papers",
                    Words("Berkas", "Papers"),
                    "papers.see",
                    45,
                    is_seldom=True,
                    concerns_all=True,
                )
            ]
        )
