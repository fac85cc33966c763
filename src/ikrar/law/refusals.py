"""How this context's refusals are told."""

from ikrar.kernel.words import Words
from ikrar.law.asking_refusals import ASKING
from ikrar.law.engine_refusals import ENGINE
from ikrar.law.queries import NoSuchLawText, NoSuchLawVersion
from ikrar.law.records import NoSuchRecord
from ikrar.law.term_refusals import TERMS
from ikrar.web.problems import Refusal

REFUSALS = (
    Refusal(
        NoSuchLawText,
        404,
        Words("Kalender atau naskah “{code}” tidak ada.", "There is no calendar or text “{code}”."),
        Words("Pilih dari daftar di halaman kalender.", "Choose from the list on the calendar page."),
    ),
    Refusal(
        NoSuchLawVersion,
        404,
        Words(
            "Versi hukum “{version}” tidak tersimpan di instalasi ini, atau awalannya cocok dengan beberapa versi.",
            "No law version “{version}” is kept by this installation, or several begin like that.",
        ),
        Words(
            "Versi yang pernah berlaku tercantum di halaman buku hukum.",
            "The versions that were in force stand on the page of the law book.",
        ),
    ),
    *ASKING,
    *ENGINE,
    Refusal(
        NoSuchRecord,
        404,
        Words("Tidak ada catatan hukum berkode “{code}”.", "The law book has no record “{code}”."),
        Words(
            "Cari di halaman hukum (/hukum/) menurut kode atau kata.",
            "Search by code or words on the law page (/hukum/).",
        ),
    ),
    *TERMS,
)
