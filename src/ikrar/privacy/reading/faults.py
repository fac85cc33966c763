"""What is said of a file that cannot be used."""

from pathlib import Path


class RecordIsBroken(Exception):
    """A file of the record of processing or of the schedule does not say what it must."""

    def __init__(self, file: Path, record: str, reason: str) -> None:
        super().__init__(f"{file.name}: {record}: {reason}")
        self.file, self.record, self.reason = file.name, record, reason
