"""Writes docs/openapi.json anew; `./ikrar check` compares it with what is kept."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "docs" / "openapi.json"


def written() -> str:
    """The file as the code describes it now."""
    from ikrar.project.openapi import document  # noqa: PLC0415 (Django must be ready first)
    from ikrar.web.api import as_text  # noqa: PLC0415 (as above)

    return as_text(document())


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "src"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ikrar.project.settings")
    import django

    django.setup()
    FILE.write_text(written(), encoding="utf-8")
