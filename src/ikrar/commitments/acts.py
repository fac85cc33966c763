"""What the acts of this context are called in the audit trail."""

from ikrar.kernel.words import Words

ACTS: dict[str, Words] = {
    "commitment.begun": Words("Rencana komitmen dibuat", "Commitment begun"),
    "commitment.cancelled": Words("Komitmen dibatalkan", "Commitment called off"),
    "commitment.certificate-confirmed": Words(
        "Sertifikat lembaga disahkan", "Notice of certificates confirmed"
    ),
    "commitment.certificate-taken-back": Words(
        "Sertifikat lembaga ditarik", "Notice of certificates taken back"
    ),
    "commitment.certificate-told": Words("Sertifikat lembaga dicatat", "Notice of certificates entered"),
    "commitment.certified": Words("PDF bersertifikat diterima", "Certified PDF accepted"),
    "commitment.closed": Words("Gong dibunyikan", "Gong struck"),
    "commitment.delegate-named": Words("Wakil ditunjuk", "Representative named"),
    "commitment.delegate-withdrawn": Words("Wakil ditarik", "Representative withdrawn"),
    "commitment.edited": Words("Rencana komitmen diubah", "Commitment edited"),
    "commitment.held": Words("Penandatanganan komitmen ditunda", "Signing of the commitment held back"),
    "commitment.institution-added": Words("Lembaga ditambahkan", "Institution added"),
    "commitment.institution-dropped": Words("Lembaga dilepas", "Institution dropped"),
    "commitment.key-enrolled": Words("Passkey wakil didaftarkan", "Representative's passkey enrolled"),
    "commitment.key-revoked": Words("Passkey wakil dicabut", "Representative's passkey revoked"),
    "commitment.opened": Words("Penandatanganan komitmen dibuka", "Signing of the commitment opened"),
    "commitment.ordered": Words("Urutan lembaga diubah", "Order of institutions changed"),
    "commitment.photograph-attached": Words("Foto dilampirkan", "Photograph attached"),
    "commitment.photograph-withdrawn": Words("Foto ditarik", "Photograph withdrawn"),
    "commitment.representative-invited": Words("Tautan wakil dibuat", "Link for a representative made"),
    "commitment.screen-opened": Words("Layar komitmen dibuka", "Screen of the commitment opened"),
    "commitment.sheet-discarded": Words("Lembar komitmen dibuang", "Sheet of a commitment discarded"),
    "commitment.sheet-marked": Words("Lembar komitmen dicatat", "Sheet of a commitment marked"),
    "commitment.signed": Words("Lembaga menandatangani", "Institution signed"),
    "commitment.text-approved": Words("Naskah komitmen disetujui", "Text of the commitment approved"),
    "commitment.text-drafted": Words("Naskah komitmen disusun", "Text of the commitment drafted"),
    "commitment.witness-dropped": Words("Saksi komitmen dilepas", "Witness of the commitment dropped"),
    "commitment.witness-named": Words("Saksi komitmen dicatat", "Witness of the commitment named"),
}
