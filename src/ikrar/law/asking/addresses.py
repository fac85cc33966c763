"""Where the adviser is reached, as it is printed."""

from django.conf import settings


def adviser() -> str:
    """Its own host name if one is set, else its address on the product's.

    Without the scheme's trouble: people type what they read.
    """
    if settings.IKRAR_ADVISER_HOST:
        return f"https://{settings.IKRAR_ADVISER_HOST}/"
    return f"{settings.IKRAR_ADDRESS}/boleh/"
