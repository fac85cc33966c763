from django.apps import AppConfig

from ikrar.kernel.words import Words
from ikrar.web import access, navigation
from ikrar.web.navigation import NavEntry


class AccountsConfig(AppConfig):
    name = "ikrar.accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in  # noqa: PLC0415 (likewise)

        from ikrar.accounts import middleware, views  # noqa: PLC0415 (needs the tables of allauth to be ready)

        access.ask_with(views.ask)
        user_logged_in.connect(middleware.note_begin, dispatch_uid="ikrar-sign-ins")
        navigation.register(
            [
                NavEntry(
                    "accounts:people", Words("Akun dan peran", "Accounts and roles"), "accounts.manage", 80
                ),
                NavEntry(
                    "accounts:trail", Words("Jejak audit", "Audit trail"), "audit.see", 85, concerns_all=True
                ),
                NavEntry(
                    "accounts:system",
                    Words("Sistem dan surat", "System and mail"),
                    "register.operate",
                    90,
                    concerns_all=True,
                ),
                NavEntry("mfa_index", Words("Kunci saya", "My keys"), "", 95, is_seldom=True),
                NavEntry("accounts:sign_ins", Words("Sesi saya", "My sessions"), "", 96, is_seldom=True),
            ],
        )
