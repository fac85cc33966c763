"""What the fault tests do inside the product, as a program: `office.py tables`, `office.py plant PEOPLE` and `office.py count`.

It runs in the environment of the service under test, prints one JSON object, and ends.
"""

import json
import os
import sys
from datetime import date, timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ikrar.project.settings")
django.setup()

from django.conf import settings  # noqa: E402 (models can be imported only after the set-up)
from django.core.management import call_command  # noqa: E402 (likewise)
from django.db import transaction  # noqa: E402 (likewise)
from django.db.models import Count  # noqa: E402 (likewise)
from django.utils import timezone  # noqa: E402 (likewise)

from ikrar.pledges.domain import Ground, cards, presence  # noqa: E402 (likewise)
from ikrar.pledges.models import CodeCard, Duty, Pledge  # noqa: E402 (likewise)
from ikrar.register import domain  # noqa: E402 (likewise)
from ikrar.register import operations as register  # noqa: E402 (likewise)
from ikrar.register.models import Checkpoint, Log, Outage, Staged  # noqa: E402 (likewise)
from ikrar.roster.models import Edition, Institution, Membership, Official, Placement, Unit  # noqa: E402 (likewise)
from tests.entries import entries  # noqa: E402 (likewise)
from tests.pledges.gate import conftest as factories  # noqa: E402 (likewise)

BEFORE = date(2020, 1, 1)


def tables():
    """Every table, and no row that is not always there."""
    call_command("migrate", verbosity=0, interactive=False)
    return {}


def plant(people):
    """A village whose roll call is going on now, hours before and after: signing is open, everybody holds a card."""
    tables()
    at = timezone.now()
    factories.MORNING, factories.CUT_OFF = at - timedelta(hours=12), at + timedelta(hours=12)
    with transaction.atomic():
        Edition.objects.update_or_create(id=1, defaults={"seq": 1})
        institution = Institution.objects.create(
            name="Pemerintah Kota Contoh", kind="PEMKOT", is_convenor=True
        )
        unit = Unit.objects.create(institution=institution)
        Placement.objects.create(
            unit=unit,
            name="Kelurahan Contoh",
            kind="PART",
            depth=0,
            path="0000001",
            begins_on=BEFORE,
            since_seq=1,
        )
        hall = factories.hall_of(institution, unit)
        register.open_register(at=at)  # its key is there from the beginning, for whoever copies the keys
        later = at + timedelta(hours=1)  # so that the service is not late with it, whenever it is started
        factories.enter_text(hall.declaration.text, waits_since=later)
        codes = _summon(hall, people, at=at)
    key = presence.site_key(secret=settings.KEYRING.secret("presence"), site=hall.site.public_id)
    return {"site": hall.site.short, "stage_key": key.hex(), "codes": codes}


def _summon(hall, people, *, at):
    """So many officials with a duty and a card each; the codes as they are printed."""
    officials = Official.objects.bulk_create(
        Official(number=f"19850302201001{n:04d}", since_seq=1) for n in range(people)
    )
    Membership.objects.bulk_create(
        Membership(
            official=official, unit=hall.unit, name=f"Warga {n} Contoh", folded_name=f"warga {n} contoh",
            status="PNS", position="Pengelola contoh", begins_on=BEFORE, since_seq=1,
        )
        for n, official in enumerate(officials)
    )  # fmt: skip
    duties = Duty.objects.bulk_create(
        Duty(
            declaration=hall.declaration, official=official, site=hall.site, unit=hall.unit,
            ground=Ground.INVITED, created_at=at,
        )
        for official in officials
    )  # fmt: skip
    codes = [cards.new_code() for _ in duties]
    secret, declaration = settings.KEYRING.secret("codes"), hall.declaration.public_id
    CodeCard.objects.bulk_create(
        CodeCard(
            duty=duty,
            code_hash=cards.code_hash(secret=secret, declaration=declaration, code=code),
            issued_at=at,
        )
        for duty, code in zip(duties, codes, strict=True)
    )
    return [cards.grouped(code) for code in codes]


def count():
    """What the database holds: pledges by pass, entries by leaf, checkpoints, and people who signed twice.

    An outage becomes an entry seconds after it is over, whenever that is: such an entry may wait when all else is done.
    `unrest` is zero when none is to come.
    """
    twice = Pledge.objects.filter(effective=True).values("duty").annotate(n=Count("id")).filter(n__gt=1)
    last = Checkpoint.objects.filter(log__closed_at=None).order_by("-log__kind", "-size").first()
    return {
        "pledges": sorted([p.tid, bytes(p.leaf_hash).hex()] for p in Pledge.objects.filter(effective=True)),
        "leaves": [domain.leaf_hash(bytes(entry.leaf)).hex() for entry in entries("pledge")],
        "waiting": Staged.objects.exclude(kind=domain.OUTAGE).count(),
        "unrest": Staged.objects.count() + Outage.objects.filter(ended_at=None).count(),
        "twice": twice.count(),
        "size": last.size if last else 0,
        "root": bytes(last.root).hex() if last else "",
        "origins": list(Log.objects.order_by("id").values_list("origin", flat=True)),
    }


if __name__ == "__main__":
    word, *rest = sys.argv[1:]
    told = {"tables": tables, "plant": plant, "count": count}[word](*map(int, rest))
    sys.stdout.write(json.dumps(told))
