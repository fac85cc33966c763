"""Whatever people write, and however they write what is recorded: nothing breaks and nothing is told outside its days."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from ikrar.law.domain import (
    Held,
    Validity,
)
from ikrar.law.engine import (
    Closeness,
    QuotationIsEmpty,
    QuotationIsTooLong,
    QuoteStatus,
    quote,
)
from ikrar.law.engine.quoting.notation import last_number, path_of
from tests.law.engine.quoting import BOOK

many = settings(max_examples=60, deadline=None)


@many
@given(text=st.text(max_size=310), day=st.dates(date(1990, 1, 1), date(2040, 1, 1)))
def test_no_text_breaks_it(text, day):
    try:
        answer = quote(BOOK, text=text, day=day)
    except (QuotationIsEmpty, QuotationIsTooLong):
        return
    assert all(item.instrument.code in BOOK.instruments for item in answer.readings)
    assert len(answer.near) <= 5


PIECES = st.sampled_from(
    ["pasal", "ps.", "ayat", "(1)", "huruf", "n", "angka", "6", "494", "71", "uu", "pp", "no.", "tahun", "/", "2017",
     "7", "53", "2010", "skb", "netralitas", "jo", "mk", "136", "187a", "sampai", "33", "-", "perbawaslu", "asn"]
)  # fmt: skip


@many
@given(pieces=st.lists(PIECES, min_size=1, max_size=12), day=st.dates(date(2005, 1, 1), date(2030, 1, 1)))
def test_no_mixture_of_the_signs_of_law_breaks_it_and_the_same_text_reads_the_same(pieces, day):
    text = " ".join(pieces)
    once, again = (quote(BOOK, text=written, day=day) for written in (text, f"  {text.upper()} "))
    assert (once.readings, once.near, once.says, once.trace) == (
        again.readings,
        again.near,
        again.says,
        again.trace,
    )


WAYS = st.sampled_from(
    ["{article} {code}", "{code} {article}", "{article} dari {code}", "menurut {code}, {article}"]
)


@many
@given(
    record=st.sampled_from([r for r in BOOK.articles if path_of(r.article) and not last_number(r.article)]),
    way=WAYS,
    day=st.dates(date(2005, 1, 1), date(2030, 1, 1)),
)
def test_every_recorded_article_is_found_however_it_is_written(record, way, day):
    text = way.format(article=record.article, code=record.instrument.replace("/", " Tahun "))
    answer = quote(BOOK, text=text, day=day)
    assert any(item.record is record and item.closeness is Closeness.EXACT for item in answer.readings)


@many
@given(record=st.sampled_from(BOOK.articles), day=st.dates(date(1990, 1, 1), date(2040, 1, 1)))
def test_on_no_day_is_a_provision_outside_its_days_told_as_in_force(record, day):
    for item in quote(BOOK, text=f"{record.article} {record.instrument}"[:300], day=day).readings:
        validity = (
            item.record.validity
            if item.record and item.record.validity != Validity()
            else item.instrument.validity
        )
        assert (item.status in (QuoteStatus.ENDED, QuoteStatus.NOT_YET)) == (validity.on(day) is Held.NO)
        assert item.held is validity.on(day)
