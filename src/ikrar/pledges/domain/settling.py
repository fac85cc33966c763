"""What is known of a pledge when its company is settled."""

from typing import NamedTuple


class Settled(NamedTuple):
    """One accepted pledge on its way into the figures, as its row says it now."""

    id: int
    declaration_id: int
    duty_id: int | None  # none once it was erased
    official_id: int | None
    unit_id: int
    site_id: int | None
    standing: str  # of the duty; empty without one
    effective: bool
    disputed: bool
    key_kind: str
    identified_by: str
    presence: str
    key_thumbprint: str
    key: str  # base64 of a device's key; empty for other kinds
    received_at: object  # as the engine gives it, for writing back
    own_site_id: int | None  # where the duty belongs, wherever it was signed
