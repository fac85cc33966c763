"""Personal data: requests with their hours, destructions to approve, failures whose clock runs."""

from collections.abc import Iterator
from datetime import datetime

from ikrar.desk.domain import Tile
from ikrar.desk.queries.worker import Worker
from ikrar.kernel.words import Words
from ikrar.privacy.queries.destructions import waiting_for_approval
from ikrar.privacy.queries.incidents import open_incidents
from ikrar.privacy.queries.requests import waiting


def asked(_: Worker, at: datetime) -> Iterator[Tile]:
    """Requests of persons that are open; each has its hours, so each is urgent."""
    found = waiting(at=at)
    if found.open:
        yield Tile(
            Words("Permintaan tentang data pribadi", "Requests about personal data"),
            found.open,
            Words(f"{found.overdue} lewat batas.", f"{found.overdue} overdue."),
            "privacy:requests",
            is_urgent=True,
        )


def to_approve(_: Worker, at: datetime) -> Iterator[Tile]:  # noqa: ARG001 (every source is asked alike)
    """Destructions that another officer proposed."""
    count = waiting_for_approval()
    if count:
        yield Tile(
            Words("Pemusnahan menunggu persetujuan", "Destructions to approve"),
            count,
            Words("Diusulkan menurut jadwal retensi.", "Proposed by the archive schedule."),
            "privacy:retention",
        )


def failures(_: Worker, at: datetime) -> Iterator[Tile]:
    """Open incidents, and letters that wait for a second officer."""
    found = open_incidents(at=at)
    if found.open:
        yield Tile(
            Words("Kegagalan pelindungan data", "Failures to protect data"),
            found.open,
            Words(
                f"{found.late} lewat batas, {found.drafts} surat menunggu dilepas.",
                f"{found.late} past their hours, {found.drafts} letters to release.",
            ),
            "privacy:incidents",
            is_urgent=True,
        )
