"""Erasure: for what reasons, what goes and what stays. Plain Python."""

from enum import StrEnum

from ikrar.kernel.words import Words


class ErasureReason(StrEnum):
    """Why a pledge is erased; the word stands in the tombstone, open to everybody."""

    REQUEST = "erasure-request"
    COURT = "court-order"
    ENDED = "retention-ended"


ERASURE_WORDS: dict[ErasureReason, Words] = {
    ErasureReason.REQUEST: Words("Permohonan yang bersangkutan", "Request of the person concerned"),
    ErasureReason.COURT: Words("Putusan pengadilan", "Order of a court"),
    ErasureReason.ENDED: Words("Masa simpan berakhir", "End of the archive period"),
}

GOES: tuple[Words, ...] = (
    Words("Isi ikrar, tanda tangan, dan kuncinya", "The statement, its signature and its key"),
    Words(
        "Nama, instansi, dan akhir NIP pada bukti, beserta garam dan bilangan acaknya",
        "Name, institution and tail of the number on the receipt, with their salt and blind",
    ),
    Words(
        "Hubungan dengan orangnya: daftar wajib, kios, kertas, perangkat, alasan putusan sanggahan",
        "What leads to the person: duty list, kiosk, paper, device, the note of a decided dispute",
    ),
)
STAYS: tuple[Words, ...] = (
    Words(
        "Sidik (hash) di register dan tempatnya; tanpa isinya ia tidak menunjuk siapa pun",
        "The hash in the register and its place; without the content it points to nobody",
    ),
    Words(
        "Batu nisan di register: sidik itu, hari penghapusan, dan alasannya",
        "A tombstone in the register: that hash, the day of erasure, and the reason",
    ),
    Words(
        "Hitungan unit: jumlah, jenis kunci, cara dikenali, kehadiran, dan jamnya",
        "The unit's counts: number, kind of key, identification, presence and hour",
    ),
    Words(
        "Berkas bukti di tangan orang itu sendiri; ia masih lolos pemeriksaan",
        "The receipt file in the person's own hands; it still verifies",
    ),
    Words(
        "Salinan cadangan yang dibuat sebelumnya, sampai masa simpannya berakhir",
        "Backups made before, until their own end",
    ),
)
