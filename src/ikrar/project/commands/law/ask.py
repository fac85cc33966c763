"""`./ikrar law ask [CONDUCT --group G … --on DAY --contest KIND --fact F=ANSWER …]`: may this be done on that day.

Without arguments: what can be asked. With a conduct alone: what its answer turns on.
"""

import argparse
from collections.abc import Iterable, Iterator

from ikrar.law import engine, queries
from ikrar.law.domain import Book, Conduct
from ikrar.law.engine import Advice, Answer, Consequences
from ikrar.law.engine.wording import APPEAL_WORDS, FACT_QUESTIONS, GROUP_WORDS, REGIME_WORDS, VERDICT_WORDS
from ikrar.law.queries import answers, telling
from ikrar.project.commands.law.frame import Told, day
from ikrar.web.languages import say


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("conduct", nargs="?", default="", help="pertanyaan / question: LIKE")
    parser.add_argument("--group", action="append", default=[], help="golongan / group: PNS (boleh berulang)")
    parser.add_argument("--on", type=day, help="hari / day; hari ini / today")
    parser.add_argument("--contest", default="", help="pemilu | pilkada | none, atau/or pilkada:gubernur")
    parser.add_argument("--fact", action="append", default=[], type=_fact, help="fakta=jawaban / fact=answer")
    parser.add_argument("--leads-to", action="store_true", help="juga akibatnya / also what it can lead to")
    parser.add_argument("--law", default="", help="versi hukum / law version")


def answer(asked: argparse.Namespace) -> Told:
    book = queries.book(version=queries.full_version(asked.law) if asked.law else "")
    if not asked.conduct:
        return Told(_list(book), _list_lines(book))
    conduct = engine.conduct_of(book, asked.conduct.upper())
    if not asked.group:
        return Told(_turns_on(conduct), _turns_on_lines(conduct))
    meant = answers.situations(
        book, day=asked.on or asked.today, groups=asked.group, contest=asked.contest, facts=dict(asked.fact)
    )
    advices = answers.advices(book, conduct=conduct.code, situations=meant)
    leading = [
        answers.leading_to(book, advice=advice, situation=each) if asked.leads_to else ()
        for advice, each in zip(advices, meant, strict=True)
    ]
    told = [
        telling.advice_told(advice, consequences=found)
        for advice, found in zip(advices, leading, strict=True)
    ]
    return Told({"law": book.version, "advice": told}, _lines(conduct, advices, leading))


def _fact(text: str) -> tuple[str, str]:
    name, is_there, value = text.partition("=")
    if not is_there:
        raise argparse.ArgumentTypeError(f"“{text}”: tulis fakta=jawaban / write fact=answer")
    return name.strip(), value.strip()


def _list(book: Book) -> dict[str, object]:
    return {
        "conducts": [
            {"code": item.code, "topic": item.topic, "ask": engine.plain(item.ask)}
            for item in book.conducts.values()
        ],
        "groups": {group.value: engine.plain(words) for group, words in GROUP_WORDS.items()},
        "contests": {regime: engine.plain(REGIME_WORDS[regime]) for regime in engine.REGIMES},
        "facts": {fact.value: engine.plain(asked.ask) for fact, asked in FACT_QUESTIONS.items()},
        "law": book.version,
    }


def _list_lines(book: Book) -> Iterator[str]:
    topic = ""
    for item in sorted(book.conducts.values(), key=lambda conduct: conduct.topic):
        if item.topic != topic:
            topic = item.topic
            yield f"\n{topic}"
        yield f"  {item.code:<20} {say(item.ask)}"
    yield "\n--group"
    yield from (f"  {group.value:<20} {say(words)}" for group, words in GROUP_WORDS.items())
    yield "\n--contest"
    yield from (f"  {regime:<20} {say(REGIME_WORDS[regime])}" for regime in engine.REGIMES)
    yield "\n./ikrar law ask LIKE --group PNS --on 2024-10-01 --fact about=candidate"


def _turns_on(conduct: Conduct) -> dict[str, object]:
    return {"conduct": conduct.code, "ask": engine.plain(conduct.ask), "facts": engine.plain(conduct.facts)}


def _turns_on_lines(conduct: Conduct) -> Iterator[str]:
    yield say(conduct.ask)
    for fact in conduct.facts:
        yield f"  {say(fact.ask)}"
        yield from (
            f"    --fact {fact.code}={choice.code:<14} {say(choice.label)}" for choice in fact.choices
        )
    yield "  --group …"


def _lines(
    conduct: Conduct, advices: Iterable[Advice], leading: Iterable[Iterable[Consequences]]
) -> Iterator[str]:
    yield say(conduct.ask)
    for advice, found in zip(advices, leading, strict=True):
        yield f"\n{say(advice.position.says)}"
        for given in advice.answers:
            yield from _answer_lines(given)
        for each in found:
            yield from _leading_lines(each)


def _answer_lines(given: Answer) -> Iterator[str]:
    phases = " / ".join(", ".join(sorted(footing.phases)) for footing in given.footings if footing.phases)
    yield f"\n{say(VERDICT_WORDS[given.verdict]).upper()}" + (f"  [{phases}]" if phases else "")
    yield f"  {say(given.sentence)}"
    yield from (f"  {say(words)}" for words in (given.instead, given.ask_whom) if words)
    yield from (f"  ? {say(fact.ask)} (--fact {fact.code}=…)" for fact in given.missing)
    for item in given.touched:
        articles = "; ".join(f"{basis.instrument} {basis.article}".strip() for basis in item.norm.basis)
        yield f"  {item.norm.code:<14} {say(item.norm.conduct)} ({articles})"
    if given.questions:
        yield f"  pertanyaan terbuka / open questions: {', '.join(map(str, given.questions))}"
    confirm = " · perlu konfirmasi / to be confirmed" if given.backing.confidence.needs_confirmation else ""
    yield f"  {given.backing.confidence.value}{confirm} · {given.trace.law[:12]} · {given.trace.hash[:16]}"


def _leading_lines(found: Consequences) -> Iterator[str]:
    yield f"\n→ {found.norm.code}" + ("  (belum pasti / open)" if found.is_open else "")
    yield from (f"  {say(words)}" for words in found.says)
    for kind in found.kinds:
        appeal = say(APPEAL_WORDS[kind.sanction.appeal])
        yield f"  {kind.sanction.code:<16} {say(kind.sanction.name)} · {appeal}"
        yield from (f"  {'':<16} {say(words)}" for words in kind.conditions)
    if found.penalty:
        yield f"  {say(found.penalty)}"
    yield from (f"  ! {say(note.says)}" for note in found.notes)
    yield from (f"  ≠ {say(conflict.says)}" for conflict in found.conflicts)
    for question in found.questions:
        yield f"  {question.number:>3}. {say(question.question)} → {say(question.decides)}"
