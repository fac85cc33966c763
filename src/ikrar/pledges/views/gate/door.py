"""A thin adapter: what Django knows of a request in, what the gate answers out."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from ikrar.pledges.gate import asking, doors
from ikrar.web.access import public
from ikrar.web.languages import wanted


def _door(word: str, name: str) -> Callable[[HttpRequest], HttpResponseBase]:
    """A view of the gate. Exempt from CSRF by design: no cookie is read, the pass in the body is the authority."""

    @csrf_exempt
    def view(request: HttpRequest) -> HttpResponse:
        asked = doors.Asked(
            word=word,
            method=request.method or "",
            content_type=request.content_type or "",
            length=request.META.get("CONTENT_LENGTH") or "",
            language=wanted(request.headers.get("Accept-Language", "")),
        )
        answer = doors.answer(asked, read=lambda: request.read(asking.LONGEST_BODY + 1), at=timezone.now())
        return HttpResponse(answer.body, status=answer.status, headers=dict(answer.headers))

    view.__name__ = view.__qualname__ = name
    return public(view)


challenge = _door("challenge", "challenge")
give_pass = _door("pass", "give_pass")
one_time_code = _door("otp", "one_time_code")
presence = _door("presence", "presence")
pledge = _door("pledge", "pledge")
receipt = _door("receipt", "receipt")
