"""Looking for duties reads first and writes then: nobody who signs waits while a nation's tree is read."""

from contextlib import contextmanager

from django.db import transaction

from ikrar.pledges.models import Obligation
from ikrar.pledges.operations.owing import arising, sweeping
from ikrar.roster import queries as roster
from tests.pledges.duties.conftest import appoint, look


def test_the_tree_and_the_staff_list_are_read_before_a_write_begins(held, city, monkeypatch):
    appoint(city.people["mawar"])
    writing, read = [], []

    @contextmanager
    def atomic():
        writing.append(True)
        try:
            with transaction.Atomic(using=None, savepoint=True, durable=False):
                yield
        finally:
            writing.pop()

    def watched(name):
        real = getattr(roster, name)

        def asked(*args, **kwargs):
            assert not writing, f"{name} was read inside a write"
            read.append(name)
            return real(*args, **kwargs)

        return asked

    for module in (arising, sweeping):
        monkeypatch.setattr(module, "transaction", type("Writing", (), {"atomic": staticmethod(atomic)}))
    for name in ("units", "began", "whereabouts", "all_appointments"):
        monkeypatch.setattr(roster, name, watched(name))
    look()
    assert Obligation.objects.exists()
    assert {"units", "whereabouts", "all_appointments"} <= set(read)
