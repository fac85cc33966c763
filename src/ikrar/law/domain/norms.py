"""What the rules ask of whom, when. A norm says what may be touched, never that somebody broke it."""

from dataclasses import dataclass
from enum import StrEnum

from ikrar.kernel.words import Words
from ikrar.law.domain.backing import Backing, Basis, Confidence
from ikrar.law.domain.validity import Validity


class Group(StrEnum):
    """Who can be bound. One person may be several: a lurah is PNS, OFFICIAL and LURAH."""

    ASN = "ASN"
    PNS = "PNS"
    CPNS = "CPNS"
    PPPK = "PPPK"
    PPPK_PW = "PPPK-PW"
    PJLP = "PJLP"
    RT_RW = "RT-RW"
    TNI = "TNI"
    POLRI = "POLRI"
    JAKSA = "JAKSA"
    KADES = "KADES"
    LURAH = "LURAH"
    OFFICIAL = "OFFICIAL"
    HEAD = "HEAD"
    ACTING_HEAD = "ACTING-HEAD"
    CANDIDATE = "CANDIDATE"
    CAMPAIGN_TEAM = "CAMPAIGN-TEAM"
    ANYONE = "ANYONE"


ASN_GROUPS = frozenset({Group.PNS, Group.CPNS, Group.PPPK, Group.PPPK_PW})


class NormClass(StrEnum):
    """Which kind of consequence a norm belongs to."""

    ETHICS = "ethics"
    DISCIPLINE = "discipline"
    DUTY = "duty"
    ADMINISTRATIVE = "administrative"
    CRIME = "crime"
    ADVICE = "advice"
    RESIDUAL = "residual"


class NormPhase(StrEnum):
    """The part of a contest in which a norm asks something; the day of fixing belongs to neither side for sure."""

    ANY = "any"
    BEFORE_FIXED = "before-fixed"
    AFTER_FIXED = "after-fixed"
    CAMPAIGN = "campaign"


class Level(StrEnum):
    """How grave the law as enacted makes it; OPEN is where it does not say or contradicts itself."""

    NONE = "none"
    MORAL = "moral"
    LIGHT = "light"
    MEDIUM = "medium"
    HEAVY = "heavy"
    DISMISSAL = "dismissal"
    CRIME = "crime"
    OPEN = "open"


class Fact(StrEnum):
    """A fact on which a norm turns and which only a person can establish."""

    ACTIVE = "active"
    PURPOSE_OF_SUPPORT = "purpose-of-support"
    ON_LEAVE = "on-leave"
    OFFICIAL_POSITION = "official-position"
    INTENT = "intent"
    IN_UNIFORM = "in-uniform"
    STATE_FACILITY = "state-facility"
    CANDIDATES_FIXED = "candidates-fixed"


@dataclass(frozen=True, slots=True)
class Norm:
    """`bound`: ASN stands for all its groups. `level` is as enacted; `levels` the options where sources conflict.

    `mirror` is the same conduct on the other side of the day candidates are fixed, `sanctions` codes of kinds that may
    follow, `penalty` the criminal penalty as enacted.
    """

    code: str
    book: str
    kind: NormClass
    conduct: Words
    bound: frozenset[Group]
    media: frozenset[str]
    targets: frozenset[str]
    contests: frozenset[str]
    phase: NormPhase
    level: Level
    level_confidence: Confidence
    basis: tuple[Basis, ...]
    validity: Validity
    backing: Backing
    levels: tuple[Level, ...] = ()
    sanctions: tuple[str, ...] = ()
    penalty: Words | None = None
    mirror: str = ""
    needs: tuple[Fact, ...] = ()
    warning: Words | None = None

    def binds(self, groups: frozenset[Group]) -> bool:
        """Whether it speaks to somebody who is all of these."""
        if Group.ANYONE in self.bound or self.bound & groups:
            return True
        return Group.ASN in self.bound and bool((ASN_GROUPS | {Group.ASN}) & groups)
