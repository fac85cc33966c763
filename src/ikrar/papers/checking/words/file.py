"""What a check finds about the file as such."""

from ikrar.kernel.words import Words
from ikrar.papers.checking.shapes import Weight
from ikrar.papers.checking.words.codes import Code, Told

FILE: dict[Code, Told] = {
    Code.NOT_A_PDF: Told(
        Weight.REFUSES,
        Words(
            "Ini bukan berkas PDF. Unggah PDF yang dikirim penanda tangan, bukan foto, pindaian gambar, atau ZIP.",
            "This is no PDF file. Upload the PDF the signer sent, not a photo, a scanned picture or a ZIP.",
        ),
    ),
    Code.TOO_LARGE: Told(
        Weight.REFUSES,
        Words(
            "Berkas ini lebih besar dari batas {limit} MB, jadi tidak dibaca. Mintalah berkas yang lebih kecil.",
            "The file is larger than the limit of {limit} MB, so it was not read. Ask for a smaller one.",
        ),
    ),
    Code.TOO_HEAVY: Told(
        Weight.REFUSES,
        Words(
            "Berkas ini memakan waktu atau ingatan jauh melebihi sebuah surat, jadi pemeriksaan dihentikan. Mintalah berkas "
            "yang dibuat ulang dari naskah aslinya.",
            "The file takes far more time or memory than a letter would, so the check was stopped. Ask for one made anew "
            "from the original text.",
        ),
    ),
    Code.TOO_MANY_SIGNATURES: Told(
        Weight.REFUSES,
        Words(
            "Berkas ini memuat terlalu banyak tanda tangan untuk diperiksa. Mintalah berkas tanpa pengulangan.",
            "The file holds too many signatures to check. Ask for one without repetitions.",
        ),
    ),
    Code.ENCRYPTED: Told(
        Weight.REFUSES,
        Words(
            "Berkas ini terkunci atau disandikan, jadi isinya tidak dapat diperiksa siapa pun. Mintalah PDF tanpa kata sandi.",
            "The file is locked or encrypted, so nobody can check what is in it. Ask for a PDF without a password.",
        ),
    ),
    Code.BROKEN_FILE: Told(
        Weight.REFUSES,
        Words(
            "Susunan berkas ini rusak atau tidak menurut kaidah PDF. Mintalah pengirim mengirim ulang berkas aslinya, jangan "
            "hasil simpan ulang.",
            "The file is broken, or not built as a PDF must be. Ask the sender for the original file again, not a re-saved "
            "one.",
        ),
    ),
    Code.FOREIGN_BYTES: Told(
        Weight.REFUSES,
        Words(
            "Ada isi lain yang ditempelkan sebelum atau sesudah PDF ini dan tidak ditandatangani. Mintalah berkas aslinya.",
            "Something else was stuck before or behind this PDF and is not signed. Ask for the original file.",
        ),
    ),
    Code.DUPLICATED_OBJECT: Told(
        Weight.REFUSES,
        Words(
            "Bagian yang sama ditulis dua kali di dalam berkas, sehingga dua pembaca dapat melihat isi yang berbeda. Mintalah "
            "berkas yang dibuat ulang.",
            "The same part is written twice in the file, so that two readers may see different contents. Ask for a file made "
            "anew.",
        ),
    ),
    Code.HIDDEN_CONTENT: Told(
        Weight.REFUSES,
        Words(
            "Berkas ini menyimpan halaman yang tidak ditampilkan, yang dapat dimunculkan kemudian tanpa merusak tanda tangan. "
            "Mintalah berkas yang dibuat ulang dari naskah aslinya.",
            "The file keeps pages that are not shown and could be brought forward later without breaking the signature. Ask "
            "for a file made anew from the original text.",
        ),
    ),
    Code.ACTIVE_CONTENT: Told(
        Weight.REFUSES,
        Words(
            "Berkas ini memuat program atau perintah (misalnya JavaScript), yang tidak boleh ada dalam surat. Jangan dibuka di "
            "komputer kantor; mintalah berkas tanpa program.",
            "The file holds a program or a command (such as JavaScript), which a letter must not. Do not open it on an office "
            "computer; ask for one without.",
        ),
    ),
    Code.OUTSIDE_CONTENT: Told(
        Weight.REFUSES,
        Words(
            "Sebagian isi berkas ini diambil dari luar, jadi dapat berubah tanpa terlihat. Mintalah berkas yang utuh.",
            "Part of what it shows is taken from outside, so it may change unseen. Ask for a complete file.",
        ),
    ),
    Code.LAYERS: Told(
        Weight.DOUBTS,
        Words(
            "Berkas ini memakai lapisan yang dapat ditampilkan atau disembunyikan, jadi tidak pasti apa yang dilihat penanda "
            "tangan. Mintalah PDF tanpa lapisan.",
            "The file has layers that can be shown or hidden, so it is not certain what the signer saw. Ask for a PDF without "
            "layers.",
        ),
    ),
    Code.OVERLAY: Told(
        Weight.REFUSES,
        Words(
            "Sebuah kolom atau catatan menutupi sebagian besar halaman, sehingga yang terlihat bukan yang ditandatangani. "
            "Mintalah berkas tanpa penutup itu.",
            "A field or note covers most of a page, so what is seen is not what was signed. Ask for a file without it.",
        ),
    ),
    Code.ANNOTATIONS: Told(
        Weight.DOUBTS,
        Words(
            "Ada catatan tempelan di atas halaman selain tanda tangan. Mintalah berkas tanpa catatan tempelan.",
            "Notes are stuck on the pages besides the signatures. Ask for a file without them.",
        ),
    ),
    Code.FORM_FIELDS: Told(
        Weight.DOUBTS,
        Words(
            "Berkas ini memuat kolom isian yang masih dapat diubah. Mintalah berkas yang isiannya sudah diratakan.",
            "The file has form fields that can still be filled. Ask for one whose fields are flattened.",
        ),
    ),
    Code.BUSY: Told(
        Weight.DOUBTS,
        Words(
            "Berkas belum diperiksa: terlalu banyak pemeriksaan bersamaan. Coba lagi beberapa saat lagi.",
            "The file was not checked: too many checks at once. Try again in a little while.",
        ),
    ),
    Code.ATTACHMENTS: Told(
        Weight.TELLS,
        Words(
            "Ada berkas lain terlampir di dalamnya; lampiran itu tidak diperiksa di sini.",
            "Other files are attached inside; they are not checked here.",
        ),
    ),
}
