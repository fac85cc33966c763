"""Tables of people who sign in."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A staff account; never an official of the roster."""

    display_name = models.CharField(max_length=120, blank=True)

    def may(self, capability: str) -> bool:
        return self.is_active and self.is_superuser
