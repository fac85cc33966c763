from django.apps import AppConfig
from django.core import checks

from ikrar.kernel.words import Words
from ikrar.openness.region_checks import regions_are_known
from ikrar.web import navigation
from ikrar.web.access import PUBLIC
from ikrar.web.navigation import NavEntry


class OpennessConfig(AppConfig):
    name = "ikrar.openness"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        checks.register(regions_are_known)
        navigation.register(
            [
                NavEntry("openness:declarations", Words("Deklarasi", "Declarations"), PUBLIC, 10),
                NavEntry("openness:institutions", Words("Lembaga", "Institutions"), PUBLIC, 15),
                NavEntry(
                    "openness:publications",
                    Words("Terbitan", "Publications"),
                    "figures.publish",
                    45,
                ),
                NavEntry("openness:check", Words("Periksa bukti", "Verify"), PUBLIC, 20),
                NavEntry("openness:evidence", Words("Tentang bukti", "About the proof"), PUBLIC, 30),
            ]
        )
