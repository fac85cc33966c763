"""The sites of a declaration are read again when one of them changed, and only then."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ikrar.pledges.models import Site
from ikrar.pledges.queries.gate import rules_of, site_page
from tests.pledges.gate.conftest import MORNING


def read(hall):
    """What is told of the sites, and how many questions listed them."""
    with CaptureQueriesContext(
        connection,
    ) as asked:
        loaded = rules_of(declarations=[hall.declaration.public_id])[hall.declaration.public_id]
    listed = [one for one in asked if '"public_id"' in one["sql"] and 'FROM "pledges_site"' in one["sql"]]
    return loaded, len(listed)


def told(loaded):
    return {(loaded.sites[name], name, moment) for name, moment in loaded.rules.opened.items()}


def there(hall):
    sites = Site.objects.filter(declaration=hall.declaration, cancelled_at=None)
    return set(sites.values_list("id", "public_id", "signing_opened_at"))


def test_what_did_not_change_is_not_read_again(hall):
    read(hall)
    loaded, listed = read(hall)
    assert (told(loaded), listed) == (there(hall), 0)


@pytest.mark.parametrize(
    "change",
    [
        lambda hall, other: hall.change_site(signing_opened_at=None),
        lambda hall, other: hall.change_site(cancelled_at=MORNING),
        lambda hall, other: Site.objects.create(declaration=hall.declaration, name="Contoh ketiga"),
        lambda hall, other: other.delete(),
        lambda hall, other: Site.objects.filter(pk=other.pk).update(signing_opened_at=MORNING),
        lambda hall, other: (
            hall.change_site(signing_opened_at=None),
            Site.objects.filter(pk=other.pk).update(signing_opened_at=hall.site.signing_opened_at),
        ),
    ],
    ids=["held back", "cancelled", "added", "removed", "opened", "another opened in its place"],
)
def test_whatever_changes_is_seen_at_once(hall, change):
    other = Site.objects.create(declaration=hall.declaration, name="Contoh kedua")
    read(hall)
    change(hall, other)
    loaded, _ = read(hall)
    assert told(loaded) == there(hall)


def test_the_page_of_a_site_is_told_of_no_other(hall):
    Site.objects.create(declaration=hall.declaration, name="Contoh kedua")
    page = site_page(short=hall.site.short)
    assert set(page.declaration.rules.opened) == {hall.site.public_id}
