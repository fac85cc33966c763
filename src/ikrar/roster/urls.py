"""Addresses below /meja/pegawai/."""

from django.urls import URLPattern, URLResolver, path

from ikrar.roster.views import lists, organisation, people

app_name = "roster"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", organisation.units, name="units"),
    path("unit/<str:public_id>/", organisation.unit, name="unit"),
    path("unit/<str:public_id>/baru/", organisation.new_unit, name="new_unit"),
    path("orang/<str:public_id>/", people.official, name="official"),
    path("orang/<str:public_id>/berhalangan/", people.set_absence, name="set_absence"),
    path(
        "orang/<str:public_id>/berhalangan/<int:absence_id>/hapus/",
        people.withdraw_absence,
        name="withdraw_absence",
    ),
    path("orang/<str:public_id>/surel/", people.set_contact, name="set_contact"),
    path("impor/", lists.imports, name="imports"),
    path("impor/baru/", lists.new_import, name="new_import"),
    path("impor/<str:public_id>/", lists.run, name="import"),
    path("impor/<str:public_id>/kolom/", lists.choose_columns, name="choose_columns"),
    path("impor/<str:public_id>/terapkan/", lists.apply_import, name="apply_import"),
    path("impor/<str:public_id>/buang/", lists.discard_import, name="discard_import"),
    path("impor/<str:public_id>/urungkan/", lists.undo_import, name="undo_import"),
    path("impor/<str:public_id>/baris/<int:row_id>/benar/", lists.confirm_person, name="confirm_person"),
    path("impor/<str:public_id>/ditolak.xlsx", lists.refused_rows, name="refused_rows"),
    path("pengangkatan/", lists.appointments, name="appointments"),
    path("pengangkatan/baru/", lists.new_appointment, name="new_appointment"),
    path("lembaga/", organisation.institutions, name="institutions"),
    path("lembaga/baru/", organisation.new_institution, name="new_institution"),
    path("lembaga/<str:public_id>/wakil/", organisation.new_representative, name="new_representative"),
    path(
        "lembaga/<str:public_id>/wakil/<int:representative_id>/selesai/",
        organisation.end_representative,
        name="end_representative",
    ),
]
