"""What the acts of this context are called in the audit trail; project/wiring.py hands the tables to accounts."""

from ikrar.kernel.words import Words

ACTS: dict[str, Words] = {
    "account.activated": Words("Akun diaktifkan", "Account activated"),
    "account.closed": Words("Akun ditutup", "Account closed"),
    "account.first-administrator": Words("Pengelola pertama dibuat", "First administrator made"),
    "account.invited": Words("Akun diundang", "Account invited"),
    "account.invited-again": Words("Undangan akun dikirim ulang", "Account invited again"),
    "account.signed-in": Words("Masuk", "Signed in"),
    "app.added": Words("Aplikasi autentikator dipasang", "Authenticator app added"),
    "app.removed": Words("Aplikasi autentikator dilepas", "Authenticator app removed"),
    "grant.given": Words("Peran diberikan", "Role given"),
    "grant.taken-back": Words("Peran dicabut", "Role taken back"),
    "key.added": Words("Kunci sandi ditambahkan", "Passkey added"),
    "key.removed": Words("Kunci sandi dihapus", "Passkey removed"),
    "mail.given-up": Words("Surat dihentikan", "Letter given up"),
    "mail.tried-again": Words("Surat dicoba lagi", "Letters tried again"),
    "mail.tested": Words("Surat uji dikirim", "Test letter sent"),
    "session.all-ended": Words("Semua sesi sebuah akun diakhiri", "All sessions of an account ended"),
    "session.ended": Words("Sesi sendiri diakhiri", "Own session ended"),
    "session.others-ended": Words("Sesi lain milik sendiri diakhiri", "Other own sessions ended"),
    "sso.linked": Words("SSO disambungkan ke akun", "SSO linked to the account"),
    "sso.unlinked": Words("SSO dilepas dari akun", "SSO unlinked from the account"),
    "recovery-codes.made": Words("Kode pemulihan dibuat", "Recovery codes made"),
}
