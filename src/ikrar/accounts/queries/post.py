"""How outgoing mail is doing, without showing anybody's letter."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min, Q

from ikrar.accounts.domain import LETTER_WORDS, LetterKind
from ikrar.accounts.models import Message
from ikrar.kernel.words import Words

LATE = timedelta(minutes=15)
WEEK = timedelta(days=7)
ON_A_PAGE = 50
LAPSED, TAKEN_BACK, GIVEN_UP, UNSURE = "lapsed", "taken back", "given up", "unsure"
WAITING = Q(sent_at=None, given_up_at=None)
DROPPED = Q(given_up_at__isnull=False) & ~Q(fault__in=[LAPSED, TAKEN_BACK, UNSURE])

# Why a letter is not on its way, in words an operator can act on; other faults are shown by their class alone.
FAULT_WORDS: dict[str, tuple[Words, Words]] = {
    "ConnectionRefusedError": (
        Words("Server surat menolak sambungan", "The mail server refuses the connection"),
        Words("Apakah server berjalan dan portanya benar?", "Is the server running, and the port right?"),
    ),
    "TimeoutError": (
        Words("Server surat tidak menjawab", "The mail server does not answer"),
        Words("Periksa jaringan dan tembok api.", "Check the network and the firewall."),
    ),
    "gaierror": (
        Words("Nama server surat tidak dikenal", "The mail server's name is unknown"),
        Words("Periksa IKRAR_EMAIL_HOST dan DNS.", "Check IKRAR_EMAIL_HOST and the DNS."),
    ),
    "SMTPAuthenticationError": (
        Words("Server surat menolak nama atau kata sandi", "The mail server refuses name or password"),
        Words("Periksa IKRAR_EMAIL_USER dan kata sandinya.", "Check IKRAR_EMAIL_USER and its password."),
    ),
    "SMTPRecipientsRefused": (
        Words("Alamat penerima ditolak", "The recipient's address is refused"),
        Words(
            "Hentikan, lalu minta petugas unit membetulkan alamatnya.",
            "Give up, and ask the unit's officer to correct the address.",
        ),
    ),
    "SMTPSenderRefused": (
        Words("Alamat pengirim ditolak", "The sender's address is refused"),
        Words("Periksa IKRAR_EMAIL_FROM.", "Check IKRAR_EMAIL_FROM."),
    ),
    "SMTPServerDisconnected": (
        Words("Server surat memutus sambungan", "The mail server broke the connection off"),
        Words("Biasanya sembuh sendiri; dicoba lagi.", "It mostly heals by itself; it is tried again."),
    ),
    LAPSED: (
        Words("Tidak terkirim sampai jam kantor berakhir", "Not sent before the office closed"),
        Words("Dibuat lagi pada hari kerja berikutnya.", "Made again on the next working day."),
    ),
    TAKEN_BACK: (
        Words("Ditarik: orangnya sudah menjawab", "Taken back: the person has answered"),
        Words("Tidak ada yang perlu dilakukan.", "Nothing to do."),
    ),
    UNSURE: (
        Words("Barangkali sudah terkirim", "Perhaps it was sent"),
        Words(
            "Kiriman terputus di tengah; pengingat tidak dikirim dua kali.",
            "Sending was broken off; a reminder is not sent twice.",
        ),
    ),
    GIVEN_UP: (
        Words("Dihentikan pengelola", "Given up by an administrator"),
        Words("Tidak ada yang perlu dilakukan.", "Nothing to do."),
    ),
}
UNKNOWN_FAULT = Words("Lihat log server surat.", "See the mail server's log.")


@dataclass(frozen=True, slots=True)
class PostState:
    """Counts for the desk."""

    waiting: int
    late: int
    given_up: int


@dataclass(frozen=True, slots=True)
class FaultView:
    """A fault by its class, in words where we know it, with what to do."""

    name: str
    count: int

    @property
    def words(self) -> Words:
        return FAULT_WORDS[self.name][0] if self.name in FAULT_WORDS else Words(self.name, self.name)

    @property
    def remedy(self) -> Words:
        return FAULT_WORDS[self.name][1] if self.name in FAULT_WORDS else UNKNOWN_FAULT


@dataclass(frozen=True, slots=True)
class MessageView:
    """A message without its content; of the address only the domain is shown."""

    number: int
    kind: Words
    domain: str
    made_at: datetime
    due_at: datetime
    until: datetime | None
    tries: int
    fault: FaultView | None
    given_up_at: datetime | None

    @property
    def is_waiting(self) -> bool:
        return self.given_up_at is None


@dataclass(frozen=True, slots=True)
class KindView:
    """The letters of one kind in the last seven days, and what waits."""

    words: Words
    waiting: int
    sent: int
    dropped: int


@dataclass(frozen=True, slots=True)
class Outbox:
    """Everything an operator needs to know of outgoing mail."""

    state: PostState
    kinds: tuple[KindView, ...]
    faults: tuple[FaultView, ...]
    last_sent_at: datetime | None
    oldest_at: datetime | None
    messages: tuple[MessageView, ...]
    number: int
    pages: int

    @property
    def before(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.pages else None


def post_state(*, at: datetime) -> PostState:
    waiting = Message.objects.filter(WAITING)
    return PostState(
        waiting=waiting.count(),
        late=waiting.filter(made_at__lt=at - LATE).count(),
        given_up=Message.objects.filter(DROPPED, given_up_at__gte=at - WEEK).count(),
    )


def is_stuck(*, at: datetime) -> bool:
    """Whether letters wait for longer than they should: no time to write more that can wait."""
    return Message.objects.filter(WAITING, made_at__lt=at - LATE).exists()


def lapsed(*, messages: Collection[int]) -> set[int]:
    """Those of them that did not leave in time."""
    rows = Message.objects.filter(pk__in=messages, fault=LAPSED, given_up_at__isnull=False)
    return set(rows.values_list("pk", flat=True))


def outbox(*, at: datetime, number: int = 1, only: str = "") -> Outbox:
    """What waits, what failed and why, by kind; `only` is "menunggu" or "berhenti"."""
    rows = Message.objects.filter(_chosen(only, at=at))
    pages = max(-(-rows.count() // ON_A_PAGE), 1)
    number = min(max(number, 1), pages)
    begin = (number - 1) * ON_A_PAGE
    moments = Message.objects.aggregate(sent=Max("sent_at"), oldest=Min("made_at", filter=WAITING))
    return Outbox(
        state=post_state(at=at),
        kinds=_kinds(at=at),
        faults=_faults(),
        last_sent_at=moments["sent"],
        oldest_at=moments["oldest"],
        messages=tuple(_view(one) for one in rows.order_by("id")[begin : begin + ON_A_PAGE]),
        number=number,
        pages=pages,
    )


def _chosen(only: str, *, at: datetime) -> Q:
    stopped = Q(given_up_at__gte=at - WEEK)
    return {"menunggu": WAITING, "berhenti": stopped}.get(only, WAITING | stopped)


def _kinds(*, at: datetime) -> tuple[KindView, ...]:
    recent = Message.objects.filter(WAITING | Q(made_at__gte=at - WEEK)).order_by().values("kind")
    counted = {
        one["kind"]: one
        for one in recent.annotate(
            waiting=Count("id", filter=WAITING),
            sent=Count("id", filter=Q(sent_at__isnull=False)),
            dropped=Count("id", filter=Q(given_up_at__isnull=False)),
        )
    }
    return tuple(
        KindView(LETTER_WORDS[kind], one["waiting"], one["sent"], one["dropped"])
        for kind in LetterKind
        if (one := counted.get(kind)) is not None
    )


def _faults() -> tuple[FaultView, ...]:
    """Why letters wait, the most frequent first."""
    rows = Message.objects.filter(WAITING).exclude(fault="").order_by().values("fault")
    counted = rows.annotate(n=Count("id")).order_by("-n", "fault")
    return tuple(FaultView(one["fault"], one["n"]) for one in counted)


def _view(message: Message) -> MessageView:
    return MessageView(
        number=message.pk,
        kind=LETTER_WORDS[LetterKind(message.kind)],
        domain=message.email.partition("@")[2],
        made_at=message.made_at,
        due_at=message.due_at,
        until=message.until,
        tries=message.tries,
        fault=FaultView(message.fault, 1) if message.fault else None,
        given_up_at=message.given_up_at,
    )


def waiting_for(*, email: str) -> list[tuple[str, datetime]]:
    """Subject and moment of each letter that still waits for this address: for whoever it is meant for."""
    rows = Message.objects.filter(email__iexact=email, sent_at=None, given_up_at=None).order_by("id")
    return list(rows.values_list("subject", "made_at"))
