from django.urls import URLPattern, URLResolver, path

from ikrar.openness import views

app_name = "openness"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.front, name="front"),
    path("deklarasi/", views.declarations, name="declarations"),
    path("deklarasi/<slug:public_id>/", views.declaration, name="declaration"),
    path("deklarasi/<slug:public_id>/naskah/", views.text, name="text"),
    path("deklarasi/<slug:public_id>/terbitkan/", views.republish, name="republish"),
    path("deklarasi/<slug:public_id>/angka/<int:number>.json", views.figures_json, name="figures-json"),
    path("deklarasi/<slug:public_id>/angka/<int:number>.csv", views.figures_csv, name="figures-csv"),
    path("kamus-data/", views.codebook, name="codebook"),
    path("periksa/", views.check, name="check"),
    path("tentang-bukti/", views.evidence, name="evidence"),
    path("privasi/", views.privacy, name="privacy"),
    path("aksesibilitas/", views.accessibility, name="accessibility"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security, name="security"),
]
