"""The doctor asks the government SSO as a sign-in would, and names what would make one fail."""

from datetime import timedelta

import pytest

from ikrar.project.diagnosis import sso
from ikrar.project.diagnosis.finding import Level
from tests.accounts.issuer import set_up


@pytest.fixture
def issuer(settings):
    with set_up(settings) as made:
        yield made


def looked(at):
    return [(finding.level, finding.subject) for finding in sso.reached(at)]


def test_where_none_is_set_up_it_says_nothing(at):
    assert looked(at) == []


def test_a_good_one(issuer, at):
    assert looked(at) == [(Level.GOOD, "sso"), (Level.GOOD, "sso clock")]


def test_clocks_that_differ(issuer, at):
    assert looked(at - timedelta(minutes=2))[-1] == (Level.WARNING, "sso clock")


def test_one_that_is_down_unnamed_or_has_no_keys(issuer, at, settings):
    issuer.keys = []
    assert looked(at)[0] == (Level.BAD, "sso")
    issuer.document = {"issuer": f"{issuer.name}/"}
    settings.IKRAR_SSO_ISSUER = f"{issuer.name}/lain"
    assert looked(at) == [(Level.BAD, "sso")]
    settings.IKRAR_SSO_ISSUER = "http://127.0.0.1:9"
    assert looked(at) == [(Level.BAD, "sso")]


def test_one_that_is_not_https_is_not_even_asked(issuer, at, settings):
    settings.IKRAR_SSO_ISSUER = "http://sso.kota.example"
    found = list(sso.reached(at))
    assert [(finding.level, "https" in finding.remedy.id) for finding in found] == [(Level.BAD, True)]
    assert issuer.asked == []


def test_a_forgotten_secret(issuer, at, settings):
    settings.IKRAR_SSO_SECRET = ""
    assert (Level.WARNING, "sso") in looked(at)
