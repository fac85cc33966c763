"""How the register's refusals are told."""

from ikrar.kernel.words import Words
from ikrar.register.clerk import ClerkIsAtWork
from ikrar.register.operations import NothingToBury
from ikrar.register.queries.standing import TrustIsUnreadable
from ikrar.register.shelf import TileIsNotThere
from ikrar.web.problems import Refusal

REFUSALS: tuple[Refusal, ...] = (
    Refusal(
        TileIsNotThere,
        404,
        Words("Berkas register ini tidak ada.", "The register has no such file."),
        Words(
            "Mulailah dari berkas checkpoint: dari jumlah daunnya dapat dihitung berkas mana yang ada.",
            "Begin with the checkpoint file: its size tells which files there are.",
        ),
    ),
    Refusal(
        NothingToBury,
        404,
        Words("Register tidak memuat daun ini.", "The register holds no such leaf."),
        Words("Periksa kembali nomornya.", "Check its number again."),
    ),
    Refusal(
        TrustIsUnreadable,
        503,
        Words(
            "Kunci register di server ini tidak terbaca, jadi tidak ada yang dapat diperiksa di sini sekarang.",
            "A key of the register cannot be read on this server, so nothing can be verified here now.",
        ),
        Words(
            "Tanda terima Anda tidak bersalah. Simpan, lalu coba lagi nanti, atau periksa dengan ikrar-verify dan berkas kepercayaan yang Anda simpan. Operator: ./ikrar fsck.",
            "Your receipt is not at fault. Keep it and come back later, or verify it with ikrar-verify and a trust file you kept. Operator: ./ikrar fsck.",
        ),
    ),
    Refusal(
        ClerkIsAtWork,
        409,
        Words("Juru register sedang bekerja.", "The register's clerk is at work."),
        Words("Coba lagi sebentar.", "Try again in a moment."),
    ),
)
