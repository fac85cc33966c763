"""What changed between two versions, record by record and field by field, and what that reaches."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from ikrar.kernel.words import Words
from ikrar.law import queries
from ikrar.law.domain import Article, Level, NotHeld, Validity
from ikrar.law.engine import Affected, ChangeKind, RecordKind, differ
from ikrar.law.queries import telling
from tests.law.engine import invented
from tests.law.engine.invented import BACKING, words

BOOK = queries.book()


def changes(old, new):
    return [(change.record.value, change.code, change.kind.value) for change in differ(old, new).changes]


def law(**parts):
    return invented.book(**parts)


def test_the_same_law_differs_in_nothing():
    same = differ(BOOK, BOOK)
    assert (same.changes, same.affected, same.old) == ((), (), same.new)


def test_norms_that_are_new_gone_or_different_are_told_in_the_order_of_the_book():
    old = law(norms=[invented.norm("GONE"), invented.norm("STAYS"), invented.norm("CHANGES")])
    new = law(
        norms=[invented.norm("STAYS"), invented.norm("CHANGES", level=Level.HEAVY), invented.norm("NEW")]
    )
    assert changes(old, new) == [
        ("norm", "GONE", "removed"),
        ("norm", "CHANGES", "changed"),
        ("norm", "NEW", "added"),
    ]
    [removed, changed, added] = differ(old, new).changes
    assert (removed.before.code, removed.after, added.before, added.after.code) == ("GONE", None, None, "NEW")
    assert [(field.name, field.before, field.after) for field in changed.fields] == [
        ("level", Level.LIGHT, Level.HEAVY)
    ]
    assert (removed.fields, changed.kind) == ((), ChangeKind.CHANGED)


def test_a_stage_and_a_contest_are_told_apart_from_their_calendar():
    first = date(2000, 1, 1)
    old = law(calendars=[invented.calendar("c", "pilkada", first, contests=[("mayor", date(2000, 2, 1))],
                                            stages=[("VOTE", date(2000, 3, 1), date(2000, 3, 1), "voting")])])  # fmt: skip
    new = law(calendars=[invented.calendar("c", "pilkada", first, contests=[("mayor", date(2000, 2, 8))],
                                            stages=[("VOTE", date(2000, 3, 8), date(2000, 3, 8), "voting")])])  # fmt: skip
    assert changes(old, new) == [("contest", "c mayor", "changed"), ("stage", "c VOTE", "changed")]
    assert [field.name for change in differ(old, new).changes for field in change.fields] == [
        "fixed_on",
        "period",
    ]


def test_the_head_of_a_calendar_and_what_was_not_held_are_told():
    calendar = invented.calendar("c", "pilkada", date(2000, 1, 1))
    renamed = replace(
        calendar, name=words("lain"), not_held=(NotHeld("RUN-OFF", words("x"), date(2000, 5, 1), BACKING),)
    )
    assert changes(law(calendars=[calendar]), law(calendars=[renamed])) == [
        ("calendar", "c", "changed"),
        ("not-held", "c RUN-OFF", "added"),
    ]
    assert [change[:2] for change in changes(law(), law(calendars=[calendar]))] == [
        ("calendar", "c"),
        ("stage", "c c-ALL"),
    ]


def test_a_provision_that_stands_twice_is_told_apart_by_its_place():
    def article(says, name="Pasal 1"):
        return Article("PP1/2000", name, words(says), ("any",), Validity(), BACKING)

    old = law(articles=(article("a"), article("b"), article("d", "Pasal 10")))
    new = law(articles=(article("a"), article("c"), article("d", "Pasal 10"), article("e")))
    assert changes(old, new) == [
        ("article", "PP1/2000 Pasal 1 #2", "changed"),
        ("article", "PP1/2000 Pasal 1 #3", "added"),
    ]


def test_every_list_of_the_book_is_compared():
    emptied = invented.EMPTY
    found = {change.record for change in differ(emptied, BOOK).changes}
    assert found >= {
        RecordKind.INSTRUMENT, RecordKind.ARTICLE, RecordKind.NORM, RecordKind.SANCTION, RecordKind.COMPETENCE,
        RecordKind.PENALTY, RecordKind.HANDLER, RecordKind.PROCEDURE, RecordKind.TERM, RecordKind.RECEPTION,
        RecordKind.QUESTION, RecordKind.CALENDAR, RecordKind.CONTEST, RecordKind.STAGE, RecordKind.NOT_HELD,
        RecordKind.REGIONS, RecordKind.CONDUCT, RecordKind.PACT, RecordKind.SOURCE,
    }  # fmt: skip
    assert RecordKind.OTHER not in found
    assert {change.kind for change in differ(BOOK, emptied).changes} == {ChangeKind.REMOVED}


def test_a_list_the_engine_has_no_name_for_is_not_passed_over(monkeypatch):
    monkeypatch.delitem(differ.__globals__["_NAMES"], "norms")
    assert changes(law(), law(norms=[invented.norm("NEW")])) == [("other", "norms NEW", "added")]


def test_those_above_the_law_tell_what_a_change_reaches():
    asked = []

    def reaches(change):
        asked.append(change.code)
        if change.code == "NEW":
            yield "case", "17", Words("perkara 17", "case 17")

    old, new = law(norms=[invented.norm("GONE")]), law(norms=[invented.norm("NEW")])
    found = differ(old, new, affected=reaches)
    assert asked == ["GONE", "NEW"]
    assert found.affected == (Affected(found.changes[1], "case", "17", Words("perkara 17", "case 17")),)
    told = telling.difference_told(found)
    assert told["affected"] == [
        {
            "record": "norm",
            "changed": "NEW",
            "what": "case",
            "code": "17",
            "says": {"id": "perkara 17", "en": "case 17"},
        }
    ]


def test_the_changes_of_one_kind_can_be_picked_out_and_told_as_plain_data():
    old = law(norms=[invented.norm("N")])
    new = replace(law(norms=[invented.norm("N", level=Level.HEAVY)], questions={}), version="1" * 64)
    found = differ(old, new)
    assert [change.code for change in found.of(RecordKind.NORM, RecordKind.TERM)] == ["N"]
    assert found.of(RecordKind.TERM) == ()
    assert telling.difference_told(found) == {
        "old": "0" * 64,
        "new": "1" * 64,
        "changes": [
            {
                "record": "norm",
                "code": "N",
                "kind": "changed",
                "fields": [{"field": "level", "before": "light", "after": "heavy"}],
            }
        ],
        "affected": [],
    }


@settings(max_examples=15, deadline=None)
@given(
    left=st.sets(st.sampled_from(sorted(BOOK.norms)), max_size=6),
    right=st.sets(st.sampled_from(sorted(BOOK.norms)), max_size=6),
)
def test_going_back_undoes_every_change(left, right):
    old, new = (
        replace(BOOK, norms={c: n for c, n in BOOK.norms.items() if c not in gone}) for gone in (left, right)
    )
    forth, back = differ(old, new), differ(new, old)
    assert {c.code for c in forth.changes if c.kind is ChangeKind.ADDED} == left - right
    assert {c.code for c in forth.changes if c.kind is ChangeKind.REMOVED} == right - left
    assert {(c.code, c.before, c.after) for c in forth.changes} == {
        (c.code, c.after, c.before) for c in back.changes
    }
