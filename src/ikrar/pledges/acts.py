"""What the acts of this context are called in the audit trail."""

from ikrar.kernel.words import Words
from ikrar.pledges.domain.planning import CHANGE_WORDS, Change

# Each line of a plan's timeline is an act as well.
PLAN_ACTS: dict[Change, str] = {
    change: f"declaration.{change.lower().replace('_', '-')}" for change in CHANGE_WORDS
}

ACTS: dict[str, Words] = {
    "attendance.made": Words("Daftar hadir ikrar dibuat", "List of those present made"),
    **{
        act: Words(f"Deklarasi: {CHANGE_WORDS[change].id}", f"Declaration: {CHANGE_WORDS[change].en}")
        for change, act in PLAN_ACTS.items()
    },
    "certificates.made": Words("Sertifikat sebuah unit dibuat", "Certificates of a unit made"),
    "certificates.taken": Words("Sertifikat sebuah unit diunduh", "Certificates of a unit downloaded"),
    "dispute.decided": Words("Sanggahan diputus", "Dispute decided"),
    "draw.committed": Words("Daftar undian dikunci", "List of a draw locked"),
    "draw.drawn": Words("Penandatangan diundi", "Signers drawn"),
    "draw.names-seen": Words("Nama yang terundi dilihat", "Names of the drawn seen"),
    "reminders.allowed": Words("Surat pengingat diizinkan lagi", "Reminders to a person allowed again"),
    "reminders.paused": Words("Pengingat sebuah unit dihentikan", "Reminders of a unit stopped"),
    "reminders.resumed": Words("Pengingat sebuah unit berjalan lagi", "Reminders of a unit go out again"),
    "reminders.silenced": Words(
        "Surat pengingat untuk seseorang dihentikan", "Reminders to a person stopped"
    ),
    "duties.appointed": Words("Kewajiban dari pengangkatan dibuat", "Duties made from an appointment"),
    "kiosk.closed": Words("Kios ditutup", "Kiosk closed"),
    "kiosk.confirmed": Words("Ikrar kios disahkan", "Kiosk pledges confirmed"),
    "kiosk.opened": Words("Kios dibuka", "Kiosk opened"),
    "minutes.made": Words("Berita acara dibuat", "Minutes made"),
    "notices.told": Words("Pemberitahuan di kertas disampaikan", "Told on paper"),
    "paper.confirmed": Words("Gulungan kertas disahkan", "Paper roll confirmed"),
    "paper.discarded": Words("Gulungan kertas dibuang", "Paper roll discarded"),
    "paper.matched": Words("Halaman kertas dicocokkan", "Paper page matched"),
    "paper.names-seen": Words("Nama pada kertas dilihat", "Names on paper seen"),
    "paper.scanned": Words("Halaman kertas dipindai", "Paper page scanned"),
    "paper.started": Words("Gulungan kertas dimulai", "Paper roll begun"),
    "pledge.erased": Words("Ikrar dihapus", "Pledge erased"),
    "signing.held": Words("Penandatanganan ditunda", "Signing held back"),
    "site.further": Words("Lokasi lanjutan dibuka", "Further site opened"),
    "site.packed": Words("Paket lokasi dibuat", "Kit of a site made"),
    "stage.opened": Words("Layar panggung dibuka", "Stage screen opened"),
    "step.ended": Words("Langkah acara selesai", "Step of the event ended"),
    "step.started": Words("Langkah acara dimulai", "Step of the event begun"),
    "text.approved": Words("Naskah disetujui", "Text approved"),
    "text.drafted": Words("Naskah disusun", "Text drafted"),
    "text.redrafted": Words("Naskah diubah", "Text redrafted"),
    "trouble.settled": Words("Gangguan ditangani", "Trouble settled"),
    "unit.unasked-seen": Words("Daftar belum ditanya dilihat", "List of the unasked seen"),
}
