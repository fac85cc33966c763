"""Changes to the roster."""

from ikrar.roster.operations.editions import ImportUnderWay, NoConvenor
from ikrar.roster.operations.keeping import forget_old_lists, sweep_files
from ikrar.roster.operations.lists import (
    FileTooLarge,
    NotProposed,
    OnlyTheLastCanBeUndone,
    RosterHasMoved,
    StepNotOpen,
    Terms,
    advance_import,
    advance_imports,
    apply_import,
    begin_import,
    choose_columns,
    confirm_person,
    discard_import,
    import_file,
    undo_import,
)
from ikrar.roster.operations.organisation import (
    NameTaken,
    add_institution,
    add_representative,
    add_unit,
    end_representative,
)
from ikrar.roster.operations.people import (
    AbsenceTooLong,
    names_of_unit,
    note_names_seen,
    set_absence,
    set_contact,
    withdraw_absence,
)

__all__ = [
    "AbsenceTooLong",
    "FileTooLarge",
    "ImportUnderWay",
    "NameTaken",
    "NoConvenor",
    "NotProposed",
    "OnlyTheLastCanBeUndone",
    "RosterHasMoved",
    "StepNotOpen",
    "Terms",
    "add_institution",
    "add_representative",
    "add_unit",
    "advance_import",
    "advance_imports",
    "apply_import",
    "begin_import",
    "choose_columns",
    "confirm_person",
    "discard_import",
    "end_representative",
    "forget_old_lists",
    "import_file",
    "names_of_unit",
    "note_names_seen",
    "set_absence",
    "set_contact",
    "sweep_files",
    "undo_import",
    "withdraw_absence",
]
