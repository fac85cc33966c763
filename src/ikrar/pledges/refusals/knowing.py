"""How it is told that a government SSO named nobody of the list."""

from ikrar.kernel.words import Words
from ikrar.pledges.operations import knowing
from ikrar.web.problems import Refusal

KNOWING: tuple[Refusal, ...] = (
    Refusal(
        knowing.NotOneOfTheList,
        403,
        Words(
            "Yang dikatakan SSO tidak cocok dengan tepat satu orang di daftar pegawai hari ini.",
            "What the SSO says does not fit exactly one person of today's staff list.",
        ),
        Words(
            "Tidak ada yang berubah. Masuklah dengan kode kartu atau kode sekali pakai, atau tanyakan kepada petugas "
            "kepegawaian unit Anda.",
            "Nothing was changed. Come in by card code or one-time code, or ask your unit's personnel officer.",
        ),
    ),
)
