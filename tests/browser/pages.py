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
]
