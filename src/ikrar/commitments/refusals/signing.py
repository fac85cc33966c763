"""Refusals of enrolment and of signing."""

from ikrar.commitments import domain
from ikrar.commitments.operations import enrolling, passkeys, sheets, signing
from ikrar.kernel.words import Words
from ikrar.web.problems import Refusal

SIGNING: tuple[Refusal, ...] = (
    Refusal(
        domain.AlreadySigned,
        409,
        Words(
            "{institution} sudah menandatangani. Setiap lembaga menandatangani satu kali.",
            "{institution} has signed. Each institution signs once.",
        ),
        Words(
            "Tidak ada yang perlu dilakukan; tanda tangannya tampil di halaman umum.",
            "There is nothing to do; the signature is on the public page.",
        ),
    ),
    Refusal(
        domain.OutOfOrder,
        409,
        Words(
            "Menurut urutan yang disepakati, sekarang giliran {expected}.",
            "By the order that was agreed, it is the turn of {expected}.",
        ),
        Words("Tunggu sampai lembaga itu menandatangani.", "Wait until that institution has signed."),
    ),
    Refusal(
        domain.NotAllHaveSigned,
        409,
        Words(
            "Masih {missing} lembaga yang belum menandatangani.",
            "{missing} institutions have not signed yet.",
        ),
        Words(
            "Gong dibunyikan setelah yang terakhir menandatangani.",
            "The gong is struck once the last has signed.",
        ),
    ),
    Refusal(
        enrolling.InvitationHasExpired,
        410,
        Words(
            "Tautan ini sudah dipakai, sudah lewat waktunya, atau wakilnya sudah diganti.",
            "This link was used, is too old, or the representative was replaced.",
        ),
        Words("Minta tautan baru kepada penyelenggara.", "Ask the organiser for a new link."),
    ),
    Refusal(
        enrolling.KeyEnrolledBefore,
        409,
        Words("Passkey ini sudah terdaftar.", "This passkey is enrolled already."),
        Words("Pakai passkey itu saat menandatangani.", "Use that passkey when signing."),
    ),
    Refusal(
        enrolling.EnrolmentIsOver,
        409,
        Words(
            "Passkey didaftarkan sebelum acara; penandatanganan sudah dibuka.",
            "A passkey is enrolled before the ceremony; signing is open.",
        ),
        Words("Tandatangani dengan PDF bersertifikat atau di kertas.", "Sign by certified PDF or on paper."),
    ),
    Refusal(
        passkeys.KeyNotEnrolled,
        403,
        Words(
            "Passkey ini tidak terdaftar untuk wakil mana pun.",
            "This passkey is not enrolled for any representative.",
        ),
        Words(
            "Pakai perangkat yang didaftarkan, atau tandatangani di kertas.",
            "Use the device that was enrolled, or sign on paper.",
        ),
    ),
    Refusal(
        passkeys.KeyOfAnother,
        403,
        Words(
            "Passkey ini bukan milik wakil {institution} yang ditunjuk.",
            "This passkey is not of the representative named for {institution}.",
        ),
        Words(
            "Setiap wakil menandatangani untuk lembaganya sendiri.",
            "Each representative signs for his or her own institution.",
        ),
    ),
    Refusal(
        passkeys.KeyEnrolledTooLate,
        403,
        Words(
            "Passkey ini didaftarkan setelah penandatanganan dibuka.",
            "This passkey was enrolled after signing had opened.",
        ),
        Words("Tandatangani dengan PDF bersertifikat atau di kertas.", "Sign by certified PDF or on paper."),
    ),
    Refusal(
        signing.TooFewInstitutions,
        409,
        Words(
            "Komitmen bersama perlu sedikitnya {fewest} lembaga.",
            "A joint commitment needs {fewest} institutions at least.",
        ),
        Words("Tambahkan lembaga di halaman rencana.", "Add institutions on the plan's page."),
    ),
    Refusal(
        signing.TextNotYetSignable,
        409,
        Words(
            "Naskah ini belum terbuka untuk umum selama 24 jam.",
            "This text has not been public for 24 hours.",
        ),
        Words(
            "Halaman rencana menyebut sejak kapan ia dapat ditandatangani.",
            "The plan's page tells from when it may be signed.",
        ),
    ),
    Refusal(
        signing.SigningHasBegun,
        409,
        Words(
            "Sudah ada lembaga yang menandatangani; penandatanganan tidak dapat ditunda lagi.",
            "An institution has signed; signing cannot be held back any more.",
        ),
        Words(
            "Lanjutkan, atau batalkan komitmen dengan alasan.",
            "Go on, or call the commitment off with a reason.",
        ),
    ),
    Refusal(
        sheets.NotASheet,
        422,
        Words("Berkas ini bukan JPEG, PNG, atau PDF yang utuh.", "This file is no whole JPEG, PNG or PDF."),
        Words("Pindai ulang lembarnya.", "Scan the sheet again."),
    ),
    Refusal(
        sheets.SheetNotFound,
        404,
        Words("Tidak ada lembar lembaga ini yang menunggu.", "No sheet of this institution waits."),
        Words(
            "Buka halaman acara untuk melihat keadaannya.", "The ceremony's page shows where things stand."
        ),
    ),
    Refusal(
        sheets.SheetMarkedBefore,
        409,
        Words(
            "Lembar lembaga ini sudah dicatat, atau hasil pindai ini pernah dipakai.",
            "A sheet of this institution is marked already, or this scan was used before.",
        ),
        Words(
            "Buang lembar yang keliru dahulu, lalu pindai ulang.",
            "Discard the wrong sheet first, then scan again.",
        ),
    ),
    Refusal(
        sheets.ConfirmedByAnother,
        403,
        Words(
            "Lembar disahkan oleh petugas lain, bukan yang mencatatnya.",
            "Another officer than who marked the sheet confirms it.",
        ),
        Words("Minta petugas lain mengesahkannya.", "Ask another officer to confirm it."),
    ),
)
