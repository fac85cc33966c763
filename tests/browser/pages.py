"""The kinds of pages there are. A context that adds a page kind adds its line here; test_every_page walks them.

`address` gets the `scene` fixture's dictionary (filled by fixtures named in `scenes.py`) and returns a path.
`role` is None for a visitor, else the role that signs in. `limit` is the page's weight in bytes.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of page."""

    name: str
    address: Callable[[dict], str]
    role: str | None = None
    status: int = 200
    limit: int = 60_000


KINDS = [
    Kind("help", lambda scene: "/bantuan/"),
    Kind("style", lambda scene: "/meja/gaya/"),
    Kind("style with errors", lambda scene: "/meja/gaya/?salah"),
    Kind("missing", lambda scene: "/tidak-ada/", status=404),
    Kind("sign in", lambda scene: "/akun/masuk/"),
    Kind("forgotten passphrase", lambda scene: "/akun/lupa/"),
    Kind("a link that expired", lambda scene: "/akun/undangan/TIDAKADA/", status=410),
    Kind("desk of an administrator", lambda scene: "/meja/", role="ADMIN"),
    Kind("desk of the personnel office", lambda scene: "/meja/", role="PERSONNEL"),
    Kind("accounts", lambda scene: "/akun/orang/", role="ADMIN"),
    Kind("inviting staff", lambda scene: "/akun/orang/undang/", role="ADMIN"),
    Kind("audit trail", lambda scene: "/akun/jejak/?periksa=1", role="AUDITOR"),
    Kind("system and mail", lambda scene: "/akun/sistem/", role="ADMIN"),
    Kind("waiting mail", lambda scene: "/akun/sistem/surat/", role="ADMIN"),
    Kind("my keys", lambda scene: "/akun/kunci/", role="ADMIN"),
    Kind("changing the passphrase", lambda scene: "/akun/kata-sandi/", role="ADMIN"),
]
