from django.apps import AppConfig

from ikrar.kernel.words import Words
from ikrar.web import access, navigation
from ikrar.web.navigation import NavEntry


class AccountsConfig(AppConfig):
    name = "ikrar.accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ikrar.accounts import views  # noqa: PLC0415 (needs the tables of allauth to be ready)

        access.ask_with(views.ask)
        navigation.register(
            [
                NavEntry(
                    "accounts:people", Words("Akun dan peran", "Accounts and roles"), "accounts.manage", 80
                ),
                NavEntry("accounts:trail", Words("Jejak audit", "Audit trail"), "audit.see", 85),
                NavEntry(
                    "accounts:system", Words("Sistem dan surat", "System and mail"), "register.operate", 90
                ),
                NavEntry("mfa_index", Words("Kunci saya", "My keys"), "", 95, is_seldom=True),
            ],
        )
