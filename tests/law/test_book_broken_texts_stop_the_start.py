"""A folder of law texts with one thing wrong in it is refused whole, with file, line, record and reason."""

import pytest

from ikrar.law import reading
from tests.law import small

pytestmark = pytest.mark.pure

# file, what stood there, what stands there now, the record that is named, a part of the reason
BROKEN = [
    # YAML itself
    ("terms.yaml", "terms:", "terms: [", "", "expected"),
    ("terms.yaml", "max: 7,", "max: 7, max: 8,", "", "'max' stands twice"),
    ("pacts/pakta.yaml", "code: pakta", "? [a, b]\n: 1\ncode: pakta", "", "a key must be a word"),
    ("pacts/pakta.yaml", "code: pakta", "code: &x coba\nname: *y", "", "undefined alias"),
]


def test_the_small_book_is_sound(tmp_path):
    book = reading.read_folder(small.folder(tmp_path))
    assert set(book.norms) == {"N1", "N2", "N3"}


@pytest.mark.parametrize(("file", "was", "becomes", "code", "reason"), BROKEN)
def test_it_is_refused_with_file_line_record_and_reason(tmp_path, file, was, becomes, code, reason):
    with pytest.raises(reading.LawTextIsBroken) as refused:
        reading.read_folder(small.replaced(tmp_path, file, was, becomes))
    [complaint] = refused.value.complaints
    assert (complaint.file, complaint.code) == (file, code)
    assert complaint.line > 0
    assert reason in complaint.reason
