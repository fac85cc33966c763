from django.apps import AppConfig


class OpennessConfig(AppConfig):
    name = "ikrar.openness"
    default_auto_field = "django.db.models.BigAutoField"
