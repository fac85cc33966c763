"""Periksa kutipan: what a quoted rule was worth on a day, in words, with what applies instead."""

import re

import pytest

from ikrar.law.asking.quotations import EXAMPLES, SHAPES, STATUS_WORDS
from ikrar.law.engine.quoting import QuoteStatus

pytestmark = pytest.mark.django_db


def words(page):
    return re.findall(r'<p class="word"><span[^>]*></span>([^<]*)</p>', page)


def checked(client, text, day="2024-10-07", contest="", language=""):
    sent = {"kutipan": text, "hari": day, "pemilihan": contest}
    return client.post(f"{language}/kutipan/", sent).content.decode()


def test_a_general_election_article_quoted_in_a_regional_election_is_told_and_answered(client):
    page = checked(client, "UU 7/2017 pasal 494", contest="pilkada")
    assert words(page) == ["Bukan untuk pemilihan ini"]
    assert "Pasal 188, UU 1/2015" in page
    assert "kurungan" in page


def test_a_regulation_quoted_after_its_repeal_names_its_successor(client):
    page = checked(client, "PP 53/2010")
    assert words(page) == ["Tidak berlaku lagi"]
    assert "<strong>PP 94/2021 tentang Disiplin PNS</strong>" in page
    assert "sebelum 31 Agustus 2021" in page


def test_the_same_regulation_before_its_repeal_held(client):
    assert words(checked(client, "PP 53/2010", day="2021-08-30")) == ["Berlaku"]


def test_a_rule_quoted_before_it_began_is_not_yet_one(client):
    assert words(checked(client, "PP 94/2021", day="2020-01-01")) == ["Belum berlaku"]


def test_something_nobody_knows_is_not_guessed(client):
    page = checked(client, "PP 99/1999")
    assert words(page) == []
    assert "tidak ditemukan dalam buku hukum ini" in page


def test_in_english(client):
    page = checked(client, "PP 53/2010", language="/en")
    assert words(page) == ["No longer in force"]
    assert "What applies instead" in page


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.text)
def test_every_example_is_a_button_that_needs_no_address_and_is_answered(client, example):
    page = client.get("/kutipan/").content.decode()
    assert f'<input type="hidden" name="kutipan" value="{example.text}">' in page
    assert words(checked(client, example.text, example.day.isoformat(), example.contest))


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"kutipan": "", "hari": "2024-10-07"}, "kutipan"),
        ({"kutipan": "PP 53/2010", "hari": ""}, "hari"),
        ({"kutipan": "PP 53/2010", "hari": "besok"}, "hari"),
        ({"kutipan": "P" * 301, "hari": "2024-10-07"}, "kutipan"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(client, sent, field):
    answer = client.post("/kutipan/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'<a href="#{field}">' in page
    assert f'id="{field}-salah"' in page
    assert "Kesalahan: " in page


def test_the_trace_and_the_version_of_the_law_stand_below(client):
    assert len(re.findall(r'<dd class="mono">[0-9a-f]{64}</dd>', checked(client, "PP 53/2010"))) == 2


def test_the_language_is_changed_with_the_quotation(client):
    page = checked(client, "PP 53/2010")
    switch = re.search(r'action="/en/kutipan/">(.*?)</form>', page, re.DOTALL)[1]
    assert 'name="kutipan" value="PP 53/2010"' in switch


def test_every_status_has_a_word_and_a_shape():
    assert set(STATUS_WORDS) == set(SHAPES) == set(QuoteStatus)


# The poster.


def test_the_poster_is_a_pdf_of_one_page(client):
    answer = client.get("/boleh/poster.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-1.7")
    assert len(re.findall(rb"/Type\s*/Page\b", answer.content)) == 1
    assert not answer.cookies


def test_the_poster_leads_to_the_advisers_own_name_if_it_has_one(client, settings, monkeypatch):
    drawn = []
    monkeypatch.setattr(
        "ikrar.law.papers.poster.qr",
        lambda address: (
            drawn.append(address) or "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>"
        ),
    )
    client.get("/boleh/poster.pdf")
    settings.IKRAR_ADVISER_HOST = "tanya.contoh.example"
    client.get("/en/boleh/poster.pdf")
    assert drawn == [f"{settings.IKRAR_ADDRESS}/boleh/", "https://tanya.contoh.example/"]
