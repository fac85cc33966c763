"""The text of a PDF, page by page."""

from io import BytesIO

from pypdf import PdfReader


class TooManyPages(Exception):
    """More pages than a letter ever has."""


def read(pdf: bytes, *, most_pages: int) -> tuple[str, int]:
    """The text of all pages and how many there are."""
    pages = PdfReader(BytesIO(pdf), strict=False).pages
    if len(pages) > most_pages:
        raise TooManyPages
    return "\n".join(page.extract_text() for page in pages), len(pages)
