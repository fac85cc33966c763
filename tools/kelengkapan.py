"""Writes the two generated documents of docs/kelengkapan anew; `./ikrar check` compares them with what is kept."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "src"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ikrar.project.settings")
    import django

    django.setup()
    from ikrar.project.commands.privacy import FILES, FOLDER, written

    for word, file in FILES.items():
        (FOLDER / file).write_text(written(word), encoding="utf-8")
