"""How this context's refusals are told."""

from ikrar.kernel.words import Words
from ikrar.papers.operations import (
    AlreadyTakenBack,
    FileCameBackBefore,
    NumberIsMissing,
    PaperIsNotAccepted,
    TakesNoSuchPaper,
)
from ikrar.papers.queries import PaperNotFound
from ikrar.papers.seal_refusals import SEALS
from ikrar.web.problems import Refusal

REFUSALS: tuple[Refusal, ...] = (
    *SEALS,
    Refusal(
        PaperNotFound,
        404,
        Words("Berkas ini tidak ada.", "There is no such paper."),
        Words("Mulailah dari daftar berkas.", "Begin with the list of papers."),
    ),
    Refusal(
        TakesNoSuchPaper,
        422,
        Words(
            "Berkas keluar berupa PDF atau DOCX yang berisi teks.", "Papers leave as PDF or DOCX with text."
        ),
        Words(
            "Buatlah berkasnya lagi dari halaman deklarasi.",
            "Make the paper again on the declaration's page.",
        ),
    ),
    Refusal(
        NumberIsMissing,
        422,
        Words("Nomor surat belum ditulis.", "The number of the letter is missing."),
        Words(
            "Tulis nomor yang diberikan tata usaha, persis seperti di berkasnya.",
            "Write the number the office gave it, exactly as it stands in the file.",
        ),
    ),
    Refusal(
        AlreadyTakenBack,
        409,
        Words("Berkas ini sudah kembali sebelumnya.", "This paper came back before."),
        Words(
            "Yang sudah diterima tidak pernah ditimpa. Bila salah, keluarkan berkas baru.",
            "What was taken back is never replaced. If it is wrong, issue a new paper.",
        ),
    ),
    Refusal(
        FileCameBackBefore,
        409,
        Words("Berkas ini sudah diterima untuk surat lain.", "This file was taken back for another paper."),
        Words("Pilih berkas yang benar.", "Choose the right file."),
    ),
    Refusal(
        PaperIsNotAccepted,
        422,
        Words("Berkas ini tidak diterima. {reason}", "This file was not accepted. {reason}"),
        Words(
            "Tidak ada yang diubah. Unggah berkas asli yang sudah dinomori dan ditandatangani.",
            "Nothing was changed. Upload the original file, numbered and signed.",
        ),
    ),
)
