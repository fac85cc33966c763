"""A text is held against the one that left: its blanks may be filled, nothing else may be different."""

import pytest

from ikrar.papers.checking import wording

ISSUED = """Kota Contoh, ……
Nomor : ……
Hal : Undangan pembacaan ikrar
Kami mengundang Bapak/Ibu pada:
Waktu : Pukul 07.45 WIB
Sekretaris Daerah,
Nama: …………………………………… Pangkat/golongan: …………………………………… NIP: ……………………………………
Tembusan
1. Wali Kota Contoh"""
FOOT = "Surat undangan, Pemerintah Kota Contoh · Halaman dari"
RETURNED = """Kota Contoh, 3 November 2026
Nomor : 270/12/BKD
Hal : Undangan pembacaan ikrar
Kami mengun-
dang Bapak/Ibu pada:
Surat undangan, Pemerintah Kota Contoh · Halaman 1 dari 2
Waktu : Pukul 07.45 WIB
Sekretaris Daerah,
Drs. Budi Contoh, M.Si. Pembina Utama Muda (IV/c)
Tembusan
1. Wali Kota Contoh
Surat undangan, Pemerintah Kota Contoh · Halaman 2 dari 2"""


def compared(text, number="270/12/BKD"):
    return wording.difference(text, ISSUED, number=number, beside=[FOOT])


def test_a_letter_that_was_numbered_and_broken_into_other_lines_is_the_same():
    found = compared(RETURNED)
    assert found.unlike == ""
    assert "3 November 2026" in found.filled
    assert any("270/12/BKD" in one for one in found.filled)
    assert any("Budi Contoh" in one for one in found.filled)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("07.45", "09.00"),
        ("Kami mengun-\ndang", "Kami tidak mengundang"),
        ("1. Wali Kota Contoh", ""),
        ("Tembusan", "Tembusan surat yang batal"),
        ("ikrar", "janji"),
        ("3 November 2026", "3 November 2026 " + "dan seterusnya " * 9),
    ],
)
def test_any_other_word_is_named(was, now):
    assert compared(RETURNED.replace(was, now, 1)).unlike


def test_what_is_written_into_the_signatorys_block_is_told():
    found = compared(RETURNED.replace("(IV/c)", "(IV/c) atas nama Wali Kota"))
    assert found.unlike == ""
    assert any("atas nama Wali Kota" in one for one in found.filled)


def test_a_number_that_was_never_asked_for_may_not_be_put_anywhere():
    assert wording.difference("kami 12 netral", "kami netral", number="13").unlike
    assert wording.difference("kami 12 netral", "kami netral", number="12").unlike == ""


def test_a_passage_stands_in_one_piece_or_not_at_all():
    assert wording.passage("Kepala. Kami siap netral. Kaki.", "kami siap netral") != ""
    assert wording.passage("Kepala. Kami siap netral. Kaki.", "Kami siap\nnetral.") == ""
    assert "tidak" in wording.passage("Kami tidak siap netral.", "Kami siap netral.")


def test_a_text_of_a_nation_is_compared_without_waiting():
    words = " ".join(f"kata{n}" for n in range(9_000))
    assert wording.difference(words, words).unlike == ""
    assert "lain" in wording.difference(words.replace("kata8000 ", "lain "), words).unlike


def test_the_hash_of_a_text_knows_no_lines():
    assert wording.digest("a b\n\nc") == wording.digest(" a\u00a0b c ")
    assert wording.digest(" \n") == ""
