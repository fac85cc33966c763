"""What the acts of this context are called in the audit trail."""

from ikrar.kernel.words import Words

ACTS: dict[str, Words] = {
    "roster.absence_entered": Words("Ketidakhadiran sah dicatat", "Lawful absence entered"),
    "roster.absence_withdrawn": Words("Ketidakhadiran sah dicabut", "Lawful absence withdrawn"),
    "roster.edited": Words("Daftar pegawai diubah", "Staff list edited"),
    "roster.institution_entered": Words("Instansi dicatat", "Institution entered"),
    "roster.list_applied": Words("Daftar diterapkan", "List applied"),
    "roster.list_discarded": Words("Daftar dibuang", "List discarded"),
    "roster.list_undone": Words("Impor dibatalkan", "Import undone"),
    "roster.list_uploaded": Words("Daftar diunggah", "List uploaded"),
    "roster.names_seen": Words("Nama pegawai dilihat", "Officials' names seen"),
    "roster.number_confirmed": Words("NIP dipastikan", "Number confirmed"),
    "roster.representative_ended": Words("Wakil instansi diakhiri", "Representative ended"),
    "roster.representative_entered": Words("Wakil instansi dicatat", "Representative entered"),
}
