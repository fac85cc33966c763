"""What the archive schedule lets go of papers: text and file; hash, number and anchor stay."""

from datetime import datetime
from functools import partial

from django.db import transaction

from ikrar.papers import keeping
from ikrar.papers.models import Paper, ReturnedPaper
from ikrar.papers.queries.destroyable import returned_before


def destroy_papers(*, taken_before: datetime, most: int) -> int:
    """Papers that came back before that moment; how many went."""
    with transaction.atomic():
        found = list(returned_before(taken_before).order_by("pk")[:most])
        for paper in found:
            for sha256 in (paper.sha256, paper.returned.sha256):
                transaction.on_commit(partial(keeping.forget, sha256))
        Paper.objects.filter(pk__in=[paper.pk for paper in found]).update(text="")
        for paper in found:
            told = paper.returned.checked | {"signatures": [], "findings": []}
            ReturnedPaper.objects.filter(pk=paper.returned.pk).update(checked=told)
        return len(found)
