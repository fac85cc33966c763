"""How open data leaves: tagged, cacheable, readable from any origin, with its licence and a name to save it under."""

from hashlib import sha256

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from ikrar.openness.opendata.schemas import LICENCE_ADDRESS
from ikrar.web.api import MethodNotAllowed

FOR_EVER = "public, max-age=31536000, immutable"
A_WHILE = "public, max-age=300"
READING = ("GET", "HEAD")


def served(
    request: HttpRequest, data: bytes, *, kind: str, name: str = "", for_ever: bool = False
) -> HttpResponse:
    """The file, or 304 for whoever has it already. Only reading is answered; no cookie is asked for or given."""
    check_reading(request)
    tag = f'"{sha256(data).hexdigest()[:32]}"'
    if tag in request.headers.get("If-None-Match", ""):
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(data, content_type=kind)
        if name:
            response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["ETag"] = tag
    response["Cache-Control"] = FOR_EVER if for_ever else A_WHILE
    return opened(response)


def opened(response: HttpResponse) -> HttpResponse:
    """Any origin may read it, and sees its tag and name; the licence goes along."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "Content-Disposition, ETag, Link"
    response["Link"] = f'<{LICENCE_ADDRESS}>; rel="license"'
    return response


def check_reading(request: HttpRequest) -> None:
    if request.method not in READING:
        raise MethodNotAllowed(", ".join(READING))
