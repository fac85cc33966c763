"""Where the adviser is reached, as it is printed; and where machines ask the same."""

from django.conf import settings
from django.http import HttpRequest

from ikrar.web.forgetful import is_alone


def adviser() -> str:
    """Its own host name if one is set, else its address on the product's."""
    if settings.IKRAR_ADVISER_HOST:
        return f"https://{settings.IKRAR_ADVISER_HOST}/"
    return f"{settings.IKRAR_ADDRESS}/boleh/"


def machines(request: HttpRequest) -> str:
    """The description of the API, which the adviser's own host does not have."""
    return (settings.IKRAR_ADDRESS if is_alone(request) else "") + "/api/openapi.json"
