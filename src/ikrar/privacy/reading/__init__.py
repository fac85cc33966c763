"""From YAML to values. A fault names the file, the record and the reason. Free of Django."""

from ikrar.privacy.reading.documents import record_document, retention_document
from ikrar.privacy.reading.faults import RecordIsBroken
from ikrar.privacy.reading.processing import read_record
from ikrar.privacy.reading.schedule import read_schedule

__all__ = ["RecordIsBroken", "read_record", "read_schedule", "record_document", "retention_document"]
