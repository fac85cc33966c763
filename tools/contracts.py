"""The house rule that import-linter has no ready contract for."""

from typing import Any, ClassVar

from importlinter import Contract, ContractCheck, fields, output

OPEN = frozenset({"queries", "operations", "domain", "events", "refusals"})
SHARED = (".kernel", ".web", ".project")
# A context's published library: plain modules that strangers use as well (docs/decisions/0012).
LIBRARIES = {
    "ikrar.register": frozenset(
        {
            "merkle",
            "note",
            "paper",
            "reasons",
            "receipt",
            "sealed",
            "signatures",
            "statement",
            "trust",
            "verify",
        }
    ),
    "ikrar.papers": frozenset({"checking", "letters"}),
}


class FrontDoors(Contract):
    """A context is entered from another only by its front doors: queries, operations, domain."""

    type_name: ClassVar[str] = "front_doors"
    container = fields.StringField()

    def check(self, graph: Any, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001 (import-linter's signature)
        """Every import of a closed module from outside its context is a breach."""
        bad: list[tuple[str, str]] = []
        for context in graph.find_children(self.container):
            if not context.endswith(SHARED):
                bad += _past_the_door(graph, context=context, container=str(self.container))
        return ContractCheck(kept=not bad, metadata={"bad": sorted(bad)})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each importer and the module it may not see."""
        for importer, module in check.metadata["bad"]:
            output.print_error(f"{importer} goes past the front door of {module}")


def _past_the_door(graph: Any, *, context: str, container: str) -> list[tuple[str, str]]:
    return [
        (importer, module)
        for module in graph.find_descendants(context)
        if module.removeprefix(context + ".").split(".")[0] not in OPEN | LIBRARIES.get(context, frozenset())
        for importer in graph.find_modules_that_directly_import(module)
        if not importer.startswith((context + ".", container + ".project"))
    ]
