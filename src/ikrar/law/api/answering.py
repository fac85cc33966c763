"""The addresses below /api/law/. Nothing asked is stored or logged; what is asked by POST never stands in an address."""

import re
from dataclasses import fields
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from ikrar.kernel.zones import JAKARTA
from ikrar.law import engine, queries, records
from ikrar.law.api.asked import Ask, CountTerm, Quote
from ikrar.law.domain import Book
from ikrar.law.engine import stages as elections
from ikrar.law.engine import terms
from ikrar.law.queries import answers, telling, terms_told
from ikrar.law.queries.records_told import key_of, lines_told, record_told
from ikrar.law.queries.terms import answered
from ikrar.web.api import BodyNotUnderstood, ParameterNotUnderstood, body_of, endpoint

Told = dict[str, Any]
DAY = re.compile(r"\d{4}-\d\d-\d\d")
LONGEST = 200


@endpoint("GET", cached=True)
def version(_request: HttpRequest) -> Told:
    """The law in force here, and the versions before it."""
    book = queries.book()
    spans = [
        {
            "number": span.number,
            "version": span.version,
            "since": span.since.isoformat(),
            "leaf_hash": span.leaf_hash.hex(),
        }
        for span in queries.versions_in_force()
    ]
    return {"version": book.version, "records": _counts(book), "in_force": spans}


@endpoint("GET", cached=True)
def listed(request: HttpRequest) -> Told:
    """Every record of the book, or those of one kind, or those that hold some words."""
    book, slug, wanted = queries.book(), request.GET.get("kind", ""), request.GET.get("q", "")
    kinds = [kind for kind in records.KINDS if slug in ("", kind.slug)]
    if not kinds:
        raise ParameterNotUnderstood("kind", slug, ", ".join(kind.slug for kind in records.KINDS))
    every = lines_told(book.version)
    keys = map(key_of, records.search(book, wanted[:LONGEST])) if wanted else every
    slugs = {kind.slug for kind in kinds}
    return {"law": book.version, "records": [every[key] for key in keys if every[key]["kind"] in slugs]}


@endpoint("GET", cached=True)
def show(request: HttpRequest, code: str) -> Told:
    """One record with its sources, and whether it held on a day."""
    book = queries.book()
    on = _day(request, "on") if request.GET.get("on") else None
    return record_told(book, records.tell(book, records.find(book, code), on=on), on=on)


@endpoint("POST")
def ask(request: HttpRequest) -> Told:
    """May this be done on that day, whoever asks."""
    asked = body_of(request, Ask)
    book = queries.book()
    meant = answers.situations(
        book, day=asked.day, groups=asked.groups, contest=asked.contest, facts=asked.facts
    )
    advices = answers.advices(book, conduct=asked.conduct, situations=meant)
    told = []
    for advice, situation in zip(advices, meant, strict=True):
        leading = answers.leading_to(book, advice=advice, situation=situation) if asked.leads_to else ()
        told.append(telling.advice_told(advice, consequences=leading))
    return {"law": book.version, "advice": told}


@endpoint("POST")
def quote(request: HttpRequest) -> Told:
    """What a quoted rule means on a day, and what applies instead."""
    asked = body_of(request, Quote)
    found = engine.quote(queries.book(), text=asked.text, day=asked.day, regime=asked.contest)
    return telling.quoted_told(found)


@endpoint("POST")
def term(request: HttpRequest) -> Told:
    """When a term ends, by every reading the law leaves open."""
    asked = body_of(request, CountTerm)
    found = answered(code=asked.term, event=_event(asked), today=_today())
    return terms_told.answered_told(found)


@endpoint("GET", cached=True)
def stages(request: HttpRequest) -> Told:
    """The calendars, and what holds on a day."""
    code, contest = request.GET.get("calendar", ""), request.GET.get("contest", "")
    chosen = [queries.calendar(code)] if code else queries.calendars().values()
    found = elections.with_contest(chosen, contest)
    return elections.plain_stages(queries.book(), found, on=_day(request, "on"), contest=contest)


@endpoint("GET", cached=True)
def diff(request: HttpRequest) -> Told:
    """What changed between two versions; without `to`, up to the one in force."""
    old, new = (_book(request.GET.get(name, "")) for name in ("from", "to"))
    return telling.difference_told(engine.differ(old, new))


def _book(version: str) -> Book:
    current = queries.book()
    if current.version.startswith(version.lower()):
        return current
    return queries.book(version=queries.full_version(version))


def _day(request: HttpRequest, name: str) -> date:
    said = request.GET.get(name, "")
    if not said:
        return _today()
    try:
        if DAY.fullmatch(said):
            return date.fromisoformat(said)
    except ValueError:
        pass
    raise ParameterNotUnderstood(name, said, "2024-11-27")


def _today() -> date:
    return timezone.now().astimezone(JAKARTA).date()


def _event(asked: CountTerm) -> terms.Event:
    """A moment counts before a day; without either there is nothing to count from."""
    zone = terms.zone_of(asked.zone)
    if asked.event_at is not None:
        return terms.at_moment(asked.event_at, zone=zone)
    if asked.event_on is None:
        raise BodyNotUnderstood("event_on / event_at")
    return terms.on_day(asked.event_on, zone=zone)


def _counts(book: Book) -> dict[str, int]:
    return {field.name: len(getattr(book, field.name)) for field in fields(book) if field.name != "version"}
