"""The barest of Django's views, for comparison."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def _nothing(_: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [path("", _nothing)]
