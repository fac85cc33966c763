"""What people write is taken apart: kinds of instruments, numbers, articles, and words that say nothing."""

import pytest

from ikrar.law.engine.quoting.notation import last_number, path_of, read, spell


@pytest.mark.parametrize(
    ("text", "paths", "left"),
    [
        ("UU 7/2017 pasal 494", ["Pasal 494"], "uu 7 2017"),
        ("Ps. 71 ayat 1 UU Pilkada", ["Pasal 71 ayat (1)"], "uu pilkada"),
        ("ps71ayat(1) uu no.10 thn 2016", ["Pasal 71 ayat (1)"], "uu 10 2016"),
        ("Pasal 280 ayat (2) huruf f UU Nomor 7 Tahun 2017", ["Pasal 280 ayat (2) huruf f"], "uu 7 2017"),
        ("PP 94/2021 Psl 5 hrf n butir 6", ["Pasal 5 huruf n angka 6"], "pp 94 2021"),
        ("Pasal 52(3)j UU 20/2023", ["Pasal 52 ayat (3) huruf j"], "uu 20 2023"),
        ("Pasal 52 (3) huruf j", ["Pasal 52 ayat (3) huruf j"], ""),
        ("article 187A, paragraph 2, law 10/2016", ["Pasal 187A ayat (2)"], "uu 10 2016"),
        ("Pasal 490 dan Pasal 494 UU Pemilu", ["Pasal 490", "Pasal 494"], "uu pemilu"),
        ("Pasal 494 dan pasal 494", ["Pasal 494"], ""),
        ("Undang-Undang Nomor 7 Tahun 2017 tentang Pemilihan Umum", [], "uu 7 2017 pemilihan umum"),
        ("Undang Undang Republik Indonesia No 5 Th 2014", [], "uu 5 2014"),
        ("Peraturan Pemerintah Nomor 94 Tahun 2021", [], "pp 94 2021"),
        ("Peraturan Pemerintah Pengganti Undang-Undang Nomor 1 Tahun 2022", [], "perppu 1 2022"),
        ("Perpu 1/2022", [], "perppu 1 2022"),
        ("Peraturan Presiden 92/2024", [], "perpres 92 2024"),
        ("Peraturan Kepala BKN 1/2023", [], "perbkn 1 2023"),
        ("Perka BKN 1/2023", [], "perbkn 1 2023"),
        ("Peraturan KPU No 2 Tahun 2024", [], "pkpu 2 2024"),
        ("Peraturan Bawaslu 7 Tahun 2022", [], "perbawaslu 7 2022"),
        ("Peraturan Menteri Dalam Negeri 97/2016", [], "permendagri 97 2016"),
        ("Peraturan Kepolisian 7/2022", [], "perpol 7 2022"),
        ("Putusan Mahkamah Konstitusi Nomor 136/PUU-XXII/2024", [], "mk 136 puu xxii 2024"),
        ("Instruksi Jaksa Agung Nomor 6 Tahun 2023", [], "ija 6 2023"),
        ("Surat Edaran Menteri PANRB Nomor 18 Tahun 2023", [], "se menpanrb 18 2023"),
        ("Surat Keputusan Bersama tentang netralitas", [], "skb netralitas"),
        ("joint decree 2022", [], "skb 2022"),
        ("RUU Pemilu", [], "ruu pemilu"),
        ("Rancangan Undang-Undang Pemilu", [], "ruu pemilu"),
        ("government regulation 53/2010", [], "pp 53 2010"),
        ("Keputusan Bawaslu 169", [], "skbawaslu 169"),
        ("  PP   53 / 2010 ", [], "pp 53 2010"),
        ("ＰＰ ５３/２０１０", [], "pp 53 2010"),
        ("kapsul 7", [], "kapsul 7"),
        ("Pasal 5 huruf n angka 6", ["Pasal 5 huruf n angka 6"], ""),
        ("art. 5 letter n point 6, law 1/2015", ["Pasal 5 huruf n angka 6"], "uu 1 2015"),
        ("article 5 par 2", ["Pasal 5 ayat (2)"], ""),
        ("Pasal 5 butir 6", ["Pasal 5 angka 6"], ""),
        ("act 1/2015", [], "uu 1 2015"),
        ("p.p. 53/2010 dan u.u. 5/2014", [], "pp 53 2010 uu 5 2014"),
        ("Presidential Regulation 92/2024", [], "perpres 92 2024"),
        ("perkap 7/2022", [], "perpol 7 2022"),
    ],
)  # fmt: skip
def test_a_quotation_is_taken_apart_as_people_write_it(text, paths, left):
    reference = read(text)
    assert ([spell(path) for path in reference.paths], " ".join(reference.words)) == (paths, left)


@pytest.mark.parametrize(
    "kind",
    [
        "uu",
        "pp",
        "perppu",
        "perpres",
        "perbkn",
        "pkpu",
        "perbawaslu",
        "permendagri",
        "perpol",
        "mk",
        "ija",
        "se",
        "skb",
        "skbawaslu",
        "ruu",
    ],
)
def test_the_sign_of_an_instrument_is_one_even_without_a_number(kind):
    assert read(f"pasal 494 {kind}").names_an_instrument
    assert not read("pasal 494 tindak pidana").names_an_instrument
    assert read("pasal 494 nomor 7").names_an_instrument


NOISE = (
    "nomor no nr tahun thn th tentang juncto jo jis jucto dan atau dalam dari pada atas yang republik indonesia ri"
    " number of the year and on concerning sebagaimana diubah dengan terakhir"
)


@pytest.mark.parametrize("word", NOISE.split())
def test_words_that_say_nothing_about_which_rule_is_meant_are_passed_over(word):
    assert read(f"PP {word} 53 {word} 2010").words == ("pp", "53", "2010")


def test_ranges_and_unnumbered_records_are_read_for_what_they_are():
    assert (
        last_number("Pasal 27 sampai 33"),
        last_number("Pasal 27-33"),
        last_number("Pasal 27 s.d. 33"),
    ) == (33,) * 3
    assert (last_number("Pasal 27"), last_number("KASN"), path_of("Lampiran I")) == (None, None, ())
