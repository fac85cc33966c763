"""Refusals of papers: pictures that are none, a file that could not be set."""

from ikrar.kernel.words import Words
from ikrar.pledges.papers import pictures
from ikrar.web.apart import NotSet
from ikrar.web.problems import Refusal

PAPERS: tuple[Refusal, ...] = (
    Refusal(
        pictures.NotAPhotograph,
        422,
        Words(
            "Berkas “{name}” bukan foto JPEG atau PNG yang dapat ditampilkan.",
            "The file “{name}” is no JPEG or PNG photograph that can be shown.",
        ),
        Words(
            "Pilih fotonya lagi, paling besar 12 MB. Berita acara belum dibuat.",
            "Choose the photograph again, 12 MB at most. The minutes were not made.",
        ),
    ),
    Refusal(
        pictures.TooManyPhotographs,
        422,
        Words("Paling banyak {most} foto dalam satu lampiran.", "At most {most} photographs in one annex."),
        Words("Pilih beberapa saja.", "Choose a few."),
    ),
    Refusal(
        NotSet,
        503,
        Words("Berkas ini tidak dapat disusun sekarang.", "This paper cannot be set right now."),
        Words(
            "Tidak ada yang berubah. Coba lagi sebentar lagi, atau pilih satu lokasi saja.",
            "Nothing was changed. Try again in a while, or choose a single site.",
        ),
    ),
)
