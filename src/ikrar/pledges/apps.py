from django.apps import AppConfig


class PledgesConfig(AppConfig):
    name = "ikrar.pledges"
    default_auto_field = "django.db.models.BigAutoField"
