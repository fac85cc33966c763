"""What a benchmark tells: figures for machines on one line, tables for people, and what did not hold."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table as Drawn

Cell = str | int | float | None
MANY = 1000


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a title; `note` says below it what a reader must know."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The outcome of one word. Any of `faults` makes the exit code 1."""

    word: str
    figures: Mapping[str, object]
    tables: Sequence[Table] = ()
    faults: Sequence[str] = ()

    def line(self) -> str:
        """One line of JSON."""
        return json.dumps({"bench": self.word, **self.figures, "faults": list(self.faults)})


def show(result: Result, *, console: Console) -> None:
    """The tables, or the figures as one; then whatever did not hold."""
    for table in result.tables or (_plain(result),):
        _draw(table, console)
    for fault in result.faults:
        console.print(f"[bold]✗ {fault}[/bold]", highlight=False)


def told(value: Cell) -> str:
    """A number as people read it: three digits count, thousands are kept apart.

    >>> told(8682.7), told(0.4512), told(3.14159), told(12), told(None)
    ('8,683', '0.451', '3.14', '12', '–')
    """
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    if isinstance(value, int) or value >= MANY:
        return f"{value:,.0f}"
    return f"{value:.3f}" if value < 1 else f"{value:.3g}"


def _draw(table: Table, console: Console) -> None:
    drawn = Drawn(title=table.title, title_justify="left", caption=table.note or None, caption_justify="left")
    for number, name in enumerate(table.columns):
        drawn.add_column(name, justify="right" if number else "left")
    for row in table.rows:
        drawn.add_row(*map(told, row))
    console.print(drawn)


def _plain(result: Result) -> Table:
    return Table(result.word, ("", ""), [(name, _cell(value)) for name, value in result.figures.items()])


def _cell(value: object) -> Cell:
    return value if isinstance(value, str | int | float | None) else json.dumps(value)
