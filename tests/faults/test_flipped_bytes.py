"""Thousands of flipped bytes, in rows, tiles, bundles, records and checkpoint: fsck notices each."""

import random

import pytest

from tests.register import flips
from tests.register.conftest import office

__all__ = ["office"]
pytestmark = pytest.mark.faults
FLIPS = 2000


def test_thousands_of_flipped_bytes_are_all_noticed(office, tmp_path):
    living = flips.fill(office)
    assert flips.unnoticed(random.Random(20261122), FLIPS, tmp_path / "register", living) == []
