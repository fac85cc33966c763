"""What is typed at a kiosk, entered from paper, or posted by hand into any form: valid or told, never a fault."""

from importlib import import_module

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict
from hypothesis import given
from hypothesis import strategies as st

from ikrar.kernel import ids, text
from ikrar.pledges.domain import cards, kiosk, paper
from tests.fuzz.making import anything, changed, fuzzed, fuzzed_each, texts

SECRET = bytes(32)
MODULES = ("closing", "drawing", "erasing", "kiosk", "mine", "paper", "planning", "texts")
PDF, PNG, JPEG = b"%PDF-1.7\n%\xe2\xe3", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\xff\xd8\xff\xe0\0\x10JFIF"


def form_kinds():
    """Every form that can be made without being told about a declaration."""
    for name in MODULES:
        module = import_module(f"ikrar.pledges.forms.{name}")
        for kind in vars(module).values():
            if isinstance(kind, type) and issubclass(kind, forms.Form) and kind.__module__ == module.__name__:
                try:
                    kind()
                except (TypeError, KeyError, RuntimeError):
                    continue  # made for one declaration, or reads the database; its page is posted nonsense by tests/test_access.py
                yield kind


KINDS = list(form_kinds())
typed = texts | st.sampled_from(
    ("on", "true", "-1", "2026-11-23", "2026-13-45T99:99", "07:46", "9" * 400, "1e400", "NaN", "\ud800")
)


def test_the_forms_of_kiosk_and_paper_are_among_them():
    assert {"OpenKioskForm", "IdentifyForm", "SignForm", "CloseForm", "StartRollForm", "MatchForm"} <= {
        k.__name__ for k in KINDS
    }


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_whatever_is_posted_a_form_says_valid_or_why_not(kind):
    names = list(kind().fields)

    @fuzzed_each
    @given(
        st.dictionaries(
            st.sampled_from([*names, "another"]), st.lists(typed, max_size=3), max_size=len(names) + 1
        )
    )
    def post(data):
        form = kind(MultiValueDict(data))
        assert form.is_valid() or form.errors

    post()


@fuzzed
@given(anything | changed(st.sampled_from((PDF, PNG, JPEG))))
def test_a_scan_is_told_by_its_bytes_or_refused(content):
    form = paper_form(content)
    try:
        found = paper.kind_of(content)
    except (paper.NotAScan, paper.ScanTooLarge):
        return
    assert form.is_valid()
    assert found in paper.ScanKind


def paper_form(content):
    from ikrar.pledges.forms.paper import ScanForm  # noqa: PLC0415 (the fields speak two languages at import)

    return ScanForm(files={"scan": SimpleUploadedFile("halaman.pdf", content)})


@fuzzed
@given(
    typed | changed(cards.grouped("7K4MQ2WX9PTAC").encode()).map(lambda data: data.decode("utf-8", "replace"))
)
def test_a_card_code_is_read_or_refused(code):
    try:
        read = cards.read_code(code)
    except cards.CodeIsMistyped:
        return
    assert cards.read_code(cards.grouped(read)) == read


@fuzzed
@given(typed)
def test_a_witness_code_of_nobody_opens_no_kiosk(pin):
    right = kiosk.pin(secret=SECRET, kiosk="KIOS")
    assert kiosk.is_pin(pin, secret=SECRET, kiosk="KIOS") == (pin.strip() == right)


@fuzzed
@given(typed)
def test_numbers_names_and_days_are_read_or_refused(written):
    for read, told in (
        (ids.clean, ids.NotACode), (ids.check, ids.NotACode), (text.check_nip, text.NotANumber),
    ):  # fmt: skip
        try:
            read(written)
        except told:
            continue
    for read in (
        text.squeezed,
        text.folded,
        text.split_name,
        text.short_name,
        text.clean_number,
        text.masked,
        text.tail,
        text.read_day,
    ):
        read(written)
