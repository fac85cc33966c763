"""The photographs of a declaration's joint commitments, for whoever makes its minutes: illustrations, never proof."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from ikrar.commitments.models import Photograph
from ikrar.pledges.queries.albums import Offered


def of_declaration(declaration: str) -> Iterator[Offered]:
    """Those that are still shown, as they were attached; the copy without metadata goes into the paper."""
    rows = Photograph.objects.filter(commitment__declaration__public_id=declaration, withdrawn_at=None)
    for row in rows.select_related("commitment").order_by("attached_at", "id"):
        yield Offered(
            id=row.public_id,
            album=f"komitmen bersama “{row.commitment.title}”",
            caption=row.caption,
            sha256=row.sha256,
            width=row.width,
            height=row.height,
            address=f"/komitmen/{row.commitment.public_id}/foto/{row.public_id}.jpg",
            shown=(Path(settings.MEDIA_ROOT) / f"{row.file}.shown.jpg").read_bytes,
        )
