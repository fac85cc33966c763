"""Files for machines: snapshots, their codebook, robots.txt and security.txt."""

import csv
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ikrar.openness import queries
from ikrar.openness.domain import CATEGORY_WORDS, LICENCE, SPLIT_WORDS, STANDING_WORDS
from ikrar.openness.tables import COLUMNS
from ikrar.web.access import public
from ikrar.web.page import page

FOR_EVER = "public, max-age=31536000, immutable"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
RISKY = ("=", "+", "-", "@", "\t", "\r")


@public
def figures_json(_request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """A snapshot, byte for byte as its hash stands in the register."""
    file = queries.file_of(public_id=public_id, number=number)
    return _kept(HttpResponse(file, content_type="application/json"))


@public
def figures_csv(_request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """The same as one flat table."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="ikrar-{public_id}-{number}.csv"'
    rows = csv.DictWriter(response, COLUMNS, extrasaction="ignore")
    rows.writeheader()
    for line in queries.table_of(public_id=public_id, number=number):
        rows.writerow({name: _inert(line.get(name)) for name in COLUMNS})
    return _kept(response)


@public
def codebook(request: HttpRequest) -> HttpResponse:
    """What each column and each word in the data means."""
    splits = [(name, SPLIT_WORDS[name], list(CATEGORY_WORDS[name].items())) for name in SPLIT_WORDS]
    return page(
        request,
        "openness/codebook.html",
        splits=splits,
        standings=list(STANDING_WORDS.items()),
        licence=LICENCE,
    )


@public
def robots(_request: HttpRequest) -> HttpResponse:
    """Search engines are welcome on the public pages only."""
    lines = ["User-agent: *", "Disallow: /meja/", "Disallow: /akun/", "Disallow: /gate/", "Disallow: /i/"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@public
def security(_request: HttpRequest) -> HttpResponse:
    """Where to tell of a weakness (RFC 9116)."""
    origin = settings.IKRAR_ADDRESS
    expires = (timezone.now() + timedelta(days=180)).replace(hour=0, minute=0, second=0, microsecond=0)
    contact = settings.IKRAR_CONTACT or f"{origin}/bantuan/"
    lines = [
        f"Contact: {contact}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: id, en",
        f"Canonical: {origin}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = FOR_EVER
    response["Access-Control-Allow-Origin"] = "*"
    response["Link"] = f'<{LICENCE_ADDRESS}>; rel="license"'
    return response


def _inert(value: object) -> object:
    """A name that a spreadsheet would take for a formula is told as text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(RISKY) else value
