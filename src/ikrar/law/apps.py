from django.apps import AppConfig


class LawConfig(AppConfig):
    name = "ikrar.law"

    def ready(self) -> None:
        """Refuse to start on a broken text: better no product than a wrong rule."""
        from ikrar.law import queries  # noqa: PLC0415 (apps must be ready first)

        queries.calendars()
        queries.pact_templates()
