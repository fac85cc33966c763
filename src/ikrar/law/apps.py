from django.apps import AppConfig


class LawConfig(AppConfig):
    name = "ikrar.law"
    default_auto_field = "django.db.models.BigAutoField"
