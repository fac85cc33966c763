"""Bytes and objects that are nearly right: valid ones with something changed, and things that were never right."""

import copy
import json

from hypothesis import settings
from hypothesis import strategies as st

fuzzed = settings.get_profile("fuzz")
fuzzed_each = settings.get_profile("fuzz each form")

NASTY = (
    "", " ", "\n", "\r\n", "\x00", "\x7f", "\u2028", "\u202e", "\ufeff", "é", "e\u0301", "🙂", "\\u0041", "٣", "Ⅷ", "+", "-0",
    "1e9", "0x10", "null", "true", "{}", "[]", "'", '"', "../../etc/passwd", "%00", "a" * 5000, "A" * 44, "=" * 8, "....",
)  # fmt: skip
NUMBERS = (
    0,
    -1,
    1,
    2**31,
    2**53,
    2**53 + 1,
    2**63,
    2**64,
    -(2**63),
    10**30,
    0.5,
    1e308,
    float("inf"),
    float("nan"),
)

texts = st.sampled_from(NASTY) | st.text(max_size=60) | st.text("0123456789abcdefABCDEF+/=-_.", max_size=60)
scalars = st.none() | st.booleans() | st.integers() | st.sampled_from(NUMBERS) | texts
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
anything = (
    st.binary(max_size=600)
    | texts.map(lambda text: text.encode("utf-8", "surrogatepass"))
    | values.map(lambda value: json.dumps(value).encode())
)


@st.composite
def changed(draw, valid):
    """One to three changes to valid bytes; never those bytes again."""
    data = valid if isinstance(valid, bytes) else draw(valid)
    original = data
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(data)))
        to = draw(st.integers(at, min(len(data), at + draw(st.sampled_from((1, 4, 64, 5000))))))
        data = draw(st.sampled_from(CHANGES))(draw, data, at, to)
    return data if data != original else data + b"\x00"


def _flip(draw, data, at, to):
    if not data:
        return b"\x01"
    at = min(at, len(data) - 1)
    return data[:at] + bytes([data[at] ^ 1 << draw(st.integers(0, 7))]) + data[at + 1 :]


def _cut(draw, data, at, to):
    return data[:at] + data[to:]


def _insert(draw, data, at, to):
    return data[:at] + draw(anything) + data[at:]


def _double(draw, data, at, to):
    return data[:to] + data[at:to] + data[to:]


def _swap(draw, data, at, to):
    middle = (at + to) // 2
    return data[:at] + data[middle:to] + data[at:middle] + data[to:]


def _replace(draw, data, at, to):
    return data[:at] + draw(anything) + data[to:]


CHANGES = (_flip, _flip, _cut, _insert, _double, _swap, _replace)


@st.composite
def bent(draw, valid):
    """A JSON object with one to three members somewhere in it replaced, removed, added or moved; never the same."""
    found = copy.deepcopy(valid)
    for _ in range(draw(st.integers(1, 3))):
        _bend(draw, found)
    if json.dumps(found, sort_keys=True) == json.dumps(valid, sort_keys=True):
        found["one more"] = draw(values)
    return found


def _bend(draw, found):
    place = draw(st.sampled_from(_places(found)))
    names = list(place) if isinstance(place, dict) else list(range(len(place)))
    name = draw(st.sampled_from(names)) if names else None
    act = draw(st.sampled_from(("replace", "remove", "add", "swap")))
    if act == "add" or name is None:
        _add(draw, place)
    elif act == "remove":
        del place[name]
    elif act == "swap":
        other = draw(st.sampled_from(names))
        place[name], place[other] = place[other], place[name]
    else:
        place[name] = draw(_other(place[name]))


def _other(value):
    if isinstance(value, str):
        near = changed(value.encode()).map(lambda data: data.decode("utf-8", "replace"))
        return near | values
    return values


def _add(draw, place):
    if isinstance(place, dict):
        place[draw(st.text(max_size=8))] = draw(values)
    else:
        place.append(draw(values))


def _places(found):
    """Every object and list in it, itself included."""
    places, left = [], [found]
    while left:
        place = left.pop()
        places.append(place)
        inner = place.values() if isinstance(place, dict) else place
        left += [value for value in inner if isinstance(value, dict | list)]
    return places
