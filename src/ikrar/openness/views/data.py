"""Files for machines: snapshots, their codebook, robots.txt and security.txt."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ikrar.openness import queries
from ikrar.openness.domain import CATEGORY_WORDS, LICENCE, SPLIT_WORDS
from ikrar.openness.opendata.description import FLAT, TABLES
from ikrar.openness.views.serving import served
from ikrar.web.access import public
from ikrar.web.page import page


@public
def figures_json(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """A snapshot, byte for byte as its hash stands in the register."""
    file = queries.file_of(public_id=public_id, number=number)
    return served(request, file, kind="application/json", for_ever=True)


@public
def figures_csv(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """The same as one flat table."""
    table = queries.table_of(public_id=public_id, number=number)
    name = f"ikrar-{public_id}-{number}.csv"
    return served(request, table, kind="text/csv; charset=utf-8", name=name, for_ever=True)


@public
def codebook(request: HttpRequest) -> HttpResponse:
    """What each column and each word in the data means."""
    splits = [(name, SPLIT_WORDS[name], list(CATEGORY_WORDS[name].items())) for name in SPLIT_WORDS]
    return page(
        request,
        "openness/codebook.html",
        splits=splits,
        tables=(*TABLES, FLAT),
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
