"""What a check finds when the paper is held against what was awaited."""

from ikrar.kernel.words import Words
from ikrar.papers.checking.shapes import Weight
from ikrar.papers.checking.words.codes import Code, Told

AWAITED: dict[Code, Told] = {
    Code.TEXT_DIFFERS: Told(
        Weight.REFUSES,
        Words(
            "Naskah di berkas ini berbeda dari yang diharapkan: {detail}. Tidak ada yang diubah; mintalah naskah yang benar "
            "ditandatangani.",
            "The text in this file differs from the one awaited: {detail}. Nothing was changed; ask for the right text to be "
            "signed.",
        ),
    ),
    Code.BLANKS_FILLED: Told(
        Weight.TELLS,
        Words(
            "Yang diisi pada bagian kosong: {detail}. Selebihnya sama dengan yang keluar.",
            "Filled into the blanks: {detail}. Everything else is as it left.",
        ),
    ),
    Code.NO_TEXT: Told(
        Weight.DOUBTS,
        Words(
            "Tidak ada teks yang dapat dibaca di berkas ini (mungkin hasil pindai), jadi naskahnya tidak dapat dibandingkan. "
            "Mintalah PDF aslinya, bukan pindaian.",
            "No text can be read from this file (perhaps a scan), so it could not be compared. Ask for the original PDF, not "
            "a scan.",
        ),
    ),
    Code.NUMBER_MISSING: Told(
        Weight.REFUSES,
        Words(
            "Nomor {detail} tidak tertulis di berkas ini. Periksa nomor yang diketik, atau mintalah berkas yang sudah dinomori.",
            "The number {detail} is not written in this file. Check what was typed, or ask for the numbered file.",
        ),
    ),
    Code.SIGNER_MISSING: Told(
        Weight.REFUSES,
        Words(
            "Tidak ada tanda tangan tersertifikasi atas nama {detail}. Pastikan wakil yang ditunjuk sendiri yang "
            "menandatangani.",
            "There is no certified signature in the name of {detail}. See that the named representative signs in person.",
        ),
    ),
}
