"""Stage, kiosk, paper roll, board, and what comes after the day."""

from django.urls import URLPattern, URLResolver, path

from ikrar.pledges.views import kiosk, paper, stage

day_patterns: list[URLPattern | URLResolver] = [
    path("layar/<str:token>/", stage.screen, name="stage"),
    path("layar/<str:token>/isi/", stage.part, name="stage-part"),
    path("meja/lokasi/<str:site>/jalankan/", stage.run, name="run"),
    path("meja/lokasi/<str:site>/layar/", stage.open_screen, name="stage-open"),
    path("meja/lokasi/<str:site>/langkah/<int:order>/mulai/", stage.start, name="step-start"),
    path("meja/lokasi/<str:site>/langkah/<int:order>/selesai/", stage.end, name="step-end"),
    path("meja/lokasi/<str:site>/tunda/", stage.hold, name="signing-hold"),
    path("meja/lokasi/<str:site>/kios/", kiosk.open_kiosk, name="kiosk-open"),
    path("kios/<str:token>/", kiosk.kiosk, name="kiosk"),
    path("kios/<str:token>/tanda-tangan/", kiosk.sign, name="kiosk-sign"),
    path("kios/<str:token>/tutup/", kiosk.close, name="kiosk-close"),
    path("meja/kertas/<str:declaration>/", paper.rolls, name="paper"),
    path("meja/kertas/gulungan/<str:roll>/", paper.roll, name="paper-roll"),
    path("meja/kertas/gulungan/<str:roll>/halaman/", paper.add_page, name="paper-add"),
    path("meja/kertas/gulungan/<str:roll>/cocokkan/", paper.match, name="paper-match"),
    path("meja/kertas/gulungan/<str:roll>/buang/", paper.discard, name="paper-discard"),
    path("meja/kertas/gulungan/<str:roll>/pindai/<int:number>/", paper.scan, name="paper-scan"),
    path("meja/pengesahan/<str:declaration>/", paper.confirming, name="paper-confirming"),
    path("meja/pengesahan/<str:declaration>/kios/", paper.confirm_kiosk, name="paper-confirm-kiosk"),
    path("meja/pengesahan/gulungan/<str:roll>/", paper.confirm_roll, name="paper-confirm"),
    path(
        "meja/pengesahan/gulungan/<str:roll>/pindai/<int:number>/",
        paper.scan_to_confirm,
        name="paper-confirm-scan",
    ),
]
