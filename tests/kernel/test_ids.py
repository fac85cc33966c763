import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikrar.kernel import ids

codes = st.text(alphabet=ids.ALPHABET, min_size=1, max_size=20)


@given(codes)
def test_a_code_with_its_check_character_is_accepted(code):
    assert ids.check(ids.with_check(code)) == code


@given(codes, st.data())
def test_one_wrong_character_is_noticed(code, data):
    whole = ids.with_check(code)
    place = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.sampled_from([c for c in ids.ALPHABET if c != whole[place]]))
    wrong = whole[:place] + other + whole[place + 1 :]
    distance = abs(ids.ALPHABET.index(other) - ids.ALPHABET.index(whole[place]))
    if distance != 31:
        with pytest.raises(ids.NotACode):
            ids.check(wrong)
