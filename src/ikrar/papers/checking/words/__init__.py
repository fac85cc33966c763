"""Every finding a check can make: its code, what it does to the verdict, and what to do about it."""

from ikrar.kernel.words import Words
from ikrar.papers.checking.shapes import Chain, Coverage, Revocation, Verdict
from ikrar.papers.checking.words.awaited import AWAITED
from ikrar.papers.checking.words.codes import Code, Told
from ikrar.papers.checking.words.file import FILE
from ikrar.papers.checking.words.signed import SIGNED
from ikrar.papers.checking.words.who import WHO

__all__ = ["CHAINS", "COVERAGES", "REVOCATIONS", "TOLD", "VERDICTS", "Code", "Told"]

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
