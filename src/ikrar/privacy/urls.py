from django.urls import URLPattern, URLResolver, path

from ikrar.privacy.views import incidents, mine, public, requests, retention

app_name = "privacy"
DESK = "meja/privasi/"
ASKED = f"{DESK}permintaan/<slug:request_id>/"
GOES = f"{DESK}retensi/<slug:destruction>/"
FAILED = f"{DESK}kejadian/<slug:incident_id>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("privasi/pemrosesan/", public.processing, name="processing"),
    path("ikrar-saya/permintaan/", mine.own_requests, name="my-requests"),
    path("ikrar-saya/permintaan/<slug:request_id>/", mine.own_request, name="my-request"),
    path("ikrar-saya/permintaan/<slug:request_id>/jawaban.pdf", mine.own_file, name="my-file"),
    path(f"{DESK}permintaan/", requests.worklist, name="requests"),
    path(f"{DESK}permintaan/kertas/", requests.enter, name="enter"),
    path(ASKED, requests.one, name="request"),
    path(f"{ASKED}perpanjang/", requests.extend, name="extend"),
    path(f"{ASKED}betulkan/", requests.correct, name="correct"),
    path(f"{ASKED}salinan.pdf", requests.data_copy, name="data-copy"),
    path(f"{DESK}retensi/", retention.retention, name="retention"),
    path(f"{DESK}retensi/usul/", retention.propose, name="propose"),
    path(f"{GOES}setujui/", retention.approve, name="approve"),
    path(f"{GOES}tarik/", retention.withdraw, name="withdraw"),
    path(f"{GOES}henti/", retention.stop, name="stop"),
    path(f"{GOES}lanjut/", retention.resume, name="resume"),
    path(f"{DESK}kejadian/", incidents.incident_list, name="incidents"),
    path(f"{DESK}kejadian/catat/", incidents.record, name="record"),
    path(FAILED, incidents.incident, name="incident"),
    path(f"{FAILED}jam/", incidents.start, name="start"),
    path(f"{FAILED}surat/<slug:to>/", incidents.letter, name="letter"),
    path(f"{FAILED}surat/<slug:to>.pdf", incidents.letter_paper, name="letter-paper"),
    path(f"{FAILED}surat/<int:letter_id>/lepas/", incidents.release, name="release"),
    path(f"{FAILED}tutup/", incidents.close, name="close"),
]
