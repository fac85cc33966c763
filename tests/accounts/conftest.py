"""A government SSO of our own."""

import pytest

from tests.accounts.issuer import CLIENT, SECRET, Issuer


@pytest.fixture
def issuer(settings):
    """An issuer on this machine, set up here as the SSO."""
    with Issuer() as made:
        settings.IKRAR_SSO_ISSUER = made.name
        settings.IKRAR_SSO_CLIENT = CLIENT
        settings.IKRAR_SSO_SECRET = SECRET
        settings.IKRAR_SSO_NAME = "SSO Contoh"
        settings.IKRAR_SSO_NIP_CLAIM = "nip"
        yield made
