"""What every answer carries and what no request may bring: headers, body sizes, addresses of other sites."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from ikrar.web import languages

POLICY = "default-src 'none'"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/tidak-ada/",
        "/sehat",
        "/i/AAAAAA",
        "/ikrar-saya/",
        "/meja/",
        "/gate/pass",
        "/register/key",
        "/robots.txt",
    ],
)
def test_every_answer_carries_the_policy(client, address):
    answer = client.get(address)
    assert POLICY in answer["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]


@pytest.mark.django_db
def test_what_a_signed_in_browser_is_shown_is_kept_nowhere(citra_client):
    for address in ("/meja/", "/meja/pegawai/", "/meja/deklarasi/", "/tidak-ada/"):
        assert citra_client.get(address)["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_a_visitor_without_a_session_may_keep_what_is_public(client):
    assert "Cache-Control" not in client.get("/").headers


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/ikrar-saya/", "/akun/masuk/", "/en/ikrar-saya/", "/kios/AAAA/"])
def test_a_huge_body_is_refused_before_it_is_read(address):
    class Never:
        def read(self, *_):
            raise AssertionError("read")

        readline = read

    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = "a" * 32
    answer = client.generic(
        "POST", address, content_type="multipart/form-data; boundary=x",
        **{"CONTENT_LENGTH": "20000000", "wsgi.input": Never()},
    )  # fmt: skip
    assert answer.status_code == 413
    assert ("This is too much" if address.startswith("/en") else "terlalu besar") in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("size", "is_too_large"), [(1_300_000, False), (1_700_000, True)])
def test_the_desk_takes_a_list_but_no_more_than_the_largest(citra_client, settings, size, is_too_large):
    settings.IKRAR_UPLOAD_BYTES = 500_000
    file = SimpleUploadedFile("daftar.csv", bytes(size))
    page = citra_client.post(reverse("roster:new_import"), {"file": file}).content.decode()
    assert ("Kiriman ini terlalu besar" in page) is is_too_large


@pytest.mark.django_db
def test_the_language_link_stays_on_this_site(client):
    page = client.get("/en//jahat.example/").content.decode()
    assert "//jahat.example" not in page
    assert "/%2Fjahat.example/" in page


def test_of_a_language_header_no_more_is_remembered_than_is_read():
    read = "en," + "de," * languages.LONGEST_HEADER
    languages.wanted(read + "a")
    before = languages._wanted.cache_info().misses
    assert languages.wanted(read + "b" * 9_000) == "en"
    assert languages._wanted.cache_info().misses == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/i/%00", "/en/i/A%00", "/api/declarations/%00", "/deklarasi/%00/", "/register/tile/0/%00", "/hukum/%00",
        "/layar/%00/", "/instansi/a%00/", "/komitmen/%00/", "/%00",
    ],
)  # fmt: skip
def test_an_address_with_a_null_character_is_no_address(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_what_no_database_keeps_is_refused_in_words(client, citra_client):
    answers = [
        citra_client.get("/meja/pegawai/", {"q": "Nama\x00"}),
        citra_client.get("/meja/pegawai/", {"q": ["Nama\x00", "Nama"]}),
        citra_client.get("/meja/pegawai/", {"a\x00": "b"}),
        client.post("/ikrar-saya/", {"name": "Nama\x00"}),
    ]
    for answer in answers:
        assert answer.status_code == 400
        assert "tidak dapat dibaca" in answer.content.decode().lower()
