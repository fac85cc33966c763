"""Render a page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def page(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """One template, filled; `status` for a form that was refused (422)."""
    return render(request, template, context, status=status)
