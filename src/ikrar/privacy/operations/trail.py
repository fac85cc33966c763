"""Every change leaves an act; it holds public ids and counts, never a name."""

from datetime import datetime
from typing import Any, TypeAlias

from ikrar.accounts import operations as accounts
from ikrar.kernel.canonical import Value

Actor: TypeAlias = (
    Any  # accounts.User, or None for the person or the clerk; its class stays behind accounts' doors
)


def note(act: str, subject: str, *, by: Actor, at: datetime, **detail: Value) -> None:
    accounts.record_act(actor=by, act=f"privacy.{act}", subject=subject, detail=detail, at=at)
