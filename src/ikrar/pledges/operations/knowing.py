"""Know an official by what a government SSO says: exactly one row of the day's list, or nobody at all."""

from datetime import datetime

from ikrar.accounts.operations import Identified
from ikrar.kernel.zones import JAKARTA
from ikrar.pledges.domain.oneself import KnownBy, is_settled
from ikrar.pledges.operations.enrolling import Oneself
from ikrar.pledges.operations.passing.one_time import SETTLES
from ikrar.roster import queries as roster


class NotOneOfTheList(Exception):
    """What the SSO says fits nobody of the day's list, or more than one; all get one answer."""


def oneself_by_sso(identified: Identified, *, at: datetime) -> Oneself:
    """By number where the SSO gives one; else by an address that is in the list for 72 hours. It gives no pass."""
    if identified.nip:
        view = roster.official_by_number(number=identified.nip, on=at.astimezone(JAKARTA).date())
        found = [] if view is None else [view.id]
    else:
        found = _by_address(identified.email, at=at)
    if len(found) != 1:
        raise NotOneOfTheList
    return Oneself(found[0], KnownBy.SSO)


def _by_address(email: str, *, at: datetime) -> list[int]:
    if not email:
        return []
    on = at.astimezone(JAKARTA).date()
    held = roster.people_with_address(email=email)
    here = {view.id for view in roster.officials(ids=list(held), on=on)}
    # A second person with the address makes it ambiguous, however fresh his entry is.
    fresh = [one for one in here if not is_settled(held[one].changed_at, at=at, settles=SETTLES)]
    return [] if fresh else sorted(here)
