"""Verifying a receipt: in the browser where it can, here where it cannot. Nothing is kept of it."""

from threading import Lock
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from ikrar.kernel.words import Words
from ikrar.openness import examining
from ikrar.openness.domain import CATEGORY_WORDS
from ikrar.register import paper, reasons, verify
from ikrar.register import queries as register
from ikrar.web.access import public
from ikrar.web.languages import say
from ikrar.web.page import page

FIELD, PASTED = "berkas", "isi"
WAIT_SECONDS = 5  # then the others of this process are answered, and this one asks again
BUSY = Words(
    "Pemeriksaan berkas lain sedang berjalan. Coba lagi sebentar lagi; tanda terima (.json) selalu langsung diperiksa.",
    "Another paper is being checked. Please try again in a moment; a receipt (.json) is always checked at once.",
)
_one_paper = Lock()


@csrf_exempt  # changes nothing and asks for no session; so a huge body is refused before a byte of it is read
@public
def check(request: HttpRequest) -> HttpResponse:
    """The empty page, or the answer for the file that was sent."""
    if request.method != "POST":
        return _page(request)
    if _length(request) > examining.LIMIT:
        return _page(request, wrong=examining.TOO_LARGE, status=413)
    data = _given(request)
    if paper.is_paper(data):
        return _paper(request, data)
    wrong = examining.not_a_receipt(data) if data.strip() else examining.NOTHING_GIVEN
    if wrong is not None:
        return _page(request, wrong=wrong, status=422)
    return _page(request, checked=examining.check(data))


def _paper(request: HttpRequest, data: bytes) -> HttpResponse:
    """A sealed PDF, one at a time: reading a stranger's PDF costs more than a receipt."""
    if not _one_paper.acquire(timeout=WAIT_SECONDS):
        return _page(request, wrong=BUSY, status=503)
    try:
        checked = examining.check_paper(data, at=timezone.now())
    except paper.PaperIsRefused as e:
        return _page(request, wrong=reasons.reason(e), status=422)
    finally:
        _one_paper.release()
    return _page(request, checked=checked)


def _given(request: HttpRequest) -> bytes:
    upload = request.FILES.get(FIELD)
    if upload is not None:
        return bytes(upload.read())
    return request.POST.get(PASTED, "").strip().encode()


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _page(
    request: HttpRequest,
    *,
    wrong: Words | None = None,
    checked: examining.Checked | None = None,
    status: int = 200,
) -> HttpResponse:
    return page(
        request,
        "openness/check.html",
        status=status,
        wrong=wrong,
        checked=checked,
        steps=[(number, words) for number, (words, _) in enumerate(verify.STEPS, start=1)],
        told=_told(),
        origin=register.origin(),
        fingerprint=register.fingerprint(),
    )


def _told() -> dict[str, Any]:
    """Every sentence the script may need, in the reader's language."""
    return {
        "causes": {code: say(words) for code, words in examining.CAUSES.items()},
        "remarks": {code: say(words) for code, words in examining.REMARKS.items()},
        "others": [[list(mark), say(words)] for mark, words in examining.OTHER_FILES],
        "tooLarge": say(examining.TOO_LARGE),
        "proved": say(examining.PROVED),
        "consistent": say(examining.CONSISTENT),
        "refused": say(examining.REFUSED),
        "proves": say(examining.PROVES),
        "provesEntry": say(examining.PROVES_ENTRY),
        "facts": {
            name: {code: say(words) for code, words in CATEGORY_WORDS[name].items()}
            for name in ("key", "identification", "presence")
        },
        "rehearsal": register.origin(rehearsal=True),
    }
