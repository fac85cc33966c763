"""How refusals that any JSON address may give are told."""

from ikrar.kernel.words import Words
from ikrar.web import api, photographs
from ikrar.web.problems import Refusal

DESCRIBED = Words("Bentuknya tertulis di /api/openapi.json.", "Its shape is described in /api/openapi.json.")

REFUSALS = (
    Refusal(
        photographs.NotAPhotograph,
        422,
        Words("Berkas ini bukan JPEG atau PNG yang utuh.", "This file is no whole JPEG or PNG."),
        Words("Pilih foto lain.", "Choose another photograph."),
    ),
    Refusal(
        photographs.PhotographTooLarge,
        413,
        Words("Foto ini terlalu besar untuk dibaca.", "This photograph is too large to be read."),
        Words(
            "Paling banyak 60 juta piksel. Perkecil, lalu unggah lagi.",
            "At most 60 million pixels. Make it smaller and upload it again.",
        ),
    ),
    Refusal(
        photographs.PhotographsBusy,
        503,
        Words("Foto lain sedang dibaca.", "Other photographs are being read."),
        Words(
            "Tidak ada yang dilampirkan. Ulangi sebentar lagi.", "Nothing was attached. Try again in a while."
        ),
    ),
    Refusal(
        api.BodyNotUnderstood,
        400,
        Words("Isi permintaan tidak dapat dibaca: {reason}.", "The body could not be read: {reason}."),
        DESCRIBED,
    ),
    Refusal(
        api.BodyTooLarge,
        413,
        Words("Isi permintaan terlalu panjang.", "The body is too long."),
        Words("Kirim paling banyak 16 KiB.", "Send at most 16 KiB."),
    ),
    Refusal(
        api.MethodNotAllowed,
        405,
        Words("Alamat ini ditanya dengan cara lain.", "This address is asked in another way."),
        Words("Pakai {allow}.", "Use {allow}."),
        headers=("allow",),
    ),
    Refusal(
        api.ParameterNotUnderstood,
        422,
        Words("“{value}” bukan nilai yang sah untuk {name}.", "“{value}” is no valid value of {name}."),
        Words("Contoh: {example}.", "For example: {example}."),
    ),
)
