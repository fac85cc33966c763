"""What went wrong with the service is told where people look whether they can trust it."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse

from ikrar.register import operations
from ikrar.register.models import Log, Outage


@pytest.fixture
def outages(db, at):
    with transaction.atomic():
        operations.enter(kind="note", body={}, at=at)
    log = Log.objects.get()
    for hours, kind, refused in ((1, "DOWN", 0), (2, "REFUSING", 1240)):
        Outage.objects.create(
            log=log,
            kind=kind,
            began_at=at - timedelta(hours=hours),
            ended_at=at if kind == "DOWN" else None,
            refused=refused,
        )


def test_each_outage_is_told_with_its_span_in_both_languages(client, outages):
    indonesian = client.get(reverse("openness:evidence")).content.decode()
    assert "Layanan tidak berjalan" in indonesian
    assert "Gerbang meminta orang datang lagi nanti</strong> · 1.240 permintaan" in indonesian
    assert "masih berlangsung" in indonesian
    english = client.get("/en" + reverse("openness:evidence")).content.decode()
    assert "The service was not running" in english
    assert "still going on" in english
