"""What a norm can lead to as enacted on that day: the range, who would be competent, and what stands in the way.

It never picks. Where the law is open the answer is "open", with both sides and who decides.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ikrar.kernel.words import Words
from ikrar.law.domain import (
    ASN_GROUPS,
    Book,
    Competence,
    Group,
    Handler,
    Held,
    Level,
    Norm,
    OpenQuestion,
    PenaltyNote,
)
from ikrar.law.engine.holding import NotHolding, holding, norm_of, says_why_not
from ikrar.law.engine.kinds import (
    Case,
    Kind,
    Where,
    check_office,
    check_switches,
    kind_step,
    kinds_aside,
    kinds_of,
)
from ikrar.law.engine.placing import position
from ikrar.law.engine.situation import Situation, check_situation
from ikrar.law.engine.tracing import Trace, asked, day_step, norm_step
from ikrar.law.engine.wording import LEVEL_WORDS, listed

NEVER_PICKS = Words(
    "Inilah kemungkinan menurut naskah. Perangkat lunak tidak memilih; pejabat yang berwenang memutus.",
    "These are the possibilities as enacted. The software picks none; the competent official decides.",
)
NO_LEVEL = Words(
    "Dilarang atau diwajibkan, tetapi tidak ada tingkat hukuman dalam naskah; tidak ada yang diusulkan.",
    "Forbidden or required, but the texts give no level of sanction; none is proposed.",
)
ANOTHER_TABLE = Words(
    "Tabel hukuman norma ini tidak berlaku bagi kelompok itu. Yang ditunjukkan adalah aturan kelompok itu sendiri;"
    " apakah norma ini sampai ke sana ditentukan pejabat pembina dan, bagi PPPK, perjanjian kerja.",
    "The sanctions of this norm do not apply to that group. What is shown is the group's own rule; whether this"
    " norm leads there is for the appointing authority and, for PPPK, the contract to say.",
)
NO_TABLE = Words(
    "Tabel hukuman norma ini tidak berlaku bagi kelompok itu, dan aturan kelompok itu sendiri tidak ditemukan."
    " Tanyakan kepada unit kepegawaian.",
    "The sanctions of this norm do not apply to that group, and no rule of the group's own was found."
    " Ask the personnel office.",
)
NOBODY_RECORDED = Words(
    "Untuk jenis yang tidak menyebut pejabat, siapa yang berwenang pada hari itu tidak tercatat dalam buku ini.",
    "For a kind that names no official, this book does not record who was competent on that day.",
)
NOTHING_NAMED = Words(
    "Naskah yang tercatat tidak menyebut jenis sanksi untuk norma ini.",
    "The recorded texts name no kind of sanction for this norm.",
)
COURT_DECIDES = Words(
    "Ancaman pidana dikutip seperti tertulis. Hanya penegak hukum dan pengadilan yang memutus.",
    "The criminal penalty is quoted as enacted. Only law enforcement and the courts decide.",
)


class NormDoesNotHold(ValueError):
    """The norm was not in force on that day."""

    def __init__(self, norm: Norm, day: date) -> None:
        super().__init__(norm.code, day)
        self.norm = norm.code
        self.day = day
        self.begins_on = norm.validity.begins_on or "?"
        self.ends_before = norm.validity.ends_before or "…"


class NormDoesNotBind(ValueError):
    """The norm does not speak to this group, or not of this kind of election; `why` says which."""

    def __init__(self, norm: Norm, why: Words) -> None:
        super().__init__(norm.code, why)
        self.norm = norm.code
        self.why = f"{why.id} {why.en}"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Sources that give different levels; the statute first where one is among them."""

    levels: tuple[Level, ...]
    says: Words


@dataclass(frozen=True, slots=True)
class Consequences:
    """The range as enacted. `is_open`: something stands in the way; `questions` tell the sides and who decides."""

    norm: Norm
    held: Held
    kinds: tuple[Kind, ...]
    competent: tuple[Competence, ...]
    penalty: Words | None
    notes: tuple[PenaltyNote, ...]
    conflicts: tuple[Conflict, ...]
    questions: tuple[OpenQuestion, ...]
    handlers: tuple[Handler, ...]
    is_open: bool
    says: tuple[Words, ...]
    trace: Trace


def consequences(
    book: Book,
    *,
    norm: str,
    situation: Situation,
    office: str = "",
    switches: Mapping[str, date | None] | None = None,
) -> Consequences:
    """What a norm can lead to for this group on this day, all of it and nothing chosen."""
    case = Case(book, norm_of(book, norm), situation, office, switches or {})
    check_situation(book, situation)
    _check_norm(case)
    check_switches(case)
    check_office(case)
    return _consequences(case)


def _check_norm(case: Case) -> None:
    found = holding(case.norm, case.situation)
    if found.why_not is NotHolding.DAY:
        raise NormDoesNotHold(case.norm, case.situation.day)
    if not found.holds:
        raise NormDoesNotBind(case.norm, says_why_not(found, case.situation))


def _consequences(case: Case) -> Consequences:
    kinds = kinds_of(case)
    notes = _notes(case)
    questions = _questions(case, kinds, notes)
    conflicts = _conflicts(case.norm)
    is_open = bool(questions) or _is_open(case.norm, kinds)
    return Consequences(
        norm=case.norm,
        held=case.norm.validity.on(case.situation.day),
        kinds=kinds,
        competent=tuple(dict.fromkeys(who for kind in kinds for who in kind.competent)),
        penalty=case.norm.penalty,
        notes=notes,
        conflicts=conflicts,
        questions=questions,
        handlers=_handlers(case),
        is_open=is_open,
        says=tuple(_says(case.norm, kinds)),
        trace=_trace(case, kinds, is_open=is_open),
    )


def _notes(case: Case) -> tuple[PenaltyNote, ...]:
    """Notes on criminal penalties, quoted beside the enacted text whatever the day: which one a court applies is its own."""
    if case.norm.penalty is None:
        return ()
    notes = case.book.penalties.values()
    return tuple(note for note in notes if not note.touches or case.norm.code in note.touches)


def _questions(
    case: Case, kinds: tuple[Kind, ...], notes: tuple[PenaltyNote, ...]
) -> tuple[OpenQuestion, ...]:
    backings = [
        case.norm.backing,
        *(kind.sanction.backing for kind in kinds),
        *(note.backing for note in notes),
    ]
    numbers = sorted({number for backing in backings for number in backing.questions})
    return tuple(case.book.questions[number] for number in numbers if number in case.book.questions)


def _conflicts(norm: Norm) -> tuple[Conflict, ...]:
    if not norm.levels:
        return ()
    options = listed([LEVEL_WORDS[level] for level in norm.levels])
    says = Words(
        f"Sumber berbeda tentang tingkatnya: {options.id}. Buku ini mencatat: {LEVEL_WORDS[norm.level].id}.",
        f"Sources differ on its level: {options.en}. This book records: {LEVEL_WORDS[norm.level].en}.",
    )
    return (Conflict(norm.levels, says),)


def _handlers(case: Case) -> tuple[Handler, ...]:
    """The bodies that watched over the neutrality of ASN on that day; other groups have their own."""
    if not case.situation.groups & _WATCHED:
        return ()
    handlers = case.book.handlers.values()
    return tuple(item for item in handlers if item.validity.on(case.situation.day) is Held.YES)


_WATCHED = ASN_GROUPS | {Group.ASN, Group.JAKSA, Group.LURAH}


def _is_open(norm: Norm, kinds: tuple[Kind, ...]) -> bool:
    """Whether the texts alone leave the range unsettled, before any open question is counted."""
    unsettled = norm.level in (Level.OPEN, Level.NONE) or bool(norm.levels)
    elsewhere = bool(norm.sanctions) and all(kind.where is Where.GROUP for kind in kinds)
    return unsettled or elsewhere or any(kind.conditions for kind in kinds)


def _says(norm: Norm, kinds: tuple[Kind, ...]) -> Iterator[Words]:
    if norm.level is Level.NONE:
        yield NO_LEVEL
    elif not norm.sanctions and norm.penalty is None:
        yield NOTHING_NAMED
    if norm.sanctions and all(kind.where is Where.GROUP for kind in kinds):
        yield ANOTHER_TABLE if kinds else NO_TABLE
    if any(not kind.competent for kind in kinds):
        yield NOBODY_RECORDED
    if norm.penalty is not None:
        yield COURT_DECIDES
    yield NEVER_PICKS


def _trace(case: Case, kinds: tuple[Kind, ...], *, is_open: bool) -> Trace:
    where = position(
        case.book, day=case.situation.day, regime=case.situation.regime, contest=case.situation.contest
    )
    held = case.norm.validity.on(case.situation.day)
    result = (
        ("norm", case.norm.code),
        ("level", case.norm.level.value),
        ("kinds", " ".join(kind.sanction.code for kind in kinds)),
        ("open", "yes" if is_open else "no"),
    )
    told = (("office", case.office), *_told_switches(case))
    return Trace(
        about="consequences",
        law=case.book.version,
        asked=(*asked(case.situation), ("norm", case.norm.code), *told),
        steps=(
            day_step(where),
            norm_step(case.norm, case.norm.conduct, kind="norm", held=held),
            *(kind_step(kind) for kind in kinds),
        ),
        not_considered=kinds_aside(case, kinds),
        result=result,
    )


def _told_switches(case: Case) -> list[tuple[str, str]]:
    return [
        (f"switch {code}", ended.isoformat() if ended else "off")
        for code, ended in sorted(case.switches.items())
    ]
