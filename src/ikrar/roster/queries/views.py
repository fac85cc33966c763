"""What the roster answers with: frozen values, never rows."""

from dataclasses import dataclass
from datetime import date, datetime


class UnitNotFound(Exception):
    """No such unit on that day."""


class InstitutionNotFound(Exception):
    """No such body."""


class OfficialNotFound(Exception):
    """No such official on that day."""


@dataclass(frozen=True, slots=True)
class UnitView:
    """A unit on one day."""

    id: int
    public_id: str
    name: str
    path_names: tuple[str, ...]
    parent_id: int | None
    depth: int
    kind: str
    institution_id: int


@dataclass(frozen=True, slots=True)
class OfficialView:
    """An official on one day; `name` bears the titles, the full number is never here."""

    id: int
    public_id: str
    name: str
    short_name: str
    number_tail: str
    status: str
    position: str
    echelon: str
    unit_id: int
    unit_name: str
    institution_name: str
    rank: str = ""
    bare_name: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """An address, and since when; one changed within 72 hours before a site opens serves no code."""

    email: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class RepresentativeView:
    """Who speaks for an institution."""

    id: int
    name: str
    position: str
    begins_on: date
    ends_before: date | None


@dataclass(frozen=True, slots=True)
class InstitutionView:
    """A body that convenes, hosts or witnesses."""

    id: int
    public_id: str
    name: str
    kind: str
    is_convenor: bool


@dataclass(frozen=True, slots=True)
class AppointmentView:
    """Newly appointed officials; each of them owes a pledge."""

    id: int
    title: str
    decree: str
    effective_on: date
    official_ids: tuple[int, ...]
    public_id: str = ""


@dataclass(frozen=True, slots=True)
class AbsenceView:
    """A lawful absence."""

    id: int
    official_id: int
    begins_on: date
    ends_before: date
    reason: str
