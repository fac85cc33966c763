"""Sets a paper with typst: one compiler a folder, kept; what people wrote goes in as data, never as markup.

Every value reaches the template through `sys.inputs` as JSON strings, which typst shows and never evaluates.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any

import font_manrope
import segno
import typst

STANDARDS = ("a-2a", "ua-1")  # archivable and readable by a screen reader; with attachments it is a-3a

_one_at_a_time = Lock()


@cache
def _compiler(root: Path) -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[Path(font_manrope.__file__).parent / "files"])
    return typst.Compiler(root=root, font_paths=fonts, ignore_system_fonts=True)


def typeset(
    template: Path, data: Mapping[str, Any], *, at: datetime, standards: Sequence[str] = STANDARDS
) -> bytes:
    """The PDF of a template filled with the data; the template reads nothing outside its folder."""
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    with _one_at_a_time:
        made = _compiler(template.parent).compile(
            template,
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=list(standards),  # type: ignore[arg-type]  # a list of the literals
            timestamp=at.astimezone(UTC).replace(microsecond=0),
        )
    assert isinstance(made, bytes)
    return made


def qr(address: str, *, mask: int | None = None) -> str:
    """A QR code as SVG; level M survives a creased card. A given mask spares the search for the best of eight."""
    drawn = BytesIO()
    code = segno.make(address, error="m", micro=False, mask=mask)
    code.save(drawn, kind="svg", border=0, xmldecl=False, omitsize=True)
    return drawn.getvalue().decode()
