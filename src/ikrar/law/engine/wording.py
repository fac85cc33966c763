"""The engine's own words for groups, phases and reasons, so that pages, commands and traces say the same."""

from datetime import date

from ikrar.kernel.text import MONTHS, MONTHS_EN
from ikrar.kernel.words import Words
from ikrar.law.domain import (
    Appeal,
    AskedFact,
    AskedPhase,
    Choice,
    Fact,
    Group,
    Held,
    Level,
    NormPhase,
    Verdict,
)

GROUP_WORDS: dict[Group, Words] = {
    Group.ASN: Words("Pegawai ASN", "Civil servant (ASN)"),
    Group.PNS: Words("PNS", "Permanent civil servant (PNS)"),
    Group.CPNS: Words("CPNS", "Candidate civil servant (CPNS)"),
    Group.PPPK: Words("PPPK", "Contract civil servant (PPPK)"),
    Group.PPPK_PW: Words("PPPK paruh waktu", "Part-time contract civil servant (PPPK)"),
    Group.PJLP: Words("PJLP, PPNPN, atau honorer", "Worker who is no civil servant (PJLP, PPNPN, honorary)"),
    Group.RT_RW: Words("Ketua atau pengurus RT/RW", "Neighbourhood head or officer (RT/RW)"),
    Group.TNI: Words("Prajurit TNI", "Member of the armed forces (TNI)"),
    Group.POLRI: Words("Anggota Polri", "Member of the police (Polri)"),
    Group.JAKSA: Words("Jaksa atau pegawai kejaksaan", "Prosecutor or prosecution staff"),
    Group.KADES: Words("Kepala desa, perangkat desa, atau BPD", "Village head, village staff or BPD member"),
    Group.LURAH: Words("Lurah", "Head of an urban village (lurah)"),
    Group.OFFICIAL: Words("Pejabat", "Holder of an office"),
    Group.HEAD: Words("Kepala daerah atau wakilnya", "Elected regional head or deputy"),
    Group.ACTING_HEAD: Words("Penjabat kepala daerah", "Acting regional head"),
    Group.CANDIDATE: Words("Calon", "Candidate"),
    Group.CAMPAIGN_TEAM: Words("Pelaksana atau tim kampanye", "Campaign organiser or team"),
    Group.ANYONE: Words("Siapa pun", "Anybody"),
}

REGIME_WORDS: dict[str, Words] = {
    "pemilu": Words("Pemilu", "General election"),
    "pilkada": Words("Pilkada", "Regional election"),
    "none": Words("Tidak ada pemilihan", "No election"),
    "any": Words("Pemilu dan Pilkada", "General and regional elections"),
}

PHASE_WORDS: dict[AskedPhase, Words] = {
    AskedPhase.BEFORE_FIXED: Words("sebelum penetapan calon", "before candidates are fixed"),
    AskedPhase.AFTER_FIXED: Words("sesudah penetapan calon", "after candidates are fixed"),
    AskedPhase.CAMPAIGN: Words("masa kampanye", "campaign"),
    AskedPhase.QUIET: Words("masa tenang", "quiet days"),
    AskedPhase.VOTING: Words("hari pemungutan suara", "voting day"),
}

NORM_PHASE_WORDS: dict[NormPhase, Words] = {
    NormPhase.ANY: Words("kapan pun", "at any time"),
    NormPhase.BEFORE_FIXED: PHASE_WORDS[AskedPhase.BEFORE_FIXED],
    NormPhase.AFTER_FIXED: PHASE_WORDS[AskedPhase.AFTER_FIXED],
    NormPhase.CAMPAIGN: PHASE_WORDS[AskedPhase.CAMPAIGN],
}

LEVEL_WORDS: dict[Level, Words] = {
    Level.NONE: Words("tanpa tingkat", "no level"),
    Level.MORAL: Words("sanksi moral", "moral sanction"),
    Level.LIGHT: Words("ringan", "light"),
    Level.MEDIUM: Words("sedang", "medium"),
    Level.HEAVY: Words("berat", "heavy"),
    Level.DISMISSAL: Words("pemberhentian", "dismissal"),
    Level.CRIME: Words("pidana", "criminal"),
    Level.OPEN: Words("belum pasti", "not settled"),
}

APPEAL_WORDS: dict[Appeal, Words] = {
    Appeal.OBJECTION: Words("keberatan", "objection (keberatan)"),
    Appeal.BPASN: Words("banding administratif ke BPASN", "administrative appeal to BPASN"),
    Appeal.NONE: Words("tidak ada", "none"),
    Appeal.OPEN: Words("belum pasti", "not settled"),
}

VERDICT_WORDS: dict[Verdict, Words] = {
    Verdict.ALLOWED: Words("Boleh", "Allowed"),
    Verdict.FORBIDDEN: Words("Tidak boleh", "Not allowed"),
    Verdict.OPEN: Words("Belum pasti", "Not settled"),
    Verdict.NOT_COVERED: Words("Tidak tercakup", "Not covered"),
}

HELD_WORDS: dict[Held, Words] = {
    Held.YES: Words("berlaku pada hari itu", "in force on that day"),
    Held.NO: Words("tidak berlaku pada hari itu", "not in force on that day"),
    Held.UNKNOWN: Words("hari mulai berlakunya tidak ditemukan", "its first day was not found"),
}

_YES_NO = (
    Choice("yes", Words("Ya", "Yes")),
    Choice("no", Words("Tidak", "No")),
    Choice("unknown", Words("Belum tahu", "Not known yet")),
)

FACT_QUESTIONS: dict[Fact, AskedFact] = {
    fact: AskedFact(fact.value, words, _YES_NO)
    for fact, words in {
        Fact.ACTIVE: Words(
            "Apakah ia ikut aktif, bukan hanya hadir atau menyimak?",
            "Did the person take an active part, not just attend or listen?",
        ),
        Fact.PURPOSE_OF_SUPPORT: Words("Apakah tujuannya mendukung?", "Was support the purpose?"),
        Fact.ON_LEAVE: Words(
            "Apakah ia sedang cuti di luar tanggungan negara?", "Was the person on unpaid leave (CLTN)?"
        ),
        Fact.OFFICIAL_POSITION: Words(
            "Apakah ia bertindak dalam jabatannya?", "Did the person act in an official position?"
        ),
        Fact.INTENT: Words("Apakah dilakukan dengan sengaja?", "Was it done on purpose?"),
        Fact.IN_UNIFORM: Words(
            "Apakah ia memakai atribut partai atau atribut PNS?",
            "Did the person wear party or service attributes?",
        ),
        Fact.STATE_FACILITY: Words("Apakah fasilitas negara dipakai?", "Was a state facility used?"),
        Fact.CANDIDATES_FIXED: Words(
            "Apakah calon sudah ditetapkan pada hari itu?", "Were the candidates fixed on that day?"
        ),
    }.items()
}


def listed(words: list[Words]) -> Words:
    """Several texts in one line, in both languages.

    >>> listed([Words("satu", "one"), Words("dua", "two")]).en
    'one, two'
    """
    return Words(", ".join(w.id for w in words), ", ".join(w.en for w in words))


def spoken(on: date) -> Words:
    """A day in words, without its day of the week.

    >>> spoken(date(2024, 11, 27))
    Words(id='27 November 2024', en='27 November 2024')
    """
    return Words(
        f"{on.day} {MONTHS[on.month - 1]} {on.year}", f"{on.day} {MONTHS_EN[on.month - 1]} {on.year}"
    )
