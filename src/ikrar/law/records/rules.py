"""Rows of norms, instruments, sanctions, penalties and open questions."""

from collections.abc import Iterable

from ikrar.kernel.words import Words
from ikrar.law.domain import (
    Article,
    Book,
    Competence,
    Instrument,
    Norm,
    OpenQuestion,
    PenaltyNote,
    Sanction,
    Side,
    WhenSwitch,
)
from ikrar.law.engine.wording import (
    APPEAL_WORDS,
    FACT_QUESTIONS,
    GROUP_WORDS,
    LEVEL_WORDS,
    NORM_PHASE_WORDS,
    REGIME_WORDS,
)
from ikrar.law.records import labels
from ikrar.law.records.rows import Piece, Row, bases, codes, day, joined, row, same, span


def norm(book: Book, item: Norm) -> tuple[Row, ...]:
    groups = sorted(item.bound, key=list(GROUP_WORDS).index)
    return (
        *row("Mengikat", "Binds", joined(GROUP_WORDS[group] for group in groups)),
        *row("Jenis", "Kind", joined([same(item.book), labels.NORM_CLASSES[item.kind]], "; ")),
        *row("Media", "Medium", _sorted(labels.MEDIA, item.media)),
        *row("Terhadap", "Towards", _sorted(labels.TARGETS, item.targets)),
        *row("Pemilihan", "Election", _sorted(REGIME_WORDS, item.contests)),
        *row("Bagian pemilihan", "Part of the election", NORM_PHASE_WORDS[item.phase]),
        *row("Bergantung pada", "Turns on", *(FACT_QUESTIONS[fact].ask for fact in item.needs)),
        *row("Tingkat menurut naskah", "Level as enacted", _level(item)),
        *row("Ancaman menurut naskah", "Penalty as enacted", item.penalty),
        *_sanctions(book, item.sanctions),
        *row("Catatan ancaman", "Notes on the penalty", *_penalty_notes(book, item)),
        *codes("Perbuatan yang sama di sisi lain hari penetapan", "The same act on the other side", filter(None, [item.mirror])),
        *bases(item.basis),
        *codes("Dipakai menjawab", "Used to answer", (c.code for c in book.conducts.values() if any(item.code in r.norms for r in c.rules))),
    )  # fmt: skip


def _level(item: Norm) -> Words:
    level = LEVEL_WORDS[item.level]
    sure = Words(f"keyakinan {item.level_confidence}", f"confidence {item.level_confidence}")
    if item.levels:
        either = joined((LEVEL_WORDS[one] for one in item.levels), " / ")
        level = joined([level, Words(f"sumber berbeda: {either.id}", f"sources differ: {either.en}")], "; ")
    return joined([level, sure], "; ")


def _sanctions(book: Book, named: Iterable[str]) -> tuple[Row, ...]:
    kinds = [book.sanctions[code] for code in named]
    pieces = (Piece(kind.name, kind.code) for kind in kinds)
    return row(
        "Sanksi yang mungkin, tanpa urutan pilihan",
        "Sanctions that may follow, in no order of choice",
        *pieces,
    )


def _penalty_notes(book: Book, item: Norm) -> Iterable[Piece]:
    if item.penalty is None:
        return
    for note in book.penalties.values():
        if item.code in note.touches or not note.touches:
            yield Piece(note.says, note.code)


def _sorted(words: dict[str, Words], named: Iterable[str]) -> Words:
    return joined(words.get(name, same(name)) for name in sorted(named))


def instrument(book: Book, item: Instrument) -> tuple[Row, ...]:
    others = book.instruments.values()
    articles = [article for article in book.articles if article.instrument == item.code]
    resting = [n.code for n in book.norms.values() if any(b.instrument == item.code for b in n.basis)]
    return (
        *row("Sebutan", "Called", same(item.short)),
        *row("Bentuk", "Form", labels.INSTRUMENT_KINDS[item.kind]),
        *row("Kedudukan", "Standing", labels.STATUSES[item.status]),
        *row("Ditetapkan", "Made", day(item.made_on) if item.made_on else None),
        *row("Pemilihan", "Election", _sorted(REGIME_WORDS, item.contests)),
        *codes("Mengubah", "Amends", item.amends),
        *codes("Diubah dengan", "Amended by", (one.code for one in others if item.code in one.amends)),
        *codes("Mencabut", "Repeals", item.repeals),
        *codes("Diganti dengan", "Replaced by", filter(None, [item.replaced_by])),
        *row("Yang tetap hidup", "What it keeps alive", *(Piece(joined([same(f"{s.of} {s.article}:"), s.says], " "), s.of) for s in item.survives)),
        *row("Pasal yang sering dikutip", "Articles people quote", *map(_article, articles)),
        *codes("Norma yang bersandar padanya", "Norms that rest on it", resting),
    )  # fmt: skip


def _article(article: Article) -> Piece:
    parts = [joined([same(f"{article.article}:"), article.says], " ")]
    if article.validity.begins_on or article.validity.ends_before:
        inner = span(article.validity)
        parts.append(Words(f"({inner.id})", f"({inner.en})"))
    if article.warning:
        parts.append(article.warning)
    if article.backing.confidence.needs_confirmation:
        parts.append(Words("Perlu konfirmasi.", "To be confirmed."))
    return Piece(joined(parts, " "))


def sanction(book: Book, item: Sanction) -> tuple[Row, ...]:
    groups = sorted(item.applies_to, key=list(GROUP_WORDS).index)
    months = Words(f"{item.months} bulan", f"{item.months} months") if item.months else None
    switch = labels.SWITCHES[item.active_when]
    return (
        *row("Tingkat", "Level", LEVEL_WORDS[item.level]),
        *row("Lama", "Duration", months),
        *row("Potongan", "Cut", same(f"{item.percent} %") if item.percent else None),
        *row("Dapat dikenakan kepada", "May be imposed on", joined(GROUP_WORDS[group] for group in groups)),
        *row("Boleh dipakai", "May be used", switch if item.active_when is WhenSwitch.ALWAYS else Piece(joined([switch, same(item.switch)], " "), item.switch)),
        *row("Upaya hukum", "Appeal", APPEAL_WORDS[item.appeal]),
        *bases(item.basis),
        *codes("Disebut pada norma", "Named by norms", (n.code for n in book.norms.values() if item.code in n.sanctions)),
    )  # fmt: skip


def competence(_book: Book, item: Competence) -> tuple[Row, ...]:
    return (
        *row("Tingkat", "Level", LEVEL_WORDS[item.level]),
        *row("Yang berwenang", "Competent", item.by),
        *bases(item.basis),
    )


def penalty(_book: Book, item: PenaltyNote) -> tuple[Row, ...]:
    everything = Words("setiap norma dengan ancaman pidana", "every norm with a criminal penalty")
    return (
        *row("Sejak", "Since", day(item.begins_on)),
        *codes("Menyangkut", "Touches", item.touches),
        *row("Menyangkut", "Touches", None if item.touches else everything),
    )


def question(_book: Book, item: OpenQuestion) -> tuple[Row, ...]:
    return (
        *row("Pendapat", "Sides", *map(_side, item.sides)),
        *row("Yang dilakukan perangkat lunak", "What the software does", item.software),
        *row("Yang memutuskan", "Who decides", item.decides),
        *codes("Menyangkut", "Touches", item.touches),
    )


def _side(side: Side) -> Words:
    return joined([joined([side.who, side.says], ": "), same(f"[{', '.join(side.sources)}]")], " ")
