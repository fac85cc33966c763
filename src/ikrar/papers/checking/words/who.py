"""What a check finds about who signed."""

from ikrar.kernel.words import Words
from ikrar.papers.checking.shapes import Weight
from ikrar.papers.checking.words.codes import Code, Told

WHO: dict[Code, Told] = {
    Code.NO_ROOTS: Told(
        Weight.DOUBTS,
        Words(
            "Belum ada otoritas sertifikat yang dipercaya di pemasangan ini, jadi penanda tangan tidak dapat dipastikan. "
            "Mintalah operator mengisi folder IKRAR_TRUSTED_ROOTS.",
            "This installation trusts no certificate authority yet, so nobody can say who signed. Ask the operator to fill the "
            "folder IKRAR_TRUSTED_ROOTS.",
        ),
    ),
    Code.SELF_MADE: Told(
        Weight.REFUSES,
        Words(
            "Sertifikatnya dibuat sendiri oleh penanda tangan: nama di dalamnya dapat ditulis siapa saja. Mintalah tanda tangan "
            "dengan sertifikat dari penyelenggara yang diakui (misalnya BSrE).",
            "The certificate was made by the signer himself: anybody can write any name into one. Ask for a signature with a "
            "certificate of a recognised authority (such as BSrE).",
        ),
    ),
    Code.UNKNOWN_ROOT: Told(
        Weight.REFUSES,
        Words(
            "Sertifikatnya berasal dari induk yang tidak kami kenal, jadi namanya tidak terjamin. Bila induk itu memang diakui, "
            "operator dapat menambahkannya lalu memeriksa ulang.",
            "The certificate comes from a root we do not know, so nothing vouches for the name. If that root is a recognised "
            "one, the operator can add it and check again.",
        ),
    ),
    Code.BROKEN_CHAIN: Told(
        Weight.REFUSES,
        Words(
            "Rantai sertifikatnya tidak sah: penerbit yang disebut tidak menerbitkannya. Jangan dipakai.",
            "The chain of certificates does not hold: the issuer it names did not issue it. Do not use it.",
        ),
    ),
    Code.WRONG_USE: Told(
        Weight.REFUSES,
        Words(
            "Sertifikat ini bukan untuk menandatangani dokumen. Mintalah tanda tangan dengan sertifikat tanda tangan.",
            "This certificate is not meant for signing documents. Ask for a signature with a signing certificate.",
        ),
    ),
    Code.NOT_YET_VALID: Told(
        Weight.REFUSES,
        Words(
            "Sertifikatnya belum berlaku pada waktu penandatanganan. Periksa jam penanda tangan, lalu mintalah ditandatangani "
            "ulang.",
            "The certificate was not valid yet when it was used. Have the signer's clock checked, then ask for a new "
            "signature.",
        ),
    ),
    Code.EXPIRED_WHEN_SIGNED: Told(
        Weight.REFUSES,
        Words(
            "Sertifikatnya sudah kedaluwarsa ketika dipakai menandatangani. Mintalah ditandatangani ulang dengan yang berlaku.",
            "The certificate had expired when it was used. Ask for a new signature with a valid one.",
        ),
    ),
    Code.EXPIRED_SINCE: Told(
        Weight.TELLS,
        Words(
            "Sertifikatnya kini kedaluwarsa, tetapi stempel waktu membuktikan bahwa tanda tangan dibuat ketika masih berlaku.",
            "The certificate has expired by now, but a timestamp proves that it was used while valid.",
        ),
    ),
    Code.EXPIRED_UNPROVED: Told(
        Weight.DOUBTS,
        Words(
            "Sertifikatnya kini kedaluwarsa dan tidak ada stempel waktu, jadi tidak terbukti kapan tanda tangan dibuat. "
            "Mintalah ditandatangani ulang atau diberi stempel waktu.",
            "The certificate has expired and there is no timestamp, so nothing proves when it was signed. Ask for a new "
            "signature or one with a timestamp.",
        ),
    ),
    Code.SIGNED_IN_THE_FUTURE: Told(
        Weight.DOUBTS,
        Words(
            "Waktu tanda tangan menurut penanda tangan masih akan datang. Periksa jam komputernya, lalu tanda tangani ulang.",
            "By the signer's own word the signature lies in the future. Check that computer's clock and sign again.",
        ),
    ),
    Code.REVOKED: Told(
        Weight.REFUSES,
        Words(
            "Sertifikatnya sudah dicabut oleh penerbitnya. Jangan dipakai; hubungi penanda tangan.",
            "The certificate was revoked by its issuer. Do not use it; call the signer.",
        ),
    ),
    Code.REVOKED_LATER: Told(
        Weight.DOUBTS,
        Words(
            "Sertifikatnya dicabut sesudah tanda tangan ini dibuat. Tanyakan sebab pencabutan kepada penanda tangan.",
            "The certificate was revoked after this signature was made. Ask the signer why.",
        ),
    ),
    Code.REVOCATION_NOT_KNOWN: Told(
        Weight.TELLS,
        Words(
            "Tidak diketahui apakah sertifikatnya pernah dicabut: tidak ada daftar pencabutan yang berlaku di berkas atau di "
            "folder operator, dan jaringan tidak ditanya.",
            "Whether the certificate was ever revoked is not known: no current revocation list is in the file or the "
            "operator's folder, and the network is not asked.",
        ),
    ),
    Code.NO_TIMESTAMP: Told(
        Weight.TELLS,
        Words(
            "Tanpa stempel waktu: jam tanda tangan adalah pengakuan komputer penanda tangan.",
            "No timestamp: the time of signing is what the signer's computer said.",
        ),
    ),
    Code.TIMESTAMP_NOT_TRUSTED: Told(
        Weight.TELLS,
        Words(
            "Stempel waktunya dari otoritas yang tidak kami kenal, jadi tidak dipakai sebagai bukti.",
            "Its timestamp is of an authority we do not know, so it was not used as proof.",
        ),
    ),
    Code.TIMESTAMP_BROKEN: Told(
        Weight.REFUSES,
        Words(
            "Stempel waktunya rusak atau milik tanda tangan lain. Mintalah berkas aslinya.",
            "Its timestamp is broken or belongs to another signature. Ask for the original file.",
        ),
    ),
    Code.OWN_SEAL: Told(
        Weight.TELLS,
        Words(
            "Ada segel Ikrar yang tidak tersertifikasi: ia menunjukkan dari mana berkas berasal, bukan siapa pejabatnya.",
            "There is Ikrar's own uncertified seal: it shows where the file came from, not which official stands by it.",
        ),
    ),
    Code.OWN_SEAL_FORMER: Told(
        Weight.TELLS,
        Words(
            "Ada segel Ikrar terdahulu, dipakai {detail} dan sudah diganti; penggantinya tercatat di register. Segel itu tidak "
            "tersertifikasi: ia menunjukkan dari mana berkas berasal, bukan siapa pejabatnya.",
            "There is a former seal of Ikrar's own, in use {detail} and replaced since; the register holds both. It is "
            "uncertified: it shows where the file came from, not which official stands by it.",
        ),
    ),
    Code.OWN_SEAL_LATE: Told(
        Weight.REFUSES,
        Words(
            "Segel Ikrar terdahulu dipakai di luar masanya ({detail}): segel itu sudah diganti pada waktu yang tertulis di berkas. "
            "Jangan dipakai; mintalah berkas itu lagi dari instansinya.",
            "A former seal of Ikrar's own was used outside its time ({detail}): it had been replaced at the moment the file "
            "names. Do not use it; ask the institution for the paper again.",
        ),
    ),
    Code.NOT_CERTIFIED: Told(
        Weight.DOUBTS,
        Words(
            "Belum ada tanda tangan tersertifikasi di berkas ini. Mintalah pejabatnya menandatangani dengan sertifikatnya.",
            "The file bears no certified signature yet. Ask the official to sign it with a certificate.",
        ),
    ),
}
