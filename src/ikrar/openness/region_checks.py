"""At start: the region codes the operator set exist, and the list of units can be read."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

from ikrar.openness.opendata import regions
from ikrar.openness.opendata.regions import RegionIsUnknown, RegionListIsNotRead

HINT = "./ikrar data regions"


def regions_are_known(**_kwargs: Any) -> list[CheckMessage]:
    """Nothing is served with a code that no region has."""
    wrong: list[CheckMessage] = []
    if settings.IKRAR_REGION:
        wrong += _told("IKRAR_REGION", lambda: regions.region_of(settings.IKRAR_REGION))
    if settings.IKRAR_REGIONS:
        path = Path(settings.IKRAR_REGIONS)
        wrong += _told("IKRAR_REGIONS", lambda: regions.listed(path.read_text(encoding="utf-8")))
    return wrong


def _told(name: str, look: Any) -> list[CheckMessage]:
    try:
        look()
    except RegionIsUnknown as e:
        where = f" (baris/line {e.line})" if e.line else ""
        said = (
            f"{name}: kode wilayah {e.code!r} tidak ada{where}. / no region has the code {e.code!r}{where}."
        )
    except RegionListIsNotRead as e:
        said = f"{name}: baris {e.line} tidak dapat dibaca, atau unitnya berulang. / line {e.line} cannot be read, or its unit comes twice."
    except (OSError, UnicodeDecodeError) as e:
        said = f"{name}: {e}"
    else:
        return []
    return [Error(said, hint=HINT, id="ikrar.regions")]
