"""Who acts: an account of the staff, whose class stays behind accounts' doors."""

from typing import Any, TypeAlias

Actor: TypeAlias = Any  # accounts.User, or None for the system itself
