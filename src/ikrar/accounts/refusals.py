"""How the refusals of accounts are told."""

from ikrar.accounts.domain import GrantExceedsOwn
from ikrar.accounts.operations import (
    AlreadyGranted,
    AlreadyLinked,
    AlreadySetUp,
    LastAdministrator,
    LinkHasExpired,
    MatchesNobody,
    MatchesTwo,
    NotToYourself,
    PersonExists,
    TooManyTries,
)
from ikrar.accounts.operations.outbox import NoSuchLetter
from ikrar.accounts.sso.adapters.doors import SsoCancelled, SsoDidNotConfirm, SsoStartedElsewhere
from ikrar.accounts.sso.discovery import SsoIsOff, SsoOutOfReach
from ikrar.accounts.sso.tokens import (
    TokenAhead,
    TokenBroken,
    TokenExpired,
    TokenForAnother,
    TokenFromAnother,
    TokenReplayed,
)
from ikrar.kernel.words import Words
from ikrar.web.problems import Refusal

OTHER_WAY = Words(
    "Tidak ada yang berubah. Coba lagi dari halaman masuk, atau masuk dengan kunci sandi.",
    "Nothing was changed. Try again from the sign-in page, or use your passkey.",
)
TELL = Words(
    "Tidak ada yang berubah. Masuklah dengan kunci sandi, dan beri tahu pengelola sistem.",
    "Nothing was changed. Sign in with your passkey, and tell your administrator.",
)

REFUSALS: tuple[Refusal, ...] = (
    Refusal(
        GrantExceedsOwn,
        403,
        Words("Unit ini di luar wewenang Anda.", "This unit lies outside what you manage."),
        Words(
            "Mintalah pengelola tingkat atas memberikan peran ini.",
            "Ask an administrator further up to give this role.",
        ),
    ),
    Refusal(
        AlreadyGranted,
        409,
        Words("Peran ini sudah dipegang untuk unit itu.", "This role is already held for that unit."),
        Words("Tidak ada yang perlu dilakukan.", "There is nothing to do."),
    ),
    Refusal(
        LastAdministrator,
        409,
        Words("Ini pengelola sistem yang terakhir.", "This is the last administrator."),
        Words(
            "Beri peran pengelola kepada orang lain dulu.",
            "Give somebody else the administrator's role first.",
        ),
    ),
    Refusal(
        NotToYourself,
        403,
        Words("Peran tidak dapat diberikan kepada diri sendiri.", "You cannot give a role to yourself."),
        Words("Mintalah pengelola lain memberikannya.", "Ask another administrator to give it."),
    ),
    Refusal(
        PersonExists,
        409,
        Words("Alamat surel ini sudah punya akun.", "This address already has an account."),
        Words("Cari namanya di daftar akun.", "Look for the name in the list of accounts."),
    ),
    Refusal(
        LinkHasExpired,
        410,
        Words("Tautan ini tidak berlaku lagi.", "This link no longer works."),
        Words(
            "Tautan hanya sekali pakai dan ada batas waktunya. Mintalah tautan baru kepada pengelola sistem.",
            "Links work once and for a limited time. Ask your administrator for a new one.",
        ),
    ),
    Refusal(
        AlreadySetUp,
        409,
        Words("Pengelola pertama sudah ada.", "The first administrator exists already."),
        Words(
            "Silakan masuk, atau mintalah undangan kepadanya.", "Please sign in, or ask for an invitation."
        ),
    ),
    Refusal(
        TooManyTries,
        429,
        Words("Terlalu banyak percobaan.", "Too many tries."),
        Words("Silakan coba lagi {retry_after} detik lagi.", "Please try again in {retry_after} seconds."),
        headers=("retry_after",),
    ),
    Refusal(
        SsoIsOff,
        404,
        Words("Di sini tidak ada SSO.", "There is no SSO here."),
        Words("Masuklah dengan kunci sandi atau kata sandi.", "Sign in with a passkey or a passphrase."),
    ),
    Refusal(
        SsoOutOfReach,
        503,
        Words("SSO tidak menjawab sebagaimana mestinya.", "The SSO does not answer as it must."),
        Words(
            "Tidak ada yang berubah. Masuklah dengan kunci sandi, atau coba lagi beberapa menit lagi.",
            "Nothing was changed. Sign in with your passkey, or try again in a few minutes.",
        ),
    ),
    Refusal(
        SsoCancelled,
        403,
        Words("Anda membatalkannya di SSO.", "You cancelled it at the SSO."),
        OTHER_WAY,
    ),
    Refusal(
        SsoStartedElsewhere,
        403,
        Words(
            "Jawaban SSO ini bukan untuk permintaan dari peramban ini, atau sudah dipakai.",
            "This answer of the SSO is not to a question of this browser, or was used before.",
        ),
        OTHER_WAY,
    ),
    Refusal(
        SsoDidNotConfirm,
        403,
        Words("SSO tidak mengesahkan jawabannya sendiri.", "The SSO did not stand by its own answer."),
        OTHER_WAY,
    ),
    Refusal(
        TokenBroken,
        403,
        Words(
            "Tanda tangan pada jawaban SSO tidak dapat dipercaya.",
            "The signature on the SSO's answer cannot be trusted.",
        ),
        TELL,
    ),
    Refusal(
        TokenExpired,
        403,
        Words("Jawaban SSO sudah kedaluwarsa.", "The SSO's answer has expired."),
        Words(
            "Tidak ada yang berubah. Keluarlah dari SSO, lalu masuk lagi dari awal.",
            "Nothing was changed. Sign out at the SSO, then start again.",
        ),
    ),
    Refusal(
        TokenAhead,
        403,
        Words(
            "Jawaban SSO bertanda waktu yang belum tiba: salah satu jam keliru.",
            "The SSO's answer is dated in the future: one of the two clocks is wrong.",
        ),
        TELL,
    ),
    Refusal(
        TokenForAnother,
        403,
        Words("Jawaban SSO itu untuk aplikasi lain.", "That answer of the SSO is for another application."),
        TELL,
    ),
    Refusal(
        TokenFromAnother,
        403,
        Words("Jawaban itu dari penerbit lain.", "That answer comes from another issuer."),
        TELL,
    ),
    Refusal(
        TokenReplayed,
        403,
        Words(
            "Jawaban SSO ini bukan untuk kali ini, atau sudah pernah dipakai.",
            "This answer of the SSO is not for this time, or was used before.",
        ),
        OTHER_WAY,
    ),
    Refusal(
        MatchesNobody,
        403,
        Words(
            "Akun SSO Anda tidak cocok dengan akun petugas mana pun di sini.",
            "Your SSO account fits no staff account here.",
        ),
        Words(
            "Tidak ada akun yang dibuat. Petugas diundang oleh pengelola sistem; pegawai membuka Ikrar saya.",
            "No account was made. Staff are invited by the administrator; officials open My pledge.",
        ),
    ),
    Refusal(
        MatchesTwo,
        409,
        Words(
            "Yang dikatakan SSO cocok dengan dua akun yang berbeda.",
            "What the SSO says fits two different accounts.",
        ),
        Words(
            "Tidak ada yang berubah. Masuklah dengan kunci sandi, dan minta pengelola memeriksa alamat surelnya.",
            "Nothing was changed. Sign in with your passkey, and ask your administrator to look at the addresses.",
        ),
    ),
    Refusal(
        AlreadyLinked,
        409,
        Words(
            "Akun ini sudah tersambung dengan akun SSO lain.",
            "This account is linked to another SSO account.",
        ),
        Words("Lepaskan dulu yang lama di Kunci saya.", "Unlink the former one first, under My keys."),
    ),
    Refusal(
        NoSuchLetter,
        404,
        Words("Surat ini tidak menunggu lagi.", "This letter does not wait any more."),
        Words("Muat ulang daftarnya.", "Reload the list."),
    ),
)
