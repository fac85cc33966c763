"""How the gate tells that a request is none, and that it cannot take one now."""

from ikrar.kernel.words import Words
from ikrar.pledges.gate import asking, troubles
from ikrar.web.problems import Refusal

_KEPT = Words(
    "Ikrar yang sudah Anda tandatangani aman di ponsel ini. Ponsel mencoba lagi sendiri {retry_after} detik lagi.",
    "What you have signed is safe on this phone. The phone tries again by itself in {retry_after} seconds.",
)

ASKING: tuple[Refusal, ...] = (
    # the request itself
    Refusal(
        asking.OnlyPost,
        405,
        Words("Alamat ini hanya menerima POST.", "This address takes POST only."),
        Words("Lihat docs/api.md.", "See docs/api.md."),
        headers=("allow",),
    ),
    Refusal(
        asking.NotJson,
        400,
        Words("Isi permintaan bukan JSON yang kami terima.", "The request is no JSON as we take it."),
        Words("Kirim satu objek JSON sebagai application/json.", "Send one JSON object as application/json."),
    ),
    Refusal(
        asking.BodyTooLarge,
        413,
        Words("Permintaan ini terlalu besar.", "This request is too large."),
        Words("Yang wajar kurang dari 4 kB.", "An ordinary one is under 4 kB."),
    ),
    Refusal(
        asking.FieldWrong,
        422,
        Words("Isian {field} tidak ada atau keliru.", "Member {field} is missing or wrong."),
        Words("Lihat docs/api.md.", "See docs/api.md."),
    ),
    # the gate itself
    Refusal(
        troubles.Overloaded,
        503,
        Words(
            "Server sedang ramai; belum ada yang tercatat.", "The server is busy; nothing was recorded yet."
        ),
        _KEPT,
        headers=("retry_after",),
    ),
    Refusal(
        troubles.DatabaseAway,
        503,
        Words(
            "Server sedang tidak dapat mencatat; belum pasti apa yang sudah tercatat.",
            "The server cannot record at the moment; what it recorded is not certain.",
        ),
        _KEPT,
        headers=("retry_after",),
    ),
    Refusal(
        troubles.Unforeseen,
        500,
        Words("Ada kesalahan pada server kami.", "Something went wrong on our server."),
        _KEPT,
        headers=("retry_after",),
    ),
    Refusal(
        troubles.TooSlow,
        408,
        Words("Permintaan ini tidak kunjung lengkap.", "The request did not arrive completely in time."),
        _KEPT,
        headers=("retry_after",),
    ),
)
