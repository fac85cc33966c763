"""The law's JSON addresses, asked with whatever their own description allows, and with what it does not."""

import json
import string
from urllib.parse import quote

import jsonschema
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from ikrar.law import queries, records
from ikrar.law.domain import Group
from ikrar.project.openapi import document
from tests.fuzz.making import fuzzed, fuzzed_each

pytestmark = pytest.mark.django_db
POSTED = ["ask", "quote", "term"]
LOOKED_UP = ["version", "records", "stages", "diff"]
DAYS = st.dates().map(lambda day: day.isoformat())
BOOK = queries.book()
ASKED = st.fixed_dictionaries(
    {
        "conduct": st.sampled_from(sorted(BOOK.conducts)),
        "day": DAYS,
        "groups": st.lists(
            st.sampled_from([group.value for group in Group]), min_size=1, max_size=3, unique=True
        ),
    },
    optional={
        "contest": st.sampled_from(["", "pemilu", "pilkada", "none", "pilkada:gubernur", "pemilu:dpr"]),
        "facts": st.dictionaries(
            st.sampled_from(sorted({f.code for c in BOOK.conducts.values() for f in c.facts})),
            st.sampled_from(["yes", "no", "unknown", "candidate", "party"]),
            max_size=4,
        ),
        "leads_to": st.booleans(),
    },
)
TERMS = st.fixed_dictionaries(
    {"term": st.sampled_from(sorted(BOOK.terms)), "event_on": DAYS},
    optional={"zone": st.sampled_from(["WIB", "WITA", "WIT"])},
)


def is_as_described(answer, path, method):
    """Every answer is one the file describes, whatever was asked."""
    described = document()["paths"][path][method]["responses"]
    assert str(answer.status_code) in described, (answer.status_code, answer.content[:300])
    [content] = described[str(answer.status_code)]["content"].values()
    jsonschema.validate(
        json.loads(answer.content), {**content["schema"], "components": document()["components"]}
    )


def post(word, body):
    return Client().post(f"/api/law/{word}", body, content_type="application/json")


def body_schema(word):
    content = document()["paths"][f"/api/law/{word}"]["post"]["requestBody"]["content"]
    name = content["application/json"]["schema"]["$ref"].rpartition("/")[2]
    return document()["components"]["schemas"][name]


def drawn(schema):
    """Values a schema allows, as far as the bodies of the law use schemas."""
    if "anyOf" in schema:
        return st.one_of(*map(drawn, schema["anyOf"]))
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    return DRAWN[schema.get("format") or schema["type"]](schema)


def an_object(schema):
    if "properties" not in schema:
        inner = drawn(schema["additionalProperties"])
        return st.dictionaries(st.text(min_size=1, max_size=20), inner, max_size=3)
    parts = {name: drawn(part) for name, part in schema["properties"].items()}
    needed = {name: parts.pop(name) for name in schema.get("required", [])}
    return st.fixed_dictionaries(needed, optional=parts)


DRAWN = {
    "date": lambda _: DAYS,
    "date-time": lambda _: st.datetimes(timezones=st.timezones() | st.none()).map(
        lambda moment: moment.isoformat()
    ),
    "string": lambda one: st.text(min_size=one.get("minLength", 0), max_size=one.get("maxLength", 60)),
    "boolean": lambda _: st.booleans(),
    "null": lambda _: st.none(),
    "array": lambda one: st.lists(
        drawn(one["items"]), min_size=one.get("minItems", 0), max_size=one.get("maxItems", 5)
    ),
    "object": an_object,
}


@pytest.mark.parametrize("word", POSTED)
@fuzzed
@given(data=st.data())
def test_whatever_the_description_allows_is_answered_or_refused_as_described(word, data):
    body = data.draw(drawn(body_schema(word)))
    is_as_described(post(word, json.dumps(body)), f"/api/law/{word}", "post")


@fuzzed
@given(body=ASKED)
def test_every_question_about_any_day_and_group_is_answered_or_refused_as_described(body):
    is_as_described(post("ask", json.dumps(body)), "/api/law/ask", "post")


@fuzzed
@given(body=TERMS)
def test_every_term_from_any_day_is_counted_or_refused_as_described(body):
    is_as_described(post("term", json.dumps(body)), "/api/law/term", "post")


@pytest.mark.parametrize("word", POSTED)
@fuzzed
@given(body=st.one_of(st.binary(max_size=300), st.text(string.printable, max_size=200).map(str.encode)))
def test_bytes_that_are_no_question_are_refused_as_described(word, body):
    is_as_described(post(word, body), f"/api/law/{word}", "post")


@pytest.mark.parametrize("word", LOOKED_UP)
@fuzzed_each
@given(
    query=st.dictionaries(
        st.sampled_from(["on", "calendar", "contest", "kind", "q", "from", "to", "lain"]),
        st.one_of(st.text(max_size=40), DAYS, st.sampled_from(["pilkada-2024", "dpr", "norma", "SKB"])),
        max_size=3,
    )
)
def test_any_query_is_answered_or_refused_as_described(word, query):
    is_as_described(Client().get(f"/api/law/{word}", query), f"/api/law/{word}", "get")


@fuzzed
@given(
    code=st.one_of(
        st.text(min_size=1, max_size=30),
        st.sampled_from([one.code for kind in records.KINDS for one in records.all_of(BOOK, kind)]),
    ),
    on=DAYS,
)
def test_any_code_is_shown_or_refused_as_described(code, on):
    address = f"/api/law/show/{quote(code, safe='')}"
    answer = Client().get(address, {"on": on})
    if answer.status_code == 404 and b"NoSuchRecord" not in answer.content:
        return  # no address of the API at all, such as "." or a line break
    is_as_described(answer, "/api/law/show/{code}", "get")
