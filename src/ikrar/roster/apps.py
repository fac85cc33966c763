from django.apps import AppConfig


class RosterConfig(AppConfig):
    name = "ikrar.roster"
    default_auto_field = "django.db.models.BigAutoField"
