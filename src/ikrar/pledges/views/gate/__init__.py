"""Django's door to the gate: each word of docs/api.md as a view, a batch of one."""

from ikrar.pledges.views.gate.door import challenge, give_pass, one_time_code, pledge, presence, receipt

__all__ = ["challenge", "give_pass", "one_time_code", "pledge", "presence", "receipt"]
