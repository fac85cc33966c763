"""Who is the clerk, as far as the database knows."""

from dataclasses import dataclass
from datetime import datetime

from ikrar.register.models import Term


@dataclass(frozen=True, slots=True)
class ClerkView:
    """The number of the term, and when a standing clerk was last there, by the database's clock."""

    term: int
    seen_at: datetime | None


def clerk() -> ClerkView:
    row = Term.objects.order_by("id").first()
    return ClerkView(row.number, row.heartbeat_at) if row else ClerkView(0, None)
