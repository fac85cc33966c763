"""How the refusals of accounts are told."""

from ikrar.accounts.domain import GrantExceedsOwn
from ikrar.accounts.operations import (
    AlreadyGranted,
    AlreadySetUp,
    LastAdministrator,
    LinkHasExpired,
    NotToYourself,
    PersonExists,
    TooManyTries,
)
from ikrar.kernel.words import Words
from ikrar.web.problems import Refusal

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
)
