"""One text in the product's two languages."""

from typing import NamedTuple


class Words(NamedTuple):
    """Indonesian first, English second; `{slots}` are filled where it is shown."""

    id: str
    en: str
