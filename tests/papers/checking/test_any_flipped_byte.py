"""Whatever single byte of a signed paper is changed, the paper is not accepted as it was."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from ikrar.papers.checking import Expected, Limits
from ikrar.papers.checking.examining import examine
from ikrar.papers.checking.structure import BLANKS
from tests.papers.checking import corpus, making


@pytest.fixture(scope="module")
def bench():
    return corpus.bench()


def accepted(pdf, bench):
    return examine(pdf, trust=bench.trust, at=corpus.NOW, expected=Expected(), limits=Limits()).is_accepted


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(place=some.floats(0, 1, exclude_max=True), mask=some.integers(1, 255))
def test_any_flipped_byte_inside_the_signed_range_is_noticed(bench, place, mask):
    pdf = bench.signed
    _, before, behind, rest = making.byte_range(pdf)
    signed = [*range(before), *range(behind, behind + rest)]
    at = signed[int(place * len(signed))]
    assert not accepted(pdf[:at] + bytes([pdf[at] ^ mask]) + pdf[at + 1 :], bench)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(place=some.floats(0, 1, exclude_max=True), digit=some.sampled_from("0123456789abcdef"))
def test_a_digit_of_the_signature_changes_nothing_that_was_signed(bench, place, digit):
    """Certificates along with it may be spoilt and not missed; what was signed and by whom cannot be another."""
    pdf = bench.signed
    _, before, behind, _ = making.byte_range(pdf)
    at = before + 1 + int(place * (behind - before - 2))
    spoilt = pdf[:at] + digit.encode() + pdf[at + 1 :]
    found = examine(spoilt, trust=bench.trust, at=corpus.NOW, expected=Expected(), limits=Limits())
    if found.is_accepted:
        assert [one.name for one in found.certified] == ["Siti Rahma Contoh"]
        assert (
            found.text_sha256
            == examine(
                pdf, trust=bench.trust, at=corpus.NOW, expected=Expected(), limits=Limits()
            ).text_sha256
        )


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(noise=some.binary(max_size=400), place=some.floats(0, 1))
def test_nothing_that_is_put_into_a_file_breaks_the_check(bench, noise, place):
    at = int(place * len(bench.signed))
    pdf = bench.signed[:at] + noise + bench.signed[at:]
    is_blank_at_the_end = at == len(bench.signed) and not noise.strip(BLANKS)
    assert accepted(pdf, bench) == is_blank_at_the_end or not noise
