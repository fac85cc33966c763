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
]
