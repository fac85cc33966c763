"""A failure to protect data: what is recorded, whose clock runs, and the letters. Plain Python."""

from enum import StrEnum

from ikrar.kernel.words import Words

BREACH_TERM = "PDP-BREACH"


class Exposed(StrEnum):
    """Which kinds of data were touched."""

    NAMES = "names"
    NUMBERS = "numbers"
    ADDRESSES = "addresses"
    PLEDGES = "pledges"
    CODES = "codes"
    SCANS = "scans"
    STAFF = "staff"


EXPOSED_WORDS: dict[Exposed, Words] = {
    Exposed.NAMES: Words("nama, unit, jabatan", "names, units, positions"),
    Exposed.NUMBERS: Words("NIP", "civil servant numbers"),
    Exposed.ADDRESSES: Words("alamat surat dinas", "office mail addresses"),
    Exposed.PLEDGES: Words("isi ikrar dan tanda tangannya", "pledges and their signatures"),
    Exposed.CODES: Words("kode kartu atau kunci", "card codes or keys"),
    Exposed.SCANS: Words("pindaian lembar kertas", "scans of paper sheets"),
    Exposed.STAFF: Words("akun petugas", "staff accounts"),
}


class StartsFrom(StrEnum):
    """From which moment the officer lets the clock run: the text says when it failed, practice when it was known."""

    HAPPENED = "happened"
    KNOWN = "known"


STARTS_WORDS: dict[StartsFrom, Words] = {
    StartsFrom.HAPPENED: Words("saat terjadi (bunyi Pasal 46)", "when it happened (as article 46 reads)"),
    StartsFrom.KNOWN: Words("saat diketahui", "when it became known"),
}


class LetterTo(StrEnum):
    """Who is told."""

    PERSONS = "persons"
    AUTHORITY = "authority"


LETTER_WORDS: dict[LetterTo, Words] = {
    LetterTo.PERSONS: Words("kepada yang bersangkutan", "to the persons concerned"),
    LetterTo.AUTHORITY: Words("kepada lembaga", "to the authority"),
}


class IncidentIsClosed(Exception):
    """What is closed is not changed any more."""


class ClockRunsAlready(Exception):
    """The clock of an incident is started once."""


class MomentMissing(Exception):
    """The clock needs the moment it starts from, and who says so."""


class NotInTheFuture(Exception):
    """What has not happened yet is no incident."""


class LetterReleasedAlready(Exception):
    """A released letter has left."""


class NobodyToTell(Exception):
    """None of these people is known, or has an address."""
