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
        navigation.register(
            [
                _entry("requests", Words("Privasi: permintaan", "Privacy: requests"), "privacy.answer", 47),
                _entry(
                    "retention",
                    Words("Privasi: retensi", "Privacy: retention"),
                    "privacy.propose_destruction",
                    48,
                ),
                _entry(
                    "incidents", Words("Privasi: kejadian", "Privacy: incidents"), "privacy.report_breach", 49
                ),
            ]
        )


def _entry(name: str, words: Words, capability: str, order: int) -> NavEntry:
    return NavEntry(f"privacy:{name}", words, capability, order, is_seldom=True, concerns_all=True)
