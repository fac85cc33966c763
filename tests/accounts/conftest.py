"""A government SSO of our own."""

import pytest

from tests.accounts.issuer import set_up


@pytest.fixture
def issuer(settings):
    with set_up(settings) as made:
        yield made
