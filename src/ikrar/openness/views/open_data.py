"""Open data: its pages, and each file of a declaration."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ikrar.openness.domain import LICENCE
from ikrar.openness.opendata import schemas
from ikrar.openness.opendata.description import BY_NAME, TABLES
from ikrar.openness.queries import open_data
from ikrar.openness.queries.catalogue import catalogue_of
from ikrar.openness.views.serving import check_reading, served
from ikrar.register import queries as register
from ikrar.web.access import public
from ikrar.web.page import page

CSV = "text/csv; charset=utf-8; header=present"
JSON = "application/json"


@public
def data(request: HttpRequest) -> HttpResponse:
    """What open data there is, and how anybody re-computes it."""
    return page(
        request,
        "openness/data.html",
        holdings=open_data.holdings(),
        tables=TABLES,
        region=open_data.region_of_office(),
        licence=LICENCE,
        fingerprint=register.fingerprint(),
    )


@public
def data_of(request: HttpRequest, public_id: str) -> HttpResponse:
    """All files of one declaration, and the index of its permanent publications."""
    found = open_data.holding(public_id=public_id)
    return page(
        request,
        "openness/data_of.html",
        found=found,
        one=found.declaration,
        sheets=[(BY_NAME[name], one) for name, one in open_data.sheets_of(found).items()],
        fingerprint=register.fingerprint(),
    )


@public
def data_table(request: HttpRequest, public_id: str, table: str) -> HttpResponse:
    """One table of all publications."""
    sheet = open_data.sheet(public_id=public_id, table=table)
    return served(request, sheet.data, kind=CSV, name=f"ikrar-{public_id}-{table}.csv")


@public
def data_table_of(request: HttpRequest, public_id: str, number: int, table: str) -> HttpResponse:
    """One table of one publication: for ever, but for the region codes, which an operator may add later."""
    sheet = open_data.sheet(public_id=public_id, table=table, number=number)
    name = f"ikrar-{public_id}-{number}-{table}.csv"
    return served(request, sheet.data, kind=CSV, name=name, for_ever=table != "regions")


@public
def data_table_for_spreadsheets(request: HttpRequest, public_id: str, table: str) -> HttpResponse:
    """The same cells as a spreadsheet set to Indonesian opens them: semicolons and a byte order mark."""
    content = open_data.sheet_for_spreadsheets(public_id=public_id, table=table)
    return served(request, content, kind=CSV, name=f"ikrar-{public_id}-{table}-excel.csv")


@public
def data_package(request: HttpRequest, public_id: str) -> HttpResponse:
    """The Data Package; its paths are relative, so programs can read the tables from here."""
    told = open_data.descriptor_of(open_data.holding(public_id=public_id))
    return _json(request, told)


@public
def data_archive(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everything of a declaration in one file."""
    check_reading(request)
    content = open_data.archive_of(open_data.holding(public_id=public_id))
    return served(request, content, kind="application/zip", name=f"ikrar-{public_id}.zip")


@public
def data_by_hash(request: HttpRequest, digest: str) -> HttpResponse:
    """A publication under its own hash: this address cannot answer anything else."""
    found = open_data.file_with(digest=digest)
    return served(request, found, kind=JSON, for_ever=True)


@public
def data_entry(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """The register's entry of a publication with its proof, as `ikrar-verify` and `ikrar-figures` take it."""
    found = open_data.entry_of(public_id=public_id, number=number)
    return served(request, found, kind=JSON, name=f"ikrar-{public_id}-{number}-register.json")


@public
def data_schema(request: HttpRequest) -> HttpResponse:
    """JSON Schema of a publication's file."""
    return _json(request, schemas.json_schema(address=f"{settings.IKRAR_ADDRESS}/data/skema.json"))


@public
def data_catalogue(request: HttpRequest) -> HttpResponse:
    """DCAT-AP, for portals that harvest."""
    told = catalogue_of(at=timezone.now())
    return _json(request, told, kind="application/ld+json")


def _json(request: HttpRequest, told: dict[str, Any], *, kind: str = JSON) -> HttpResponse:
    content = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    return served(request, content.encode(), kind=kind)
