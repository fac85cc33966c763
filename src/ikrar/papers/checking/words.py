"""Every finding a check can make: its code, what it does to the verdict, and what to do about it."""

from enum import StrEnum
from typing import NamedTuple

from ikrar.kernel.words import Words
from ikrar.papers.checking.shapes import Chain, Coverage, Revocation, Verdict, Weight


class Code(StrEnum):
    """The codes; they stand in kept findings and never change."""

    # the file
    NOT_A_PDF = "not-a-pdf"
    TOO_LARGE = "too-large"
    TOO_HEAVY = "too-heavy"
    TOO_MANY_SIGNATURES = "too-many-signatures"
    ENCRYPTED = "encrypted"
    BROKEN_FILE = "broken-file"
    FOREIGN_BYTES = "foreign-bytes"
    DUPLICATED_OBJECT = "duplicated-object"
    HIDDEN_CONTENT = "hidden-content"
    ACTIVE_CONTENT = "active-content"
    OUTSIDE_CONTENT = "outside-content"
    LAYERS = "layers"
    OVERLAY = "overlay"
    ANNOTATIONS = "annotations"
    FORM_FIELDS = "form-fields"
    ATTACHMENTS = "attachments"
    BUSY = "busy"
    # what was signed
    NO_SIGNATURE = "no-signature"
    EMPTY_SIGNATURE = "empty-signature"
    BROKEN_SIGNATURE = "broken-signature"
    BYTE_RANGE = "byte-range"
    NOT_INTACT = "not-intact"
    WEAK_ALGORITHM = "weak-algorithm"
    CHANGED_PAGES = "changed-pages"
    CHANGED_ANNOTATIONS = "changed-annotations"
    CHANGED_FORM = "changed-form"
    CHANGED_SINCE = "changed-since"
    NOT_ALLOWED = "not-allowed"
    DIFFERENT_TEXTS = "different-texts"
    # who signed
    NO_ROOTS = "no-roots"
    SELF_MADE = "self-made"
    UNKNOWN_ROOT = "unknown-root"
    BROKEN_CHAIN = "broken-chain"
    WRONG_USE = "wrong-use"
    NOT_YET_VALID = "not-yet-valid"
    EXPIRED_WHEN_SIGNED = "expired-when-signed"
    EXPIRED_SINCE = "expired-since"
    EXPIRED_UNPROVED = "expired-unproved"
    SIGNED_IN_THE_FUTURE = "signed-in-the-future"
    REVOKED = "revoked"
    REVOKED_LATER = "revoked-later"
    REVOCATION_NOT_KNOWN = "revocation-not-known"
    NO_TIMESTAMP = "no-timestamp"
    TIMESTAMP_NOT_TRUSTED = "timestamp-not-trusted"
    TIMESTAMP_BROKEN = "timestamp-broken"
    OWN_SEAL = "own-seal"
    NOT_CERTIFIED = "not-certified"
    # what was expected
    TEXT_DIFFERS = "text-differs"
    BLANKS_FILLED = "blanks-filled"
    NO_TEXT = "no-text"
    NUMBER_MISSING = "number-missing"
    SIGNER_MISSING = "signer-missing"


class Told(NamedTuple):
    weight: Weight
    words: Words


_REFUSES, _DOUBTS, _TELLS = Weight.REFUSES, Weight.DOUBTS, Weight.TELLS

FILE: dict[Code, Told] = {
    Code.NOT_A_PDF: Told(
        _REFUSES,
        Words(
            "Ini bukan berkas PDF. Unggah PDF yang dikirim penanda tangan, bukan foto, pindaian gambar, atau ZIP.",
            "This is no PDF file. Upload the PDF the signer sent, not a photo, a scanned picture or a ZIP.",
        ),
    ),
    Code.TOO_LARGE: Told(
        _REFUSES,
        Words(
            "Berkas ini lebih besar dari batas {limit} MB, jadi tidak dibaca. Mintalah berkas yang lebih kecil.",
            "The file is larger than the limit of {limit} MB, so it was not read. Ask for a smaller one.",
        ),
    ),
    Code.TOO_HEAVY: Told(
        _REFUSES,
        Words(
            "Berkas ini memakan waktu atau ingatan jauh melebihi sebuah surat, jadi pemeriksaan dihentikan. Mintalah berkas "
            "yang dibuat ulang dari naskah aslinya.",
            "The file takes far more time or memory than a letter would, so the check was stopped. Ask for one made anew "
            "from the original text.",
        ),
    ),
    Code.TOO_MANY_SIGNATURES: Told(
        _REFUSES,
        Words(
            "Berkas ini memuat terlalu banyak tanda tangan untuk diperiksa. Mintalah berkas tanpa pengulangan.",
            "The file holds too many signatures to check. Ask for one without repetitions.",
        ),
    ),
    Code.ENCRYPTED: Told(
        _REFUSES,
        Words(
            "Berkas ini terkunci atau disandikan, jadi isinya tidak dapat diperiksa siapa pun. Mintalah PDF tanpa kata sandi.",
            "The file is locked or encrypted, so nobody can check what is in it. Ask for a PDF without a password.",
        ),
    ),
    Code.BROKEN_FILE: Told(
        _REFUSES,
        Words(
            "Susunan berkas ini rusak atau tidak menurut kaidah PDF. Mintalah pengirim mengirim ulang berkas aslinya, jangan "
            "hasil simpan ulang.",
            "The file is broken, or not built as a PDF must be. Ask the sender for the original file again, not a re-saved "
            "one.",
        ),
    ),
    Code.FOREIGN_BYTES: Told(
        _REFUSES,
        Words(
            "Ada isi lain yang ditempelkan sebelum atau sesudah PDF ini dan tidak ditandatangani. Mintalah berkas aslinya.",
            "Something else was stuck before or behind this PDF and is not signed. Ask for the original file.",
        ),
    ),
    Code.DUPLICATED_OBJECT: Told(
        _REFUSES,
        Words(
            "Bagian yang sama ditulis dua kali di dalam berkas, sehingga dua pembaca dapat melihat isi yang berbeda. Mintalah "
            "berkas yang dibuat ulang.",
            "The same part is written twice in the file, so that two readers may see different contents. Ask for a file made "
            "anew.",
        ),
    ),
    Code.HIDDEN_CONTENT: Told(
        _REFUSES,
        Words(
            "Berkas ini menyimpan halaman yang tidak ditampilkan, yang dapat dimunculkan kemudian tanpa merusak tanda tangan. "
            "Mintalah berkas yang dibuat ulang dari naskah aslinya.",
            "The file keeps pages that are not shown and could be brought forward later without breaking the signature. Ask "
            "for a file made anew from the original text.",
        ),
    ),
    Code.ACTIVE_CONTENT: Told(
        _REFUSES,
        Words(
            "Berkas ini memuat program atau perintah (misalnya JavaScript), yang tidak boleh ada dalam surat. Jangan dibuka di "
            "komputer kantor; mintalah berkas tanpa program.",
            "The file holds a program or a command (such as JavaScript), which a letter must not. Do not open it on an office "
            "computer; ask for one without.",
        ),
    ),
    Code.OUTSIDE_CONTENT: Told(
        _REFUSES,
        Words(
            "Sebagian isi berkas ini diambil dari luar, jadi dapat berubah tanpa terlihat. Mintalah berkas yang utuh.",
            "Part of what it shows is taken from outside, so it may change unseen. Ask for a complete file.",
        ),
    ),
    Code.LAYERS: Told(
        _DOUBTS,
        Words(
            "Berkas ini memakai lapisan yang dapat ditampilkan atau disembunyikan, jadi tidak pasti apa yang dilihat penanda "
            "tangan. Mintalah PDF tanpa lapisan.",
            "The file has layers that can be shown or hidden, so it is not certain what the signer saw. Ask for a PDF without "
            "layers.",
        ),
    ),
    Code.OVERLAY: Told(
        _REFUSES,
        Words(
            "Sebuah kolom atau catatan menutupi sebagian besar halaman, sehingga yang terlihat bukan yang ditandatangani. "
            "Mintalah berkas tanpa penutup itu.",
            "A field or note covers most of a page, so what is seen is not what was signed. Ask for a file without it.",
        ),
    ),
    Code.ANNOTATIONS: Told(
        _DOUBTS,
        Words(
            "Ada catatan tempelan di atas halaman selain tanda tangan. Mintalah berkas tanpa catatan tempelan.",
            "Notes are stuck on the pages besides the signatures. Ask for a file without them.",
        ),
    ),
    Code.FORM_FIELDS: Told(
        _DOUBTS,
        Words(
            "Berkas ini memuat kolom isian yang masih dapat diubah. Mintalah berkas yang isiannya sudah diratakan.",
            "The file has form fields that can still be filled. Ask for one whose fields are flattened.",
        ),
    ),
    Code.BUSY: Told(
        _DOUBTS,
        Words(
            "Berkas belum diperiksa: terlalu banyak pemeriksaan bersamaan. Coba lagi beberapa saat lagi.",
            "The file was not checked: too many checks at once. Try again in a little while.",
        ),
    ),
    Code.ATTACHMENTS: Told(
        _TELLS,
        Words(
            "Ada berkas lain terlampir di dalamnya; lampiran itu tidak diperiksa di sini.",
            "Other files are attached inside; they are not checked here.",
        ),
    ),
}

SIGNED: dict[Code, Told] = {
    Code.NO_SIGNATURE: Told(
        _REFUSES,
        Words(
            "Tidak ada tanda tangan elektronik di berkas ini. Gambar tanda tangan atau pindaian bukan tanda tangan elektronik; "
            "mintalah berkas asli yang ditandatangani.",
            "There is no electronic signature in this file. A picture of one or a scan is none; ask for the original signed "
            "file.",
        ),
    ),
    Code.EMPTY_SIGNATURE: Told(
        _REFUSES,
        Words(
            "Tempat tanda tangannya ada, tetapi kosong. Mintalah berkas yang benar-benar sudah ditandatangani.",
            "There is a place for a signature, but it is empty. Ask for the file that was really signed.",
        ),
    ),
    Code.BROKEN_SIGNATURE: Told(
        _REFUSES,
        Words(
            "Tanda tangan ini tidak dapat dibaca sama sekali. Mintalah berkas aslinya dari penanda tangan.",
            "This signature cannot be read at all. Ask the signer for the original file.",
        ),
    ),
    Code.BYTE_RANGE: Told(
        _REFUSES,
        Words(
            "Tanda tangan ini tidak mencakup seluruh naskah; ada bagian yang sengaja dilewati. Jangan dipakai; mintalah berkas "
            "asli dari penanda tangan.",
            "This signature does not hold the whole text; a part was left out. Do not use it; ask the signer for the original "
            "file.",
        ),
    ),
    Code.NOT_INTACT: Told(
        _REFUSES,
        Words(
            "Isi yang ditandatangani sudah berubah sesudah ditandatangani, atau tanda tangannya bukan untuk isi ini. Jangan "
            "dipakai; mintalah berkas asli.",
            "What was signed has changed since, or the signature belongs to something else. Do not use it; ask for the "
            "original file.",
        ),
    ),
    Code.WEAK_ALGORITHM: Told(
        _REFUSES,
        Words(
            "Tanda tangan ini memakai cara lama yang sudah dapat dipalsukan. Mintalah ditandatangani ulang dengan cara yang "
            "berlaku sekarang.",
            "This signature uses an old method that can be forged. Ask for it to be signed again in a current way.",
        ),
    ),
    Code.CHANGED_PAGES: Told(
        _REFUSES,
        Words(
            "Isi halaman diganti sesudah ditandatangani. Jangan dipakai; mintalah berkas asli dari penanda tangan.",
            "The content of a page was replaced after signing. Do not use it; ask the signer for the original file.",
        ),
    ),
    Code.CHANGED_ANNOTATIONS: Told(
        _REFUSES,
        Words(
            "Catatan tempelan ditambahkan atau diubah sesudah ditandatangani. Mintalah berkas aslinya.",
            "Notes were added or changed after signing. Ask for the original file.",
        ),
    ),
    Code.CHANGED_FORM: Told(
        _REFUSES,
        Words(
            "Kolom isian diubah sesudah ditandatangani. Mintalah berkas aslinya.",
            "Form fields were changed after signing. Ask for the original file.",
        ),
    ),
    Code.CHANGED_SINCE: Told(
        _REFUSES,
        Words(
            "Ada perubahan sesudah tanda tangan yang tidak ditandatangani siapa pun. Mintalah berkas aslinya.",
            "There is a change after the signature that nobody signed. Ask for the original file.",
        ),
    ),
    Code.NOT_ALLOWED: Told(
        _REFUSES,
        Words(
            "Penanda tangan pertama melarang perubahan seperti yang kemudian dilakukan. Mintalah berkas aslinya.",
            "The first signer forbade the kind of change that was made later. Ask for the original file.",
        ),
    ),
    Code.DIFFERENT_TEXTS: Told(
        _REFUSES,
        Words(
            "Tanda tangan di berkas ini dibubuhkan pada naskah yang berbeda-beda. Mintalah semua menandatangani satu naskah "
            "yang sama.",
            "The signatures in this file were put on different texts. Ask everyone to sign one and the same text.",
        ),
    ),
}

WHO: dict[Code, Told] = {
    Code.NO_ROOTS: Told(
        _DOUBTS,
        Words(
            "Belum ada otoritas sertifikat yang dipercaya di pemasangan ini, jadi penanda tangan tidak dapat dipastikan. "
            "Mintalah operator mengisi folder IKRAR_TRUSTED_ROOTS.",
            "This installation trusts no certificate authority yet, so nobody can say who signed. Ask the operator to fill the "
            "folder IKRAR_TRUSTED_ROOTS.",
        ),
    ),
    Code.SELF_MADE: Told(
        _REFUSES,
        Words(
            "Sertifikatnya dibuat sendiri oleh penanda tangan: nama di dalamnya dapat ditulis siapa saja. Mintalah tanda tangan "
            "dengan sertifikat dari penyelenggara yang diakui (misalnya BSrE).",
            "The certificate was made by the signer himself: anybody can write any name into one. Ask for a signature with a "
            "certificate of a recognised authority (such as BSrE).",
        ),
    ),
    Code.UNKNOWN_ROOT: Told(
        _REFUSES,
        Words(
            "Sertifikatnya berasal dari induk yang tidak kami kenal, jadi namanya tidak terjamin. Bila induk itu memang diakui, "
            "operator dapat menambahkannya lalu memeriksa ulang.",
            "The certificate comes from a root we do not know, so nothing vouches for the name. If that root is a recognised "
            "one, the operator can add it and check again.",
        ),
    ),
    Code.BROKEN_CHAIN: Told(
        _REFUSES,
        Words(
            "Rantai sertifikatnya tidak sah: penerbit yang disebut tidak menerbitkannya. Jangan dipakai.",
            "The chain of certificates does not hold: the issuer it names did not issue it. Do not use it.",
        ),
    ),
    Code.WRONG_USE: Told(
        _REFUSES,
        Words(
            "Sertifikat ini bukan untuk menandatangani dokumen. Mintalah tanda tangan dengan sertifikat tanda tangan.",
            "This certificate is not meant for signing documents. Ask for a signature with a signing certificate.",
        ),
    ),
    Code.NOT_YET_VALID: Told(
        _REFUSES,
        Words(
            "Sertifikatnya belum berlaku pada waktu penandatanganan. Periksa jam penanda tangan, lalu mintalah ditandatangani "
            "ulang.",
            "The certificate was not valid yet when it was used. Have the signer's clock checked, then ask for a new "
            "signature.",
        ),
    ),
    Code.EXPIRED_WHEN_SIGNED: Told(
        _REFUSES,
        Words(
            "Sertifikatnya sudah kedaluwarsa ketika dipakai menandatangani. Mintalah ditandatangani ulang dengan yang berlaku.",
            "The certificate had expired when it was used. Ask for a new signature with a valid one.",
        ),
    ),
    Code.EXPIRED_SINCE: Told(
        _TELLS,
        Words(
            "Sertifikatnya kini kedaluwarsa, tetapi stempel waktu membuktikan bahwa tanda tangan dibuat ketika masih berlaku.",
            "The certificate has expired by now, but a timestamp proves that it was used while valid.",
        ),
    ),
    Code.EXPIRED_UNPROVED: Told(
        _DOUBTS,
        Words(
            "Sertifikatnya kini kedaluwarsa dan tidak ada stempel waktu, jadi tidak terbukti kapan tanda tangan dibuat. "
            "Mintalah ditandatangani ulang atau diberi stempel waktu.",
            "The certificate has expired and there is no timestamp, so nothing proves when it was signed. Ask for a new "
            "signature or one with a timestamp.",
        ),
    ),
    Code.SIGNED_IN_THE_FUTURE: Told(
        _DOUBTS,
        Words(
            "Waktu tanda tangan menurut penanda tangan masih akan datang. Periksa jam komputernya, lalu tanda tangani ulang.",
            "By the signer's own word the signature lies in the future. Check that computer's clock and sign again.",
        ),
    ),
    Code.REVOKED: Told(
        _REFUSES,
        Words(
            "Sertifikatnya sudah dicabut oleh penerbitnya. Jangan dipakai; hubungi penanda tangan.",
            "The certificate was revoked by its issuer. Do not use it; call the signer.",
        ),
    ),
    Code.REVOKED_LATER: Told(
        _DOUBTS,
        Words(
            "Sertifikatnya dicabut sesudah tanda tangan ini dibuat. Tanyakan sebab pencabutan kepada penanda tangan.",
            "The certificate was revoked after this signature was made. Ask the signer why.",
        ),
    ),
    Code.REVOCATION_NOT_KNOWN: Told(
        _TELLS,
        Words(
            "Tidak diketahui apakah sertifikatnya pernah dicabut: tidak ada daftar pencabutan yang berlaku di berkas atau di "
            "folder operator, dan jaringan tidak ditanya.",
            "Whether the certificate was ever revoked is not known: no current revocation list is in the file or the "
            "operator's folder, and the network is not asked.",
        ),
    ),
    Code.NO_TIMESTAMP: Told(
        _TELLS,
        Words(
            "Tanpa stempel waktu: jam tanda tangan adalah pengakuan komputer penanda tangan.",
            "No timestamp: the time of signing is what the signer's computer said.",
        ),
    ),
    Code.TIMESTAMP_NOT_TRUSTED: Told(
        _TELLS,
        Words(
            "Stempel waktunya dari otoritas yang tidak kami kenal, jadi tidak dipakai sebagai bukti.",
            "Its timestamp is of an authority we do not know, so it was not used as proof.",
        ),
    ),
    Code.TIMESTAMP_BROKEN: Told(
        _REFUSES,
        Words(
            "Stempel waktunya rusak atau milik tanda tangan lain. Mintalah berkas aslinya.",
            "Its timestamp is broken or belongs to another signature. Ask for the original file.",
        ),
    ),
    Code.OWN_SEAL: Told(
        _TELLS,
        Words(
            "Ada segel Ikrar yang tidak tersertifikasi: ia menunjukkan dari mana berkas berasal, bukan siapa pejabatnya.",
            "There is Ikrar's own uncertified seal: it shows where the file came from, not which official stands by it.",
        ),
    ),
    Code.NOT_CERTIFIED: Told(
        _DOUBTS,
        Words(
            "Belum ada tanda tangan tersertifikasi di berkas ini. Mintalah pejabatnya menandatangani dengan sertifikatnya.",
            "The file bears no certified signature yet. Ask the official to sign it with a certificate.",
        ),
    ),
}

AWAITED: dict[Code, Told] = {
    Code.TEXT_DIFFERS: Told(
        _REFUSES,
        Words(
            "Naskah di berkas ini berbeda dari yang diharapkan: {detail}. Tidak ada yang diubah; mintalah naskah yang benar "
            "ditandatangani.",
            "The text in this file differs from the one awaited: {detail}. Nothing was changed; ask for the right text to be "
            "signed.",
        ),
    ),
    Code.BLANKS_FILLED: Told(
        _TELLS,
        Words(
            "Yang diisi pada bagian kosong: {detail}. Selebihnya sama dengan yang keluar.",
            "Filled into the blanks: {detail}. Everything else is as it left.",
        ),
    ),
    Code.NO_TEXT: Told(
        _DOUBTS,
        Words(
            "Tidak ada teks yang dapat dibaca di berkas ini (mungkin hasil pindai), jadi naskahnya tidak dapat dibandingkan. "
            "Mintalah PDF aslinya, bukan pindaian.",
            "No text can be read from this file (perhaps a scan), so it could not be compared. Ask for the original PDF, not "
            "a scan.",
        ),
    ),
    Code.NUMBER_MISSING: Told(
        _REFUSES,
        Words(
            "Nomor {detail} tidak tertulis di berkas ini. Periksa nomor yang diketik, atau mintalah berkas yang sudah dinomori.",
            "The number {detail} is not written in this file. Check what was typed, or ask for the numbered file.",
        ),
    ),
    Code.SIGNER_MISSING: Told(
        _REFUSES,
        Words(
            "Tidak ada tanda tangan tersertifikasi atas nama {detail}. Pastikan wakil yang ditunjuk sendiri yang "
            "menandatangani.",
            "There is no certified signature in the name of {detail}. See that the named representative signs in person.",
        ),
    ),
}

TOLD: dict[Code, Told] = FILE | SIGNED | WHO | AWAITED

VERDICTS: dict[Verdict, Words] = {
    Verdict.ACCEPTED: Words(
        "Diterima: tanda tangannya utuh, penanda tangannya dijamin otoritas yang kami percaya, dan tidak ada perubahan "
        "sesudahnya.",
        "Accepted: the signatures hold, an authority we trust vouches for who signed, and nothing was changed since.",
    ),
    Verdict.UNCERTAIN: Words(
        "Belum pasti: tidak ditemukan pemalsuan, tetapi ada yang tidak dapat dibuktikan.",
        "Not certain: nothing was found to be forged, but something cannot be proved.",
    ),
    Verdict.REFUSED: Words(
        "Ditolak: berkas ini tidak membuktikan yang seharusnya.",
        "Refused: this file does not prove what it should.",
    ),
}

CHAINS: dict[Chain, Words] = {
    Chain.TRUSTED: Words(
        "dijamin otoritas yang dipercaya di sini", "vouched for by an authority trusted here"
    ),
    Chain.OWN: Words("segel Ikrar sendiri, tidak tersertifikasi", "Ikrar's own seal, uncertified"),
    Chain.SELF_MADE: Words("dibuat sendiri oleh penanda tangan", "made by the signer himself"),
    Chain.UNKNOWN_ROOT: Words("dari induk yang tidak kami kenal", "of a root we do not know"),
    Chain.EXPIRED: Words("kedaluwarsa ketika dipakai", "expired when it was used"),
    Chain.NOT_YET_VALID: Words("belum berlaku ketika dipakai", "not valid yet when it was used"),
    Chain.REVOKED: Words("sudah dicabut", "revoked"),
    Chain.WRONG_USE: Words("bukan untuk menandatangani dokumen", "not for signing documents"),
    Chain.BROKEN: Words("rantainya tidak sah", "its chain does not hold"),
}
REVOCATIONS: dict[Revocation, Words] = {
    Revocation.GOOD: Words("tidak dicabut, menurut daftar yang berlaku", "not revoked, by a current list"),
    Revocation.REVOKED: Words("dicabut", "revoked"),
    Revocation.NOT_KNOWN: Words("tidak diketahui", "not known"),
}
COVERAGES: dict[Coverage, Words] = {
    Coverage.FILE: Words("seluruh berkas", "the whole file"),
    Coverage.REVISION: Words(
        "berkas sampai saat itu; sesudahnya ada tambahan", "the file up to then; something was added since"
    ),
    Coverage.PART: Words("hanya sebagian berkas", "only a part of the file"),
}
