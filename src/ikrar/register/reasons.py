"""Each way a check can fail, in a sentence for people. Beside the exceptions, because pages and programs share it."""

from ikrar.kernel.words import Words
from ikrar.register import (
    checkpoint,
    merkle,
    note,
    paper,
    receipt,
    signatures,
    statement,
    tiles,
    trust,
    verify,
)

REASONS: dict[type[Exception], Words] = {
    receipt.ReceiptIsCutOff: Words(
        "Berkas ini terpotong di tengah. Unduh lagi tanda terimanya.",
        "The file was cut off in the middle. Download the receipt again.",
    ),
    receipt.ReceiptIsDamaged: Words(
        "Berkas ini rusak atau pernah diubah. Unduh lagi tanda terimanya.",
        "The file is damaged or was changed. Download the receipt again.",
    ),
    receipt.ReceiptIsTooLong: Words(
        "Berkas ini terlalu besar untuk sebuah tanda terima.", "The file is too large to be a receipt."
    ),
    receipt.ReceiptIsMisshapen: Words(
        "Ada bagian yang hilang, berlebih, atau salah bentuk di dalam tanda terima ini.",
        "A part of this receipt is missing, too much, or of the wrong form.",
    ),
    receipt.ReceiptHasAnotherVersion: Words(
        "Ini bukan tanda terima versi ikrar.receipt/v1.", "This is not a receipt of version ikrar.receipt/v1."
    ),
    receipt.ReceiptBringsItsOwnKey: Words(
        "Tanda terima ini membawa kuncinya sendiri. Kunci register harus datang dari jalan lain.",
        "This receipt brings its own key. The register's key must come by another way.",
    ),
    note.NotANote: Words("Titik periksanya tidak dapat dibaca.", "Its checkpoint cannot be read."),
    checkpoint.NotACheckpoint: Words(
        "Titik periksanya tidak dapat dibaca.", "Its checkpoint cannot be read."
    ),
    verify.CheckpointIsOfAnotherRegister: Words(
        "Titik periksa ini milik register lain.", "The checkpoint is of another register."
    ),
    trust.RegisterIsNotTrusted: Words(
        "Register ini tidak ada di dalam berkas kepercayaan.", "The trust file does not name this register."
    ),
    trust.NotSealedByTrustedKey: Words(
        "Tidak ada kunci tepercaya dari register ini yang menyegel titik periksa itu.",
        "No trusted key of this register sealed that checkpoint.",
    ),
    trust.TooFewWitnesses: Words(
        "Saksi yang ikut menyegel kurang dari yang diminta berkas kepercayaan.",
        "Fewer witnesses sealed it than the trust file demands.",
    ),
    note.SignatureDoesNotMatch: Words(
        "Segel pada titik periksa itu palsu atau rusak.", "A seal on that checkpoint is forged or damaged."
    ),
    merkle.ProofDoesNotMatch: Words(
        "Catatan ini tidak ada di register pada nomor itu, atau sudah diubah.",
        "The record does not stand in the register at that number, or it was changed.",
    ),
    verify.KindDisagrees: Words(
        "Tanda terima dan catatannya menyebut jenis yang berbeda.", "Receipt and record name different kinds."
    ),
    statement.RecordIsMisshapen: Words(
        "Susunan catatan ikrar ini tidak benar.", "This pledge's record is not laid out correctly."
    ),
    statement.StatementIsForAnotherRegister: Words(
        "Yang ditandatangani adalah ikrar untuk register lain.",
        "What was signed is a pledge for another register.",
    ),
    statement.PresenceDisagrees: Words(
        "Kehadiran yang dicatat berbeda dari yang ditandatangani.",
        "The presence recorded differs from the one that was signed.",
    ),
    statement.OpeningDoesNotMatch: Words(
        "Nama, lembaga, atau akhir NIP ini bukan yang ditandatangani.",
        "Name, institution or number tail are not those signed for.",
    ),
    signatures.SignatureIsWrong: Words(
        "Tanda tangan ini bukan dari kunci itu atas pernyataan itu.",
        "This signature is not that key's over that statement.",
    ),
    signatures.SignatureIsNotCanonical: Words(
        "Tanda tangan ini tidak dalam bentuk bakunya.", "The signature is not in its one canonical form."
    ),
    signatures.KeyIsNotP256: Words("Kuncinya bukan kunci P-256.", "The key is no P-256 key."),
    signatures.PasskeyAnswersSomethingElse: Words(
        "Passkey ini menjawab hal lain, di alamat lain, atau tanpa memastikan orangnya.",
        "The passkey answered something else, at another address, or without verifying the person.",
    ),
    signatures.SignatureIsMisshapen: Words(
        "Bagian tanda tangan tidak lengkap atau jenisnya tidak dikenal.",
        "The signature part is incomplete or of an unknown kind.",
    ),
    paper.PaperIsDamaged: Words(
        "PDF ini rusak atau diubah sehingga tidak terbaca seperti saat disegel.",
        "This PDF is damaged, or was changed so that it cannot be read as it was sealed.",
    ),
    paper.PaperIsTooLarge: Words(
        "PDF ini terlalu besar untuk kertas yang memuat tanda terima.",
        "This PDF is too large for a paper with a receipt.",
    ),
    paper.PaperIsEncrypted: Words(
        "PDF ini dikunci dengan sandi. Pakailah berkas yang diunduh dari Ikrar, tanpa sandi.",
        "This PDF is encrypted. Use the file as downloaded from Ikrar, without a password.",
    ),
    paper.PaperHasNoReceipt: Words(
        "Di dalam PDF ini tidak ada lampiran tanda terima. Hasil cetak ulang atau pindaian kehilangan lampirannya.",
        "No receipt is attached to this PDF. What was printed again or scanned has lost its attachment.",
    ),
    paper.PaperHasTwoReceipts: Words(
        "Di dalam PDF ini ada lebih dari satu tanda terima; tidak jelas kertas ini tentang yang mana.",
        "More than one receipt is attached to this PDF; it is not clear which one the paper is about.",
    ),
    trust.NotATrustFile: Words("Berkas kepercayaannya tidak dapat dibaca.", "The trust file cannot be read."),
    tiles.TileIsDamaged: Words("Sebuah berkas register rusak.", "A file of the register is damaged."),
}
OTHER = Words("Langkah ini tidak dapat diperiksa.", "This step could not be checked.")


def reason(cause: BaseException | None) -> Words:
    """Why, for a person; the class name of the cause is the word for machines."""
    for kind in type(cause).__mro__:
        if kind in REASONS:
            return REASONS[kind]
    return OTHER
