"""The phone's pages, and the gate it talks to (without a language in front)."""

from django.urls import URLPattern, URLResolver, path

from ikrar.pledges.views import gate

gate_patterns: list[URLPattern | URLResolver] = [
    path("gate/challenge", gate.challenge, name="gate-challenge"),
    path("gate/pass", gate.give_pass, name="gate-pass"),
    path("gate/otp", gate.one_time_code, name="gate-otp"),
    path("gate/presence", gate.presence, name="gate-presence"),
    path("gate/pledge", gate.pledge, name="gate-pledge"),
    path("gate/receipt", gate.receipt, name="gate-receipt"),
]
phone_patterns: list[URLPattern | URLResolver] = []
