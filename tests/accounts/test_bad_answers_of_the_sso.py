"""Each bad answer of the SSO gets its own sentence and changes nothing."""

import hashlib
import hmac
import time
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from django.test import Client

from ikrar.accounts.models import AuditRow, SignIn
from tests.accounts.issuer import CLIENT, Visit, bare, ec_key, pem, public_jwk, rsa_key
from tests.accounts.test_grave_acts import with_app
from tests.accounts.test_signing_in_by_sso import linked

pytestmark = pytest.mark.django_db

UNTRUSTED = "Tanda tangan pada jawaban SSO tidak dapat dipercaya"
EXPIRED = "Jawaban SSO sudah kedaluwarsa"
FUTURE = "bertanda waktu yang belum tiba"
ELSEWHERE = "untuk aplikasi lain"
FOREIGN = "dari penerbit lain"
REPLAYED = "bukan untuk kali ini, atau sudah pernah dipakai"
NOW = time.time

BAD_CLAIMS = {
    "expired": ({"exp": lambda: NOW() - 120}, EXPIRED),
    "made long ago": ({"iat": lambda: NOW() - 3600}, EXPIRED),
    "made in the future": ({"iat": lambda: NOW() + 600}, FUTURE),
    "not valid yet": ({"nbf": lambda: NOW() + 600}, FUTURE),
    "no end": ({"exp": None}, UNTRUSTED),
    "no beginning": ({"iat": None}, UNTRUSTED),
    "an end that is no number": ({"exp": "besok"}, UNTRUSTED),
    "an end that is true": ({"exp": True}, UNTRUSTED),
    "for another audience": ({"aud": "aplikasi-lain"}, ELSEWHERE),
    "for us and another": ({"aud": [CLIENT, "aplikasi-lain"]}, ELSEWHERE),
    "for nobody": ({"aud": None}, ELSEWHERE),
    "authorised for another": ({"azp": "aplikasi-lain"}, ELSEWHERE),
    "another access token's": ({"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}, ELSEWHERE),
    "by another issuer": ({"iss": "https://sso.lain.example"}, FOREIGN),
    "by the issuer with a slash": ({"iss": "slash"}, FOREIGN),
    "by no issuer": ({"iss": None}, FOREIGN),
    "without nonce": ({"nonce": None}, REPLAYED),
    "with another's nonce": ({"nonce": "A" * 43}, REPLAYED),
    "with a nonce that is no text": ({"nonce": 7}, REPLAYED),
    "without subject": ({"sub": None}, UNTRUSTED),
    "with an empty subject": ({"sub": ""}, UNTRUSTED),
    "with a subject that is a number": ({"sub": 1}, UNTRUSTED),
    "with an endless subject": ({"sub": "a" * 500}, UNTRUSTED),
    "with a subject of control characters": ({"sub": "orang\n1"}, UNTRUSTED),
}


@pytest.fixture
def owner(citra):
    """Somebody whose account a good answer would open."""
    with_app(citra)
    return citra


def refused(answer, words, status=403):
    text = answer.content.decode()
    assert (answer.status_code, words in text) == (status, True), text[:3000]
    assert SignIn.objects.count() == 0
    assert not AuditRow.objects.exists()


@pytest.mark.parametrize("kind", BAD_CLAIMS)
def test_a_token_with_a_wrong_claim(kind, client, issuer, owner):
    linked(owner)
    wrong, words = BAD_CLAIMS[kind]
    said = {name: value() if callable(value) else value for name, value in wrong.items()}
    if said.get("iss") == "slash":
        said["iss"] = f"{issuer.name}/"
    refused(Visit(client, issuer).back(email=owner.email, **said), words)
    assert (
        Visit(Client(), issuer).back(email=owner.email).status_code == 302
    )  # the same with nothing wrong opens


def signed(claims, key=None, algorithm="RS256", **header):
    return jwt.encode(claims, key or rsa_key(), algorithm, headers={"kid": "a", **header})


def confused(claims):
    """HS256 with the published RSA key as the secret: libraries that trust the header believe it."""
    head = bare({"alg": "HS256", "kid": "a"}, claims).rpartition(".")[0]
    return bare({"alg": "HS256", "kid": "a"}, claims, hmac.digest(pem(rsa_key()), head.encode(), "sha256"))


def changed_after(claims):
    head, _, signature = signed(claims).split(".")
    return f"{head}.{bare({}, {**claims, 'sub': 'orang-1 '}).split('.')[1]}.{signature}"


BAD_TOKENS = {
    "alg none": lambda c: bare({"alg": "none", "kid": "a"}, c),
    "alg None in capitals": lambda c: bare({"alg": "NONE", "kid": "a"}, c),
    "no alg": lambda c: bare({"kid": "a"}, c),
    "key confusion": confused,
    "HS256 with the client secret": lambda c: jwt.encode(
        c, "rahasia contoh " * 3, "HS256", headers={"kid": "a"}
    ),
    "another's key under the same name": lambda c: signed(c, rsa_key(2)),
    "an unknown key": lambda c: signed(c, rsa_key(2), kid="b"),
    "a key brought along": lambda c: signed(c, rsa_key(2), jwk=public_jwk(rsa_key(2), "a")),
    "a key fetched from elsewhere": lambda c: signed(c, rsa_key(2), jku="https://lain.example/keys"),
    "a curve's signature under an RSA key's name": lambda c: signed(c, ec_key(), "ES256"),
    "a critical header": lambda c: signed(c, crit=["exp"]),
    "changed after signing": changed_after,
    "without signature": lambda c: signed(c).rpartition(".")[0] + ".",
    "not a token": lambda _: "bukan token",
    "empty": lambda _: "",
    "nothing": lambda _: None,
    "a list": lambda _: ["a"],
    "endless": lambda c: signed({**c, "x": "a" * 20_000}),
    "claims that are a list": lambda _: jwt.PyJWS().encode(b"[1]", rsa_key(), "RS256", headers={"kid": "a"}),
    "claims that are no JSON": lambda _: jwt.PyJWS().encode(b"{", rsa_key(), "RS256", headers={"kid": "a"}),
}


@pytest.mark.parametrize("kind", BAD_TOKENS)
def test_a_token_that_is_not_signed_as_it_must_be(kind, client, issuer, owner):
    linked(owner)
    issuer.sign = BAD_TOKENS[kind]
    refused(Visit(client, issuer).back(email=owner.email), UNTRUSTED)


@pytest.mark.parametrize(
    "keys",
    [
        [],
        [public_jwk(rsa_key(), "a", use="enc")],
        [public_jwk(rsa_key(), "a", alg="PS256")],
        [public_jwk(rsa_key(), "a"), public_jwk(rsa_key(2), "a")],
        ["a", {"kty": "RSA", "kid": "a"}],
        [{"kty": "oct", "kid": "a", "k": "AAAA"}],
    ],
)
def test_a_set_of_keys_that_holds_no_single_fitting_one(keys, client, issuer, owner):
    linked(owner)
    issuer.keys = keys
    refused(Visit(client, issuer).back(email=owner.email), UNTRUSTED)


def test_an_elliptic_key_is_as_good(client, issuer, owner):
    linked(owner)
    issuer.keys = [public_jwk(ec_key(), "e")]
    issuer.sign = lambda c: signed(c, ec_key(), "ES256", kid="e")
    assert Visit(client, issuer).back(email=owner.email).status_code == 302


def test_a_new_key_of_the_issuer_is_looked_up_once(client, issuer, owner):
    linked(owner)
    Visit(client, issuer).back(email=owner.email)
    issuer.keys = [public_jwk(rsa_key(2), "b")]
    issuer.sign = lambda c: signed(c, rsa_key(2), kid="b")
    assert Visit(Client(), issuer).back(email=owner.email).status_code == 302
    issuer.sign = lambda c: signed(c, rsa_key(2), kid="c")
    asked = len([path for path, _ in issuer.asked if path == "/keys"])
    for _ in range(3):
        assert Visit(Client(), issuer).back(email=owner.email).status_code == 403
    assert len([path for path, _ in issuer.asked if path == "/keys"]) == asked


def test_the_same_answer_twice(client, issuer, owner):
    linked(owner)
    visit = Visit(client, issuer)
    assert visit.back(email=owner.email).status_code == 302
    again = visit.back(email=owner.email)
    assert again.status_code == 403
    assert "sudah dipakai" in again.content.decode()


def test_a_token_used_before_even_where_the_question_was_kept(client, issuer, owner):
    """As when two requests of one browser race, or a session was copied."""
    linked(owner)
    visit = Visit(client, issuer)
    kept = dict(client.session.items())
    claims = visit.claims(email=owner.email)
    token = signed(claims)
    issuer.sign = lambda _: token
    assert visit.back().status_code == 302
    session = client.session
    session.update(kept)
    session.save()
    answer = visit.back()
    assert (answer.status_code, REPLAYED in answer.content.decode()) == (403, True)


def test_an_answer_to_another_browsers_question(client, issuer, owner):
    linked(owner)
    visit = Visit(client, issuer)
    stranger = Client()
    answer = stranger.get(f"/akun/masuk/sso/kembali/?code=kode&state={visit.asked['state']}")
    refused(answer, "bukan untuk permintaan dari peramban ini")
    refused(client.get("/akun/masuk/sso/kembali/?code=kode"), "bukan untuk permintaan dari peramban ini")
    refused(client.get("/akun/masuk/sso/kembali/"), "bukan untuk permintaan dari peramban ini")


def test_an_answer_that_waited_too_long(client, issuer, owner, monkeypatch):
    linked(owner)
    visit = Visit(client, issuer)
    session = client.session
    state, _, provider = session["socialaccount_states"][visit.asked["state"]]
    session["socialaccount_states"] = {visit.asked["state"]: (state, time.time() - 700, provider)}
    session.save()
    refused(visit.back(email=owner.email), "bukan untuk permintaan dari peramban ini")


def test_who_says_no_at_the_sso_is_told_so(client, issuer, owner):
    visit = Visit(client, issuer)
    answer = client.get(f"/akun/masuk/sso/kembali/?error=access_denied&state={visit.asked['state']}")
    refused(answer, "Anda membatalkannya di SSO")
    visit = Visit(client, issuer)
    answer = client.get(f"/akun/masuk/sso/kembali/?error=server_error&state={visit.asked['state']}")
    refused(answer, "tidak mengesahkan")


def test_an_answer_in_the_name_of_another_issuer(client, issuer, owner):
    """RFC 9207: a mixed-up answer says whose it is."""
    linked(owner)
    refused(Visit(client, issuer).back(email=owner.email, query="&iss=https://sso.lain.example"), REPLAYED)
    assert Visit(Client(), issuer).back(email=owner.email, query=f"&iss={issuer.name}").status_code == 302


def test_the_pkce_verifier_goes_with_the_code_and_only_there(client, issuer, owner):
    linked(owner)
    visit = Visit(client, issuer)
    assert "code_verifier" not in visit.asked
    visit.back(email=owner.email)
    form = next(form for path, form in issuer.asked if path == "/token")
    challenge = hashlib.sha256(form["code_verifier"][0].encode()).digest()
    assert challenge.hex()
    visit = Visit(Client(), issuer)
    visit.asked["code_challenge"] = "lain"
    answer = visit.back(email=owner.email)
    assert (answer.status_code, "tidak mengesahkan" in answer.content.decode()) == (403, True)


@pytest.mark.parametrize(
    ("exchange", "words", "status"),
    [
        ((400, {"error": "invalid_grant"}), "tidak mengesahkan", 403),
        ((500, {}), "tidak mengesahkan", 403),
        ((200, {}), "tidak mengesahkan", 403),
        ((200, b"<html>"), "tidak mengesahkan", 403),
        ((200, ["access_token"]), "tidak menjawab sebagaimana mestinya", 503),
        ((200, {"access_token": "x", "expires_in": "lama"}), UNTRUSTED, 403),
        ((200, {"access_token": "x"}), UNTRUSTED, 403),
    ],
)
def test_a_broken_exchange(exchange, words, status, client, issuer, owner):
    linked(owner)
    issuer.exchange = exchange
    refused(Visit(client, issuer).back(email=owner.email), words, status)


@pytest.mark.parametrize(
    "document",
    [
        {"issuer": "https://sso.lain.example"},
        {"authorization_endpoint": "https://sso.lain.example/authorize"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"token_endpoint": "http://sso.lain.example/token"},
        {"jwks_uri": "ftp://sso.lain.example/keys"},
        {"jwks_uri": None},
    ],
)
def test_a_description_of_the_sso_that_is_not_believed(document, client, issuer):
    issuer.document = document
    visit = Visit(client, issuer)
    assert visit.begun.status_code == 503
    assert "SSO tidak menjawab sebagaimana mestinya" in visit.begun.content.decode()


def test_an_sso_that_is_down_says_so_and_the_other_ways_stay(client, issuer, settings):
    settings.IKRAR_SSO_ISSUER = "http://127.0.0.1:9"
    answer = client.post("/akun/masuk/sso/", {"door": "STAFF"})
    assert answer.status_code == 503
    assert "kunci sandi" in answer.content.decode()
    assert client.get("/akun/masuk/").status_code == 200


def test_nobody_is_led_elsewhere_after_signing_in(client, issuer, owner):
    linked(owner)
    visit = Visit(client, issuer, next="https://jahat.example/")
    visit.back(email=owner.email)
    assert "jahat" not in str(dict(client.session.items()))


def test_the_refusal_is_told_in_the_language_of_who_asked(client, issuer, owner):
    linked(owner)
    visit = Visit(client, issuer, address="/en/akun/masuk/sso/")
    assert parse_qs(urlsplit(visit.begun.url).query)["redirect_uri"][0].count("/en/") == 0
    answer = visit.back(email=owner.email, aud="lain")
    assert "is for another application" in answer.content.decode()
