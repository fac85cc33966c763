"""One question a page, every answer carried along, back and change at any time, and an answer for every conduct."""

import re
from datetime import date
from html import unescape
from html.parser import HTMLParser

import pytest

from ikrar.law import engine, queries
from ikrar.law.asking import finding
from ikrar.law.asking.asked import Asked, day_of, read
from ikrar.law.asking.hats import HATS, groups_of
from ikrar.law.domain import Group

BOOK = queries.book()
LIKE = {
    "perbuatan": "LIKE",
    "siapa": "pns",
    "hari": "2024-10-12",
    "pemilihan": "pilkada",
    "fakta-about": "candidate",
}
DAYS = (
    "2009-06-01",
    "2020-11-30",
    "2022-10-01",
    "2024-02-12",
    "2024-09-20",
    "2024-10-12",
    "2024-11-27",
    "2026-11-22",
)
WHO = ("pns", "pppk", "pjlp", "tni", "polri", "lurah", "jaksa", "pj", "kepala-daerah", "desa", "rt-rw")
VERDICTS = {"Boleh", "Tidak boleh", "Belum pasti", "Tidak tercakup", "Belum bisa dijawab"}
VERDICTS_EN = {"Allowed", "Not allowed", "Not settled", "Not covered", "Cannot be answered yet"}
pytestmark = pytest.mark.django_db


class Form(HTMLParser):
    """The fields of the form that answers, and which buttons stand in any form."""

    def __init__(self, page):
        super().__init__()
        self.forms, self.buttons = [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag == "form":
            self.forms.append([])
        if tag == "input" and self.forms:
            self.forms[-1].append(found)
        if tag == "button":
            self.buttons.append((found.get("name"), found.get("value")))

    def sent(self, **more):
        """What the last form with `langkah` would send, with these answers."""
        fields = next(form for form in reversed(self.forms) if any(f.get("name") == "langkah" for f in form))
        carried = {}
        for field in fields:
            if field.get("type") == "hidden":
                carried.setdefault(field["name"], []).append(field["value"])
        return carried | more


def heading(answer):
    found = re.search(r"<h1[^>]*>(.*?)</h1>", answer.content.decode(), re.DOTALL)[1]
    return unescape(re.sub(r"<[^>]+>", "", found)).strip()


def word(answer):
    return re.findall(r'<p class="word"><span[^>]*></span>([^<]*)</p>', answer.content.decode())


def test_each_answer_leads_to_the_next_question_and_nothing_is_asked_twice(client):
    page = client.post("/boleh/", {"perbuatan": "LIKE"})
    assert heading(page) == "Siapa Anda?"
    for answer, next_heading in (
        ({"siapa": ["pns", "lurah"]}, "Hari apa?"),
        ({"hari": "2024-10-12"}, "Menyangkut pemilihan apa?"),
        ({"pemilihan": "pilkada"}, "Unggahan atau akun itu tentang siapa?"),
        ({"fakta-about": "candidate"}, "Bolehkah saya menyukai (like) sebuah unggahan?"),
    ):
        page = client.post("/boleh/", Form(page.content.decode()).sent(**answer))
        assert heading(page) == next_heading
    assert word(page) == ["Tidak boleh"]
    assert "PNS, Lurah" in page.content.decode()


def test_the_way_is_told_as_a_number_of_questions(client):
    assert "Pertanyaan 2 dari 5" in client.post("/boleh/", {"perbuatan": "LIKE"}).content.decode()
    assert "Pertanyaan 2 dari 6" in client.post("/boleh/", {"perbuatan": "CHAT-GROUP"}).content.decode()


def test_the_day_is_filled_with_today(client):
    page = client.post("/boleh/", {"perbuatan": "LIKE", "siapa": "pns"}).content.decode()
    [shown] = re.findall(r'name="hari" id="jawaban" value="([^"]*)"', page)
    assert abs((date.fromisoformat(shown) - date.today()).days) <= 1


@pytest.mark.parametrize("step", ["perbuatan", "siapa", "hari", "pemilihan", "fakta-about"])
def test_every_answer_can_be_changed_and_the_others_stay(client, step):
    page = client.post("/boleh/", LIKE | {"buka": step})
    carried = {
        field["name"]
        for form in Form(page.content.decode()).forms
        for field in form
        if field.get("type") == "hidden"
    }
    assert set(LIKE) - {step} <= carried
    assert not word(page)


@pytest.mark.parametrize(
    ("answered", "back"),
    [
        (["perbuatan"], "perbuatan"),
        (["perbuatan", "siapa"], "siapa"),
        (["perbuatan", "siapa", "hari"], "hari"),
        (["perbuatan", "siapa", "hari", "pemilihan"], "pemilihan"),
        (list(LIKE), "fakta-about"),
    ],
)
def test_back_leads_to_the_question_before(client, answered, back):
    page = client.post("/boleh/", {name: LIKE[name] for name in answered}).content.decode()
    assert ("buka", back) in Form(page).buttons
    before = client.post("/boleh/", {name: LIKE[name] for name in answered} | {"buka": back})
    assert before.status_code == 200


def test_what_was_chosen_is_still_chosen_after_going_back(client):
    page = client.post("/boleh/", LIKE | {"buka": "siapa"}).content.decode()
    assert re.search(r'value="pns" checked', page)
    page = client.post("/boleh/", LIKE | {"buka": "fakta-about"}).content.decode()
    assert re.search(r'value="candidate" checked', page)


def test_another_conduct_drops_the_facts_of_the_former(client):
    page = client.post("/boleh/", LIKE | {"perbuatan": "ATTEND-CAMPAIGN"}).content.decode()
    assert "fakta-about" not in page


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"perbuatan": "LIKE", "langkah": "siapa"}, "Pilih paling sedikit satu."),
        ({"perbuatan": "LIKE", "siapa": "presiden", "langkah": "siapa"}, "Pilih paling sedikit satu."),
        ({"perbuatan": "LIKE", "siapa": "pns", "hari": "kemarin", "langkah": "hari"}, "Isi hari"),
        (LIKE | {"pemilihan": "rukun tetangga", "langkah": "pemilihan"}, "Pilih salah satu."),
        (LIKE | {"fakta-about": "", "langkah": "fakta-about"}, "“belum tahu” juga jawaban"),
        ({"langkah": "perbuatan", "perbuatan": "TERBANG"}, "Pilih satu pertanyaan."),
    ],
)
def test_what_is_missing_or_unknown_is_told_and_asked_again(client, sent, sentence):
    page = client.post("/boleh/", sent)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert "<title>Kesalahan: " in page.content.decode()


@pytest.mark.parametrize(
    ("sent", "asked"),
    [
        (LIKE | {"siapa": ["pns", "tni"]}, "Siapa Anda?"),
        (LIKE | {"pemilihan": "none"}, "Menyangkut pemilihan apa?"),
    ],
)
def test_answers_that_cannot_all_be_true_are_asked_again_with_the_reason(client, sent, asked):
    page = client.post("/boleh/", sent)
    assert (page.status_code, heading(page)) == (422, asked)
    assert 'class="errors"' in page.content.decode()


def test_near_the_fixing_both_phases_are_answered(client):
    page = client.post("/boleh/", LIKE | {"hari": "2024-09-20"}).content.decode()
    assert "SKB-K4" in page
    assert "SKB-D6" in page
    assert "Ada 2 jawaban yang mungkin" in page
    assert "sebelum penetapan calon" in page
    assert "sesudah penetapan calon" in page


def test_two_elections_at_once_are_answered_together_where_the_answer_is_the_same(client):
    page = client.post("/boleh/", LIKE | {"pemilihan": "menurut-hari"})
    assert word(page) == ["Tidak boleh"]
    assert "Jejak Pemilu" in page.content.decode()
    assert "Jejak Pilkada" in page.content.decode()


def test_outside_the_calendars_the_page_says_that_it_does_not_know(client):
    for day in ("2019-04-01", "2026-11-22"):
        page = client.post("/boleh/", LIKE | {"hari": day, "pemilihan": "menurut-hari"}).content.decode()
        assert "di luar kalender kami" in page
    page = client.post("/boleh/", LIKE | {"pemilihan": "menurut-hari"}).content.decode()
    assert "di luar kalender kami" not in page


def test_a_missing_fact_is_a_question_with_a_way_to_answer_it(client):
    page = client.post("/boleh/", LIKE | {"fakta-about": "unknown"})
    assert "Yang belum kami ketahui" in page.content.decode()
    assert ("buka", "fakta-about") in Form(page.content.decode()).buttons


def test_an_answer_says_rule_article_range_doubt_sources_and_where_it_comes_from(client):
    page = client.post("/boleh/", LIKE).content.decode()
    for part in (
        "SKB-D6",
        "Lampiran, disiplin nomor 6, SKB lima lembaga 2022",
        "Pasal 5 huruf n angka 5, PP 94/2021",
        "Perangkat lunak tidak memilih",
        "Jabatan diturunkan setingkat selama 12 bulan",
        "Apakah satu kali menyukai layak dihukum berat diperdebatkan",
        "Cukup membaca",
        "Bagian kepegawaian unit Anda",
        "Apakah satu tanda suka sudah pelanggaran berat?",
        "Yang memutuskan: Pejabat yang berwenang menghukum",
        "dua sumber atau lebih",
        "S06",
        BOOK.version,
    ):
        assert part in page, part
    situation = engine.Situation(
        date(2024, 10, 12), frozenset({Group.PNS}), "pilkada", facts={"about": "candidate"}
    )
    [answer] = engine.advise(BOOK, conduct="LIKE", situation=situation).answers
    assert answer.trace.hash in page


def test_what_is_unverified_is_badged(client):
    page = client.post("/boleh/", LIKE | {"fakta-about": "no"}).content.decode()
    assert "Keyakinan D" in page
    assert "perlu konfirmasi" in page


def test_hand_signs_are_advice_without_a_picture_of_one(client):
    sent = LIKE | {"perbuatan": "HAND-SIGN", "fakta-with-candidate": "no"}
    page = client.post("/boleh/", sent).content.decode()
    assert "<img" not in page
    assert not set(page) & set("👍👎✌👌🤟🤙❤☝")


def test_the_same_answer_in_english(client):
    page = client.post("/en/boleh/", LIKE)
    assert word(page) == ["Not allowed"]
    assert heading(page) == "May I like a post?"
    assert 'lang="en"' in page.content.decode()


def test_the_language_is_changed_without_losing_an_answer(client):
    page = client.post("/boleh/", LIKE | {"buka": "hari"}).content.decode()
    switch = re.search(
        r'<form class="inline" method="post" action="/en/boleh/">(.*?)</form>', page, re.DOTALL
    )[1]
    assert 'name="fakta-about" value="candidate"' in switch
    assert 'name="buka" value="hari"' in switch


@pytest.mark.parametrize("code", list(BOOK.conducts))
def test_every_conduct_is_walked_to_an_answer(client, code):
    """Each choice of its first fact, everybody, days under every law: always a verdict, always one for the day."""
    conduct = BOOK.conducts[code]
    for place, day in enumerate(DAYS):
        sent = {
            "perbuatan": code,
            "siapa": WHO[(place + len(code)) % len(WHO)],
            "hari": day,
            "pemilihan": "menurut-hari",
        }
        for fact in conduct.facts:
            sent[f"fakta-{fact.code}"] = fact.choices[place % len(fact.choices)].code
        page = client.post(("/en" if place % 2 else "") + "/boleh/", sent)
        assert page.status_code == 200, sent
        assert word(page), sent
        assert set(word(page)) <= (VERDICTS_EN if place % 2 else VERDICTS), sent
        assert heading(page) == (conduct.ask.en if place % 2 else conduct.ask.id)


@pytest.mark.parametrize("who", WHO)
def test_everybody_is_answered_on_every_day(who):
    for code in BOOK.conducts:
        for day in DAYS:
            asked = Asked(BOOK.conducts[code], (who,), date.fromisoformat(day), "menurut-hari")
            for regime in engine.running_regimes(BOOK, day=asked.day) or ("none",):
                situation = engine.Situation(asked.day, groups_of(asked.hats), regime)
                assert engine.advise(BOOK, conduct=code, situation=situation).answers


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("like", "LIKE"),
        ("grup wa keluarga", "CHAT-GROUP"),
        ("kondangan", "WEDDING-PENGAJIAN"),
        ("kaos", "GIFTS-RECEIVED"),
        ("selfie sama caleg", "PHOTO-CANDIDATE"),
        ("Satpol PP", "ON-DUTY-CAMPAIGN"),
        ("istri", "SPOUSE-CANDIDATE"),
        ("spouse", "SPOUSE-CANDIDATE"),
        ("KPPS", "KPPS"),
        ("banner", "HOUSE-SIGN"),
        ("uniform", "UNIFORM"),
        ("mobil", "LEND-VEHICLE"),
    ],
)
def test_people_find_their_question_in_their_own_words(client, typed, code):
    found = [conduct.code for conduct in finding.search(BOOK, typed)]
    assert code in found[:4], found


def test_a_search_that_finds_nothing_says_so_and_shows_all(client):
    page = client.post("/boleh/", {"cari": "zzzz"}).content.decode()
    assert "Tidak ada yang cocok dengan “zzzz”" in page
    assert page.count('name="perbuatan"') == len(BOOK.conducts)


def test_a_search_keeps_what_was_answered(client):
    page = client.post("/boleh/", {"cari": "foto", "siapa": "pns", "hari": "2024-10-12"}).content.decode()
    assert 'name="siapa" value="pns"' in page


def test_every_conduct_stands_under_a_heading():
    shown = [conduct.code for topic in finding.topics(BOOK) for conduct in topic.conducts]
    assert sorted(shown) == sorted(BOOK.conducts)


def test_every_hat_is_a_group_of_the_book_and_an_office_brings_its_employment():
    assert {group for hat in HATS.values() for group in hat.groups} >= {
        *(Group.PNS, Group.CPNS, Group.PPPK, Group.PPPK_PW, Group.PJLP, Group.RT_RW, Group.TNI, Group.POLRI),
        *(Group.JAKSA, Group.KADES, Group.LURAH, Group.OFFICIAL, Group.HEAD, Group.ACTING_HEAD),
    }
    assert groups_of(["lurah", "pppk"]) == {Group.LURAH, Group.OFFICIAL, Group.PPPK}
    assert groups_of(["jaksa"]) == {Group.JAKSA, Group.PNS}


@pytest.mark.parametrize("text", ["", "x", "2024-13-01", "2024-10-1200", "31-02-2024", "0000-00-00"])
def test_what_is_no_day_is_no_day(text):
    assert day_of(text) is None


def test_nothing_sent_is_nothing_answered(rf):
    assert read(rf.post("/").POST, BOOK) == Asked()
