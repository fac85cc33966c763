"""What of a list is kept for how long: folders go with their run, rows that were refused after thirty days."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from ikrar.roster import models
from ikrar.roster.domain.lists import State
from ikrar.roster.importing import tidying
from ikrar.roster.importing.pace import Pace
from ikrar.roster.operations.lists import discard_import

KEPT = timedelta(days=30)


def sweep_files() -> None:
    """Folders of runs that are no more."""
    root = Path(settings.IKRAR_DATA) / "imports"
    known = set(models.Import.objects.values_list("public_id", flat=True))
    for place in root.iterdir() if root.exists() else ():
        if place.name not in known:
            shutil.rmtree(place, ignore_errors=True)


def forget_old_lists(*, at: datetime) -> None:
    """Refused rows go thirty days after their list was applied; a list that nobody applied is discarded whole."""
    runs = models.Import.objects.filter(state=State.APPLIED, step="", finished_at__lte=at - KEPT)
    pace = Pace()
    while tidying.forget_rows(runs, pace):
        pass
    waiting = models.Import.objects.filter(
        state__in=(State.MAPPING, State.READY), entered_at__lte=at - KEPT, held_until=None
    )
    for public_id in waiting.values_list("public_id", flat=True):
        discard_import(public_id=public_id, by=None, at=at)
