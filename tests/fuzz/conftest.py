"""How long the parsers are fuzzed: briefly and always alike in the ordinary suite, for long with `--all`.

The long run draws anew each time and prints what it needs to repeat a find; `--hypothesis-seed=N` chooses its seed.
"""

from hypothesis import HealthCheck, settings

ALWAYS = {"deadline": None, "suppress_health_check": list(HealthCheck), "database": None, "print_blob": True}


def pytest_configure(config):
    if config.option.markexpr:
        settings.register_profile("fuzz", max_examples=60, derandomize=True, **ALWAYS)
        settings.register_profile("fuzz each form", max_examples=8, derandomize=True, **ALWAYS)
    else:
        settings.register_profile("fuzz", max_examples=1500, **ALWAYS)
        settings.register_profile("fuzz each form", max_examples=100, **ALWAYS)
