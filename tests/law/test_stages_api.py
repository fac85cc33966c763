"""The law as JSON over HTTP: answers as described, refusals in one shape, nothing kept."""

import json
from pathlib import Path

import jsonschema
import pytest
from openapi_spec_validator import validate

from ikrar.law import queries
from ikrar.law.urls.api import urlpatterns
from ikrar.project import cli
from ikrar.project.openapi import document
from tools import openapi

pytestmark = pytest.mark.django_db
ASK = {"conduct": "LIKE", "day": "2024-10-12", "groups": ["PNS"], "facts": {"about": "candidate"}}
QUOTE = {"text": "UU 7/2017 pasal 494", "day": "2024-10-12", "contest": "pilkada"}
TERM = {"term": "PKD-LAPOR", "event_on": "2024-11-04"}


def schema_of(path, method, status="200"):
    answers = document()["paths"][path][method]["responses"]
    [content] = answers[status]["content"].values()
    return {**content["schema"], "components": document()["components"]}


def post(client, word, body, **more):
    return client.post(f"/api/law/{word}", json.dumps(body), content_type="application/json", **more)


def told(answer, path, method, status=200):
    assert answer.status_code == status, answer.content
    body = json.loads(answer.content)
    jsonschema.validate(body, schema_of(path, method, str(status)))
    return body


def test_the_openapi_file_is_sound_and_kept_as_the_code_describes_it():
    validate(document())
    kept = Path(openapi.FILE).read_text(encoding="utf-8")
    assert kept == openapi.written(), "run tools/openapi.py"


def test_the_file_is_served(client):
    assert json.loads(client.get("/api/openapi.json").content) == json.loads(json.dumps(document()))


def test_every_address_there_is_stands_in_the_file_and_the_other_way_round():
    real = {f"/api/law/{str(p.pattern).replace('<path:code>', '{code}')}" for p in urlpatterns}
    assert real == {path for path in document()["paths"] if path.startswith("/api/law/")}


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/api/law/version", ""),
        ("/api/law/records", ""),
        ("/api/law/records", "?kind=norma"),
        ("/api/law/records", "?q=like"),
        ("/api/law/stages", ""),
        ("/api/law/stages", "?on=2024-11-25&calendar=pilkada-2024&contest=gubernur"),
        ("/api/law/stages", "?contest=presiden"),
        ("/api/law/diff", ""),
    ],
)
def test_what_is_looked_up_is_as_described_and_may_be_kept_a_while(client, path, query):
    answer = client.get(f"{path}{query}")
    told(answer, path, "get")
    assert answer["Cache-Control"] == "public, max-age=300"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies
    assert client.get(f"{path}{query}", headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_every_record_of_the_book_can_be_shown_by_its_code(client):
    listed = told(client.get("/api/law/records"), "/api/law/records", "get")["records"]
    assert len(listed) > 300
    for kind in {one["kind"] for one in listed}:
        for one in [r for r in listed if r["kind"] == kind][:3]:
            answer = client.get(f"/api/law/show/{one['code']}")
            told(answer, "/api/law/show/{code}", "get")


def test_a_record_tells_whether_it_held_on_a_day(client):
    path = "/api/law/show/{code}"
    before = told(client.get("/api/law/show/SKB-K4?on=2021-01-01"), path, "get")
    after = told(client.get("/api/law/show/SKB-K4?on=2024-01-01"), path, "get")
    assert (before["held"], after["held"]) == ("no", "yes")


def test_a_question_is_answered_with_its_trace_and_not_to_be_kept(client):
    answer = post(client, "ask", ASK | {"contest": "pilkada:gubernur", "leads_to": True})
    found = told(answer, "/api/law/ask", "post")
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies
    [advice] = found["advice"]
    assert advice["answers"][0]["trace"]["law"] == queries.book().version
    assert "SKB-D6" in {item["norm"]["code"] for item in advice["answers"][0]["touched"]}
    assert advice["consequences"]


def test_near_the_fixing_both_answers_are_given(client):
    found = told(post(client, "ask", ASK | {"day": "2024-09-20"}), "/api/law/ask", "post")
    assert len({answer["rule"] for advice in found["advice"] for answer in advice["answers"]}) == 2


def test_a_general_election_article_quoted_in_a_local_election_is_told_as_such(client):
    found = told(post(client, "quote", QUOTE), "/api/law/quote", "post")
    assert found["readings"]


@pytest.mark.parametrize(
    "event", [{"event_on": "2024-11-04"}, {"event_at": "2024-11-04T14:30:00+09:00", "zone": "WIT"}]
)
def test_a_term_is_counted_in_every_reading(client, event):
    found = told(post(client, "term", {"term": "PKD-LAPOR"} | event), "/api/law/term", "post")
    assert found["alarm"] == min(reading["last_day"] for reading in found["readings"])


@pytest.mark.parametrize(
    ("word", "body", "status", "code"),
    [
        ("ask", ASK | {"groups": ["ASTRONAUT"]}, 422, "GroupIsUnknown"),
        ("ask", ASK | {"groups": ["PNS", "TNI"]}, 422, "GroupsContradict"),
        ("ask", ASK | {"conduct": "TERBANG"}, 404, "ConductIsUnknown"),
        ("ask", ASK | {"contest": "pilkada:presiden"}, 404, "ContestIsUnknown"),
        ("ask", ASK | {"contest": "pilkades"}, 422, "RegimeIsUnknown"),
        ("ask", ASK | {"facts": {"about": "moon"}}, 422, "AnswerIsUnknown"),
        ("ask", ASK | {"facts": {"mood": "good"}}, 422, "FactIsUnknown"),
        ("ask", ASK | {"facts": {"on-leave": "yes", "on-duty": "yes"}}, 422, "FactsContradict"),
        ("ask", ASK | {"day": "2024-02-30"}, 400, "BodyNotUnderstood"),
        ("ask", ASK | {"name": "Siti"}, 400, "BodyNotUnderstood"),
        ("ask", {}, 400, "BodyNotUnderstood"),
        ("ask", ["LIKE"], 400, "BodyNotUnderstood"),
        ("quote", {"text": "", "day": "2024-10-12"}, 400, "BodyNotUnderstood"),
        ("term", {"term": "TIDAK-ADA", "event_on": "2024-11-04"}, 404, "NoSuchTerm"),
        ("term", {"term": "PKD-LAPOR"}, 400, "BodyNotUnderstood"),
        ("term", {"term": "PKD-LAPOR", "event_on": "2099-11-04"}, 422, "EventAfterToday"),
    ],
)
def test_what_makes_no_sense_is_refused_in_the_one_shape(client, word, body, status, code):
    answer = post(client, word, body)
    problem = told(answer, f"/api/law/{word}", "post", status)
    assert answer["Content-Type"] == "application/problem+json"
    assert problem["code"] == code
    assert problem["remedy"]


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/api/law/show/TIDAK-ADA", 404, "NoSuchRecord"),
        ("/api/law/show/SKB-K4?on=kemarin", 422, "ParameterNotUnderstood"),
        ("/api/law/stages?on=2024-02-30", 422, "ParameterNotUnderstood"),
        ("/api/law/stages?calendar=pilkada-1999", 404, "NoSuchLawText"),
        ("/api/law/stages?contest=ketua-rt", 404, "ContestIsUnknown"),
        ("/api/law/records?kind=resep", 422, "ParameterNotUnderstood"),
        ("/api/law/diff?from=ffff", 404, "NoSuchLawVersion"),
        ("/api/law/ask", 405, "MethodNotAllowed"),
    ],
)
def test_what_is_not_there_is_told_in_the_one_shape(client, address, status, code):
    answer = client.get(address)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert json.loads(answer.content)["code"] == code


def test_refusals_follow_the_readers_language(client):
    address = "/api/law/show/TIDAK-ADA"
    titles = {
        language: json.loads(client.get(address, headers={"Accept-Language": language}).content)["title"]
        for language in ("id", "en")
    }
    assert titles["id"] != titles["en"]


def test_a_huge_body_is_refused_before_it_is_read(client):
    answer = post(client, "ask", ASK | {"conduct": "x" * 20_000})
    assert answer.status_code == 413
    assert json.loads(answer.content)["code"] == "BodyTooLarge"


def test_a_cookie_is_neither_read_nor_set(client, budi_client):
    plain, signed_in = client.get("/api/law/version"), budi_client.get("/api/law/version")
    assert plain.content == signed_in.content
    assert not signed_in.cookies
    assert "Cookie" not in plain.get("Vary", "")


def test_nothing_that_is_asked_reaches_the_log_or_the_database(client, caplog, django_assert_num_queries):
    with caplog.at_level("DEBUG"), django_assert_num_queries(0):
        post(client, "ask", ASK)
        post(client, "quote", QUOTE)
        post(client, "term", TERM)
        post(client, "ask", ASK | {"groups": ["ASTRONAUT"]})
    assert not [
        r for r in caplog.records if any(w in r.getMessage() for w in ("LIKE", "ASTRONAUT", "494", "LAPOR"))
    ]


def test_the_terminal_and_the_api_say_the_same(client, capsys):
    day = ["--on", "2024-10-12", "--group", "PNS", "--fact", "about=candidate", "--json"]
    assert cli.main(["law", "ask", "LIKE", *day]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(post(client, "ask", ASK).content)
    assert cli.main(["law", "quote", QUOTE["text"], QUOTE["day"], "--contest", "pilkada", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(post(client, "quote", QUOTE).content)
    assert cli.main(["law", "term", "PKD-LAPOR", "2024-11-04", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(post(client, "term", TERM).content)
    assert cli.main(["law", "show", "uu 20/2023", "--on", "2024-11-25", "--json"]) == 0
    shown = client.get("/api/law/show/UU20/2023?on=2024-11-25")
    assert json.loads(capsys.readouterr().out) == json.loads(shown.content)
    assert cli.main(["law", "diff", "now", "now", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(client.get("/api/law/diff").content)
    assert cli.main(["law", "stages", "--on", "2024-11-25", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(
        client.get("/api/law/stages?on=2024-11-25").content
    )
