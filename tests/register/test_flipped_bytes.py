"""fsck notices any byte that became another; tests/faults tries it by the thousand."""

import random

from tests.register import flips


def test_no_flipped_byte_of_a_row_or_a_file_goes_unnoticed(office, tmp_path):
    living = flips.fill(office)
    assert flips.unnoticed(random.Random(41), 100, tmp_path / "register", living) == []


def test_what_may_change_unnoticed_is_named_with_its_reason(office):
    columns = {(model, field.attname) for model in flips.ROWS for field in model._meta.concrete_fields}
    assert set(flips.FREE) <= columns
    assert all(flips.FREE.values())
