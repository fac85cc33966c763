"""Refusals of planning, of words and of photographs."""

from ikrar.commitments import domain, queries
from ikrar.commitments.domain import pictures
from ikrar.commitments.operations import photographs, planning, signatories, texts, trail
from ikrar.kernel.words import Words
from ikrar.web.problems import Refusal

PLANNING: tuple[Refusal, ...] = (
    Refusal(
        queries.CommitmentNotFound,
        404,
        Words(
            "Komitmen bersama ini tidak ada, atau naskahnya belum terbit.",
            "There is no such joint commitment, or its text is not public yet.",
        ),
        Words("Buka daftar komitmen bersama.", "Open the list of joint commitments."),
    ),
    Refusal(
        queries.ScreenNotFound,
        404,
        Words(
            "Layar ini tidak ada atau sudah diganti.", "There is no such screen, or another took its place."
        ),
        Words(
            "Minta alamat layar yang baru kepada petugas yang memandu.",
            "Ask the leading officer for the new address of the screen.",
        ),
    ),
    Refusal(
        queries.PhotographNotFound,
        404,
        Words("Foto ini tidak ada atau sudah ditarik.", "There is no such photograph, or it was withdrawn."),
        Words("Buka halaman komitmennya.", "Open the commitment's page."),
    ),
    Refusal(
        queries.ReceiptNotYet,
        409,
        Words(
            "Bukti ini menunggu titik periksa register berikutnya.",
            "This proof waits for the register's next checkpoint.",
        ),
        Words("Ulangi beberapa detik lagi.", "Try again in a few seconds."),
    ),
    Refusal(
        trail.ReasonMissing,
        422,
        Words("Perubahan ini memerlukan alasan.", "This change needs a reason."),
        Words(
            "Tulis alasannya; siapa pun akan dapat membacanya.",
            "Write the reason; anybody will be able to read it.",
        ),
    ),
    Refusal(
        domain.PhaseNotAllowed,
        409,
        Words(
            "Langkah ini tidak berlaku pada tahap komitmen sekarang.",
            "The commitment is not at a stage that allows this.",
        ),
        Words(
            "Buka halaman rencana untuk melihat langkah berikutnya.", "The plan's page shows what comes next."
        ),
    ),
    Refusal(
        planning.RehearsalCannotCommit,
        409,
        Words("Gladi tidak memuat komitmen bersama.", "A rehearsal carries no joint commitment."),
        Words("Pilih deklarasi yang sebenarnya, atau kosongkan.", "Choose the declaration itself, or none."),
    ),
    Refusal(
        planning.WitnessNamedBefore,
        409,
        Words("Saksi ini sudah tercatat.", "This witness is on the list."),
        Words("Tidak ada yang perlu dilakukan.", "There is nothing to do."),
    ),
    Refusal(
        texts.TextHasChanged,
        409,
        Words("Naskah berubah sejak Anda membacanya.", "The text changed since you read it."),
        Words(
            "Muat ulang halaman, baca lagi, lalu setujui.", "Reload the page, read it again, then approve."
        ),
    ),
    Refusal(
        texts.ApprovedBefore,
        409,
        Words("Anda sudah menyetujui naskah ini.", "You have approved this text."),
        Words("Persetujuan kedua harus dari orang lain.", "The second approval must be somebody else's."),
    ),
    Refusal(
        texts.NoDraft,
        409,
        Words("Tidak ada rancangan yang menunggu persetujuan.", "No draft waits for approval."),
        Words("Susun naskah dahulu.", "Draft the text first."),
    ),
    Refusal(
        signatories.InstitutionNamedBefore,
        409,
        Words("Lembaga ini sudah ada dalam komitmen.", "This institution is in the commitment."),
        Words("Pilih lembaga lain.", "Choose another institution."),
    ),
    Refusal(
        signatories.SignatoryNotFound,
        404,
        Words("Lembaga ini tidak ada dalam komitmen.", "This institution is not in the commitment."),
        Words("Pilih dari daftar di halaman komitmen.", "Choose from the list on the commitment's page."),
    ),
    Refusal(
        signatories.NoMandate,
        403,
        Words(
            "Pada hari itu orang ini tidak tercatat mewakili {institution}.",
            "On that day this person is not on record as speaking for {institution}.",
        ),
        Words(
            "Catat mandatnya di halaman Lembaga, atau tunjuk wakil lain lembaga itu.",
            "Enter the mandate on the page of institutions, or name another representative of it.",
        ),
    ),
    Refusal(
        signatories.NobodyNamed,
        409,
        Words("Belum ada wakil {institution} yang ditunjuk.", "Nobody is named to sign for {institution}."),
        Words("Tunjuk wakilnya di halaman rencana.", "Name the representative on the plan's page."),
    ),
    Refusal(
        signatories.OrderIncomplete,
        422,
        Words(
            "Urutan harus menyebut setiap lembaga satu kali.", "The order must name each institution once."
        ),
        Words("Isi ulang nomornya.", "Fill in the numbers again."),
    ),
    Refusal(
        trail.FileTooLarge,
        413,
        Words("Berkas lebih dari 12 MB.", "The file is larger than 12 MB."),
        Words(
            "Pindai dengan resolusi lebih rendah; 150 dpi sudah cukup.",
            "Scan at a lower resolution; 150 dpi is enough.",
        ),
    ),
    Refusal(
        pictures.TooManyBytes,
        413,
        Words("Foto ini terlalu besar.", "This photograph is too large."),
        Words("Perkecil hingga 12 MB, lalu unggah lagi.", "Make it smaller than 12 MB and upload it again."),
    ),
    Refusal(
        photographs.PhotographUsedBefore,
        409,
        Words(
            "Foto ini sudah pernah dipakai pada “{title}”.", "This photograph was used before, for “{title}”."
        ),
        Words(
            "Tidak ada yang dilampirkan. Pilih foto dari acara ini.",
            "Nothing was attached. Choose a photograph of this ceremony.",
        ),
    ),
    Refusal(
        photographs.TooManyPhotographs,
        409,
        Words("Paling banyak {most} foto pada satu komitmen.", "At most {most} photographs to a commitment."),
        Words("Tarik foto yang kurang perlu dahulu.", "Withdraw one that is less needed first."),
    ),
)
