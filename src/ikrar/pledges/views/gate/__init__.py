"""The gate: what the phone talks to. JSON in, JSON or problem+json out; docs/api.md describes every word of it."""

from ikrar.pledges.views.gate.endpoints import (
    challenge,
    give_pass,
    one_time_code,
    pledge,
    presence,
    receipt,
)

__all__ = ["challenge", "give_pass", "one_time_code", "pledge", "presence", "receipt"]
