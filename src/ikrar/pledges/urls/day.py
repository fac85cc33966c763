"""Stage, kiosk, paper roll, board, and what comes after the day."""

from django.urls import URLPattern, URLResolver, path

from ikrar.pledges.views import stage

day_patterns: list[URLPattern | URLResolver] = [
    path("layar/<str:token>/", stage.screen, name="stage"),
    path("layar/<str:token>/isi/", stage.part, name="stage-part"),
    path("meja/lokasi/<str:site>/jalankan/", stage.run, name="run"),
    path("meja/lokasi/<str:site>/layar/", stage.open_screen, name="stage-open"),
    path("meja/lokasi/<str:site>/langkah/<int:order>/mulai/", stage.start, name="step-start"),
    path("meja/lokasi/<str:site>/langkah/<int:order>/selesai/", stage.end, name="step-end"),
    path("meja/lokasi/<str:site>/tunda/", stage.hold, name="signing-hold"),
]
