"""Stage, kiosk, paper roll, board, and what comes after the day."""

from django.urls import URLPattern, URLResolver, path

from ikrar.pledges.views import board, closing, erasing, kiosk, paper, stage, telling, unit

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
    path("meja/papan/<str:declaration>/", board.board, name="board"),
    path("meja/papan/<str:declaration>/isi/", board.part, name="board-part"),
    path("meja/papan/<str:declaration>/selesai/", board.settle, name="board-settle"),
    path("meja/papan/<str:declaration>/setelah/", closing.after, name="after"),
    path("meja/papan/<str:declaration>/lanjutan/", closing.further_site, name="further-site"),
    path("meja/papan/<str:declaration>/perpanjang/", closing.extend, name="extend"),
    path("meja/papan/<str:declaration>/tutup/", closing.close_declaration, name="declaration-close"),
    path("meja/lokasi/<str:site>/tutup/", closing.close_site, name="site-close"),
    path("meja/unit/<str:unit>/<str:declaration>/", unit.unasked, name="unit-unasked"),
    path(
        "meja/unit/<str:unit>/<str:declaration>/belum-ditanya.xlsx",
        unit.unasked_sheet,
        name="unit-unasked-sheet",
    ),
    path("meja/pemberitahuan/<str:declaration>/", telling.units, name="notices"),
    path("meja/pemberitahuan/<str:declaration>/<str:unit>/", telling.sheet, name="notices-sheet"),
    path("meja/pemberitahuan/<str:declaration>/<str:unit>/sudah/", telling.told, name="notices-told"),
    path("meja/penghapusan/", erasing.erase, name="erase"),
    path("berita-acara/<str:declaration>.pdf", closing.minutes, name="minutes"),
    path("berita-acara/<str:declaration>/<str:site>.pdf", closing.minutes, name="site-minutes"),
]
