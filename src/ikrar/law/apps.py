from django.apps import AppConfig

from ikrar.kernel.words import Words
from ikrar.web import forgetful, navigation
from ikrar.web.access import PUBLIC
from ikrar.web.navigation import NavEntry


class LawConfig(AppConfig):
    name = "ikrar.law"

    def ready(self) -> None:
        """Refuse to start on a broken text: better no product than a wrong rule."""
        from ikrar.law import queries  # noqa: PLC0415 (apps must be ready first)
        from ikrar.law.queries import terms  # noqa: PLC0415

        queries.book()
        terms.holidays()
        forgetful.forget("/boleh/", "/kutipan/", "/api/law/")
        navigation.register(
            [
                NavEntry("law:ask", Words("Bolehkah saya?", "May I?"), PUBLIC, 5),
                NavEntry(
                    "law:quote", Words("Periksa kutipan", "Check a quotation"), PUBLIC, 14, is_seldom=True
                ),
            ]
        )
        navigation.register(
            [
                NavEntry("law:stages", Words("Tahapan", "Stages"), PUBLIC, 12),
                NavEntry("law:book", Words("Aturan", "Rules"), PUBLIC, 13),
            ]
        )
