"""What a stranger reads of shares and of follow-up sessions: one rule for every share, and who is asked."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikrar.openness.operations import publish_due
from ikrar.pledges.domain.owing import Asks
from ikrar.pledges.models import Declaration
from ikrar.web.formats import floored, percent

EVENING = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)


def test_the_line_of_days_and_the_tiles_say_the_share_as_the_page_does(client, signed):
    publish_due(at=EVENING)
    address = f"/deklarasi/{signed.declaration.public_id}/"
    for lead, share in (("", "70,8 %"), ("/en", "70.8 %")):
        page = client.get(lead + address).content.decode()
        assert f'<span class="share">({share})</span>' in page
        assert set(re.findall(r'<text class="last"[^>]*>([^<]*)<', page)) == {share}
    shares = set(re.findall(r"<td>([\d,]+ %)</td>", client.get(address).content.decode()))
    wide = (
        client.get(address).content.decode().partition('class="chart tiles wide"')[2].partition("</svg>")[0]
    )
    told = {one.replace("%", " %") for one in re.findall(r">([\d,]+%)<", wide)}
    assert told
    assert told == shares


@pytest.mark.pure
@given(st.integers(1, 6_000_000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_no_share_of_any_people_is_rounded_up_and_none_loses_a_part_it_has(counted):
    part, whole = counted
    for parts in (5, 100, 1000):
        assert floored(part / whole, parts=parts) == part * parts // whole
    assert (percent(part / whole, english=True) == "100.0 %") == (part == whole)


def test_a_follow_up_says_whom_it_asks(client, signed):
    address = f"/deklarasi/{signed.declaration.public_id}/"
    assert "susulan" not in client.get(address).content.decode()
    Declaration.objects.filter(pk=signed.declaration.pk).update(asks=Asks.OWING)
    page = client.get(address).content.decode()
    for said in (
        "Sesi susulan",
        "pegawai baru",
        "kembali dari berhalangan sah",
        "hanya yang masih berkewajiban",
    ):
        assert said in page
    assert "those back from lawful absence" in client.get(f"/en{address}").content.decode()
    assert "sesi susulan" in client.get("/deklarasi/").content.decode()
