"""How the refusals around seals and the press are told."""

from ikrar.kernel.words import Words
from ikrar.papers import troubles
from ikrar.papers.press import tray
from ikrar.web.problems import Refusal

BY_OPERATOR = Words(
    "Pengelola menjalankan ./ikrar doctor; di situ ada sebab dan caranya. Tidak ada ikrar yang terganggu.",
    "The operator runs ./ikrar doctor, which tells cause and cure. No pledge is touched by this.",
)

SEALS: tuple[Refusal, ...] = (
    Refusal(
        troubles.PaperWasNotMade,
        503,
        Words("Kertas ini belum dapat disegel.", "This paper could not be sealed yet."),
        BY_OPERATOR,
    ),
    Refusal(
        troubles.PressTookTooLong,
        503,
        Words(
            "Kertas ini terlalu lama dibuat, jadi pembuatannya dihentikan. Tidak ada ikrar yang terganggu.",
            "This paper took too long to make and was given up. No pledge is touched by this.",
        ),
        Words(
            "Silakan minta sekali lagi. Bila berulang, sampaikan kepada pengelola: sebabnya ada di catatan server.",
            "Please ask once more. If it happens again, tell the operator: the cause stands in the server's log.",
        ),
    ),
    Refusal(
        tray.TrayIsFull,
        503,
        Words(
            "Terlalu banyak yang meminta sertifikat pada saat yang sama.",
            "Too many people ask for a certificate at the same moment.",
        ),
        Words(
            "Silakan kembali setengah jam lagi. Ikrar Anda sudah tercatat; sertifikat dapat diunduh kapan saja.",
            "Please come back in half an hour. Your pledge is recorded; its certificate can be had at any time.",
        ),
    ),
    Refusal(
        troubles.TokenIsMissing,
        503,
        Words(
            "Token yang memuat kunci segel tidak terjangkau.",
            "The token with the seal's key cannot be reached.",
        ),
        BY_OPERATOR,
    ),
    Refusal(
        troubles.SealHasExpired,
        503,
        Words("Masa berlaku sertifikat segel sudah habis.", "The seal's certificate has expired."),
        Words(
            "Pengelola membuat kunci baru dengan ./ikrar papers key --new.",
            "The operator makes a new key with ./ikrar papers key --new.",
        ),
    ),
    Refusal(
        troubles.SealNeedsTimestamp,
        503,
        Words(
            "Di sini tidak ada kertas yang disegel tanpa stempel waktu, dan otoritasnya tidak memberi.",
            "Nothing is sealed here without a timestamp, and the authority gave none.",
        ),
        Words("Silakan coba lagi dalam beberapa menit.", "Please try again in a few minutes."),
    ),
    Refusal(
        troubles.KeyFileIsOpen,
        503,
        Words("Berkas kunci segel terbaca oleh orang lain.", "Others can read the file of the seal's key."),
        BY_OPERATOR,
    ),
    Refusal(
        troubles.KeyFileIsBroken,
        503,
        Words("Berkas kunci segel rusak.", "The file of the seal's key is broken."),
        BY_OPERATOR,
    ),
    Refusal(
        troubles.RootsAreBroken,
        503,
        Words(
            "Berkas sertifikat otoritas stempel waktu tidak terbaca.",
            "The file of the timestamp authority's certificates cannot be read.",
        ),
        BY_OPERATOR,
    ),
    Refusal(
        troubles.PaperTakesNoSeal,
        409,
        Words(
            "Kertas ini sudah bersegel, atau dikunci oleh penandatangannya.",
            "This paper is sealed already, or locked by whoever signed it.",
        ),
        Words("Pakailah berkas sebelum disegel.", "Use the file as it was before it was sealed."),
    ),
    Refusal(
        troubles.PaperIsNoPDF,
        422,
        Words("Berkas ini bukan PDF yang dapat disegel.", "This file is no PDF that can be sealed."),
        Words("Simpan lagi sebagai PDF, lalu coba lagi.", "Save it as PDF once more, then try again."),
    ),
    Refusal(
        troubles.NameIsTaken,
        409,
        Words(
            "Lampiran dengan nama ini sudah ada di dalam PDF.",
            "The PDF has an attachment of this name already.",
        ),
        Words("Beri nama lain.", "Give it another name."),
    ),
)
