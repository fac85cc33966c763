"""Accounts of the demonstration: one person per role, all "contoh", with one passphrase."""

from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress

from ikrar.accounts.domain import Role
from ikrar.accounts.models import Grant, User

PASSPHRASE = "ikrar-kota-contoh"  # noqa: S105 (printed in the tour; these accounts exist only in the demonstration)


@dataclass(frozen=True, slots=True)
class StaffSeed:
    """One invented member of staff."""

    email: str
    name: str
    roles: tuple[Role, ...]
    unit: str = "*"


STAFF = (
    StaffSeed("citra@contoh.example", "Citra (contoh), BKD", (Role.PERSONNEL, Role.ORGANISER)),
    StaffSeed("galih@contoh.example", "Galih (contoh), Kesbangpol", (Role.ORGANISER, Role.SITE_LEADER)),
    StaffSeed(
        "budi@contoh.example",
        "Budi (contoh), Lurah Jati",
        (Role.UNIT_HEAD, Role.SITE_LEADER),
        "Kelurahan Jati",
    ),
    StaffSeed("wulan@contoh.example", "Wulan (contoh), saksi kios", (Role.WITNESS,)),
    StaffSeed("bawaslu@contoh.example", "Petugas Bawaslu (contoh)", (Role.OVERSEER, Role.AUDITOR)),
    StaffSeed("admin@contoh.example", "Pengelola (contoh)", (Role.ADMIN,)),
)


def plant(*, units: dict[str, str], at: datetime) -> dict[str, User]:
    """Create the accounts; `units` maps unit names to public ids. By address."""
    made = {}
    for seed in STAFF:
        user = User(email=seed.email, display_name=seed.name, is_active=True, created_at=at)
        user.set_password(PASSPHRASE)
        user.save()
        EmailAddress.objects.create(user=user, email=seed.email, primary=True, verified=True)
        for role in seed.roles:
            scope = units.get(seed.unit, "*") if seed.unit != "*" else "*"
            Grant.objects.create(user=user, role=role, scope=scope, begins_on=at.date(), reason="demo")
        made[seed.email] = user
    return made
