"""Tables of a publication are written once and kept as a file; nothing wrong with that file reaches anybody."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from ikrar.openness.models import Snapshot
from ikrar.openness.operations import publish_due
from ikrar.openness.queries import open_data
from tests.openness.conftest import EVENING


@pytest.fixture
def table(signed, client):
    publish_due(at=EVENING)
    publish_due(at=EVENING + timedelta(days=1))
    assert Snapshot.objects.count() == 2

    def ask(name="units"):
        open_data._proved.cache_clear()  # as another process would
        address = reverse("openness:data-table", args=[signed.declaration.public_id, name])
        return client.get(address).content

    return ask


def files():
    return sorted((Path(settings.IKRAR_DATA) / "made").glob("tables-*.zip"))


def test_they_are_made_with_the_publication_and_say_the_same_whoever_made_them(table):
    names = {one.sha256[:40] for one in Snapshot.objects.all()}
    assert {one.name.split("-")[1] for one in files()} == names
    before = table()
    for one in files():
        one.unlink()
    assert table() == before
    assert {one.name.split("-")[1] for one in files()} == names


@pytest.mark.parametrize("damage", [b"", b"PK", b"half"])
def test_a_damaged_file_is_written_again(table, damage):
    before = table()
    for one in files():
        one.write_bytes(one.read_bytes()[:200] if damage == b"half" else damage)
    assert table() == before


def test_where_nothing_can_be_kept_the_tables_are_told_all_the_same(table):
    before = table()
    for one in files():
        one.unlink()
    folder = Path(settings.IKRAR_DATA) / "made"
    folder.rename(folder.with_name("elsewhere"))
    folder.write_text("no folder")
    assert table() == before
