"""An exception told at a terminal: by its row in the refusals, in both languages, or as the HTTP API would."""

import json
import sys
from typing import Any

from ikrar.law.reading import LawTextIsBroken
from ikrar.web import problems
from ikrar.web.languages import speaking

REFUSED = 1  # the exit code, as frame.py tells it
BROKEN = "Data hukum rusak; layanan tidak dapat dimulai / the law data is broken; the service cannot start"
REPAIR = "Perbaiki berkas itu (docs/law.md) / repair that file (docs/law.md)"


def tell(exception: Exception, *, as_json: bool) -> int:
    """1, after a sentence and its remedy; an exception that no table knows goes on as it is."""
    if isinstance(exception, LawTextIsBroken):  # it stopped the start, so no table is filled yet
        members: dict[str, Any] = {"type": "about:blank", "code": "LawTextIsBroken", "status": 500}
        members |= {"title": BROKEN, "detail": str(exception), "remedy": REPAIR}
    elif problems.refusal_of(exception) is None:
        raise exception
    else:
        members = problems.problem_of(exception).members
    if as_json:
        print(json.dumps(members, ensure_ascii=False))
    else:
        print("\n".join(_lines(exception, members)), file=sys.stderr)
    return REFUSED


def _lines(exception: Exception, members: dict[str, Any]) -> list[str]:
    if "detail" in members:
        return [members["title"], f"    {members['detail']}", f"    {members['remedy']}"]
    lines = []
    for language in ("id", "en"):
        with speaking(language):
            told = problems.told(exception)
        lines += [told["title"], f"    {told['remedy']}"]
    return lines
