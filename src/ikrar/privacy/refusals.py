"""How the refusals of this context are told."""

from ikrar.kernel.words import Words
from ikrar.privacy.domain import incidents, requests, retention
from ikrar.privacy.operations import requests as asking
from ikrar.privacy.queries import destructions
from ikrar.privacy.queries import incidents as recorded
from ikrar.privacy.queries import requests as asked
from ikrar.web.problems import Refusal

BACK = Words("Kembali ke daftarnya; tidak ada yang berubah.", "Go back to the list; nothing was changed.")

REFUSALS: tuple[Refusal, ...] = (
    Refusal(asked.RequestNotFound, 404, Words("Permintaan ini tidak ada.", "There is no such request."), BACK),
    Refusal(
        destructions.DestructionNotFound, 404,
        Words("Usul pemusnahan ini tidak ada.", "There is no such proposal."), BACK,
    ),
    Refusal(recorded.IncidentNotFound, 404, Words("Kejadian ini tidak ada.", "There is no such incident."), BACK),
    Refusal(recorded.LetterNotFound, 404, Words("Surat ini tidak ada.", "There is no such letter."), BACK),
    Refusal(
        requests.AnsweredAlready, 409,
        Words("Permintaan ini sudah dijawab.", "This request was answered already."),
        Words("Jawaban diberikan satu kali; buka permintaannya.", "An answer is given once; open the request."),
    ),
    Refusal(
        requests.GroundMissing, 422,
        Words("Penolakan menyebut alasannya, dan hanya penolakan.", "A refusal names its ground, and only a refusal does."),
        Words("Pilih alasan dari daftar, atau pilih “dipenuhi”.", "Choose a ground from the list, or choose “done”."),
    ),
    Refusal(
        requests.AnswerMissing, 422,
        Words("Jawaban belum ditulis.", "The answer has no words yet."),
        Words("Tulis apa yang dilakukan, atau mengapa tidak.", "Write what was done, or why not."),
    ),
    Refusal(
        requests.ReasonMissing, 422,
        Words("Perpanjangan memerlukan alasan.", "An extension needs a reason."),
        Words("Tulis alasannya; yang bersangkutan membacanya.", "Write the reason; the person reads it."),
    ),
    Refusal(
        requests.ExtensionNotLater, 422,
        Words("Waktu baru harus sesudah batas yang berlaku.", "The new moment must come after the one that stands."),
        Words("Pilih waktu yang lebih lambat.", "Choose a later moment."),
    ),
    Refusal(
        requests.StillOpen, 409,
        Words("Permintaan yang sama masih berjalan.", "The same request is still open."),
        Words("Lihat keadaannya di Ikrar saya.", "See how it stands in My pledge."),
    ),
    Refusal(
        requests.FileNotAccepted, 422,
        Words("Hanya PDF sampai 5 MB yang dapat dilampirkan.", "Only a PDF of up to 5 MB can be attached."),
        Words("Simpan sebagai PDF, lalu coba lagi.", "Save it as a PDF and try again."),
    ),
    Refusal(
        asking.ReceivedLater, 422,
        Words("Permintaan tidak mungkin diterima sesudah sekarang.", "A request cannot have come after now."),
        Words("Periksa hari dan jamnya.", "Check day and hour."),
    ),
    Refusal(
        retention.ActivityNotScheduled, 409,
        Words("Kantor belum menetapkan masa simpannya.", "The office has not decided how long it is kept."),
        Words("Isi berkas IKRAR_RETENTION lebih dahulu.", "Fill in the file IKRAR_RETENTION first."),
    ),
    Refusal(
        retention.NotRipe, 409,
        Words("Tidak ada yang jatuh tempo di sini sekarang.", "Nothing here is due now."),
        Words("Muat ulang daftar yang jatuh tempo.", "Reload the list of what is due."),
    ),
    Refusal(
        retention.SecondOfficerNeeded, 403,
        Words("Yang mengusulkan atau menulis tidak boleh menyetujui.", "Whoever proposed or wrote it may not approve it."),
        Words("Minta petugas lain membukanya.", "Ask another officer to open it."),
    ),
    Refusal(
        retention.NotAtThisPoint, 409,
        Words("Langkah ini tidak berlaku pada keadaan sekarang.", "This step does not fit how things stand."),
        Words("Muat ulang halamannya.", "Reload the page."),
    ),
    Refusal(
        incidents.IncidentIsClosed, 409,
        Words("Kejadian ini sudah ditutup dan tidak diubah lagi.", "This incident is closed and is not changed any more."),
        Words("Catat kejadian baru bila ada yang lain.", "Record a new incident if there is another."),
    ),
    Refusal(
        incidents.ClockRunsAlready, 409,
        Words("Jamnya sudah berjalan.", "Its clock runs already."),
        Words("Buka kejadiannya.", "Open the incident."),
    ),
    Refusal(
        incidents.MomentMissing, 422,
        Words("Waktu itu belum tercatat, atau belum disebut menurut siapa.", "That moment is not recorded, or nobody is named for it."),
        Words("Sebut waktunya dan siapa yang menyatakannya.", "Name the moment and who says so."),
    ),
    Refusal(
        incidents.NotInTheFuture, 422,
        Words("Kejadian tidak mungkin sesudah sekarang.", "An incident cannot lie after now."),
        Words("Periksa hari dan jamnya.", "Check day and hour."),
    ),
    Refusal(
        incidents.LetterReleasedAlready, 409,
        Words("Surat ini sudah dilepas.", "This letter has left already."),
        Words("Tulis surat susulan bila perlu.", "Write a further letter if needed."),
    ),
    Refusal(
        incidents.NobodyToTell, 422,
        Words("Tidak seorang pun dari daftar ini dikenal dan punya alamat.", "Nobody on this list is known and has an address."),
        Words("Periksa nomornya, atau pilih semua.", "Check the numbers, or choose everybody."),
    ),
)  # fmt: skip
