"""Where a page's forms may lead, beyond this very origin."""

from django.http import HttpResponse


def may_lead_to(response: HttpResponse, origin: str) -> HttpResponse:
    """Let the forms of this one page be redirected to that origin (CSP `form-action`)."""
    response._csp_update = {"form-action": [origin]}  # type: ignore[attr-defined]  # noqa: SLF001 (how django-csp is told, as by its own decorator)
    return response
