"""What must be true of published figures whoever published them: sums, suppression, and steps over time.

Each rule is a function that yields what breaks it. They ask less than the publisher's own rules (ikrar.openness.figures)
where the reader cannot know everything, and never more: what was published rightly passes.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from ikrar.openness.disclosure import LEAST, is_a_step
from ikrar.openness.domain import SPLITS, Standing
from ikrar.openness.opendata.breaches import Difference

File = Mapping[str, Any]
Line = Mapping[str, Any]


def differences(files: Sequence[File]) -> list[Difference]:
    """Everything that does not hold in these publications of one declaration, given in their order."""
    found = [one for file in files for rule in RULES for one in rule(file)]
    for before, after in pairwise(files):
        found += _over_time(before, after)
    return found


def _own_people(file: File) -> Iterator[Difference]:
    """The parts of a unit have all its people, and the tops those of the whole."""
    units = {unit["id"]: unit for unit in file["units"]}
    below: dict[str | None, int] = defaultdict(int)
    ids = Counter(unit["id"] for unit in file["units"])
    yield from (Difference(file["number"], "UnitTwice", one) for one, times in ids.items() if times > 1)
    for unit in file["units"]:
        below[unit["above"]] += unit["people"]
        if unit["above"] is not None and unit["above"] not in units:
            yield Difference(file["number"], "UnknownUnitAbove", unit["name"])
    for above, people in below.items():
        told = file["whole"] if above is None else units.get(above)
        if told is not None and told["people"] != people:
            name = told.get("name", "whole")
            yield Difference(file["number"], "PeopleDoNotAddUp", name, str(told["people"]), str(people))


def _figures(file: File) -> Iterator[Difference]:
    """A larger figure is the sum of what is shown inside it, as far as all of it is shown."""
    inside: dict[str | None, list[Line]] = defaultdict(list)
    above = {unit["id"]: unit["above"] for unit in file["units"]}
    for unit in file["units"]:
        inside[unit["above"]].append(unit)
    groups: dict[str | None, list[Line]] = defaultdict(list)
    for group in file["together"]:
        groups[above.get(group["units"][0])].append(group)
    told = [(None, file["whole"]), *((unit["id"], unit) for unit in file["units"])]
    for key, figure in told:
        parts = [part for part in inside[key] if part["people"]]
        shown = [part for part in parts if part["standing"] == Standing.APART] + groups[key]
        if figure["pledged"] is None or not shown or any(p["standing"] == Standing.HIDDEN for p in parts):
            continue
        sums = tuple(sum(part[count] or 0 for part in shown) for count in ("pledged", "missing"))
        if sums != (figure["pledged"], figure["missing"]):
            name = figure.get("name", "whole")
            yield Difference(
                file["number"], "FigureDoesNotAddUp", name, _both(figure), f"{sums[0]} / {sums[1]}"
            )


def _small(file: File) -> Iterator[Difference]:
    """No figure under five, and none that lets a hidden unit be worked out."""
    named = [("whole", file["whole"]), *((unit["name"], unit) for unit in file["units"])]
    named += [("+".join(group["units"]), group) for group in file["together"]]
    for name, told in named:
        small = [n for n in (told["pledged"], told["missing"]) if n is not None and n < LEAST]
        yield from (Difference(file["number"], "SmallNumberShown", name, str(n)) for n in small)
    counted = [(name, part["count"]) for name, part in _parts(file)]
    counted += [(span["from"], span["count"]) for span in file["arrivals"]]
    for name, count in counted:
        if count < LEAST:
            yield Difference(file["number"], "SmallNumberShown", name, str(count))


def _hidden(file: File) -> Iterator[Difference]:
    """Of a fresh figure with hidden units inside, each of them keeps at least five possible values."""
    units = {unit["id"]: unit for unit in file["units"]}
    inside: dict[str | None, list[Line]] = defaultdict(list)
    for unit in file["units"]:
        inside[unit["above"]].append(unit)
    fresh = [unit for unit in file["units"] if unit["pledged"] is not None and _is_fresh(unit, file)]
    for unit in fresh:
        parts = inside[unit["id"]]
        if not any(part["standing"] != Standing.HIDDEN for part in parts):
            yield from _worked_out(file, unit, parts)
    for group in file["together"]:
        members = [units[key] for key in group["units"] if key in units]
        if group["as_of"] == file["as_of"]:
            yield from _worked_out(file, group, members)


def _worked_out(file: File, figure: Line, parts: Iterable[Line]) -> Iterator[Difference]:
    pledged, missing = figure["pledged"], figure["missing"]
    for part in parts:
        size = part["people"]
        width = min(size, pledged, missing, pledged + missing - size)
        if 0 < size < pledged + missing and width < min(size, LEAST):
            yield Difference(file["number"], "HiddenCanBeWorkedOut", part["name"])


def _whole_figures(file: File) -> Iterator[Difference]:
    """A figure has both counts and its moment, or nothing; and a fresh one counts everybody."""
    for unit in file["units"]:
        has = [unit[name] is not None for name in ("pledged", "missing", "as_of")]
        fits = all(has) if unit["standing"] == Standing.APART else not any(has)
        if not fits or (unit["as_of"] or "") > file["as_of"]:
            yield Difference(file["number"], "FigureIsHalf", unit["name"])
    whole = file["whole"]
    if len({whole[name] is None for name in ("pledged", "missing", "as_of")}) != 1:
        yield Difference(file["number"], "FigureIsHalf", "whole")


def _groups(file: File) -> Iterator[Difference]:
    """Groups are of neighbours that say so themselves, each in exactly one."""
    units = {unit["id"]: unit for unit in file["units"]}
    joined: dict[str, int] = defaultdict(int)
    for group in file["together"]:
        members = [units.get(key) for key in group["units"]]
        fits = all(m is not None and m["standing"] == Standing.TOGETHER for m in members)
        if not fits or len({m["above"] for m in members if m}) != 1:
            yield Difference(file["number"], "GroupDoesNotFit", "+".join(group["units"]))
        for key in group["units"]:
            joined[key] += 1
    for unit in file["units"]:
        if unit["standing"] == Standing.TOGETHER and joined[unit["id"]] != 1:
            yield Difference(file["number"], "JoinedNowhere", unit["name"])


def _splits(file: File) -> Iterator[Difference]:
    """Splits cover their categories once, in order, and those of the pledged agree."""
    totals: dict[str, int] = defaultdict(int)
    covered: dict[str, list[str]] = defaultdict(list)
    for name, part in _parts(file):
        totals[name] += part["count"]
        covered[name] += part["of"]
    for name, categories in covered.items():
        if name not in SPLITS or sorted(categories) != sorted(SPLITS[name]):
            yield Difference(file["number"], "SplitDoesNotCover", name)
    of_pledged = [name for name in ("key", "identification", "presence") if name in totals]
    for name in of_pledged[1:]:
        first = of_pledged[0]
        if totals[name] != totals[first]:
            yield Difference(
                file["number"], "SplitsDoNotAgree", name, str(totals[name]), f"{first} {totals[first]}"
            )


def _spans(file: File) -> Iterator[Difference]:
    """Spans follow each other; in a first publication they hold everybody in the splits."""
    until = ""
    for span in file["arrivals"]:
        if span["from"] < until or span["until"] < span["from"]:
            yield Difference(file["number"], "SpansOverlap", span["from"])
        until = max(until, span["until"])
    pledged = [part["count"] for name, part in _parts(file) if name == "presence"]
    arrived = sum(span["count"] for span in file["arrivals"])
    if file["number"] == 1 and pledged and file["arrivals"] and sum(pledged) != arrived:
        yield Difference(1, "ArrivalsDoNotAddUp", "", str(arrived), str(sum(pledged)))


RULES: tuple[Callable[[File], Iterator[Difference]], ...] = (
    _own_people,
    _figures,
    _small,
    _hidden,
    _whole_figures,
    _groups,
    _splits,
    _spans,
)


def _over_time(before: File, after: File) -> Iterator[Difference]:
    number = after["number"]
    if number != before["number"] + 1:
        yield Difference(number, "PublicationIsMissing", str(before["number"] + 1))
    if after["as_of"] < before["as_of"]:
        yield Difference(number, "PublishedBackwards", str(number))
    if after["declaration"]["id"] != before["declaration"]["id"]:
        yield Difference(number, "AnotherDeclaration", str(number))
    former = _undivided(before)
    for key, (name, counts) in _undivided(after).items():
        if key in former and not is_a_step(former[key][1], counts):
            told = [f"{pledged} / {missing}" for pledged, missing in (former[key][1], counts)]
            yield Difference(number, "StepTooSmall", name, told[1], told[0])


def _undivided(file: File) -> dict[str, tuple[str, tuple[int, int]]]:
    """Figures that are no sum of others: those of groups, and of units nothing is shown inside of."""
    divided = {unit["above"] for unit in file["units"] if unit["standing"] != Standing.HIDDEN}
    found = {
        unit["id"]: (unit["name"], (unit["pledged"], unit["missing"]))
        for unit in file["units"]
        if unit["pledged"] is not None and unit["missing"] is not None and unit["id"] not in divided
    }
    for group in file["together"]:
        key = "+".join(group["units"])
        found[key] = (key, (group["pledged"], group["missing"]))
    return found


def _parts(file: File) -> Iterator[tuple[str, Line]]:
    for name, parts in file["splits"].items():
        if name != "as_of":
            yield from ((name, part) for part in parts)


def _is_fresh(unit: Line, file: File) -> bool:
    return bool(unit["as_of"] == file["as_of"])


def _both(figure: Line) -> str:
    return f"{figure['pledged']} / {figure['missing']}"
