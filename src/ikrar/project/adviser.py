"""The adviser under a host name of its own: the law's public pages and nothing else, nothing of sign-in."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port

from ikrar.web.forgetful import stand_alone

Handler = Callable[[HttpRequest], HttpResponse]


def own_host(get_response: Handler) -> Handler:
    """Who comes by the adviser's name meets the addresses of `adviser_urls`."""

    def handle(request: HttpRequest) -> HttpResponse:
        name, _ = split_domain_port(request.META.get("HTTP_HOST", "").lower())
        if name and name == settings.IKRAR_ADVISER_HOST:
            stand_alone(request)
            request.urlconf = "ikrar.project.adviser_urls"
        return get_response(request)

    return handle
