"""Who signed on which device. No index leads from a key to its pledges: the way goes by the people who hold the key."""

from collections.abc import Collection

from django.db.models import QuerySet

from ikrar.pledges.models import DeviceKey, Duty, Pledge


def signed_on(*, thumbprints: Collection[str]) -> QuerySet[Pledge]:
    """The settled pledges made on these devices; step by step, so that no engine walks all pledges instead."""
    people = list(DeviceKey.objects.filter(thumbprint__in=thumbprints).values_list("official_id", flat=True))
    duties = list(Duty.objects.filter(official__in=people).values_list("id", flat=True))
    return Pledge.objects.filter(duty__in=duties, key_thumbprint__in=thumbprints)
