"""Addresses as they stand in files and answers that outlive a visit."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override


def lasting_address(name: str, *parts: object) -> str:
    """A whole address that does not change with the reader's language."""
    with override("id"):
        return f"{settings.IKRAR_ADDRESS}{reverse(name, args=parts)}"
