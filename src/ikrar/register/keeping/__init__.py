"""Backup and restore: one archive with the database, the keys and the register's files.

A restored register never goes on under its name unless it is shown that nothing newer was published; else it
gets a successor (docs/register.md, "After a restore").
"""

from ikrar.register.keeping.archive import ArchiveIsDamaged, Kept, Progress, backup
from ikrar.register.keeping.comparing import RestoredDiffers
from ikrar.register.keeping.database import AnotherEngine, ToolIsMissing
from ikrar.register.keeping.restoring import Restored, restore

__all__ = [
    "AnotherEngine",
    "ArchiveIsDamaged",
    "Kept",
    "Progress",
    "Restored",
    "RestoredDiffers",
    "ToolIsMissing",
    "backup",
    "restore",
]
