"""Refusals of planning, texts and cards."""

from ikrar.kernel.words import Words
from ikrar.pledges import operations, queries
from ikrar.pledges.domain import NotYetActive, SlotIsEmpty, StateNotAllowed, TextIsHidden
from ikrar.web.problems import Refusal

PLANNING: tuple[Refusal, ...] = (
    Refusal(
        queries.DeclarationNotFound,
        404,
        Words("Deklarasi ini tidak ada.", "There is no such declaration."),
        Words(
            "Periksa alamatnya, atau buka daftar deklarasi.",
            "Check the address, or open the list of declarations.",
        ),
    ),
    Refusal(
        queries.SiteNotFound,
        404,
        Words("Lokasi ini tidak ada.", "There is no such site."),
        Words(
            "Periksa alamat pendek pada layar atau poster.",
            "Check the short address on the screen or poster.",
        ),
    ),
    Refusal(
        queries.TextNotFound,
        404,
        Words("Naskah ini tidak ada atau belum terbit.", "There is no such text, or it is not public yet."),
        Words(
            "Buka halaman deklarasi untuk naskah yang berlaku.", "The declaration's page leads to its text."
        ),
    ),
    Refusal(
        StateNotAllowed,
        409,
        Words(
            "Langkah ini tidak berlaku pada keadaan deklarasi sekarang.",
            "The declaration's state does not allow this.",
        ),
        Words(
            "Buka halaman rencana untuk melihat langkah berikutnya.", "The plan's page shows what comes next."
        ),
    ),
    Refusal(
        NotYetActive,
        409,
        Words("Kartu baru dapat dibuat mulai {opens_on}.", "Cards can be made from {opens_on} on."),
        Words(
            "Tujuh hari sebelum pelaksanaan; sampai hari itu tidak ada kode.",
            "Seven days before; until then there are no codes.",
        ),
    ),
    Refusal(
        operations.NotReady,
        409,
        Words("Masih ada {count} hal yang menghalangi penetapan.", "{count} things still stand in the way."),
        Words("Buka halaman rencana; setiap hal disebut di sana.", "The plan's page names each of them."),
    ),
    Refusal(
        operations.FixingNow,
        409,
        Words(
            "Deklarasi ini sedang ditetapkan oleh petugas lain.", "Somebody else is fixing this declaration."
        ),
        Words("Tunggu sebentar, lalu muat ulang.", "Wait a moment, then reload."),
    ),
    Refusal(
        operations.AlreadyFixed,
        409,
        Words("Deklarasi ini sudah ditetapkan.", "This declaration is fixed already."),
        Words(
            "Pindahkan, batalkan, atau gantikan dengan alasan.",
            "Move, cancel or supersede it, with a reason.",
        ),
    ),
    Refusal(
        operations.NotFixed,
        409,
        Words("Deklarasi ini belum ditetapkan.", "This declaration is not fixed yet."),
        Words(
            "Tetapkan dulu; jumlah wajib dibekukan saat itu.",
            "Fix it first; the denominators are frozen then.",
        ),
    ),
    Refusal(
        operations.NoConvenor,
        409,
        Words("Belum ada lembaga penyelenggara.", "There is no convening institution yet."),
        Words(
            "Tambahkan pemerintah daerah di halaman Pegawai.", "Add the government on the officials' page."
        ),
    ),
    Refusal(
        operations.NotAnAnswer,
        422,
        Words("Pilihan ini tidak dapat dibaca.", "This option cannot be read."),
        Words("Isi hari dan jam, atau pilih format dari daftar.", "Give day and hour, or choose a format."),
    ),
    Refusal(
        operations.ReasonMissing,
        422,
        Words("Perubahan ini perlu alasan.", "This change needs a reason."),
        Words("Kembali, tulis alasannya, lalu simpan lagi.", "Go back, write the reason, and save again."),
    ),
    Refusal(
        operations.SiteNameTaken,
        422,
        Words("Sudah ada lokasi dengan nama ini.", "There is a site of this name already."),
        Words("Beri nama lain.", "Give it another name."),
    ),
    Refusal(
        operations.StepHasBegun,
        409,
        Words("Acara yang sudah dimulai tidak dipindahkan.", "A step that has begun stays where it is."),
        Words("Pindahkan acara sesudahnya.", "Move a later one."),
    ),
    Refusal(
        operations.TextIsPublished,
        409,
        Words(
            "Naskah ini sudah terbit atau baru saja berubah.", "This text is published, or has just changed."
        ),
        Words(
            "Baca lagi; naskah terbit hanya diganti dengan versi baru.",
            "Read it again; a published text only gets a new version.",
        ),
    ),
    Refusal(
        operations.AlreadyApproved,
        409,
        Words("Anda sudah menyetujui naskah ini.", "You have approved this text already."),
        Words("Persetujuan kedua harus dari orang lain.", "The second approval must be another person's."),
    ),
    Refusal(
        operations.TextIsFrozen,
        409,
        Words("Sudah ada yang menandatangani naskah ini.", "Somebody has signed this text already."),
        Words(
            "Perbaikan naskah dilakukan dengan deklarasi pengganti.",
            "A correction is a superseding declaration.",
        ),
    ),
    Refusal(
        operations.TextNotPublished,
        409,
        Words("Naskah ini belum disetujui dua orang.", "Two people have not approved this text yet."),
        Words(
            "Minta persetujuan kedua, atau pilih naskah lain.",
            "Ask for the second approval, or choose another text.",
        ),
    ),
    Refusal(
        operations.NotOfARehearsal,
        409,
        Words(
            "Gladi tidak digladikan dan tidak digantikan.", "A rehearsal is neither rehearsed nor superseded."
        ),
        Words("Buka deklarasi aslinya.", "Open the declaration itself."),
    ),
    Refusal(
        operations.NobodyToAsk,
        409,
        Words("Tidak ada yang perlu kartu di unit ini.", "Nobody of this unit needs a card."),
        Words(
            "Semua sudah menandatangani, atau tidak wajib hari itu.",
            "All have signed, or have no duty that day.",
        ),
    ),
    Refusal(
        operations.NoSuchAppointment,
        404,
        Words("Pengangkatan ini tidak ada.", "There is no such appointment."),
        Words("Periksa daftar pengangkatan.", "Check the list of appointments."),
    ),
    Refusal(
        SlotIsEmpty,
        422,
        Words("Isian {slot} masih kosong.", "The field {slot} is empty."),
        Words("Isi semua isian naskah.", "Fill in every field of the text."),
    ),
    Refusal(
        TextIsHidden,
        422,
        Words("Naskah memuat tanda yang tidak terlihat.", "The text holds invisible characters."),
        Words("Ketik ulang tanpa menyalin dari dokumen lain.", "Type it again without pasting."),
    ),
)
