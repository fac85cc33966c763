"""The law book in public: an index, a search, each record with what carries it, and all of it as a paper."""

from datetime import UTC, datetime

import pytest

from ikrar.law import operations, queries, records
from ikrar.law.papers import book as paper

pytestmark = pytest.mark.django_db


def text_of(client, address, **data):
    answer = client.get(address, data)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_index_leads_to_everything_about_rules(client):
    text = text_of(client, "/hukum/")
    for address in ("/boleh/", "/kutipan/", "/tahapan/", "/tenggat/", "/hukum/buku.pdf", "/hukum/norma"):
        assert f'href="{address}"' in text
    assert queries.book().version[:16] in text


def test_it_is_reached_from_the_public_menu(client):
    assert 'href="/hukum/"' in text_of(client, "/bantuan/")


@pytest.mark.parametrize("kind", records.KINDS, ids=lambda kind: kind.slug)
def test_every_kind_has_its_list_and_its_records_their_page(kind, client):
    listed = text_of(client, f"/hukum/{kind.slug}")
    for one in records.all_of(queries.book(), kind):
        assert one.code in listed
    assert "Sumber" in text_of(client, f"/hukum/{one.code}")


def test_every_record_of_the_book_can_be_told():
    book = queries.book()
    for kind in records.KINDS:
        for one in records.all_of(book, kind):
            told = records.tell(book, one)
            assert told.rows, one.code
            assert told.sources or told.notes, one.code


def test_a_record_shows_whom_it_binds_its_basis_its_doubts_and_both_sides_of_open_questions(client):
    text = text_of(client, "/hukum/SKB-D8")
    for part in (
        "Pegawai ASN",
        "PP94/2021",
        "sejak 22 September 2022",
        "Keraguan.",
        "Yang memutuskan:",
        "S11",
    ):
        assert part in text


def test_what_nobody_confirmed_is_badged_on_its_page_and_in_the_list_of_its_kind(client):
    assert "perlu konfirmasi" in text_of(client, "/hukum/GRP-TNI-VOTE")
    assert "perlu konfirmasi" not in text_of(client, "/hukum/PP94-n6")
    assert "perlu konfirmasi" in text_of(client, "/hukum/norma")


def test_on_a_day_it_says_whether_it_was_in_force(client):
    assert "tidak berlaku pada hari itu" in text_of(client, "/hukum/PP53/2010", pada="2021-08-31")
    assert "<strong>berlaku pada hari itu" in text_of(client, "/hukum/PP53/2010", pada="2021-08-30")


def test_a_day_that_does_not_exist_is_told_beside_its_field(client):
    answer = client.get("/hukum/PP94-n6", {"pada": "2024-02-30"})
    assert answer.status_code == 422
    assert "Tulis hari yang ada" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "code"), [("skb-k4", "SKB-K4"), ("7", "Q7"), ("uu20/2023", "UU20/2023"), ("SKB-K4/", "SKB-K4")]
)
def test_a_code_written_otherwise_leads_to_its_page(client, typed, code):
    answer = client.get(f"/hukum/{typed}")
    assert (answer.status_code, answer["Location"]) == (302, f"/hukum/{code}")


def test_an_unknown_code_is_told_with_the_way_to_search(client):
    answer = client.get("/hukum/SKB-K99")
    assert answer.status_code == 404
    assert "SKB-K99" in answer.content.decode()


def test_the_search_finds_by_code_by_name_and_by_words_of_the_text(client):
    book = queries.book()
    assert records.search(book, "skb k4")[0].code == "SKB-K4"
    assert "SKB-K5" in [one.code for one in records.search(book, "foto bersama")]
    assert "SKB-K4" in text_of(client, "/hukum/", cari="skb k4")
    assert "Tidak ada catatan" in text_of(client, "/hukum/", cari="xyzzy")
    assert records.search(book, "   ") == ()


def test_a_search_that_is_too_long_is_refused_beside_its_field(client):
    assert client.get("/hukum/", {"cari": "a" * 200}).status_code == 422


def test_sources_and_what_needs_confirming_have_their_pages(client):
    assert "github.com/mblonyox/data-peraturan" in text_of(client, "/hukum/sumber")
    text = text_of(client, "/hukum/periksa")
    for one in records.unverified(queries.book()):
        assert one.code in text


def test_the_versions_that_were_in_force_are_public(client):
    assert "Belum ada versi yang tercatat" in text_of(client, "/hukum/versi")
    operations.enter_version(at=datetime(2026, 11, 22, 5, 0, tzinfo=UTC))
    text = text_of(client, "/hukum/versi")
    assert "Belum ada versi yang tercatat" not in text
    assert text.count(queries.book().version) == 2


def test_english_stands_at_its_own_addresses(client):
    assert "whether it was in force" not in text_of(client, "/en/hukum/")
    assert "Open questions" in text_of(client, "/en/hukum/")
    assert "May I like a post?" in text_of(client, "/en/hukum/LIKE")


def test_nothing_but_reading_is_possible(client):
    for address in (
        "/hukum/",
        "/hukum/SKB-K4",
        "/hukum/buku.pdf",
        "/hukum/sumber",
        "/hukum/versi",
        "/hukum/periksa",
    ):
        assert client.post(address).status_code == 405


def test_the_pages_set_no_cookie(client):
    for address in ("/hukum/", "/hukum/SKB-K4", "/hukum/norma"):
        assert not client.get(address).cookies


def test_the_paper_holds_every_record_with_sources_and_open_questions():
    book = queries.book()
    for english in (False, True):
        said = paper.contents(book, english=english)
        printed = {one["code"] for chapter in said["chapters"] for one in chapter["records"]}
        assert {one.code for kind in records.KINDS for one in records.all_of(book, kind)} <= printed
        assert len(said["chapters"][-1]["records"]) == len(book.articles)
        assert [one["code"] for one in said["sources"]] == list(book.sources)
        assert len(said["unverified"]) == len(records.unverified(book))


def test_the_paper_is_set_once_for_a_version_and_language_and_then_kept(client, monkeypatch):
    drawn = []
    monkeypatch.setattr(
        "ikrar.law.views.book.printed", lambda *_, **asked: drawn.append(asked["english"]) or b"%PDF-1.7"
    )
    for address in ("/hukum/buku.pdf", "/hukum/buku.pdf", "/en/hukum/buku.pdf"):
        answer = client.get(address)
        assert (answer["Content-Type"], answer.content) == ("application/pdf", b"%PDF-1.7")
    assert drawn == [False, True]
