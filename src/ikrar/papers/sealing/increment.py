"""An increment at the end of a PDF that adds what it was asked to and touches nothing else."""

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter


class Increment(IncrementalPdfFileWriter):
    """Without pyHanko's new title page of facts: the paper keeps its own (XMP and dates as typst wrote them, as PDF/A wants)."""

    def _update_meta(self) -> None:
        pass
