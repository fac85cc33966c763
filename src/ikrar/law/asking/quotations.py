"""A quotation as it was typed, the examples people know, and how its standing is shown."""

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from ikrar.kernel.words import Words
from ikrar.law.asking.asked import day_of
from ikrar.law.domain import Validity
from ikrar.law.engine.quoting import LONGEST, QuoteStatus, Reading

TEXT, DAY, CONTEST = "kutipan", "hari", "pemilihan"
CONTESTS = {
    "": Words("Tidak disebut", "Not told"),
    "pilkada": Words("Pilkada", "Regional election (Pilkada)"),
    "pemilu": Words("Pemilu", "General election (Pemilu)"),
}
STATUS_WORDS = {
    QuoteStatus.IN_FORCE: Words("Berlaku", "In force"),
    QuoteStatus.UNCONFIRMED: Words("Diterapkan, perlu konfirmasi", "Applied, to be confirmed"),
    QuoteStatus.IMPRECISE: Words("Kurang tepat", "Not quite right"),
    QuoteStatus.NOT_YET: Words("Belum berlaku", "Not yet in force"),
    QuoteStatus.ENDED: Words("Tidak berlaku lagi", "No longer in force"),
    QuoteStatus.OTHER_ELECTION: Words("Bukan untuk pemilihan ini", "Not for this election"),
    QuoteStatus.UNKNOWN: Words("Perlu konfirmasi", "To be confirmed"),
}
# The shapes of the adviser's rulings: a tick, an octagon, a diamond, a dotted box.
SHAPES = {
    QuoteStatus.IN_FORCE: "allowed",
    QuoteStatus.UNCONFIRMED: "open",
    QuoteStatus.IMPRECISE: "open",
    QuoteStatus.NOT_YET: "forbidden",
    QuoteStatus.ENDED: "forbidden",
    QuoteStatus.OTHER_ELECTION: "forbidden",
    QuoteStatus.UNKNOWN: "not-covered",
}


@dataclass(frozen=True, slots=True)
class Example:
    """A quotation to try, and what is peculiar about it."""

    text: str
    day: date
    contest: str
    why: Words


EXAMPLES = (
    Example(
        "UU 7/2017 pasal 494",
        date(2024, 10, 7),
        "pilkada",
        Words(
            "Pasal Pemilu yang dikutip dalam Pilkada", "An article on general elections, in a regional one"
        ),
    ),
    Example(
        "PP 53/2010",
        date(2024, 10, 7),
        "pilkada",
        Words("Peraturan disiplin yang dikutip sesudah dicabut", "A discipline rule quoted after its repeal"),
    ),
    Example(
        "UU 5/2014",
        date(2024, 10, 7),
        "",
        Words("Undang-undang ASN yang sudah diganti", "The former law on the civil service"),
    ),
    Example(
        "PP 94/2021 pasal 5 huruf n",
        date(2024, 10, 7),
        "pilkada",
        Words("Larangan memberi dukungan, seperti tertulis", "The ban on support, as enacted"),
    ),
)


@dataclass(frozen=True, slots=True)
class Typed:
    """What the form holds; `wrong` says what cannot be used, by field."""

    text: str
    day: date | None
    day_typed: str
    contest: str
    wrong: dict[str, Words]


@dataclass(frozen=True, slots=True)
class Standing:
    """One meaning of the quotation with its word and its shape."""

    reading: Reading
    word: Words
    shape: str
    validity: Validity


def read(sent: QueryDict) -> Typed:
    """The form's fields, with what is wrong in them."""
    text, day_typed = sent.get(TEXT, "").strip(), sent.get(DAY, "")
    day, contest, wrong = day_of(day_typed), sent.get(CONTEST, ""), {}
    if not text:
        wrong[TEXT] = Words(
            "Tulis kutipannya, misalnya PP 53/2010.", "Write the quotation, such as PP 53/2010."
        )
    elif len(text) > LONGEST:
        wrong[TEXT] = Words(f"Paling panjang {LONGEST} huruf.", f"At most {LONGEST} letters.")
    if day is None:
        wrong[DAY] = Words("Isi hari, misalnya 2024-10-07.", "Give a day, such as 2024-10-07.")
    shown = day.isoformat() if day else day_typed[:20]
    return Typed(text[:LONGEST], day, shown, contest if contest in CONTESTS else "", wrong)


def standing(reading: Reading) -> Standing:
    """How one meaning is shown."""
    own = reading.record.validity if reading.record else Validity()
    validity = own if own != Validity() else reading.instrument.validity
    return Standing(reading, STATUS_WORDS[reading.status], SHAPES[reading.status], validity)
