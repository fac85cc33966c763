"""Fixing freezes who is asked, per unit, in the register."""

from datetime import time

import pytest

from ikrar.pledges import operations, queries
from ikrar.pledges.domain import State, StateNotAllowed
from ikrar.pledges.models import Declaration, Denominator, Duty
from ikrar.register.models import Entry
from ikrar.roster import models as roster
from tests.pledges.planning.conftest import DAY, LONG_AGO, NOW


def test_everybody_of_the_invited_units_has_a_duty(planned, city, citra):
    frozen = operations.fix(declaration=planned.id, by=citra, at=NOW)
    assert (frozen.bound, frozen.units) == (city.size, len(city.units))
    assert Duty.objects.filter(declaration__public_id=planned.id).count() == city.size
    assert queries.declaration(public_id=planned.id).state == State.FIXED
