"""The people every test may ask for: Budi, Citra, Dewi, an administrator, and nobody.

`as_user(client, role, scope="*", confirmed=True)` signs somebody in with a role; with `confirmed` grave acts
do not ask again. Ani is an official of the roster and never signs in here.
"""

import gc
import os
import time
from datetime import date, datetime

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone, translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from ikrar.accounts.domain import Role
from ikrar.accounts.models import Grant, User
from ikrar.web.access import CONFIRMED_AT
from tests.patience import pytest_report_teststatus, pytest_runtest_makereport

# A busy machine is no counter-example. Where a test names no number of its own, `--all` draws more often.
hypothesis_settings.register_profile(
    "steady",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    max_examples=100 if os.environ.get("IKRAR_TEST_FUZZ") else 40,
)
hypothesis_settings.load_profile("steady")

__all__ = ["pytest_report_teststatus", "pytest_runtest_makereport"]
DATABASE = {"db", "transactional_db", "django_db_serialized_rollback", "live_server", "django_db_setup"}


def pytest_collection_modifyitems(items):
    """Mark what touches no database: one engine is enough for it."""
    for item in items:
        asked = getattr(item, "fixturenames", ())
        if not item.get_closest_marker("django_db") and not DATABASE.intersection(asked):
            item.add_marker(pytest.mark.pure)


def pytest_collection_finish():
    """What stands now stands to the end: to look through it again and again for rubbish takes a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(autouse=True)
def _fresh_counters():
    """Sign-in counters of one test are not the next one's business."""
    cache.clear()


@pytest.fixture(autouse=True)
def _indonesian_first():
    """A request for an English page leaves its language behind in the thread, and `reverse` follows it."""
    with translation.override("id"):
        yield


@pytest.fixture(autouse=True)
def _own_data_folder(settings, tmp_path):
    """The register refuses to sign when its files are ahead of its database, which every test empties."""
    settings.IKRAR_DATA = tmp_path


@pytest.fixture
def at() -> datetime:
    """The moment of the test: now, read once."""
    return timezone.now()


@pytest.fixture
def make_user(db):
    """`make_user("Budi Contoh", Role.UNIT_HEAD, scope="*")`: an active account with roles since 2020."""

    def make(name, *roles, scope="*", email=None):
        word = name.split()[0].lower()
        user, made = User.objects.get_or_create(
            email=email or f"{word}@contoh.example",
            defaults={"display_name": name, "is_active": True, "created_at": timezone.now()},
        )
        if made:
            user.set_password("kata sandi contoh")
            user.save()
        for role in roles:
            Grant.objects.get_or_create(
                user=user,
                role=Role(role),
                scope=scope,
                ends_before=None,
                defaults={"begins_on": date(2020, 1, 1), "reason": "contoh"},
            )
        return user

    return make


@pytest.fixture
def confirm():
    """`confirm(client)`: the session has just shown its passkey."""

    def mark(client):
        session = client.session
        session[CONFIRMED_AT] = int(time.time())
        session.save()
        return client

    return mark


@pytest.fixture
def as_user(make_user, confirm):
    """`as_user(client, "PERSONNEL", scope="*", confirmed=True)` signs in and returns the user."""

    def sign_in(client, *roles, scope="*", confirmed=True, name=None):
        user = make_user(name or f"{'-'.join(roles) or 'dewi'} Contoh", *roles, scope=scope)
        client.force_login(user)
        if confirmed:
            confirm(client)
        return user

    return sign_in


@pytest.fixture
def budi(make_user):
    """Head of a unit; here of all units (bind him with `make_user` where the unit matters)."""
    return make_user("Budi Contoh", "UNIT_HEAD")


@pytest.fixture
def citra(make_user):
    """Personnel officer and organiser."""
    return make_user("Citra Contoh", "PERSONNEL", "ORGANISER")


@pytest.fixture
def dewi(make_user):
    """Has an account and may do nothing."""
    return make_user("Dewi Contoh")


@pytest.fixture
def admin(make_user):
    return make_user("Gita Contoh", "ADMIN")


def _signed_in(user, confirm):
    client = Client()
    client.force_login(user)
    return confirm(client)


@pytest.fixture
def nobody(db, client):
    """A browser nobody signed in with."""
    return client


@pytest.fixture
def budi_client(budi, confirm):
    return _signed_in(budi, confirm)


@pytest.fixture
def citra_client(citra, confirm):
    return _signed_in(citra, confirm)


@pytest.fixture
def dewi_client(dewi, confirm):
    return _signed_in(dewi, confirm)


@pytest.fixture
def admin_client(admin, confirm):
    return _signed_in(admin, confirm)
