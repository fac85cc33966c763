from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "ikrar.register"
    default_auto_field = "django.db.models.BigAutoField"
