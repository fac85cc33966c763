"""What every template may use."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.http import escape_leading_slashes

from ikrar.web import navigation
from ikrar.web.forgetful import is_alone, is_forgetful
from ikrar.web.languages import is_english


def everywhere(request: HttpRequest) -> dict[str, object]:
    """Language, its counterpart's address, navigation, and whether this is the demonstration."""
    english = is_english()
    path = request.get_full_path()
    is_known = not is_forgetful(request)
    bare = escape_leading_slashes(path.removeprefix("/en")) if path.startswith("/en/") else path
    home = (settings.IKRAR_ADDRESS if is_alone(request) else "") + ("/en" if english else "")
    return {
        "english": english,
        "other_language_address": bare if english else f"/en{bare}",
        "is_demo": settings.IKRAR_DEMO,
        "office": settings.IKRAR_OFFICE,
        "home": home,
        "help_address": f"{home}/bantuan/",
        "is_forgetful": not is_known,
        "navigation": SimpleLazyObject(
            lambda: (
                navigation.links_for(None, request.path)
                if is_alone(request)
                else navigation.menu_for(getattr(request, "user", None) if is_known else None, request.path)
            )
        ),
        "request_id": request.META.get("IKRAR_REQUEST_ID", ""),
    }
