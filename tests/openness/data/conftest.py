"""A city whose figures were published twice and proved once, and its downloads."""

import dataclasses
from datetime import timedelta

import pytest

from ikrar.openness.operations import publish_due
from ikrar.openness.queries import open_data
from ikrar.register import queries as register
from ikrar.register import trust
from tests.openness.conftest import EVENING


@dataclasses.dataclass(frozen=True)
class Download:
    """The archive of a declaration and what it is checked against."""

    public_id: str
    archive: bytes
    trust: trust.Trust
    trust_file: bytes


@pytest.fixture(autouse=True)
def _nowhere(settings):
    settings.IKRAR_REGION = settings.IKRAR_REGIONS = ""


@pytest.fixture
def published(signed, clerk):
    """Two publications, both covered by a checkpoint."""
    publish_due(at=EVENING)
    signed.sign("Kelurahan Contoh Satu", 5, at=EVENING + timedelta(hours=12))
    publish_due(at=EVENING + timedelta(days=1))
    clerk(EVENING + timedelta(days=1))
    return signed


@pytest.fixture
def download(published):
    public_id = published.declaration.public_id
    packed = open_data.archive_of(open_data.holding(public_id=public_id))
    trusted = register.trust()
    return Download(public_id, packed, trust.parse(trusted), trusted.encode())


_KEPT = []


@pytest.fixture
def kept(request, db):
    """The same download for every test that only reads it: made once."""
    if not _KEPT:
        _KEPT.append(request.getfixturevalue("download"))
    return _KEPT[0]
