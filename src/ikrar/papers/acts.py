"""What the acts of this context are called in the audit trail."""

from ikrar.kernel.words import Words

ACTS: dict[str, Words] = {
    "paper.issued": Words("Berkas dikeluarkan", "Paper issued"),
    "paper.opened": Words("Berkas bernama dibuka", "Paper with names opened"),
    "paper.refused": Words("Berkas kembali ditolak", "Returned paper refused"),
    "paper.taken-back": Words("Berkas diterima kembali", "Paper taken back"),
}
