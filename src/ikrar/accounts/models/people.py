"""People who sign in, and the roles they hold by period."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from ikrar.accounts import domain
from ikrar.accounts.domain import Hold, Role
from ikrar.kernel.ids import new_id
from ikrar.kernel.periods import Period


class UserManager(BaseUserManager["User"]):
    """Finds people by address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A staff account; never an official of the roster.

    `may` and `scopes` are asked by views, on the day of the request; what lies below a view asks the
    queries with an explicit day.
    """

    public_id = models.CharField(max_length=10, unique=True, default=new_id, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    display_name = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="address_in_small_letters")
        ]

    def __str__(self) -> str:
        return self.display_name or self.public_id

    def holds(self) -> tuple[Hold, ...]:
        """What was granted, read once per request."""
        if not hasattr(self, "_holds"):
            effective = self.grants.exclude(ends_before=models.F("begins_on"))
            self._holds = tuple(grant.as_hold() for grant in effective.order_by("id"))
        return self._holds

    def may(self, capability: str, *, on: date | None = None) -> bool:
        return bool(self.scopes(capability, on=on))

    def scopes(self, capability: str, *, on: date | None = None) -> frozenset[str]:
        """Public ids of units the capability reaches, or {"*"}; empty means no."""
        if not self.is_active:
            return frozenset()
        return domain.scopes_of(capability, self.holds(), on=on or timezone.localdate())

    def needs_passkey(self) -> bool:
        return domain.needs_passkey(self.holds(), on=timezone.localdate())


class Grant(models.Model):
    """A role for a part of the tree, from a day, up to but without another."""

    public_id = models.CharField(max_length=10, unique=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=16, choices=[(role.value, role.value) for role in Role])
    scope = models.CharField(max_length=16, default=domain.EVERYWHERE)  # a unit's public id, or "*"
    begins_on = models.DateField()
    ends_before = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=200)
    granted_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "scope"],
                condition=models.Q(ends_before__isnull=True),
                name="one_open_grant_per_role_and_scope",
            ),
            # An empty period is a grant withdrawn on the day it was made.
            models.CheckConstraint(
                condition=models.Q(ends_before__isnull=True)
                | models.Q(ends_before__gte=models.F("begins_on")),
                name="grant_ends_not_before_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.scope}"

    def as_hold(self) -> Hold:
        return Hold(Role(self.role), self.scope, Period(self.begins_on, self.ends_before))


class Invitation(models.Model):
    """A one-time link: to activate an account, or (without a user) to set up the first administrator."""

    user = models.OneToOneField(User, null=True, on_delete=models.CASCADE, related_name="invitation")
    code_hash = models.BinaryField(max_length=32, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"until {self.expires_at:%Y-%m-%d %H:%M}"
