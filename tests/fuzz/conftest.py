"""How long the parsers are fuzzed: briefly and always alike in the ordinary suite, longer with `--all`.

The longer run draws anew each time and prints what it needs to repeat a find; `--hypothesis-seed=N` chooses its seed.
Only with `CI` set it is always alike too: a change is not refused for what was drawn.
Longer still, five times: `IKRAR_TEST_FUZZ=5 ./ikrar test --all tests/fuzz`.
"""

import os

from hypothesis import HealthCheck, settings

ALWAYS = {"deadline": None, "suppress_health_check": list(HealthCheck), "database": None, "print_blob": True}


def pytest_configure(config):
    times, is_alike = float(os.environ.get("IKRAR_TEST_FUZZ") or 0), bool(os.environ.get("CI"))
    if not times:
        settings.register_profile("fuzz", max_examples=60, derandomize=True, **ALWAYS)
        settings.register_profile("fuzz each form", max_examples=8, derandomize=True, **ALWAYS)
    else:
        settings.register_profile("fuzz", max_examples=int(300 * times), derandomize=is_alike, **ALWAYS)
        settings.register_profile(
            "fuzz each form", max_examples=int(30 * times), derandomize=is_alike, **ALWAYS
        )
