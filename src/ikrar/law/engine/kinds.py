"""Which kinds of sanction the texts allow for a norm, a group and a day, and who would be competent. It never picks one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ikrar.kernel.words import Words
from ikrar.law.domain import (
    ASN_GROUPS,
    Appeal,
    Book,
    Competence,
    Group,
    Held,
    Level,
    Norm,
    Sanction,
    WhenSwitch,
)
from ikrar.law.engine.situation import Situation
from ikrar.law.engine.tracing import Step


class SwitchIsUnknown(ValueError):
    """No sanction of the book waits for this rule."""

    def __init__(self, switch: str, known: Iterable[str]) -> None:
        super().__init__(switch)
        self.switch = switch
        self.known = ", ".join(known)


class OfficeIsUnknown(ValueError):
    """The book names nobody who may punish a holder of this office."""

    def __init__(self, office: str, known: Iterable[str]) -> None:
        super().__init__(office)
        self.office = office
        self.known = ", ".join(known)


class Where(StrEnum):
    """Whether a kind stands at the norm itself or in the group's own table."""

    NORM = "norm"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of sanction that the texts allow, never one that follows. `conditions`: only if these turn out so."""

    sanction: Sanction
    where: Where
    held: Held
    conditions: tuple[Words, ...]
    competent: tuple[Competence, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A norm in a situation; `switches` are days from which a transitional rule ended, None where it has not."""

    book: Book
    norm: Norm
    situation: Situation
    office: str
    switches: Mapping[str, date | None] = field(default_factory=dict)


def offices(book: Book) -> dict[str, Words]:
    """The offices for which somebody may punish, by their code, for `office`."""
    return {_office(competence): competence.person for competence in book.competences.values()}


def switches_of(book: Book) -> tuple[str, ...]:
    """The transitional rules that some sanction waits for."""
    return tuple(sorted({sanction.switch for sanction in book.sanctions.values() if sanction.switch}))


def check_switches(case: Case) -> None:
    known = switches_of(case.book)
    for switch in case.switches:
        if switch not in known:
            raise SwitchIsUnknown(switch, known)


def check_office(case: Case) -> None:
    known = offices(case.book)
    if case.office and case.office not in known:
        raise OfficeIsUnknown(case.office, sorted(known))


def kinds_of(case: Case) -> tuple[Kind, ...]:
    """The kinds the norm names, as far as they exist for the group; failing that, those of the group's own table.

    A group's own table has dismissal only, so it is shown for nothing lighter than a heavy level.
    """
    own = [case.book.sanctions[code] for code in case.norm.sanctions]
    at_norm = _usable(case, own, Where.NORM)
    if at_norm or not own or not {case.norm.level, *case.norm.levels} & _GRAVE:
        return at_norm
    return _usable(case, case.book.sanctions.values(), Where.GROUP)


_GRAVE = frozenset({Level.HEAVY, Level.DISMISSAL, Level.OPEN})


def _usable(case: Case, sanctions: Iterable[Sanction], where: Where) -> tuple[Kind, ...]:
    return tuple(_kind(case, item, where) for item in sanctions if not _why_not(case, item))


def _why_not(case: Case, sanction: Sanction) -> str:
    """What keeps a kind from being possible: the day, the group or a switch; empty if nothing does."""
    if sanction.validity.on(case.situation.day) is Held.NO:
        return "day"
    if not _for_group(sanction, case.situation.groups):
        return "group"
    state = _switch(case, sanction)
    wanted = _WANTED.get(sanction.active_when)
    return "switch" if None not in (state, wanted) and state is not wanted else ""


def _for_group(sanction: Sanction, groups: frozenset[Group]) -> bool:
    generic = Group.ASN in groups and bool(sanction.applies_to & ASN_GROUPS)
    return generic or bool(sanction.applies_to & groups)


_WANTED = {WhenSwitch.ON: True, WhenSwitch.OFF: False}


def _switch(case: Case, sanction: Sanction) -> bool | None:
    """Whether its transitional rule has ended on that day; None where nobody told and the book does not know."""
    if sanction.switch in case.switches:
        ended = case.switches[sanction.switch]
        return ended is not None and case.situation.day >= ended
    instrument = case.book.instruments.get(sanction.switch)
    if instrument is None or instrument.validity.begins_on is None:
        return None
    return instrument.validity.on(case.situation.day) is Held.YES


def _kind(case: Case, sanction: Sanction, where: Where) -> Kind:
    return Kind(
        sanction=sanction,
        where=where,
        held=sanction.validity.on(case.situation.day),
        conditions=tuple(_conditions(case, sanction, where)),
        competent=_competent(case, sanction),
    )


def _conditions(case: Case, sanction: Sanction, where: Where) -> Iterator[Words]:
    if where is Where.GROUP and sanction.backing.doubt:
        yield sanction.backing.doubt
    if Group.ASN in case.situation.groups:
        yield Words("Bergantung pada jenis pegawai ASN.", "It depends on the kind of civil servant.")
    if sanction.active_when in _CONDITIONS and _switch(case, sanction) is None:
        instrument = case.book.instruments.get(sanction.switch)
        name = instrument.name if instrument else Words(sanction.switch, sanction.switch)
        condition = _CONDITIONS[sanction.active_when]
        yield Words(condition.id.format(name.id), condition.en.format(name.en))


_CONDITIONS = {
    WhenSwitch.ON: Words("Hanya bila sudah berlaku: {}.", "Only if this is already in force: {}."),
    WhenSwitch.OFF: Words("Hanya selama belum berlaku: {}.", "Only while this is not yet in force: {}."),
}


def _competent(case: Case, sanction: Sanction) -> tuple[Competence, ...]:
    """Who may punish under the instruments of the kind that were in force that day, by office where one was told."""
    level = Level.DISMISSAL if sanction.appeal is Appeal.BPASN else sanction.level
    instruments = {basis.instrument for basis in sanction.basis if _in_force(case, basis.instrument)}
    found = [
        competence
        for competence in case.book.competences.values()
        if competence.level is level and instruments & {basis.instrument for basis in competence.basis}
    ]
    return tuple(item for item in found if _office(item) == case.office) or tuple(found)


def _in_force(case: Case, instrument: str) -> bool:
    known = case.book.instruments.get(instrument)
    return known is None or known.validity.on(case.situation.day) is not Held.NO


def _office(competence: Competence) -> str:
    """The code of a competence without its level: JPT-MADYA-BERAT speaks of JPT-MADYA."""
    head, _, tail = competence.code.rpartition("-")
    return head if tail in _LEVEL_TAILS else competence.code


_LEVEL_TAILS = frozenset({"RINGAN", "SEDANG", "BERAT", "BERHENTI"})


def kind_step(kind: Kind) -> Step:
    value = (
        ("sanction", kind.sanction.code),
        ("where", kind.where.value),
        ("conditions", str(len(kind.conditions))),
        ("competent", " ".join(who.code for who in kind.competent)),
    )
    return Step("kind", kind.sanction.name, value, kind.sanction.basis)


def kinds_aside(case: Case, kinds: tuple[Kind, ...]) -> tuple[Step, ...]:
    shown = {kind.sanction.code for kind in kinds}
    aside = [case.book.sanctions[code] for code in case.norm.sanctions if code not in shown]
    return tuple(_kind_aside(item, _why_not(case, item)) for item in aside)


def _kind_aside(sanction: Sanction, reason: str) -> Step:
    words = _ASIDE[reason]
    says = Words(f"{sanction.name.id}: {words.id}.", f"{sanction.name.en}: {words.en}.")
    return Step("kind-aside", says, (("sanction", sanction.code), ("reason", reason)), sanction.basis)


_ASIDE = {
    "day": Words("tidak berlaku pada hari itu", "not in force on that day"),
    "group": Words("bukan untuk kelompok itu", "not for that group"),
    "switch": Words(
        "menurut aturan peralihan tidak dipakai hari itu", "not used that day under the transitional rule"
    ),
}
