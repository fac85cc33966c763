from django.apps import AppConfig

from ikrar.kernel.words import Words
from ikrar.web import navigation
from ikrar.web.navigation import NavEntry


class PrivacyConfig(AppConfig):
    name = "ikrar.privacy"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Refuse to start on a schedule that does not say what it must."""
        from ikrar.privacy import queries  # noqa: PLC0415 (apps must be ready first)

        queries.record()
        queries.schedule()
        words = Words("Privasi", "Privacy")
        navigation.register(
            [
                NavEntry("privacy:requests", words, "privacy.answer", 47, is_seldom=True),
            ]
        )
