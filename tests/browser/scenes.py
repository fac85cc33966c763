"""Rows that pages need before they can be looked at. Each context adds a function; the scene is their union."""

import importlib.util
import sys
from pathlib import Path

from django.utils import timezone

from ikrar.openness.operations import publish_due
from ikrar.pledges.models import Site, Trouble
from ikrar.pledges.operations.kiosk import open_kiosk
from ikrar.pledges.operations.paper import add_page, start_roll
from ikrar.pledges.operations.running import open_stage, start_step
from ikrar.pledges.operations.telling import tell_signers
from tests.pledges.day.conftest import build_city

SCAN = b"%PDF-1.7 a scanned sheet %%EOF"


def _openness():
    """The invented city of the tests of openness; the test tree is no package."""
    path = Path(__file__).parents[1] / "openness" / "conftest.py"
    spec = importlib.util.spec_from_file_location("browser_openness", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def public_figures(_request):
    """A declaration with published figures, and one known from the press."""
    openness = _openness()
    city = openness.sign_all(openness.made_city())
    publish_due(at=openness.EVENING)
    recorded = openness.record(city)
    return {"published": city.declaration.public_id, "recorded": recorded.public_id}


def the_day(request):
    """A roll call this morning: a site that signs, one that waits, a kiosk, a paper roll, a few troubles."""
    at = timezone.now()
    city = build_city(on=timezone.localdate())
    by = request.getfixturevalue("make_user")("Hadi Contoh", "SITE_LEADER")
    site, waiting = city.site, Site.objects.create(declaration=city.declaration, name="Kelurahan Contoh Dua")
    start_step(site_id=site.public_id, order=4, by=by, at=at)
    for duty in city.duties[city.one.pk][:6]:
        city.sign(duty, at=at)
    tell_signers(at=at)
    for kind in ("WRONG_CODE", "UNKNOWN_NUMBER", "MANY_ON_DEVICE"):
        Trouble.objects.create(declaration=city.declaration, site=site, kind=kind, at=at)
    roll = start_roll(site_id=site.public_id, unit=city.one.public_id, by=by, at=at)
    add_page(roll=roll, content=SCAN, by=by, at=at)
    kiosk = open_kiosk(site_id=site.public_id, witness_unit=city.bureau.public_id, by=by, at=at)
    return {
        "day": city.declaration.public_id,
        "day_site": site.public_id,
        "day_unit": city.one.public_id,
        "day_roll": roll,
        "day_kiosk": f"/kios/{kiosk.token}/",
        "day_stage": f"/layar/{open_stage(site_id=site.public_id, by=by, at=at)}/",
        "day_stage_waiting": f"/layar/{open_stage(site_id=waiting.public_id, by=by, at=at)}/",
    }


SCENES = [the_day, public_figures]
