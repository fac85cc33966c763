"""The law book: everything the product says about rules, as one value with one hash."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ikrar.law.domain.backing import Source
from ikrar.law.domain.calendars import Calendar, Regions
from ikrar.law.domain.conducts import Conduct
from ikrar.law.domain.doors import Door
from ikrar.law.domain.holidays import Holiday, HolidayYear
from ikrar.law.domain.instruments import Article, Instrument
from ikrar.law.domain.norms import Norm
from ikrar.law.domain.pacts import PactTemplate
from ikrar.law.domain.procedures import Handler, Procedure
from ikrar.law.domain.questions import OpenQuestion
from ikrar.law.domain.sanctions import Competence, PenaltyNote, Sanction
from ikrar.law.domain.terms import Reception, Term


@dataclass(frozen=True, slots=True)
class Book:
    """Records by code, in the order of their files. `version` is the SHA-256 (hex) of the canonical texts."""

    version: str
    sources: Mapping[str, Source]
    instruments: Mapping[str, Instrument]
    articles: tuple[Article, ...]
    norms: Mapping[str, Norm]
    sanctions: Mapping[str, Sanction]
    competences: Mapping[str, Competence]
    penalties: Mapping[str, PenaltyNote]
    handlers: Mapping[str, Handler]
    procedures: Mapping[str, Procedure]
    terms: Mapping[str, Term]
    receptions: Mapping[str, Reception]
    questions: Mapping[int, OpenQuestion]
    calendars: Mapping[str, Calendar]
    regions: Mapping[str, Regions]
    conducts: Mapping[str, Conduct]
    pacts: Mapping[str, PactTemplate]
    doors: Mapping[str, Door] = field(default_factory=dict)
    holiday_years: Mapping[str, HolidayYear] = field(default_factory=dict)
    days_off: Mapping[str, Holiday] = field(default_factory=dict)
