"""What is published of a declaration, in which words. Plain Python."""

from enum import StrEnum

from ikrar.kernel.words import Words

VERSION = "ikrar.figures/v1"
LICENCE = "CC-BY-4.0"
KIND = "figure"  # of the register entry


class Reason(StrEnum):
    """Why figures were published."""

    DAILY = "daily"
    CLOSING = "closing"
    CORRECTION = "correction"


class Standing(StrEnum):
    """How a unit stands in the published figures."""

    APART = "apart"
    TOGETHER = "together"
    HIDDEN = "hidden"


class Comparison(StrEnum):
    """How a checkpoint on paper stands to the published one."""

    SAME = "same"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


COMPARISON_WORDS: dict[Comparison, Words] = {
    Comparison.SAME: Words(
        "Sama. Register pada ukuran itu adalah yang disaksikan di kertas.",
        "The same. The register at that size is the one witnessed on paper.",
    ),
    Comparison.DIFFERENT: Words(
        "BERBEDA. Simpan berita acara itu dan hubungi Bawaslu: salah satu dari keduanya pernah diganti.",
        "DIFFERENT. Keep those minutes and call Bawaslu: one of the two has been replaced.",
    ),
    Comparison.UNKNOWN: Words(
        "Tidak ada titik periksa yang diterbitkan dengan jumlah itu. Periksa lagi angkanya.",
        "No checkpoint was published at that size. Look at the number again.",
    ),
}
COMPARISON_TONES = {Comparison.SAME: "good", Comparison.DIFFERENT: "bad", Comparison.UNKNOWN: "warn"}
REASON_WORDS: dict[Reason, Words] = {
    Reason.DAILY: Words("angka harian", "daily figures"),
    Reason.CLOSING: Words("angka penutupan", "closing figures"),
    Reason.CORRECTION: Words("pembetulan", "correction"),
}
STANDING_WORDS: dict[Standing, Words] = {
    Standing.APART: Words("diterbitkan", "published"),
    Standing.TOGETHER: Words("digabung", "joined with others"),
    Standing.HIDDEN: Words("disembunyikan (< 5)", "hidden (< 5)"),
}

# Each split lies over the whole declaration. Next to each other stand the categories that are joined first.
SPLITS: dict[str, tuple[str, ...]] = {
    "key": ("device-key", "passkey", "kiosk", "paper"),
    "identification": ("code", "otp", "key", "passkey", "witness"),
    "presence": ("shown", "late", "none"),
    "unsigned": ("missing", "declined", "disputed"),
    "outside": ("excused", "left"),
}
SPLIT_WORDS: dict[str, Words] = {
    "key": Words("Dengan kunci apa", "With which key"),
    "identification": Words("Bagaimana dikenali", "How identified"),
    "presence": Words("Kehadiran", "Presence"),
    "unsigned": Words("Wajib, belum tercatat berikrar", "Bound, no pledge counted"),
    "outside": Words("Di luar hitungan", "Not counted in"),
}
CATEGORY_WORDS: dict[str, dict[str, Words]] = {
    "key": {
        "device-key": Words("kunci di ponsel", "key made on the phone"),
        "passkey": Words("passkey atau sertifikat", "passkey or certificate"),
        "kiosk": Words("kios dengan saksi", "kiosk with a witness"),
        "paper": Words("lembar kertas", "paper roll"),
    },
    "identification": {
        "code": Words("kode pada kartu", "code on the card"),
        "otp": Words("kode sekali pakai", "one-time code"),
        "key": Words("kunci yang sudah terdaftar", "key enrolled before"),
        "passkey": Words("passkey", "passkey"),
        "witness": Words("saksi", "witness"),
    },
    "presence": {
        "shown": Words("kode layar tepat waktu", "stage code in time"),
        "late": Words("kode layar terlambat", "stage code late"),
        "none": Words("tanpa kode layar", "no stage code"),
    },
    "unsigned": {
        "missing": Words("belum berikrar", "not pledged yet"),
        "declined": Words("sudah ditanya, memilih tidak", "asked, chose not to"),
        "disputed": Words("disengketakan (“bukan saya”)", "disputed (“not me”)"),
    },
    "outside": {
        "excused": Words("tidak wajib hari itu", "no duty that day"),
        "left": Words("sudah keluar", "has left"),
    },
}
# Pairs of category sets that mean the same people, or nearly: their totals must not differ by a few.
RELATED: tuple[tuple[frozenset[str], frozenset[str]], ...] = (
    (frozenset({"kiosk", "paper"}), frozenset({"witness"})),
    (frozenset({"passkey"}), frozenset({"passkey"})),
)

CANNOT_PROVE = Words(
    "Register membuktikan bahwa ikrar-ikrar ini tercatat pada waktunya dan tidak diubah sesudahnya; register tidak dapat "
    "membuktikan bahwa orang yang menandatangani benar-benar pegawai yang disebut, dan tidak menilai sikap siapa pun.",
    "The register proves that these pledges were recorded at their time and not changed afterwards; it cannot prove that "
    "whoever signed really was the official named, and it judges nobody's conduct.",
)
