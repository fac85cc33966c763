"""A question of the staff always has an answer, and every rule of it can be reached and understood."""

from collections.abc import Iterator

from ikrar.law.domain import AnswerRule, Book, Conduct, Verdict, When
from ikrar.law.reading.checking.references import Found

CONTESTS = frozenset({"pemilu", "pilkada", "none"})
NOT_ANSWERED = "unknown"


def complaints(book: Book) -> Iterator[Found]:
    for conduct in book.conducts.values():
        yield from (("conducts", conduct.code, reason) for reason in _of(conduct))
        for place, rule in enumerate(conduct.rules, start=1):
            for reason in _norms(book, rule):
                yield "conducts", conduct.code, f"rule {place}: {reason}"


def _of(conduct: Conduct) -> Iterator[str]:
    if not conduct.rules or conduct.rules[-1].when != When():
        yield "the last rule must have an empty `when`, so that there is always an answer"
    taken: list[When] = []
    for place, rule in enumerate(conduct.rules, start=1):
        if When() in taken or rule.when in taken:
            yield f"rule {place} is never reached: an earlier one always applies before it"
        if not _may_be_passed_over(rule):
            taken.append(rule.when)
        yield from (f"rule {place}: {reason}" for reason in _asked(conduct, rule.when))


def _may_be_passed_over(rule: AnswerRule) -> bool:
    """For want of a norm that binds the group on that day."""
    return bool(rule.norms) and rule.verdict in (Verdict.FORBIDDEN, Verdict.OPEN)


def _asked(conduct: Conduct, when: When) -> Iterator[str]:
    for contest in sorted(when.contests - CONTESTS):
        yield f"contest {contest!r} is none of {', '.join(sorted(CONTESTS))}"
    choices = {fact.code: {choice.code for choice in fact.choices} for fact in conduct.facts}
    for code, wanted in when.facts.items():
        if code not in choices:
            yield f"it turns on {code!r}, which is not asked"
        elif wanted not in choices[code] | {NOT_ANSWERED}:
            yield f"{code!r} cannot be answered {wanted!r}"


def _norms(book: Book, rule: AnswerRule) -> Iterator[str]:
    for code in rule.norms:
        if code not in book.norms:
            yield f"norm {code!r} is not in the book"
    for code in rule.carried_by:
        if code not in rule.norms:
            yield f"it is carried by {code!r}, which is not among its norms"
