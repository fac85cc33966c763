"""Refusals of the day: stage, steps, kiosk, paper, board and closing."""

from ikrar.kernel.words import Words
from ikrar.pledges.domain import kiosk, paper, running
from ikrar.pledges.operations import drawing, telling
from ikrar.pledges.queries import certificates, stage
from ikrar.web.problems import Refusal

BACK_TO_SHEET = Words(
    "Kembali ke susunan acara; tidak ada yang berubah.", "Go back to the run sheet; nothing was changed."
)

DAY: tuple[Refusal, ...] = (
    Refusal(
        certificates.NoCertificate,
        404,
        Words("Belum ada sertifikat untuk ikrar ini.", "There is no certificate for this pledge yet."),
        Words(
            "Sertifikat ada setelah ikrar tercatat di register dan selama tidak disanggah. Muat ulang Ikrar saya sebentar lagi.",
            "There is one once the register covers the pledge, and while it is not disputed. Reload My pledge in a moment.",
        ),
    ),
    Refusal(
        stage.ScreenUnknown,
        404,
        Words("Alamat layar ini tidak berlaku lagi.", "This screen address no longer holds."),
        Words(
            "Mintalah pemandu lokasi menyiapkan alamat layar yang baru.",
            "Please ask the site leader to prepare a new screen address.",
        ),
    ),
    Refusal(
        running.SiteIsClosed,
        409,
        Words("Lokasi ini sudah ditutup atau dibatalkan.", "This site is closed or was cancelled."),
        Words(
            "Bila masih ada yang belum ditanya, bukalah lokasi lanjutan dari papan pantau.",
            "If people have not been asked yet, open a further site from the board.",
        ),
    ),
    Refusal(
        running.DeclarationNotFixed,
        409,
        Words(
            "Deklarasi ini belum ditetapkan atau sudah berakhir.",
            "This declaration is not fixed, or is over.",
        ),
        Words("Tetapkan dulu di halaman rencana.", "Fix it first on its planning page."),
    ),
    Refusal(
        running.SigningBeforeTheDay,
        409,
        Words(
            "Penandatanganan baru dapat dibuka pada {opens_on}.",
            "Signing can be opened on {opens_on}, not before.",
        ),
        Words(
            "Untuk mencoba sekarang, pakailah gladi; hasilnya tidak dihitung.",
            "To try it now, use a rehearsal; it counts nowhere.",
        ),
    ),
    Refusal(
        running.TextNotSignableYet,
        409,
        Words(
            "Naskah belum 24 jam terbuka untuk umum; dapat ditandatangani mulai {signable_from}.",
            "The text has not been public for 24 hours; it may be signed from {signable_from}.",
        ),
        BACK_TO_SHEET,
    ),
    Refusal(
        running.SigningHasPledges,
        409,
        Words(
            "Sudah ada yang menandatangani, jadi penandatanganan tidak dapat ditunda lagi.",
            "Somebody has signed already, so signing cannot be held back any more.",
        ),
        BACK_TO_SHEET,
    ),
    Refusal(
        running.StepNotRunning,
        409,
        Words("Langkah ini tidak sedang berlangsung.", "This step is not going on."),
        Words(
            "Muat ulang halaman untuk melihat keadaan terbaru.", "Reload the page to see how things stand."
        ),
    ),
    Refusal(
        running.SiteStillOpen,
        409,
        Words("Lokasi {site} masih terbuka.", "The site {site} is still open."),
        Words("Tutup semua lokasi dulu, baru deklarasinya.", "Close all sites first, then the declaration."),
    ),
    Refusal(
        running.CutOffAhead,
        409,
        Words(
            "Ponsel yang sempat kehilangan sinyal masih boleh mengirim sampai {cut_off}.",
            "Phones that lost their line may still send until {cut_off}.",
        ),
        Words("Tutuplah deklarasi setelah itu.", "Close the declaration after that."),
    ),
    Refusal(
        running.StillWaiting,
        409,
        Words(
            "Masih ada {waiting} gulungan kertas atau tanda tangan kios yang menunggu pengesahan.",
            "{waiting} paper rolls or kiosk signatures still wait for confirmation.",
        ),
        Words(
            "Sahkan atau buang dulu di halaman pengesahan.",
            "Confirm or discard them first on the confirming page.",
        ),
    ),
    Refusal(
        running.NobodyLeftToAsk,
        409,
        Words(
            "Semua orang di lokasi yang sudah ditutup telah ditanya.",
            "Everybody at the sites that are closed has been asked.",
        ),
        Words(
            "Tidak perlu lokasi lanjutan. Bila lokasi masih terbuka, tutuplah dulu.",
            "No further site is needed. If a site is still open, close it first.",
        ),
    ),
    Refusal(
        running.CutOffNotLater,
        422,
        Words(
            "Batas baru harus lebih lambat dari yang sekarang, paling lama tiga hari setelah hari acara.",
            "The new limit must be later than the present one, and at most three days after the day itself.",
        ),
        Words("Periksa tanggal dan jamnya.", "Please check its day and hour."),
    ),
    Refusal(
        kiosk.KioskIsClosed,
        410,
        Words("Kios ini sudah ditutup.", "This kiosk is closed."),
        Words(
            "Saksi dapat membukanya lagi dengan masuk dan memilih lokasi.",
            "The witness may open it again by signing in and choosing the site.",
        ),
    ),
    Refusal(
        kiosk.WitnessOfSameUnit,
        403,
        Words(
            "Saksi berasal dari unit yang sama dengan Anda, jadi tidak boleh menyaksikan ikrar Anda.",
            "The witness belongs to your own unit and therefore cannot witness your pledge.",
        ),
        Words(
            "Mintalah saksi dari unit lain, atau pakailah ponsel Anda.",
            "Please ask for a witness from another unit, or use your phone.",
        ),
    ),
    Refusal(
        kiosk.EntryUnknown,
        409,
        Words("Halaman ini sudah terlalu lama terbuka.", "This page was left open for too long."),
        Words(
            "Mulailah lagi dari awal di kios; belum ada yang tercatat.",
            "Please begin again at the kiosk; nothing was recorded yet.",
        ),
    ),
    Refusal(
        kiosk.SigningNotOpenHere,
        409,
        Words("Penandatanganan di lokasi ini belum dibuka.", "Signing at this site is not open."),
        Words(
            "Tunggu sampai barisan dibubarkan, lalu coba lagi.",
            "Wait until the formation is dismissed, then try again.",
        ),
    ),
    Refusal(
        paper.RollNotFound,
        404,
        Words("Gulungan atau halaman ini tidak ada.", "There is no such roll or page."),
        Words(
            "Mungkin sudah dibuang. Kembali ke daftar lembar kertas.",
            "It may have been discarded. Go back to the list of sheets.",
        ),
    ),
    Refusal(
        paper.RollIsConfirmed,
        409,
        Words("Gulungan ini sudah disahkan.", "This roll is confirmed already."),
        Words(
            "Buatlah gulungan baru untuk halaman yang tertinggal.", "Begin a new roll for pages left over."
        ),
    ),
    Refusal(
        paper.RollIsEmpty,
        409,
        Words("Belum ada orang yang dicocokkan pada gulungan ini.", "Nobody was matched on this roll yet."),
        Words(
            "Mintalah petugas pencatat mencocokkan dulu.",
            "Ask the officer who entered it to match people first.",
        ),
    ),
    Refusal(
        paper.ConfirmedByAnother,
        403,
        Words("Yang mencatat gulungan tidak boleh mengesahkannya.", "Who entered a roll may not confirm it."),
        Words("Mintalah petugas kepegawaian lain.", "Please ask another personnel officer."),
    ),
    Refusal(
        paper.NotOfThisRoll,
        422,
        Words(
            "Ada yang ditandai tetapi bukan dari unit gulungan ini.",
            "Somebody ticked does not belong to this roll's unit.",
        ),
        Words("Muat ulang halaman, lalu tandai lagi.", "Reload the page and tick again."),
    ),
    Refusal(
        paper.PaperCapReached,
        409,
        Words(
            "Batas harian {cap} catatan kertas yang belum disahkan sudah tercapai.",
            "The daily limit of {cap} unconfirmed paper entries is reached.",
        ),
        Words(
            "Mintalah petugas kepegawaian mengesahkan gulungan yang menunggu.",
            "Ask the personnel office to confirm the rolls that wait.",
        ),
    ),
    Refusal(
        telling.SheetUnknown,
        422,
        Words("Lembar ini tidak dikenali.", "This sheet is not known."),
        Words("Buka lembarnya lagi, lalu catat.", "Open the sheet again, then mark it."),
    ),
    Refusal(
        drawing.NotClosedYet,
        409,
        Words("Deklarasi ini belum ditutup.", "This declaration is not closed yet."),
        Words("Undian dibuka setelah deklarasi ditutup.", "The draw opens when it is closed."),
    ),
    Refusal(
        drawing.NothingToDrawFrom,
        422,
        Words("Sebanyak itu tidak dapat diundi.", "So many cannot be drawn."),
        Words("Paling banyak {most} orang.", "At most {most} people."),
    ),
    Refusal(
        drawing.CheckpointNotYet,
        409,
        Words(
            "Daftarnya belum dikunci, atau titik periksa berikutnya belum terbit.",
            "The list is not locked, or the next checkpoint is not published yet.",
        ),
        Words("Tunggu beberapa detik, lalu coba lagi.", "Wait a few seconds, then try again."),
    ),
    Refusal(
        drawing.PopulationChanged,
        409,
        Words(
            "Daftar ikrar bukan lagi yang dikunci di register.",
            "The list of pledges is no longer the one locked in the register.",
        ),
        Words(
            "Jangan mengundi. Jalankan fsck dan beri tahu pengawas.",
            "Do not draw. Run fsck and tell the overseer.",
        ),
    ),
)
