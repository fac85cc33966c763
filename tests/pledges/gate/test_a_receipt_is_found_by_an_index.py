"""Every phone asks for its receipt until the register covers it: no such question may walk all pledges."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ikrar.pledges.models import Pledge
from ikrar.pledges.queries import receipts

pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL walks a small table whatever its indexes"
)


@pytest.mark.parametrize("is_mine", [True, False])
def test_by_its_pass_or_by_the_person_a_pledge_is_looked_up(hall, ani, phone, *, is_mine):
    phone.sign_as(ani)
    held = Pledge.objects.get()
    tid = held.tid if is_mine else "0" * 32
    with CaptureQueriesContext(connection) as asked:
        found = receipts.proof_by_pass(
            tid=tid, declaration=hall.declaration.public_id, official=held.duty.official.public_id
        )
    assert found.pledge_id == held.id
    plans = [plan_of(one["sql"]) for one in asked if "pledges_pledge" in one["sql"]]
    assert plans
    assert not [plan for plan in plans if "SCAN" in plan]


def plan_of(sql):
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN " + sql)
        return " / ".join(str(row[-1]) for row in cursor.fetchall())
