"""Refusals of certified PDFs, and of what institutions tell about their certificates."""

from ikrar.commitments.domain import certificates
from ikrar.commitments.operations import certified, notices
from ikrar.kernel.words import Words
from ikrar.web.problems import Refusal

OR_ON_PAPER = Words(
    "Tidak ada yang dicatat. Perbaiki berkasnya, atau tandatangani di kertas.",
    "Nothing was recorded. Correct the file, or sign on paper.",
)
TELL_BEFORE = Words(
    "Tidak ada yang dicatat. Penulisan dalam sertifikat, atau sidik sertifikatnya, ditetapkan dua petugas sebelum "
    "penandatanganan dibuka; sesudah itu tandatangani dengan sertifikat yang benar atau di kertas.",
    "Nothing was recorded. How certificates are written, or their fingerprints, are fixed by two officers before signing "
    "opens; after that, sign with the right certificate or on paper.",
)

CERTIFICATES: tuple[Refusal, ...] = (
    Refusal(
        certified.CertificateNotAccepted,
        422,
        Words("PDF ini tidak diterima: {found}{signer}", "This PDF is not accepted: {found}{signer}"),
        OR_ON_PAPER,
    ),
    Refusal(
        certificates.OtherOrganisation,
        422,
        Words(
            "PDF ini tidak diterima: sertifikat {name} atas nama “{found}”, sedangkan untuk {institution} ditetapkan “{wanted}”.",
            "This PDF is not accepted: the certificate of {name} is for “{found}”, while “{wanted}” was fixed for {institution}.",
        ),
        TELL_BEFORE,
    ),
    Refusal(
        certificates.NoOrganisation,
        422,
        Words(
            "PDF ini tidak diterima: sertifikat {name} tidak menyebut organisasi, jadi tidak terbukti ia wakil {institution}.",
            "This PDF is not accepted: the certificate of {name} names no organisation, so nothing shows that it is of the "
            "representative of {institution}.",
        ),
        TELL_BEFORE,
    ),
    Refusal(
        certificates.OtherCertificate,
        422,
        Words(
            "PDF ini tidak diterima: sertifikat {name} bersidik {found}…, sedangkan yang diberitahukan {institution} {wanted}….",
            "This PDF is not accepted: the certificate of {name} has the fingerprint {found}…, while {institution} told {wanted}….",
        ),
        TELL_BEFORE,
    ),
    Refusal(
        certificates.FitsSeveral,
        422,
        Words(
            "PDF ini tidak diterima: sertifikat {name} cocok untuk lebih dari satu lembaga ({institutions}).",
            "This PDF is not accepted: the certificate of {name} would do for more than one institution ({institutions}).",
        ),
        TELL_BEFORE,
    ),
    Refusal(
        certified.NoRepresentativeSigned,
        422,
        Words(
            "PDF ini tidak diterima: penanda tangannya {signers}, bukan wakil yang ditunjuk untuk {institutions}.",
            "This PDF is not accepted: it is signed by {signers}, not by who is named for {institutions}.",
        ),
        Words(
            "Tidak ada yang dicatat. Nama dibandingkan seutuhnya, tanpa gelar. Minta wakil yang ditunjuk menandatangani, atau "
            "tandatangani di kertas.",
            "Nothing was recorded. Names are compared whole, without titles. Ask the named representative to sign, or sign on "
            "paper.",
        ),
    ),
    Refusal(
        certified.AnotherTurn,
        409,
        Words(
            "Menurut urutan yang disepakati, sekarang giliran {expected}; {strangers} dalam berkas ini bukan wakilnya.",
            "By the order that was agreed, it is the turn of {expected}; {strangers} in this file is not its representative.",
        ),
        TELL_BEFORE,
    ),
    Refusal(
        certified.SignedBeforeTheText,
        422,
        Words(
            "PDF ini tidak diterima: menurut tanda tangannya, {name} ({institution}) menandatangani sebelum naskah terbuka "
            "24 jam.",
            "This PDF is not accepted: by its own time, {name} ({institution}) signed before the text had been public for "
            "24 hours.",
        ),
        Words(
            "Tidak ada yang dicatat. Periksa jam komputer penanda tangan, lalu minta naskah yang terbit ditandatangani.",
            "Nothing was recorded. Have the signer's clock checked, then ask for the published text to be signed.",
        ),
    ),
    Refusal(
        certified.CertificateUsedBefore,
        409,
        Words(
            "Sertifikat {name} sudah dipakai menandatangani komitmen ini untuk lembaga lain.",
            "The certificate of {name} signed this commitment for another institution.",
        ),
        Words(
            "Setiap lembaga menandatangani dengan sertifikat wakilnya sendiri.",
            "Each institution signs with its own representative's certificate.",
        ),
    ),
    Refusal(
        certified.CertifiedFileUsedBefore,
        409,
        Words("PDF ini sudah pernah dipakai.", "This PDF was used before."),
        Words(
            "Yang menandatangani di dalamnya sudah dihitung. Unggah berkas yang memuat tanda tangan berikutnya.",
            "Who signed in it was counted. Upload the file that bears the next signature.",
        ),
    ),
    Refusal(
        certified.TextChangedMeanwhile,
        409,
        Words("Naskah berubah selama berkas diperiksa.", "The text changed while the file was checked."),
        Words("Unggah lagi berkas untuk keadaan yang sekarang.", "Upload the file for what stands now."),
    ),
    Refusal(
        notices.NoticeNotFound,
        404,
        Words(
            "Tidak ada pemberitahuan sertifikat lembaga ini yang menunggu atau berlaku.",
            "No notice about this institution's certificates waits or counts.",
        ),
        Words(
            "Buka halaman sertifikat lembaga itu lagi.", "Open the institution's page on certificates again."
        ),
    ),
    Refusal(
        notices.NoticeIsMine,
        403,
        Words(
            "Pemberitahuan disahkan oleh petugas lain, bukan yang mencatatnya.",
            "Another officer than who entered the notice confirms it.",
        ),
        Words("Minta petugas lain mengesahkannya.", "Ask another officer to confirm it."),
    ),
    Refusal(
        notices.CertificateToldTwice,
        409,
        Words(
            "Sertifikat ini sudah diberitahukan untuk {institution}.",
            "This certificate was told for {institution}.",
        ),
        Words(
            "Satu sertifikat menandatangani untuk satu lembaga. Periksa suratnya.",
            "One certificate signs for one institution. Look at the letter again.",
        ),
    ),
)
