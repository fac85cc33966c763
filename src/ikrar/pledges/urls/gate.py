"""The phone's pages, and the gate it talks to (without a language in front)."""

from django.urls import URLPattern, URLResolver, path

from ikrar.pledges.views import gate, mine, phone

gate_patterns: list[URLPattern | URLResolver] = [
    path("gate/challenge", gate.challenge, name="gate-challenge"),
    path("gate/pass", gate.give_pass, name="gate-pass"),
    path("gate/otp", gate.one_time_code, name="gate-otp"),
    path("gate/presence", gate.presence, name="gate-presence"),
    path("gate/pledge", gate.pledge, name="gate-pledge"),
    path("gate/receipt", gate.receipt, name="gate-receipt"),
]
phone_patterns: list[URLPattern | URLResolver] = [
    path("i/", phone.short_address, name="short-address"),
    path("i/sw.js", phone.worker, name="worker"),
    path("i/<str:short>", phone.site, name="sign"),
    path("ikrar-saya/", mine.front, name="mine"),
    path("ikrar-saya/kode/", mine.ask_code, name="mine-ask-code"),
    path("ikrar-saya/kode/pakai/", mine.one_time, name="mine-one-time"),
    path("ikrar-saya/ponsel/", mine.by_key, name="mine-by-key"),
    path("ikrar-saya/sso/", mine.by_sso, name="mine-by-sso"),
    path("ikrar-saya/selesai/", mine.leave, name="mine-leave"),
    path("ikrar-saya/data/", mine.data, name="my-data"),
    path("ikrar-saya/kunci/", mine.key_list, name="my-keys"),
    path("ikrar-saya/kunci/passkey/", mine.enrol, name="my-passkey"),
    path("ikrar-saya/kunci/<str:kind>/<int:key_id>/cabut/", mine.revoke, name="my-key-revoke"),
    path("ikrar-saya/bukan-saya/<str:token>/", mine.from_letter, name="not-me-letter"),
    path("ikrar-saya/pernyataan.pdf", mine.statement, name="my-statement"),
    path("ikrar-saya/salah-alamat/<str:token>/", mine.wrong_address, name="wrong-address"),
    path("ikrar-saya/<str:declaration>/bukan-saya/", mine.not_me, name="not-me"),
    path("ikrar-saya/<str:declaration>/tidak/", mine.decline, name="decline"),
    path("ikrar-saya/<str:declaration>/bukti/<str:which>/", mine.receipt, name="my-receipt"),
    path("ikrar-saya/<str:declaration>/sertifikat/", mine.certificate, name="my-certificate"),
    path("meja/sanggahan/", mine.dispute_list, name="disputes"),
    path("meja/sanggahan/<int:dispute_id>/", mine.dispute_page, name="dispute"),
]
