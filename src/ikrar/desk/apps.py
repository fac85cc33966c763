from django.apps import AppConfig

from ikrar.kernel.words import Words
from ikrar.web import navigation
from ikrar.web.navigation import NavEntry


class DeskConfig(AppConfig):
    name = "ikrar.desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        navigation.register([NavEntry("desk:front", Words("Meja kerja", "Desk"), "", 0)])
