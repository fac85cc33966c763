from django.apps import AppConfig

from ikrar.kernel.words import Words
from ikrar.web import navigation
from ikrar.web.navigation import NavEntry


class DeskConfig(AppConfig):
    name = "ikrar.desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        navigation.register(
            [
                NavEntry("desk:front", Words("Meja kerja", "Desk"), "", 0),
                NavEntry("pledges:plan-list", Words("Deklarasi", "Declarations"), "declarations.plan", 10),
                NavEntry("pledges:texts", Words("Naskah", "Texts"), "declarations.plan", 12),
                NavEntry(
                    "pledges:appointments",
                    Words("Pengangkatan", "Appointments"),
                    "roster.appoint",
                    55,
                    is_seldom=True,
                ),
                NavEntry(
                    "desk:duty-units", Words("Kewajiban berikrar", "Duties to pledge"), "duties.follow", 56
                ),
                NavEntry("pledges:disputes", Words("Sanggahan", "Disputes"), "disputes.decide", 60),
                NavEntry(
                    "pledges:erase", Words("Penghapusan", "Erasure"), "pledges.erase", 62, is_seldom=True
                ),
            ],
        )
