"""What the register was given, whether it waits or has its place already."""

from ikrar.register import domain
from ikrar.register.models import Entry, Staged


def entries(kind=None):
    """All of a kind, those that wait behind those that stand."""
    found = [
        *Entry.objects.select_related("log").order_by("log", "index"),
        *Staged.objects.select_related("log").order_by("id"),
    ]
    return [row for row in found if kind in (None, row.kind)]


def bodies(kind):
    return [bytes(row.body) for row in entries(kind)]


def the_body(kind):
    """The record of the only one of its kind."""
    (body,) = bodies(kind)
    return body


def kind_at(leaf_hash):
    """What kind of entry this leaf is."""
    (row,) = [row for row in entries() if domain.leaf_hash(bytes(row.leaf)) == bytes(leaf_hash)]
    return row.kind
