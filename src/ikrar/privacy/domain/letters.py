"""The two letters about a failure to protect data, from one template. Plain Python."""

from ikrar.kernel.words import Words

OPEN_ADDRESSEE = "[lembaga pelindungan data: perlu konfirmasi]"
PERSON_SUBJECT = Words(
    "Pemberitahuan kegagalan pelindungan data pribadi", "Notice of a failure to protect personal data"
)

_PERSONS = """Yth. Bapak/Ibu,

Pada {known} kami mengetahui bahwa {what}

Data Anda yang tersangkut: {exposed}.

Kapan dan bagaimana: {happened}

Yang sudah kami lakukan: {handling}

Yang dapat Anda lakukan: buka "Ikrar saya" dan periksa catatan Anda. Bila ada ikrar yang bukan Anda buat, tekan "Bukan saya".

Bertanya: lewat "Ikrar saya", tombol "Minta tentang data saya". Kami menjawab dalam {hours} jam.

Kami mohon maaf.

{office}
"""
_AUTHORITY = """Yth. {addressee}

Hal: Pemberitahuan kegagalan pelindungan data pribadi (UU 27/2022 Pasal 46)

Pada {known} kami mengetahui bahwa {what}

Data yang tersangkut: {exposed}.
Jumlah orang: {people}.
Kapan terjadi: {happened}
Yang sudah kami lakukan: {handling}

Pejabat pelindungan data: [ ]

{office}
"""


def letter_to_persons(**told: str) -> str:
    return _PERSONS.format(**told)


def letter_to_authority(**told: str) -> str:
    return _AUTHORITY.format(**told)
