"""Refusals about duties and reminders."""

from ikrar.kernel.words import Words
from ikrar.pledges.operations import owing
from ikrar.web.problems import Refusal

OWING: tuple[Refusal, ...] = (
    Refusal(
        owing.AlreadyPaused,
        409,
        Words("Pengingat unit ini sudah dihentikan.", "Reminders of this unit are stopped already."),
        Words("Muat ulang halamannya.", "Reload the page."),
    ),
    Refusal(
        owing.LinkUnknown,
        404,
        Words("Tautan ini tidak kami kenal.", "We do not know this link."),
        Words(
            "Buka tautan dari surat yang terakhir Anda terima.",
            "Open the link of the last letter you received.",
        ),
    ),
)
