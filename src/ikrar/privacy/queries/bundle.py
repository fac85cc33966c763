"""All that is held about one official, from every context that holds something, in plain rows."""

from dataclasses import dataclass
from datetime import date, datetime

from ikrar.kernel.words import Words
from ikrar.pledges.queries import mine
from ikrar.pledges.queries.stored import stored
from ikrar.privacy.queries.requests import own_requests
from ikrar.roster import queries as roster
from ikrar.roster.queries.history import appointments_of, history_of
from ikrar.web import formats


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of data with its rows."""

    title: Words
    why: Words
    rows: tuple[tuple[str, ...], ...]


def bundle(*, official_id: int, at: datetime) -> list[Section]:
    """Roster rows, pledges, keys, requests; and the counts the person sees on the page of stored data."""
    return [
        _roster(official_id),
        _absences(official_id),
        _pledges(official_id),
        _keys(official_id),
        _requests(official_id, at=at),
        _stored(official_id),
    ]


def _day(value: date | None) -> str:
    return formats.day(value, english=False, weekday=False) if value else "sekarang"


def _roster(official_id: int) -> Section:
    contact = roster.contact(official_id=official_id)
    number = roster.numbers_of(official_ids=[official_id]).get(official_id, "")
    rows: list[tuple[str, ...]] = [
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
    why = Words(
        "Dari daftar pegawai yang dikirim kantor; untuk menentukan siapa yang wajib berikrar.",
        "From the list the office sent; to know who has the duty to pledge.",
    )
    return Section(Words("Daftar pegawai", "Staff list"), why, tuple(rows))


def _absences(official_id: int) -> Section:
    rows = tuple(
        (_day(one.begins_on), "sampai sebelum", _day(one.ends_before), str(one.reason))
        for one in roster.absences(official_ids=[official_id])
    )
    why = Words("Supaya yang berhalangan sah tidak ditagih.", "So that the lawfully absent are not asked.")
    return Section(Words("Ketidakhadiran sah", "Lawful absences"), why, rows)


def _pledges(official_id: int) -> Section:
    rows = []
    for duty in mine.own_duties(official_id=official_id):
        proof = duty.proof
        told = (
            (f"nomor bukti {proof.number}", formats.moment(proof.received_at, english=False)) if proof else ()
        )
        rows.append((duty.title, _day(duty.held_on), *told, duty.declined.id if duty.declined else ""))
    why = Words("Untuk membuktikan apa yang diikrarkan.", "To prove what was pledged.")
    return Section(Words("Deklarasi dan ikrar", "Declarations and pledges"), why, tuple(rows))


def _keys(official_id: int) -> Section:
    rows = [
        (word, one.name, formats.moment(one.enrolled_at, english=False))
        for word, keys in (
            ("perangkat", mine.own_devices(official_id=official_id)),
            ("passkey", mine.own_passkeys(official_id=official_id)),
        )
        for one in keys
    ]
    why = Words("Untuk mengenali Anda tanpa akun.", "To know you without an account.")
    return Section(Words("Kunci umum", "Public keys"), why, tuple(rows))


def _requests(official_id: int, *, at: datetime) -> Section:
    rows = tuple(
        (one.kind_words.id, formats.moment(one.received_at, english=False), one.standing_words.id)
        for one in own_requests(official_id=official_id, at=at)
    )
    why = Words("Untuk menjawab permintaan Anda.", "To answer what you asked for.")
    return Section(Words("Permintaan Anda", "Your requests"), why, rows)


def _stored(official_id: int) -> Section:
    rows = tuple(
        (one.what.id, f"{one.count}", one.why.id, one.until.id) for one in stored(official_id=official_id)
    )
    why = Words("Seperti di Ikrar saya.", "As in My pledge.")
    return Section(Words("Semua yang disimpan, dengan jumlahnya", "All that is stored, counted"), why, rows)
