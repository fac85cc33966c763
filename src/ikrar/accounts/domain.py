"""What staff may do: capabilities, roles as sets of them, and who may hand them on. Plain Python.

The application asks for capabilities, never for roles. A role is only a handy bundle for granting.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ikrar.kernel.canonical import Value, digest
from ikrar.kernel.periods import Period
from ikrar.kernel.words import Words

EVERYWHERE = "*"

CAPABILITIES: dict[str, Words] = {
    "roster.import": Words("Mengimpor daftar pegawai", "Import the staff list"),
    "roster.see_names": Words("Melihat nama pegawai", "See officials' names"),
    "roster.appoint": Words("Mencatat pengangkatan", "Record appointments"),
    "declarations.plan": Words("Menyusun rencana deklarasi", "Plan declarations"),
    "declarations.approve_text": Words("Menyetujui naskah pakta", "Approve the text of the pact"),
    "declarations.fix": Words("Menetapkan deklarasi", "Fix a declaration"),
    "declarations.activate": Words("Membuka kartu dan undangan", "Open cards and invitations"),
    "sites.run": Words("Memandu acara di lokasi", "Run the event at a site"),
    "kiosk.witness": Words("Menjadi saksi di kios", "Witness at a kiosk"),
    "commitments.plan": Words("Menyusun komitmen bersama", "Plan joint commitments"),
    "commitments.approve_text": Words(
        "Menyetujui naskah komitmen bersama", "Approve the text of a joint commitment"
    ),
    "commitments.run": Words(
        "Memandu penandatanganan komitmen bersama", "Lead the signing of a joint commitment"
    ),
    "commitments.confirm": Words(
        "Mengesahkan komitmen yang ditandatangani di kertas", "Confirm a commitment signed on paper"
    ),
    "paper.enter": Words("Mencatat lembar kertas", "Enter paper pledges"),
    "paper.confirm": Words("Mengesahkan lembar kertas dan kios", "Confirm paper and kiosk pledges"),
    "papers.see": Words("Melihat berkas yang keluar dan kembali", "See papers that left and came back"),
    "papers.take_back": Words("Menerima kembali berkas bertanda tangan", "Take signed papers back"),
    "disputes.decide": Words("Memutus sanggahan", "Decide disputes"),
    "pledges.erase": Words("Menghapus isi ikrar", "Erase pledges"),
    "board.see": Words("Melihat papan pantau", "See the board"),
    "unit.see_unasked": Words(
        "Melihat siapa di unit yang belum ditanya", "See who in the unit has not been asked"
    ),
    "duties.follow": Words(
        "Menindaklanjuti kewajiban berikrar di unit", "Follow up duties to pledge in a unit"
    ),
    "figures.publish": Words("Menerbitkan angka", "Publish figures"),
    "privacy.answer": Words(
        "Menjawab permintaan tentang data pribadi", "Answer requests about personal data"
    ),
    "privacy.propose_destruction": Words("Mengusulkan pemusnahan", "Propose a destruction"),
    "privacy.approve_destruction": Words("Menyetujui pemusnahan", "Approve a destruction"),
    "privacy.report_breach": Words("Mencatat kegagalan pelindungan data", "Record failures to protect data"),
    "privacy.release_notice": Words("Melepas pemberitahuan kegagalan", "Release notices of such a failure"),
    "accounts.manage": Words("Mengelola akun dan peran", "Manage accounts and roles"),
    "audit.see": Words("Membaca jejak audit", "Read the audit trail"),
    "audit.draw": Words("Mengundi penandatangan untuk diperiksa", "Draw signers to be checked"),
    "audit.see_drawn": Words("Melihat siapa yang terundi", "See who was drawn"),
    "register.operate": Words(
        "Menjalankan register dan surat keluar", "Operate the register and outgoing mail"
    ),
}

# Acts of heads of unit and organisers: confirmed with a passkey and nothing else.
PASSKEY_ONLY = frozenset(
    {
        "declarations.plan",
        "declarations.approve_text",
        "declarations.fix",
        "declarations.activate",
        "commitments.approve_text",
        "commitments.run",
        "disputes.decide",
        "papers.take_back",
        "pledges.erase",
        "privacy.approve_destruction",
        "privacy.release_notice",
        "figures.publish",
        "unit.see_unasked",
    },
)


class Role(StrEnum):
    """A bundle of capabilities with a name an office knows."""

    ADMIN = "ADMIN"
    PERSONNEL = "PERSONNEL"
    ORGANISER = "ORGANISER"
    UNIT_HEAD = "UNIT_HEAD"
    SITE_LEADER = "SITE_LEADER"
    WITNESS = "WITNESS"
    OVERSEER = "OVERSEER"
    AUDITOR = "AUDITOR"
    PRIVACY = "PRIVACY"


ROLES: dict[Role, frozenset[str]] = {
    Role.ADMIN: frozenset({"accounts.manage", "audit.see", "register.operate", "privacy.report_breach"}),
    Role.PERSONNEL: frozenset(
        {
            "roster.import",
            "roster.see_names",
            "roster.appoint",
            "duties.follow",
            "paper.enter",
            "paper.confirm",
            "commitments.confirm",
            "papers.see",
            "papers.take_back",
            "disputes.decide",
            "pledges.erase",
            "privacy.answer",
            "privacy.propose_destruction",
            "privacy.report_breach",
            "privacy.release_notice",
            "board.see",
        },
    ),
    Role.ORGANISER: frozenset(
        {
            "declarations.plan",
            "declarations.approve_text",
            "declarations.fix",
            "declarations.activate",
            "commitments.plan",
            "commitments.approve_text",
            "commitments.run",
            "commitments.confirm",
            "sites.run",
            "papers.see",
            "papers.take_back",
            "board.see",
            "figures.publish",
        },
    ),
    Role.UNIT_HEAD: frozenset({"unit.see_unasked", "roster.see_names", "duties.follow", "board.see"}),
    Role.SITE_LEADER: frozenset({"sites.run", "board.see", "paper.enter"}),
    Role.WITNESS: frozenset({"kiosk.witness"}),
    Role.OVERSEER: frozenset({"papers.see", "board.see", "audit.draw", "audit.see_drawn"}),
    Role.AUDITOR: frozenset({"papers.see", "audit.see", "audit.draw", "board.see"}),
    Role.PRIVACY: frozenset(
        {
            "privacy.answer",
            "privacy.propose_destruction",
            "privacy.approve_destruction",
            "privacy.report_breach",
            "privacy.release_notice",
        },
    ),
}

ROLE_WORDS: dict[Role, Words] = {
    Role.ADMIN: Words("Pengelola sistem", "Administrator"),
    Role.PERSONNEL: Words("Petugas kepegawaian (BKD)", "Personnel officer"),
    Role.ORGANISER: Words("Penyelenggara deklarasi", "Organiser of declarations"),
    Role.UNIT_HEAD: Words("Kepala unit", "Head of unit"),
    Role.SITE_LEADER: Words("Pemandu lokasi", "Site leader"),
    Role.WITNESS: Words("Saksi kios", "Kiosk witness"),
    Role.OVERSEER: Words("Pengawas (Bawaslu)", "Overseer (Bawaslu)"),
    Role.AUDITOR: Words("Pemeriksa (inspektorat)", "Auditor"),
    Role.PRIVACY: Words("Pejabat pelindungan data", "Data protection officer"),
}


class LetterKind(StrEnum):
    """What a letter in the outbox is for; all that an operator sees of it beside the domain of the address."""

    NOTICE = "notice"
    CODE = "code"
    REMINDER = "reminder"


LETTER_WORDS: dict[LetterKind, Words] = {
    LetterKind.NOTICE: Words("Pemberitahuan", "Notice"),
    LetterKind.CODE: Words("Kode pribadi", "Personal code"),
    LetterKind.REMINDER: Words("Pengingat", "Reminder"),
}


@dataclass(frozen=True, slots=True)
class Hold:
    """One role held for one part of the tree, for a period of days."""

    role: Role
    scope: str
    period: Period


def scopes_of(capability: str, holds: Iterable[Hold], *, on: date) -> frozenset[str]:
    """The public ids of the units the capability reaches that day; `{"*"}` is everything.

    >>> hold = Hold(Role.UNIT_HEAD, "U1", Period(date(2024, 9, 1)))
    >>> scopes_of("unit.see_unasked", [hold], on=date(2024, 9, 1))
    frozenset({'U1'})
    >>> scopes_of("unit.see_unasked", [hold], on=date(2024, 8, 31))
    frozenset()
    """
    found = frozenset(h.scope for h in holds if capability in ROLES[h.role] and on in h.period)
    return frozenset({EVERYWHERE}) if EVERYWHERE in found else found


def needs_passkey(holds: Iterable[Hold], *, on: date) -> bool:
    """Whether a grave act of this person must be confirmed with a passkey; others may use their app's code.

    >>> needs_passkey([Hold(Role.ADMIN, "*", Period(date(2024, 9, 1)))], on=date(2024, 9, 2))
    False
    >>> needs_passkey([Hold(Role.ORGANISER, "*", Period(date(2024, 9, 1)))], on=date(2024, 9, 2))
    True
    """
    return any(ROLES[h.role] & PASSKEY_ONLY and on in h.period for h in holds)


class GrantExceedsOwn(Exception):
    """Nobody hands on more of the tree than he manages himself."""


Within = Callable[[str, frozenset[str]], bool]


def exactly(scope: str, scopes: frozenset[str]) -> bool:
    """Containment for who knows no unit tree: the same unit, or everything.

    >>> exactly("U1", frozenset({"*"})), exactly("*", frozenset({"U1"})), exactly("U1", frozenset({"U1"}))
    (True, False, True)
    """
    return EVERYWHERE in scopes or scope in scopes


def check_may_hand_on(scope: str, *, own: frozenset[str], within: Within = exactly) -> None:
    """Raise unless `scope` lies inside the granter's own scopes."""
    if EVERYWHERE in own:
        return
    if scope == EVERYWHERE or not within(scope, own):
        raise GrantExceedsOwn


# ── audit trail ──────────────────────────────────────────────────────────────────────────────────
FIRST_LINK = bytes(32)


@dataclass(frozen=True, slots=True)
class Act:
    """One act of the audit trail, as it is hashed."""

    number: int
    at: str
    actor: str
    act: str
    subject: str
    detail: dict[str, Value]


def link(act: Act, previous: bytes) -> bytes:
    """The hash of a row: it covers the row and the hash before it.

    >>> act = Act(1, "2024-09-01T00:00:00+00:00", "A1", "grant", "A2", {})
    >>> link(act, FIRST_LINK) == link(act, FIRST_LINK), link(act, FIRST_LINK) == link(act, bytes([1]) * 32)
    (True, False)
    """
    return digest(
        {
            "v": "ikrar.audit/v1",
            "number": act.number,
            "at": act.at,
            "actor": act.actor,
            "act": act.act,
            "subject": act.subject,
            "detail": act.detail,
            "previous": previous.hex(),
        },
    )
