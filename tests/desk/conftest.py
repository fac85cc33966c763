"""The small city a week after its declaration, for the worklists."""

from tests.pledges.duties.conftest import clock, held  # noqa: F401 (fixtures)
from tests.pledges.planning.conftest import city, fixed, planned, text  # noqa: F401 (fixtures)
