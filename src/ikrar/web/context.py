"""What every template may use."""

from django.conf import settings
from django.http import HttpRequest

from ikrar.web.languages import is_english


def everywhere(request: HttpRequest) -> dict[str, object]:
    """Language, its counterpart's address, and whether this is the demonstration."""
    english = is_english()
    path = request.get_full_path()
    bare = path.removeprefix("/en") if path.startswith("/en/") else path
    return {
        "english": english,
        "other_language_address": bare if english else f"/en{bare}",
        "is_demo": settings.IKRAR_DEMO,
        "request_id": request.META.get("IKRAR_REQUEST_ID", ""),
    }
