"""Duties from appointments become obligations, which no declaration takes away; what was answered stays answered."""

from typing import Any

from django.db import migrations
from django.db.models import Max, Min

AT_ONCE = 500


def carry_over(apps: Any, _: Any) -> None:
    duty, obligation = apps.get_model("pledges", "Duty"), apps.get_model("pledges", "Obligation")
    rows = duty.objects.filter(appointment__isnull=False).exclude(declaration__rehearsal_of__isnull=False)
    rows = rows.annotate(signed=Min("pledges__received_at"), declined=Max("refusal__at"))
    # Of several duties for one appointment the answered one counts, else the latest.
    made = []
    seen = set()
    for one in sorted(rows.iterator(chunk_size=AT_ONCE), key=_first):
        if (one.official_id, one.appointment_id) in seen:
            continue
        seen.add((one.official_id, one.appointment_id))
        made.append(_obligation(obligation, one))
    obligation.objects.bulk_create(made, batch_size=AT_ONCE)
    duty.objects.filter(declaration=None).delete()


def _first(one: Any) -> tuple[bool, int]:
    answered = one.signed or one.declined
    return (answered is None, -one.pk)


def _obligation(obligation: Any, one: Any) -> Any:
    answered = one.signed or one.declined
    return obligation(
        official_id=one.official_id,
        unit_id=one.unit_id,
        ground="APPOINTED",
        appointment_id=one.appointment_id,
        since_on=one.created_at.date(),
        due_on=one.due_on or one.created_at.date(),
        standing=one.standing,
        created_at=one.created_at,
        answered_at=answered,
        answered_duty_id=one.pk if answered else None,
    )


class Migration(migrations.Migration):

    dependencies = [("pledges", "0005_owing")]

    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
