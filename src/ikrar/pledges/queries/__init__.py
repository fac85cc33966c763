"""Questions: keyword-only, answered with frozen dataclasses."""
