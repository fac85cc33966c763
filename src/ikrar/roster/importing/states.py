"""The closed lists under the name by which the command line knows them."""

from ikrar.roster.domain.lists import FileFault, Kind, Reason, State, Verdict

__all__ = ["FileFault", "Kind", "Reason", "State", "Verdict"]
