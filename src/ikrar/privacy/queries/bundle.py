"""All that is held about one official, from every context that holds something, in plain rows.

A section for each activity of the record of processing that concerns officials; a test holds one against the other.
"""

from dataclasses import dataclass
from datetime import date, datetime

from ikrar.accounts.queries import post
from ikrar.accounts.queries.looks import looks_at
from ikrar.kernel.words import Words
from ikrar.pledges.queries.copies import copies
from ikrar.pledges.queries.stored import stored
from ikrar.privacy.domain.activities import Subject
from ikrar.privacy.queries.processing import record
from ikrar.privacy.queries.requests import own_requests
from ikrar.roster import queries as roster
from ikrar.roster.queries.history import (
    appointments_of,
    history_of,
    public_id_of,
    refused_rows_of,
    replaced_of,
)
from ikrar.web import formats

Row = tuple[str, ...]
ELSEWHERE: dict[str, Row] = {
    "papers": (
        "Berita acara dan daftar hadir unit Anda dapat memuat nama Anda; mintalah pada petugas berkas.",
    ),
    "incident": (
        "Daftar penerima surat dikosongkan begitu surat dilepas; surat untuk Anda sudah dikirim ke alamat Anda.",
    ),
}


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of data with its rows; `activity` is empty where it is about the data and not among them."""

    activity: str
    title: Words
    why: Words
    rows: tuple[Row, ...]


def bundle(*, official_id: int, at: datetime) -> list[Section]:
    """Every activity about officials, then who has looked, and the counts the person sees on the page of stored data."""
    held = {
        "staff-list": _roster(official_id),
        "absence": _absences(official_id),
        "staff-list-import": tuple((row,) for row in refused_rows_of(official_id=official_id)),
        "mail": _letters(official_id),
        "request": _requests(official_id, at=at),
        **copies(official_id=official_id),
        **{code: (row,) for code, row in ELSEWHERE.items()},
    }
    sections = [
        Section(one.code, one.name, one.purpose, held[one.code])
        for one in record().activities
        if one.of is Subject.OFFICIAL
    ]
    return [*sections, _looks(official_id, at=at), _stored(official_id)]


def _day(value: date | None) -> str:
    return formats.day(value, english=False, weekday=False) if value else "sekarang"


def _roster(official_id: int) -> tuple[Row, ...]:
    contact = roster.contact(official_id=official_id)
    number = roster.numbers_of(official_ids=[official_id]).get(official_id, "")
    rows: list[Row] = [
        ("Nomor pegawai", number),
        ("Alamat surat", contact.email if contact else "tidak ada"),
    ]
    rows += [
        (
            f"{_day(one.begins_on)} sampai {_day(one.ends_before)}",
            one.name,
            one.status,
            one.position,
            one.unit,
        )
        for one in history_of(official_id=official_id)
    ]
    rows += [
        ("Pengangkatan", one.decree, one.position, _day(one.effective_on))
        for one in appointments_of(official_id=official_id)
    ]
    rows += [("Sebelum dibetulkan atau diganti", said) for said in replaced_of(official_id=official_id)]
    return tuple(rows)


def _absences(official_id: int) -> tuple[Row, ...]:
    return tuple(
        (_day(one.begins_on), "sampai sebelum", _day(one.ends_before), str(one.reason))
        for one in roster.absences(official_ids=[official_id])
    )


def _letters(official_id: int) -> tuple[Row, ...]:
    contact = roster.contact(official_id=official_id)
    waiting = post.waiting_for(email=contact.email) if contact else []
    return tuple(
        (subject, f"menunggu dikirim sejak {formats.moment(made, english=False)}")
        for subject, made in waiting
    )


def _requests(official_id: int, *, at: datetime) -> tuple[Row, ...]:
    return tuple(
        (
            one.kind_words.id,
            formats.moment(one.received_at, english=False),
            one.standing_words.id,
            f"kata Anda: {one.words}" if one.words else "",
            f"jawaban: {one.answer}" if one.answer else "",
        )
        for one in own_requests(official_id=official_id, at=at)
    )


def _looks(official_id: int, *, at: datetime) -> Section:
    """By the person's own mark and those of the requests; a look at a whole unit is noted by the unit's mark."""
    marks = [public_id_of(official_id=official_id)]
    marks += [one.public_id for one in own_requests(official_id=official_id, at=at)]
    rows = tuple(
        (one.words.id, formats.moment(one.at, english=False), f"petugas {one.actor}")
        for one in looks_at(subjects=marks)
    )
    why = Words("Supaya Anda tahu siapa yang membuka data Anda.", "So that you know who opened your data.")
    return Section("", Words("Siapa yang melihat", "Who has looked"), why, rows)


def _stored(official_id: int) -> Section:
    rows = tuple(
        (one.what.id, f"{one.count}", one.why.id, one.until.id) for one in stored(official_id=official_id)
    )
    why = Words("Seperti di Ikrar saya.", "As in My pledge.")
    return Section(
        "", Words("Semua yang disimpan, dengan jumlahnya", "All that is stored, counted"), why, rows
    )
