"""What a check finds about what was signed, and what came after."""

from ikrar.kernel.words import Words
from ikrar.papers.checking.shapes import Weight
from ikrar.papers.checking.words.codes import Code, Told

SIGNED: dict[Code, Told] = {
    Code.NO_SIGNATURE: Told(
        Weight.REFUSES,
        Words(
            "Tidak ada tanda tangan elektronik di berkas ini. Gambar tanda tangan atau pindaian bukan tanda tangan elektronik; "
            "mintalah berkas asli yang ditandatangani.",
            "There is no electronic signature in this file. A picture of one or a scan is none; ask for the original signed "
            "file.",
        ),
    ),
    Code.EMPTY_SIGNATURE: Told(
        Weight.REFUSES,
        Words(
            "Tempat tanda tangannya ada, tetapi kosong. Mintalah berkas yang benar-benar sudah ditandatangani.",
            "There is a place for a signature, but it is empty. Ask for the file that was really signed.",
        ),
    ),
    Code.BROKEN_SIGNATURE: Told(
        Weight.REFUSES,
        Words(
            "Tanda tangan ini tidak dapat dibaca sama sekali. Mintalah berkas aslinya dari penanda tangan.",
            "This signature cannot be read at all. Ask the signer for the original file.",
        ),
    ),
    Code.BYTE_RANGE: Told(
        Weight.REFUSES,
        Words(
            "Tanda tangan ini tidak mencakup seluruh naskah; ada bagian yang sengaja dilewati. Jangan dipakai; mintalah berkas "
            "asli dari penanda tangan.",
            "This signature does not hold the whole text; a part was left out. Do not use it; ask the signer for the original "
            "file.",
        ),
    ),
    Code.NOT_INTACT: Told(
        Weight.REFUSES,
        Words(
            "Isi yang ditandatangani sudah berubah sesudah ditandatangani, atau tanda tangannya bukan untuk isi ini. Jangan "
            "dipakai; mintalah berkas asli.",
            "What was signed has changed since, or the signature belongs to something else. Do not use it; ask for the "
            "original file.",
        ),
    ),
    Code.WEAK_ALGORITHM: Told(
        Weight.REFUSES,
        Words(
            "Tanda tangan ini memakai cara lama yang sudah dapat dipalsukan. Mintalah ditandatangani ulang dengan cara yang "
            "berlaku sekarang.",
            "This signature uses an old method that can be forged. Ask for it to be signed again in a current way.",
        ),
    ),
    Code.CHANGED_PAGES: Told(
        Weight.REFUSES,
        Words(
            "Isi halaman diganti sesudah ditandatangani. Jangan dipakai; mintalah berkas asli dari penanda tangan.",
            "The content of a page was replaced after signing. Do not use it; ask the signer for the original file.",
        ),
    ),
    Code.CHANGED_ANNOTATIONS: Told(
        Weight.REFUSES,
        Words(
            "Catatan tempelan ditambahkan atau diubah sesudah ditandatangani. Mintalah berkas aslinya.",
            "Notes were added or changed after signing. Ask for the original file.",
        ),
    ),
    Code.CHANGED_FORM: Told(
        Weight.REFUSES,
        Words(
            "Kolom isian diubah sesudah ditandatangani. Mintalah berkas aslinya.",
            "Form fields were changed after signing. Ask for the original file.",
        ),
    ),
    Code.CHANGED_SINCE: Told(
        Weight.REFUSES,
        Words(
            "Ada perubahan sesudah tanda tangan yang tidak ditandatangani siapa pun. Mintalah berkas aslinya.",
            "There is a change after the signature that nobody signed. Ask for the original file.",
        ),
    ),
    Code.NOT_ALLOWED: Told(
        Weight.REFUSES,
        Words(
            "Penanda tangan pertama melarang perubahan seperti yang kemudian dilakukan. Mintalah berkas aslinya.",
            "The first signer forbade the kind of change that was made later. Ask for the original file.",
        ),
    ),
    Code.DIFFERENT_TEXTS: Told(
        Weight.REFUSES,
        Words(
            "Tanda tangan di berkas ini dibubuhkan pada naskah yang berbeda-beda. Mintalah semua menandatangani satu naskah "
            "yang sama.",
            "The signatures in this file were put on different texts. Ask everyone to sign one and the same text.",
        ),
    ),
}
