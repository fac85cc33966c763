from django.urls import URLPattern, URLResolver, path

from ikrar.papers import views

app_name = "papers"
urlpatterns: list[URLPattern | URLResolver] = [
    path("periksa-pdf/", views.check, name="check"),
    path("segel/", views.seal, name="seal"),
    path("segel/segel-ikrar.crt", views.seal_file, name="seal-file"),
    path("segel/<slug:fingerprint>.crt", views.seal_file, name="seal-file-of"),
    path("meja/berkas/", views.papers, name="papers"),
    path("meja/berkas/tentang/<slug:subject>/", views.about, name="about"),
    path("meja/berkas/<slug:paper>/", views.paper, name="paper"),
    path("meja/berkas/<slug:paper>/terima/", views.take_back, name="take-back"),
    path("meja/berkas/<slug:paper>/keluar", views.issued_file, name="issued-file"),
    path("meja/berkas/<slug:paper>/kembali", views.returned_file, name="returned-file"),
]
