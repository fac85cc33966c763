"""Words for the values of a record that the engine has no words for."""

from ikrar.kernel.words import Words
from ikrar.law.domain import FirstDay, InstrumentKind, InstrumentStatus, NormClass, Unit, WhenSwitch

INSTRUMENT_KINDS: dict[InstrumentKind, Words] = {
    InstrumentKind.STATUTE: Words("undang-undang", "statute"),
    InstrumentKind.REGULATION: Words("peraturan", "regulation"),
    InstrumentKind.PRESIDENTIAL: Words("peraturan presiden", "presidential regulation"),
    InstrumentKind.MINISTERIAL: Words("peraturan menteri atau lembaga", "ministerial or agency regulation"),
    InstrumentKind.DECREE: Words("keputusan", "decree"),
    InstrumentKind.RULING: Words("putusan pengadilan", "court ruling"),
    InstrumentKind.CIRCULAR: Words("surat edaran", "circular"),
    InstrumentKind.INSTRUCTION: Words("instruksi", "instruction"),
    InstrumentKind.CODE: Words("kode etik", "code of conduct"),
}
STATUSES: dict[InstrumentStatus, Words] = {
    InstrumentStatus.IN_FORCE: Words("berlaku", "in force"),
    InstrumentStatus.APPLIED_UNCONFIRMED: Words(
        "dipakai, kedudukannya belum pasti", "applied, its standing is not settled"
    ),
    InstrumentStatus.REPEALED: Words("dicabut", "repealed"),
    InstrumentStatus.TRANSITION: Words("belum atau baru berlaku sebagian", "not yet or only partly in force"),
    InstrumentStatus.DEADLINE: Words("memberi batas waktu", "sets a deadline"),
}
NORM_CLASSES: dict[NormClass, Words] = {
    NormClass.ETHICS: Words("kode etik", "ethics"),
    NormClass.DISCIPLINE: Words("disiplin", "discipline"),
    NormClass.DUTY: Words("kewajiban", "duty"),
    NormClass.ADMINISTRATIVE: Words("administratif", "administrative"),
    NormClass.CRIME: Words("pidana", "criminal"),
    NormClass.ADVICE: Words("imbauan, bukan larangan", "advice, no prohibition"),
    NormClass.RESIDUAL: Words("di luar daftar", "outside the lists"),
}
UNITS: dict[Unit, Words] = {
    Unit.CALENDAR: Words("hari kalender", "calendar days"),
    Unit.WORKING: Words("hari kerja", "working days"),
    Unit.HOURS: Words("jam", "hours"),
    Unit.UNCLEAR: Words(
        "hari; tidak jelas kalender atau kerja", "days; unclear whether calendar or working days"
    ),
    Unit.NOT_FOUND: Words("tidak ditemukan", "not found"),
}
FIRST_DAYS: dict[FirstDay, Words] = {
    FirstDay.NEXT_DAY: Words("hari sesudah kejadian", "the day after the event"),
    FirstDay.EVENT_DAY: Words("hari kejadian itu sendiri", "the day of the event itself"),
    FirstDay.UNCLEAR: Words(
        "tidak disebut; bacaan kami: hari sesudah kejadian", "not said; our reading: the day after the event"
    ),
    FirstDay.MOMENT: Words("saat kejadian", "the moment of the event"),
}
SWITCHES: dict[WhenSwitch, Words] = {
    WhenSwitch.ON: Words(
        "hanya bila aturan peralihan ini sudah berlaku:", "only once this rule is in force:"
    ),
    WhenSwitch.OFF: Words("hanya sampai aturan ini berlaku:", "only until this rule is in force:"),
    WhenSwitch.ALWAYS: Words("selalu", "always"),
}
MEDIA: dict[str, Words] = {
    "any": Words("apa pun", "any"),
    "physical": Words("fisik", "physical"),
    "online": Words("daring", "online"),
    "event": Words("acara", "event"),
    "photo": Words("foto", "photo"),
    "document": Words("dokumen", "document"),
    "decision": Words("keputusan atau tindakan", "decision or act"),
}
TARGETS: dict[str, Words] = {
    "any": Words("siapa pun", "anybody"),
    "would-be-candidate": Words("bakal calon", "would-be candidate"),
    "candidate": Words("calon", "candidate"),
    "party": Words("partai politik", "party"),
    "team": Words("tim", "team"),
    "spouse": Words("suami atau istri", "spouse"),
}
REGIMES: dict[str, Words] = {
    "agency": Words("di instansi sendiri", "within the agency"),
    "bkn": Words("BKN", "BKN"),
    "appeal": Words("upaya administratif", "administrative appeal"),
    "data-protection": Words("pelindungan data pribadi", "data protection"),
}
