"""What the acts of this context are called in the audit trail."""

from ikrar.kernel.words import Words

ACTS: dict[str, Words] = {
    "privacy.answered": Words("Permintaan data dijawab", "Request about data answered"),
    "privacy.asked": Words("Permintaan data masuk", "Request about data made"),
    "privacy.bundle-made": Words("Berkas jawaban disusun", "Bundle for an answer made"),
    "privacy.clock-started": Words("Jam pemberitahuan dimulai", "Clock of a notice started"),
    "privacy.corrected": Words("Data pegawai dibetulkan atas permintaan", "Data corrected on request"),
    "privacy.destroyed": Words("Data dimusnahkan", "Data destroyed"),
    "privacy.destruction-approved": Words("Pemusnahan disetujui", "Destruction approved"),
    "privacy.destruction-done": Words("Pemusnahan selesai", "Destruction done"),
    "privacy.destruction-proposed": Words("Pemusnahan diusulkan", "Destruction proposed"),
    "privacy.destruction-resumed": Words("Pemusnahan dilanjutkan", "Destruction resumed"),
    "privacy.destruction-stopped": Words("Pemusnahan dihentikan", "Destruction stopped"),
    "privacy.destruction-withdrawn": Words("Usul pemusnahan ditarik", "Proposed destruction withdrawn"),
    "privacy.extended": Words("Waktu menjawab diperpanjang", "Time to answer extended"),
    "privacy.incident-closed": Words("Kejadian ditutup", "Incident closed"),
    "privacy.incident-recorded": Words("Kejadian dicatat", "Incident recorded"),
    "privacy.letter-drafted": Words("Surat pemberitahuan ditulis", "Notice drafted"),
    "privacy.letter-released": Words("Surat pemberitahuan dilepas", "Notice released"),
}
