"""How the gate's refusals are told: what happened, and what to do next."""

from ikrar.kernel.words import Words
from ikrar.pledges.domain import checking, identity, passes, presence, signature, statement
from ikrar.pledges.operations import declining, disputing, enrolling, erasing, passing, recording
from ikrar.pledges.operations.passing import stamping
from ikrar.pledges.queries import gate, receipts
from ikrar.web.problems import Refusal

_ASK_DESK = Words(
    "Silakan ke meja bantuan, kios, atau pakai lembar kertas.",
    "Please go to the help desk, the kiosk, or use the paper roll.",
)
_AGAIN = Words(
    "Masukkan lagi kode kartu Anda. Tidak ada yang tercatat dua kali.",
    "Enter your card code again. Nothing is recorded twice.",
)
_RELOAD = Words("Muat ulang halaman, lalu coba lagi.", "Reload the page and try again.")

GATE: tuple[Refusal, ...] = (
    # passes
    Refusal(
        passes.PassForged,
        403,
        Words("Tanda pengenal ini bukan dari kami.", "This pass was not given out by us."),
        _AGAIN,
    ),
    Refusal(
        passes.PassExpired,
        410,
        Words("Waktu penandatanganan sudah berakhir.", "The time for signing is over."),
        Words(
            "Tanyakan kepada petugas kepegawaian unit; biasanya ada pertemuan susulan.",
            "Ask your unit's personnel officer; there is usually a later session.",
        ),
    ),
    Refusal(
        passes.PassFromElsewhere,
        403,
        Words(
            "Tanda pengenal ini untuk register atau deklarasi lain.",
            "This pass is for another register or declaration.",
        ),
        Words("Pindai kode di layar tempat Anda berada.", "Scan the code on the screen where you are."),
    ),
    Refusal(
        passes.PassOutdated,
        409,
        Words(
            "Sejak Anda dikenali, deklarasi ini berubah.",
            "The declaration has changed since you were identified.",
        ),
        Words(
            "Silakan baca naskah yang baru dan masukkan lagi kode kartu Anda.",
            "Please read the new text and enter your card code again.",
        ),
    ),
    Refusal(
        recording.PassUsed,
        409,
        Words(
            "Dengan pengenalan ini sudah ada ikrar lain yang tercatat.",
            "Another pledge was recorded under this identification.",
        ),
        Words(
            "Lihat bukti Anda di Ikrar saya. Bila bukan Anda, tekan Bukan saya.",
            "See your receipt under My pledge. If it was not you, press Not me.",
        ),
    ),
    Refusal(
        recording.AlreadyPledged,
        409,
        Words("Anda sudah menandatangani pukul {received}.", "You have already signed at {received}."),
        Words("Ini bukti Anda: nomor {number}.", "This is your receipt: number {number}."),
    ),
    Refusal(
        recording.NotAsked,
        403,
        Words("Anda tidak ada di daftar deklarasi ini.", "You are not on the list of this declaration."),
        Words(
            "Ini belum tentu kesalahan Anda; petugas kepegawaian unit dapat membantu, dan Anda tetap bisa menandatangani nanti.",
            "This need not be your mistake; your unit's personnel officer can help, and you can still sign later.",
        ),
    ),
    # who it is
    Refusal(
        passing.CodeWrong,
        403,
        Words("Kode ini tidak cocok.", "This code does not fit."),
        Words(
            "Periksa lagi huruf dan angka pada kartu untuk deklarasi ini. Kartu hilang? Meja bantuan dapat mencetak yang baru.",
            "Check the letters and digits on the card for this declaration. Lost it? The help desk can print a new one.",
        ),
    ),
    Refusal(
        passing.CodesGuessed,
        429,
        Words("Kode ini tidak cocok.", "This code does not fit."),
        Words(
            "Sedang banyak kode salah di tempat ini. Periksa kartu Anda dan coba lagi sebentar lagi.",
            "Many wrong codes are being tried here. Check your card and try again in a moment.",
        ),
        headers=("retry_after",),
    ),
    Refusal(
        passing.CardReplaced,
        403,
        Words("Kartu ini sudah diganti dengan yang baru.", "This card was replaced by a new one."),
        Words("Pakai kode pada kartu Anda yang terakhir.", "Use the code on your latest card."),
    ),
    Refusal(
        passing.ChallengeStale,
        400,
        Words("Permintaan ini sudah terlalu lama.", "This request is too old."),
        _RELOAD,
    ),
    Refusal(
        passing.KeyUnknown,
        403,
        Words("Ponsel ini belum dikenal.", "This phone is not known yet."),
        Words("Masukkan kode pada kartu Anda.", "Enter the code on your card."),
    ),
    Refusal(
        passing.KeyShared,
        403,
        Words(
            "Ponsel ini pernah dipakai lebih dari satu orang.",
            "More than one person has signed on this phone.",
        ),
        Words(
            "Masukkan kode pada kartu Anda, supaya jelas siapa Anda.",
            "Enter the code on your card, so that it is clear who you are.",
        ),
    ),
    Refusal(
        signature.PasskeyUnknown,
        403,
        Words("Passkey ini tidak terdaftar atas nama Anda.", "This passkey is not enrolled for you."),
        Words("Masukkan kode pada kartu Anda.", "Enter the code on your card."),
    ),
    Refusal(
        signature.PasskeyTooYoung,
        409,
        Words(
            "Passkey ini baru didaftarkan kurang dari 24 jam lalu.",
            "This passkey was enrolled less than 24 hours ago.",
        ),
        Words(
            "Tanda tangani dengan kunci ponsel ini; passkey dapat dipakai lain kali.",
            "Sign with this phone's key; the passkey can be used next time.",
        ),
    ),
    # presence
    Refusal(
        stamping.CodeNotCurrent,
        422,
        Words(
            "Kode di layar sudah berganti atau salah ketik.",
            "The code on the screen has changed or was mistyped.",
        ),
        Words(
            "Ketik kode yang terbaru; isian lain tetap ada.", "Type the newest code; everything else is kept."
        ),
    ),
    Refusal(
        presence.PresenceCodeWrong,
        422,
        Words(
            "Kode di layar sudah berganti atau salah ketik.",
            "The code on the screen has changed or was mistyped.",
        ),
        Words(
            "Ketik kode yang terbaru; isian lain tetap ada.", "Type the newest code; everything else is kept."
        ),
    ),
    Refusal(
        passing.PresencePaused,
        429,
        Words("Lima kali kode layar salah.", "Five wrong screen codes."),
        Words(
            "Tunggu {retry_after} detik, lalu ketik kode yang sedang tampil. Anda juga dapat melanjutkan tanpa kode layar.",
            "Wait {retry_after} seconds and type the code now shown. You may also go on without a screen code.",
        ),
        headers=("retry_after",),
    ),
    Refusal(
        presence.StampForged,
        403,
        Words("Tanda hadir ini tidak sah.", "This stamp of presence is not valid."),
        Words("Ketik lagi kode di layar.", "Type the code on the screen again."),
    ),
    # the declaration
    Refusal(
        checking.SigningNotOpen,
        409,
        Words(
            "Penandatanganan dibuka setelah barisan dibubarkan.",
            "Signing opens when the formation has been dismissed.",
        ),
        Words("Sampai saat itu, silakan simpan ponsel Anda.", "Until then, please put your phone away."),
    ),
    Refusal(
        checking.SigningHasEnded,
        410,
        Words("Penandatanganan sudah ditutup.", "Signing is closed."),
        Words(
            "Tanyakan kepada petugas kepegawaian unit tentang pertemuan susulan.",
            "Ask your unit's personnel officer about a later session.",
        ),
    ),
    Refusal(
        checking.DeclarationCancelled,
        410,
        Words("Deklarasi ini dibatalkan.", "This declaration was cancelled."),
        Words("Anda tidak perlu melakukan apa pun.", "There is nothing you need to do."),
    ),
    Refusal(
        checking.DeclarationSuperseded,
        410,
        Words("Deklarasi ini digantikan oleh yang baru.", "This declaration was replaced by a new one."),
        Words(
            "Naskahnya diperbaiki. Anda akan diundang lagi; pakai kode pada kartu yang baru.",
            "Its text was corrected. You will be invited again; use the code on the new card.",
        ),
    ),
    Refusal(
        checking.DeclarationUnknown,
        404,
        Words("Deklarasi ini tidak ada di sini.", "There is no such declaration here."),
        Words("Pindai kode di layar tempat Anda berada.", "Scan the code on the screen where you are."),
    ),
    Refusal(
        checking.TextChanged,
        409,
        Words(
            "Naskah yang Anda tandatangani bukan naskah deklarasi ini.",
            "The text you signed is not the text of this declaration.",
        ),
        _RELOAD,
    ),
    Refusal(
        checking.TextTooFresh,
        409,
        Words("Naskah ini belum diumumkan selama 24 jam.", "The text has not been public for 24 hours yet."),
        Words(
            "Tunggu sampai waktunya; naskahnya sudah dapat dibaca.",
            "Please wait; the text can be read already.",
        ),
    ),
    Refusal(
        gate.SiteUnknown,
        404,
        Words("Alamat ini tidak kami kenal.", "We do not know this address."),
        Words(
            "Periksa enam huruf di layar atau di kartu Anda.",
            "Check the six letters on the screen or your card.",
        ),
    ),
    # the statement and its signature
    Refusal(
        statement.ClockUnreadable,
        422,
        Words("Waktu ponsel tidak terbaca.", "The phone's time cannot be read."),
        _RELOAD,
    ),
    Refusal(
        statement.StatementDiffers,
        422,
        Words(
            "Yang ditandatangani tidak sama dengan pernyataan untuk pengenalan ini.",
            "What was signed is not the statement of this pass.",
        ),
        _RELOAD,
    ),
    Refusal(
        identity.SignerDiffers,
        422,
        Words(
            "Nama yang dikirim tidak cocok dengan pengenalan ini.", "The name sent does not fit this pass."
        ),
        _RELOAD,
    ),
    Refusal(
        signature.KeyNotAccepted,
        422,
        Words("Kunci ini bukan kunci P-256 yang kami terima.", "This is not a P-256 key as we accept it."),
        _ASK_DESK,
    ),
    Refusal(
        signature.SignatureWrong,
        422,
        Words("Tanda tangan ini tidak cocok.", "This signature does not fit."),
        Words(
            "Muat ulang halaman dan tanda tangani lagi. Bila tetap gagal, silakan ke meja bantuan.",
            "Reload the page and sign again. If it fails again, please go to the help desk.",
        ),
    ),
    # receipts
    Refusal(
        receipts.NoPledge,
        404,
        Words("Belum ada ikrar Anda yang tercatat.", "No pledge of yours is recorded yet."),
        Words(
            "Bila sudah menandatangani, tunggu sampai terkirim.", "If you have signed, wait until it is sent."
        ),
    ),
    Refusal(
        receipts.PledgeErased,
        410,
        Words("Isi ikrar ini sudah dihapus.", "The content of this pledge was erased."),
        Words("Yang tersisa hanya jejak hash di register.", "Only a hash remains in the register."),
    ),
    # Ikrar saya
    Refusal(
        disputing.NothingToDispute,
        409,
        Words("Tidak ada ikrar yang berlaku di sini.", "There is no pledge here that counts."),
        Words("Tidak ada yang perlu dilakukan.", "There is nothing to do."),
    ),
    Refusal(
        disputing.DisputedAlready,
        409,
        Words("Ikrar ini sudah ditandai.", "This pledge is marked already."),
        Words("Petugas akan memutus dan memberi tahu Anda.", "An officer will decide and tell you."),
    ),
    Refusal(
        disputing.DecidedAlready,
        409,
        Words("Sanggahan ini sudah diputus.", "This dispute is decided."),
        Words("Muat ulang daftar sanggahan.", "Reload the list of disputes."),
    ),
    Refusal(
        disputing.LinkUnknown,
        404,
        Words("Tautan ini tidak kami kenal.", "We do not know this link."),
        Words(
            "Salin seluruh alamat dari surat, atau buka Ikrar saya.",
            "Copy the whole address from the letter, or open My pledge.",
        ),
    ),
    Refusal(
        declining.SignedAlready,
        409,
        Words("Anda sudah menandatangani deklarasi ini.", "You have signed this declaration already."),
        Words("Bila bukan Anda, tekan Bukan saya.", "If it was not you, press Not me."),
    ),
    Refusal(
        enrolling.PasskeyKnown,
        409,
        Words("Passkey ini sudah terdaftar.", "This passkey is enrolled already."),
        Words("Tidak ada yang perlu dilakukan.", "There is nothing to do."),
    ),
    Refusal(
        enrolling.NoOtherIdentification,
        403,
        Words(
            "Passkey didaftarkan setelah Anda dikenali dengan cara lain.",
            "A passkey is enrolled after another identification.",
        ),
        Words(
            "Masuk lagi dengan kode kartu atau kode sekali pakai.",
            "Come in again by card code or one-time code.",
        ),
    ),
    Refusal(
        erasing.ErasedAlready,
        409,
        Words("Ikrar ini sudah dihapus.", "This pledge was erased already."),
        Words("Tidak ada yang perlu dilakukan.", "There is nothing to do."),
    ),
)
