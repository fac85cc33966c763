"""The staff's front page, and the worklist of duties."""

from django.urls import URLPattern, URLResolver, path

from ikrar.desk import views

DUTIES = "kewajiban/<slug:unit>/"

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.front, name="front"),
    path("kewajiban/", views.units, name="duty-units"),
    path(DUTIES, views.unit, name="duties"),
    path(f"{DUTIES}kewajiban.xlsx", views.sheet, name="duties-sheet"),
    path(f"{DUTIES}pesan/", views.message, name="duties-message"),
    path(f"{DUTIES}hentikan/", views.pause, name="reminders-pause"),
    path(f"{DUTIES}lanjutkan/", views.resume, name="reminders-resume"),
    path(f"{DUTIES}<slug:official>/surat/", views.silence, name="reminders-silence"),
]
