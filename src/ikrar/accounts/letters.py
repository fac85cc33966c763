"""Letters about one's own account, by the names django-allauth gives them."""

from typing import Any

from ikrar.kernel.words import Words

_NOT_YOU = Words(
    "Bukan Anda yang melakukannya? Segera hubungi pengelola sistem.",
    "Was it not you? Tell your administrator at once.",
)

SUBJECTS: dict[str, Words] = {
    "account/email/password_reset_key": Words("Memilih kata sandi baru", "Choosing a new passphrase"),
    "account/email/password_changed": Words("Kata sandi Anda diganti", "Your passphrase was changed"),
    "account/email/password_reset": Words("Kata sandi Anda diganti", "Your passphrase was changed"),
    "account/email/password_set": Words("Kata sandi Anda dipasang", "Your passphrase was set"),
    "mfa/email/webauthn_added": Words("Kunci sandi baru terdaftar", "A passkey was enrolled"),
    "mfa/email/webauthn_removed": Words("Sebuah kunci sandi dilepas", "A passkey was removed"),
    "mfa/email/totp_activated": Words("Aplikasi autentikator dipasang", "An authenticator app was set up"),
    "mfa/email/totp_deactivated": Words("Aplikasi autentikator dilepas", "The authenticator app was removed"),
    "mfa/email/recovery_codes_generated": Words("Kode pemulihan dibuat", "Recovery codes were made"),
}


def letter(name: str, context: dict[str, Any]) -> tuple[Words, Words] | None:
    """Subject and body of the letter; None for those this product never sends."""
    subject = SUBJECTS.get(name)
    if subject is None:
        return None
    address = context.get("password_reset_url")
    if address:
        return subject, Words(
            f"Buka tautan ini untuk memilih kata sandi baru. Tautan hanya sekali pakai:\n\n{address}\n\n{_NOT_YOU.id}",
            f"Open this link to choose a new passphrase. It works once:\n\n{address}\n\n{_NOT_YOU.en}",
        )
    return subject, Words(
        f"{subject.id} di akun Ikrar Anda.\n\n{_NOT_YOU.id}", f"{subject.en}.\n\n{_NOT_YOU.en}"
    )
