"""What the upgrade test does inside the product, as a program: `carry_on.py tables|held|sign FACTS`.

It runs in the environment of an upgraded data folder, prints one JSON object, and ends.
"""

import json
import os
import sys
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ikrar.project.settings")
django.setup()

from django.apps import apps  # noqa: E402 (models can be imported only after the set-up)
from django.core.management import call_command  # noqa: E402 (likewise)
from django.utils import timezone  # noqa: E402 (likewise)

from ikrar.kernel.canonical import canonical  # noqa: E402 (likewise)
from ikrar.register import operations as register  # noqa: E402 (likewise)
from ikrar.register.models import Checkpoint, Log  # noqa: E402 (likewise)
from tests.pledges.gate.conftest import Phone  # noqa: E402 (likewise)


def tables(facts):
    """The empty tables of that release: migrations are never changed once they were in one."""
    for app, name in facts["migrations"]:
        call_command("migrate", app, name, verbosity=0, interactive=False)


def held(facts):
    """How many rows of each kind that the release knew, and where its registers stand."""
    heads = {log.origin: log.checkpoints.order_by("-size").first() for log in Log.objects.order_by("id")}
    return {
        "counts": {label: apps.get_model(label)._default_manager.count() for label in facts["counts"]},
        "registers": {origin: [row.size, bytes(row.root).hex()] for origin, row in heads.items() if row},
    }


def sign(facts):
    """Whoever held a card before signs now, and gets a receipt; all on the day that the folder tells of."""
    at = datetime.fromisoformat(facts["at"])
    timezone.now = lambda: at
    phones = [Phone(SimpleNamespace(site=SimpleNamespace(short=short))) for short, _ in facts["cards"]]
    for phone in phones:
        phone.client.defaults["SERVER_NAME"] = "localhost"
    passes = [
        phone.sign_as(SimpleNamespace(code=code))[0]
        for phone, (_, code) in zip(phones, facts["cards"], strict=True)
    ]
    for seconds in (5, 10):
        register.advance(at=at + timedelta(seconds=seconds))
    receipts = [phone.receipt(given).json() for phone, given in zip(phones, passes, strict=True)]
    return {
        "receipts": [canonical(said["receipt"]).decode() for said in receipts],
        "unpublished": Checkpoint.objects.filter(published_at=None).count(),
    }


if __name__ == "__main__":
    word, path = sys.argv[1:]
    told = {"tables": tables, "held": held, "sign": sign}[word](json.loads(Path(path).read_text()))
    sys.stdout.write(json.dumps(told))
