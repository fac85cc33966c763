"""The catalogue of open data as it stands now."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import override

from ikrar.kernel.words import Words
from ikrar.openness.opendata import catalogue as dcat
from ikrar.openness.opendata.catalogue import Dataset, File
from ikrar.openness.opendata.description import BY_NAME
from ikrar.openness.queries import open_data
from ikrar.openness.queries.addresses import lasting_address
from ikrar.openness.queries.open_data import Holding
from ikrar.pledges import queries as pledges

ARCHIVE = Words("Semua dalam satu arsip", "All in one archive")
FIGURES = Words("Terbitan {n}", "Publication {n}")
FEED = Words("Kalender (iCalendar)", "Calendar (iCalendar)")
LISTED = Words("Kalender (JSON)", "Calendar (JSON)")
PACKAGE_PROFILE = "https://specs.frictionlessdata.io/tabular-data-package/"


def catalogue_of(*, at: datetime) -> dcat.Node:
    """Every dataset with its files; `at` stands in for the last change where there is none."""
    found = open_data.holdings()
    with override("id"):
        return dcat.catalogue(
            address=settings.IKRAR_ADDRESS,
            publisher=_publisher(),
            contact=f"mailto:{settings.IKRAR_CONTACT}" if "@" in settings.IKRAR_CONTACT else "",
            modified=open_data.changed_at() or at.replace(hour=0, minute=0, second=0, microsecond=0),
            datasets=[_dataset(one) for one in found],
            calendar=[
                File(lasting_address("openness:calendar-feed"), FEED, "text/calendar"),
                File(lasting_address("openness-api:declarations"), LISTED, "application/json"),
            ],
        )


def _publisher() -> str:
    if settings.IKRAR_OFFICE:
        return str(settings.IKRAR_OFFICE)
    every = pledges.declarations_public()
    return every[0].institution_name if every else str(settings.IKRAR_DOMAIN)


def _dataset(one: Holding) -> Dataset:
    public_id = one.declaration.public_id
    first, last = one.snapshots[-1], one.newest
    day = one.declaration.held_on or first.as_of.date()
    return Dataset(
        id=public_id,
        address=lasting_address("openness:data-of", public_id),
        title=one.declaration.title,
        publisher=one.declaration.institution_name,
        issued=first.as_of,
        modified=last.as_of,
        version=str(last.number),
        begins_on=min(day, first.as_of.date()),
        ends_on=max(day, last.as_of.date()),
        region=(one.region.code, one.region.path) if one.region else None,
        files=_files(one, public_id),
    )


def _files(one: Holding, public_id: str) -> list[File]:
    schema = f"{settings.IKRAR_ADDRESS}/data/skema.json"
    archive = File(
        lasting_address("openness:data-archive", public_id),
        ARCHIVE,
        "text/csv",
        conforms_to=PACKAGE_PROFILE,
        packed="application/zip",
    )
    sheets = [
        File(
            lasting_address("openness:data-table", public_id, name),
            BY_NAME[name].title,
            "text/csv",
            size=len(sheet.data),
            digest=sheet.digest,
            conforms_to=lasting_address("openness:data-package", public_id),
        )
        for name, sheet in open_data.sheets_of(one).items()
    ]
    figures = [
        File(
            lasting_address("openness:figures-json", public_id, snapshot.number),
            Words(*(words.format(n=snapshot.number) for words in FIGURES)),
            "application/json",
            digest=snapshot.sha256,
            conforms_to=schema,
        )
        for snapshot in one.snapshots
    ]
    return [archive, *sheets, *figures]
