from django.urls import URLPattern, URLResolver, path

from ikrar.openness import views

app_name = "openness"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.front, name="front"),
    path("deklarasi/", views.declarations, name="declarations"),
    path("deklarasi/kalender/", views.calendar_page, name="calendar"),
    path("deklarasi/kalender.ics", views.calendar_feed, name="calendar-feed"),
    path("deklarasi/<slug:public_id>/", views.declaration, name="declaration"),
    path("deklarasi/<slug:public_id>/naskah/", views.text, name="text"),
    path("deklarasi/<slug:public_id>/terbitkan/", views.republish, name="republish"),
    path("deklarasi/<slug:public_id>/angka/<int:number>.json", views.figures_json, name="figures-json"),
    path("deklarasi/<slug:public_id>/angka/<int:number>.csv", views.figures_csv, name="figures-csv"),
    path("data/", views.data, name="data"),
    path("data/katalog.jsonld", views.data_catalogue, name="data-catalogue"),
    path("data/skema.json", views.data_schema, name="data-schema"),
    path("data/sha256/<slug:digest>.json", views.data_by_hash, name="data-by-hash"),
    path("data/<slug:public_id>/", views.data_of, name="data-of"),
    path("data/<slug:public_id>/arsip.zip", views.data_archive, name="data-archive"),
    path("data/<slug:public_id>/datapackage.json", views.data_package, name="data-package"),
    path("data/<slug:public_id>/<slug:table>.csv", views.data_table, name="data-table"),
    path(
        "data/<slug:public_id>/excel/<slug:table>.csv",
        views.data_table_for_spreadsheets,
        name="data-table-for-spreadsheets",
    ),
    path("data/<slug:public_id>/<int:number>/register.json", views.data_entry, name="data-entry"),
    path("data/<slug:public_id>/<int:number>/<slug:table>.csv", views.data_table_of, name="data-table-of"),
    path("kamus-data/", views.codebook, name="codebook"),
    path("periksa/", views.check, name="check"),
    path("tentang-bukti/", views.evidence, name="evidence"),
    path("privasi/", views.privacy, name="privacy"),
    path("aksesibilitas/", views.accessibility, name="accessibility"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security, name="security"),
]
