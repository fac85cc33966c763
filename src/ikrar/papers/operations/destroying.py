"""What the archive schedule lets go of papers: text and file; hash, number and anchor stay."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from ikrar.papers import keeping
from ikrar.papers.models import Paper, ReturnedPaper
from ikrar.papers.queries.destroyable import over_before


def destroy_papers(*, before: datetime, most: int) -> int:
    """Papers whose time was over before that moment; how many went."""
    with transaction.atomic():
        found = list(over_before(before).order_by("pk")[:most])
        Paper.objects.filter(pk__in=[paper.pk for paper in found]).update(text="")
        returned = list(ReturnedPaper.objects.filter(paper__in=found))
        for one in returned:
            one.checked |= {"signatures": [], "findings": []}
            one.save(update_fields=["checked"])
        _forget({*(paper.sha256 for paper in found), *(one.sha256 for one in returned)})
        return len(found)


def _forget(files: Iterable[str]) -> None:
    """Whoever is stopped here finds the rows again; a file that another paper still needs stays."""
    needed = Paper.objects.exclude(text="")
    kept = {*needed.values_list("sha256", flat=True)}
    kept |= {*ReturnedPaper.objects.filter(paper__in=needed).values_list("sha256", flat=True)}
    for sha256 in set(files) - kept:
        keeping.forget(sha256)
