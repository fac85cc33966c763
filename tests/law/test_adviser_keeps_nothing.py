"""Who asks the adviser leaves no trace: no cookie, no session, no record, no log line, nothing in an address."""

import logging

import pytest
from django.conf import settings as product
from django.contrib.sessions.models import Session
from django.test import Client

ASKED = {
    "perbuatan": "LIKE",
    "siapa": ["pns", "lurah"],
    "hari": "2024-10-12",
    "pemilihan": "pilkada",
    "fakta-about": "candidate",
}
QUOTED = {"kutipan": "UU 7/2017 pasal 494", "hari": "2024-10-07", "pemilihan": "pilkada"}
PAGES = [
    ("/boleh/", None),
    ("/boleh/", {"perbuatan": "LIKE"}),
    ("/boleh/", ASKED),
    ("/boleh/", {"cari": "foto"}),
]
PAGES += [("/kutipan/", None), ("/kutipan/", QUOTED), ("/kutipan/", {"kutipan": ""})]
PAGES += [(f"/en{address}", sent) for address, sent in PAGES]
pytestmark = pytest.mark.django_db


def ask(client, address, sent, **more):
    return client.get(address, **more) if sent is None else client.post(address, sent, **more)


@pytest.fixture
def strict():
    """A browser whose forms are checked for their token, as in service."""
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize(("address", "sent"), PAGES)
def test_no_page_sets_a_cookie_or_asks_for_one(strict, address, sent, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = ask(strict, address, sent)
    assert answer.status_code in (200, 422)
    assert not answer.cookies
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert "csrfmiddlewaretoken" not in answer.content.decode()


@pytest.mark.parametrize(
    ("address", "sent"), [("/boleh/", ASKED), ("/kutipan/", QUOTED), ("/en/boleh/", ASKED)]
)
def test_answers_are_kept_by_no_browser_and_no_proxy(client, address, sent):
    assert client.post(address, sent)["Cache-Control"] == "no-store"


def test_questions_are_kept_by_the_browsers_back_button_alone(client):
    assert client.post("/boleh/", {"perbuatan": "LIKE"})["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(("address", "sent"), PAGES)
def test_a_signed_in_browser_is_not_recognised(citra_client, address, sent, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = ask(citra_client, address, sent)
    assert not page.cookies
    assert "Citra" not in page.content.decode()
    assert "/akun/keluar/" not in page.content.decode()
    assert citra_client.get("/meja/").status_code == 200  # and stays signed in elsewhere


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("/boleh/", ASKED),
        ("/kutipan/", QUOTED),
        ("/boleh/", {"hari": "\0"}),
        ("/boleh/", {"perbuatan": "LIKE", "langkah": "siapa"}),
        ("/kutipan/", {"kutipan": "", "hari": "x"}),
    ],
)
def test_nothing_is_logged_however_much_is_listened_to(client, caplog, address, sent):
    with caplog.at_level(logging.DEBUG):
        client.post(address, sent)
    assert [
        record.getMessage() for record in caplog.records if record.name.startswith(("django", "ikrar"))
    ] == []


def test_nothing_is_stored(client):
    client.post("/boleh/", ASKED)
    assert Session.objects.count() == 0


def test_no_address_holds_an_answer(client):
    """Every form posts to an address without a query, and no link has one."""
    for sent in ({"perbuatan": "LIKE"}, ASKED):
        page = client.post("/boleh/", sent).content.decode()
        assert 'action="/boleh/"' in page
        assert "?perbuatan" not in page
        assert "&amp;siapa" not in page
        assert 'method="get"' not in page


def test_what_stands_in_the_address_is_not_taken_for_an_answer(client):
    page = client.get(
        "/boleh/?perbuatan=LIKE&siapa=pns&hari=2024-10-12&pemilihan=pilkada&fakta-about=candidate"
    )
    assert "Tidak boleh" not in page.content.decode()


@pytest.mark.parametrize("address", ["/boleh/", "/kutipan/"])
@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client, address, method):
    assert getattr(client, method)(address).status_code == 405


@pytest.mark.parametrize("address", ["/boleh/", "/kutipan/"])
@pytest.mark.parametrize(
    "said",
    [
        {"Origin": "https://jahat.example"},
        {"Origin": "null"},
        {"Origin": "https://testserver.jahat.example"},
        {"Origin": "http://[", "Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_of_another_site_is_refused(strict, address, said):
    answer = strict.post(address, ASKED, headers=said)
    assert answer.status_code == 403
    assert not answer.cookies


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"Origin": "http://testserver"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_its_own_form_needs_no_token(strict, said):
    assert strict.post("/boleh/", ASKED, headers=said).status_code == 200


@pytest.mark.parametrize("address", ["/boleh/", "/kutipan/"])
def test_a_huge_question_is_refused_before_it_is_read(address):
    class Never:
        def read(self, *_):
            raise AssertionError("read")

        readline = read

    answer = Client().generic(
        "POST", address, content_type="application/x-www-form-urlencoded",
        **{"CONTENT_LENGTH": "20001", "wsgi.input": Never()},
    )  # fmt: skip
    assert answer.status_code == 413


HOSTILE = [
    {"perbuatan": "LIKE'--", "siapa": "pns"},
    {"perbuatan": "LIKE", "siapa": ["x"] * 50, "hari": "9999-99-99"},
    {
        "perbuatan": "LIKE",
        "siapa": "pns",
        "hari": "0001-01-01",
        "pemilihan": "menurut-hari",
        "fakta-about": "no",
    },
    {
        "perbuatan": "LIKE",
        "siapa": "pns",
        "hari": "9999-12-31",
        "pemilihan": "pemilu",
        "fakta-about": "party",
    },
    {"perbuatan": "LIKE", "siapa": "pns", "hari": "2024-10-12", "pemilihan": "<script>", "fakta-about": "\0"},
    {"perbuatan": "<script>alert(1)</script>", "cari": "<script>alert(1)</script>"},
    {"buka": "jawaban", "langkah": "../../etc/passwd"},
    {"cari": "%" * 500},
    {"cari": "😀 \ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace")},
    {"perbuatan": "LIKE", "buka": "fakta-tidak-ada"},
    {"fakta-about": "candidate"},
]


@pytest.mark.parametrize("sent", HOSTILE)
def test_hostile_input_gets_a_page_and_is_never_echoed_raw(client, sent):
    answer = client.post("/boleh/", sent)
    assert answer.status_code in (200, 422)
    assert "<script>alert" not in answer.content.decode()
    assert "<h1" in answer.content.decode()


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "a" * 5000, "\0", "PP" * 100, "pasal pasal pasal", "…"]
)
def test_hostile_quotations_get_a_sentence(client, text):
    answer = client.post("/kutipan/", {"kutipan": text, "hari": "2024-10-07"})
    assert answer.status_code in (200, 422)
    assert "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize("body", [b"x=%ff%00", b"{", b"&" * 900, b"siapa=pns&" * 900])
def test_a_body_that_is_no_form_is_no_fault_of_ours(client, body):
    for kind in ("application/x-www-form-urlencoded", "application/json", "multipart/form-data; boundary=x"):
        assert client.post("/boleh/", body, content_type=kind).status_code < 500


def test_the_strict_policy_stays(client):
    policy = client.post("/boleh/", ASKED)["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    page = client.post("/boleh/", ASKED).content.decode()
    assert "<script" not in page
    assert "style=" not in page


class TestOnItsOwnName:
    @pytest.fixture
    def alone(self, settings):
        settings.IKRAR_ADVISER_HOST = "tanya.contoh.example"
        return Client(headers={"Host": "tanya.contoh.example"})

    def test_the_front_leads_to_the_adviser(self, alone):
        assert alone.get("/").url == "/boleh/"
        assert alone.get("/en/").url == "/en/boleh/"

    @pytest.mark.parametrize("address", ["/boleh/", "/kutipan/", "/en/boleh/", "/tahapan/", "/tenggat/"])
    def test_the_laws_pages_are_there(self, alone, address):
        answer = alone.get(address)
        assert answer.status_code == 200
        assert not answer.cookies

    @pytest.mark.parametrize(
        "address",
        [
            "/akun/masuk/",
            "/meja/",
            "/periksa/",
            "/ikrar-saya/",
            "/gate/pass",
            "/register/key",
            "/metrik",
            "/sehat/siap",
        ],
    )
    def test_and_nothing_else(self, alone, address):
        answer = alone.get(address)
        assert answer.status_code == 404
        assert not answer.cookies
        assert "Halaman ini tidak ada" in answer.content.decode()

    def test_no_page_speaks_of_signing_in(self, alone):
        for address in ("/boleh/", "/kutipan/", "/tahapan/", "/tidak-ada/"):
            page = alone.get(address).content.decode()
            assert "/akun/" not in page
            assert "Masuk</a>" not in page

    def test_what_stands_elsewhere_is_linked_with_the_products_name(self, alone):
        assert f'href="{product.IKRAR_ADDRESS}/privasi/"' in alone.get("/boleh/").content.decode()

    def test_a_session_of_the_product_means_nothing_here(
        self, alone, citra_client, django_assert_num_queries
    ):
        alone.cookies.update(citra_client.cookies)
        with django_assert_num_queries(0):
            answer = alone.post("/boleh/", ASKED)
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "no-store"

    def test_other_names_stay_what_they_were(self, alone, client):
        assert client.get("/akun/masuk/").status_code == 200

    def test_a_port_and_capitals_do_not_matter(self, alone):
        assert alone.get("/", headers={"Host": "Tanya.Contoh.Example:8443"}).url == "/boleh/"
