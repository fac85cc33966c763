"""How this context's refusals are told."""

from ikrar.kernel.words import Words
from ikrar.law.queries import NoSuchLawText
from ikrar.law.term_refusals import TERMS
from ikrar.web.problems import Refusal

REFUSALS = (
    Refusal(
        NoSuchLawText,
        404,
        Words("Kalender atau naskah “{code}” tidak ada.", "There is no calendar or text “{code}”."),
        Words("Pilih dari daftar di halaman kalender.", "Choose from the list on the calendar page."),
    ),
    *TERMS,
)
