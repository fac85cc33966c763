"""The catalogue of open data as DCAT-AP 3 in JSON-LD: datasets, their files, licence, publisher, time, place, checksums."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ikrar.kernel.words import Words
from ikrar.openness.opendata.schemas import LICENCE_ADDRESS

Node = dict[str, Any]
CONTEXT: Node = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
MEDIA = "https://www.iana.org/assignments/media-types/"
LANGUAGES = [
    {"@id": f"http://publications.europa.eu/resource/authority/language/{code}"} for code in ("IND", "ENG")
]
PUBLIC = {"@id": "http://publications.europa.eu/resource/authority/access-right/PUBLIC"}
GOVERNMENT = {"@id": "http://publications.europa.eu/resource/authority/data-theme/GOVE"}
TITLE = Words("Data terbuka deklarasi netralitas ASN", "Open data of declarations of neutrality")
ABOUT = Words(
    "Angka yang diterbitkan tentang deklarasi netralitas ASN, setiap terbitan tercatat di register yang dapat diperiksa.",
    "Published figures of declarations of neutrality of civil servants; each publication stands in a register anybody "
    "can check.",
)
CALENDAR = Words("Kalender deklarasi", "Calendar of declarations")
KEYWORDS = (
    Words("netralitas ASN", "neutrality of civil servants"),
    Words("ikrar", "pledge"),
    Words("pemilihan", "election"),
)


@dataclass(frozen=True, slots=True)
class File:
    """One file of a dataset; `digest` where its bytes are fixed or were counted."""

    address: str
    title: Words
    media: str
    size: int | None = None
    digest: str = ""
    conforms_to: str = ""
    packed: str = ""


@dataclass(frozen=True, slots=True)
class Dataset:
    """What the catalogue tells of one declaration."""

    id: str
    address: str
    title: str
    publisher: str
    issued: datetime
    modified: datetime
    version: str
    begins_on: date
    ends_on: date
    region: tuple[str, str] | None  # the ministry's code, and its name
    files: Sequence[File]


def catalogue(
    *,
    address: str,
    publisher: str,
    contact: str,
    modified: datetime,
    datasets: Iterable[Dataset],
    calendar: Sequence[File],
) -> Node:
    """The whole catalogue."""
    told = [_dataset(one, contact) for one in datasets]
    return {
        "@context": CONTEXT,
        "@id": f"{address}/data/katalog.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": _words(TITLE),
        "dct:description": _words(ABOUT),
        "dct:publisher": _agent(publisher),
        "dct:license": {"@id": LICENCE_ADDRESS},
        "dct:language": LANGUAGES,
        "dct:modified": _moment(modified),
        "foaf:homepage": {"@id": f"{address}/data/"},
        "dcat:themeTaxonomy": {"@id": "http://publications.europa.eu/resource/authority/data-theme"},
        "dcat:dataset": [*told, _calendar(address, publisher, modified, calendar)],
        "dcat:service": [_service(address)],
    }


def _dataset(one: Dataset, contact: str) -> Node:
    told: Node = {
        "@id": one.address,
        "@type": "dcat:Dataset",
        "dct:identifier": one.id,
        "dct:title": _both(one.title),
        "dct:description": _words(ABOUT),
        "dct:publisher": _agent(one.publisher),
        "dct:license": {"@id": LICENCE_ADDRESS},
        "dct:accessRights": PUBLIC,
        "dct:language": LANGUAGES,
        "dct:issued": _moment(one.issued),
        "dct:modified": _moment(one.modified),
        "dcat:version": one.version,
        "dcat:landingPage": {"@id": one.address},
        "dcat:theme": [GOVERNMENT],
        "dcat:keyword": [part for words in KEYWORDS for part in _words(words)],
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _day(one.begins_on),
            "dcat:endDate": _day(one.ends_on),
        },
        "dcat:distribution": [_file(file) for file in one.files],
    }
    if contact:
        told["dcat:contactPoint"] = {
            "@type": "vcard:Organization",
            "vcard:fn": one.publisher,
            "vcard:hasEmail": contact,
        }
    if one.region is not None:
        code, name = one.region
        notation = {"@type": "skos:Concept", "skos:notation": code, "skos:prefLabel": _both(name)}
        told["dct:spatial"] = {
            "@type": "dct:Location",
            "rdfs:label": _both(name),
            "dct:identifier": code,
            "skos:exactMatch": notation,
        }
    return told


def _calendar(address: str, publisher: str, modified: datetime, files: Sequence[File]) -> Node:
    return {
        "@id": f"{address}/deklarasi/kalender/",
        "@type": "dcat:Dataset",
        "dct:identifier": "calendar",
        "dct:title": _words(CALENDAR),
        "dct:description": _words(CALENDAR),
        "dct:publisher": _agent(publisher),
        "dct:license": {"@id": LICENCE_ADDRESS},
        "dct:accessRights": PUBLIC,
        "dct:modified": _moment(modified),
        "dcat:theme": [GOVERNMENT],
        "dcat:distribution": [_file(file) for file in files],
    }


def _service(address: str) -> Node:
    return {
        "@id": f"{address}/api/openapi.json",
        "@type": "dcat:DataService",
        "dct:title": _words(Words("Alamat JSON", "JSON addresses")),
        "dct:license": {"@id": LICENCE_ADDRESS},
        "dct:accessRights": PUBLIC,
        "dcat:endpointURL": {"@id": f"{address}/api/"},
        "dcat:endpointDescription": {"@id": f"{address}/api/openapi.json"},
    }


def _file(file: File) -> Node:
    told: Node = {
        "@id": file.address,
        "@type": "dcat:Distribution",
        "dct:title": _words(file.title),
        "dcat:accessURL": {"@id": file.address},
        "dcat:downloadURL": {"@id": file.address},
        "dcat:mediaType": {"@id": f"{MEDIA}{file.media}"},
        "dct:license": {"@id": LICENCE_ADDRESS},
    }
    if file.size is not None:
        told["dcat:byteSize"] = {"@type": "xsd:nonNegativeInteger", "@value": str(file.size)}
    if file.digest:
        told["spdx:checksum"] = {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": file.digest},
        }
    if file.conforms_to:
        told["dct:conformsTo"] = {"@id": file.conforms_to}
    if file.packed:
        told["dcat:packageFormat"] = {"@id": f"{MEDIA}{file.packed}"}
    return told


def _agent(name: str) -> Node:
    return {"@type": "foaf:Organization", "foaf:name": _both(name)}


def _words(words: Words) -> list[Node]:
    return [{"@language": "id", "@value": words.id}, {"@language": "en", "@value": words.en}]


def _both(text: str) -> Node:
    """A name, which stands in Indonesian only."""
    return {"@language": "id", "@value": text}


def _moment(at: datetime) -> Node:
    return {"@type": "xsd:dateTime", "@value": at.isoformat(timespec="seconds")}


def _day(on: date) -> Node:
    return {"@type": "xsd:date", "@value": on.isoformat()}
