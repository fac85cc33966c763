"""Disks that are full when a test says so."""

import resource
from contextlib import suppress


class SmallDisk:
    """A file system of its own in memory."""

    def __init__(self, folder):
        self.folder = folder / "service"

    def fill(self, service):
        """Write until nothing more goes in."""
        with suppress(OSError), (self.folder / "filler").open("wb", buffering=0) as file:
            while file.write(bytes(4096)):
                pass

    def free(self, service):
        (self.folder / "filler").unlink()


class SmallFiles(SmallDisk):
    """Where nothing may be mounted: no process of the service may write a file beyond its first page."""

    def fill(self, service):
        self._limit(service, 4096)

    def free(self, service):
        self._limit(service, resource.RLIM_INFINITY)

    def _limit(self, service, size):
        for process in service.processes():
            with suppress(ProcessLookupError):
                resource.prlimit(process, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
