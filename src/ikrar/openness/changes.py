"""What one publication says otherwise than the one before it: from the two files alone. Plain Python."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ikrar.kernel.words import Words
from ikrar.openness.domain import STANDING_WORDS, Standing
from ikrar.openness.tables import OWN, Figures, Group, Row, Split
from ikrar.web.formats import thousands

NOT_THERE = Words("tidak ada", "not there")
NO_FIGURE = Words("belum ada angka", "no figure yet")
STANDS = Words("tetap", "unchanged")


@dataclass(frozen=True, slots=True)
class Change:
    """One line: what stood there, what stands there now, and the difference in words."""

    name: Words
    before: Words
    after: Words
    said: Words
    where: str = ""  # the unit above


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that differs, and how many units were compared."""

    whole: Change | None
    units: tuple[Change, ...]
    splits: tuple[Change, ...]
    compared: int

    @property
    def is_empty(self) -> bool:
        return not (self.whole or self.units or self.splits)

    @property
    def count(self) -> int:
        return len(self.units) + len(self.splits) + (self.whole is not None)


def changes(before: Figures, after: Figures) -> Changes:
    """The differences, units in the order of the newer file."""
    return Changes(
        whole=_whole(before, after),
        units=(*_units(before, after), *_groups(before, after)),
        splits=tuple(_splits(before, after)),
        compared=len(after.tree.units),
    )


def _whole(before: Figures, after: Figures) -> Change | None:
    old, new = (before.people, before.pledged), (after.people, after.pledged)
    if old == new:
        return None
    name = Words("Seluruh deklarasi", "The whole declaration")
    return Change(name, _amount(*old), _amount(*new), _said(old, new))


def _units(before: Figures, after: Figures) -> Iterator[Change]:
    former = before.tree.known
    for row in after.tree.units:
        old = former.get(row.id)
        if old is None:
            said = Words("unit baru", "a new unit")
            yield Change(_name(row), NOT_THERE, _standing(row), said, _where(after, row))
        elif (old.people, old.pledged, old.standing) != (row.people, row.pledged, row.standing):
            yield Change(_name(row), _standing(old), _standing(row), _said_of(old, row), _where(after, row))
    for old in before.tree.units:
        if old.id not in after.tree.known:
            said = Words("unit dihapus", "the unit is gone")
            yield Change(_name(old), _standing(old), NOT_THERE, said, _where(before, old))


def _where(figures: Figures, row: Row) -> str:
    """The unit above; nothing right below the top, where everybody knows."""
    above = figures.tree.known.get(row.above or "")
    return above.name if above is not None and above.above is not None else ""


def _said_of(old: Row, new: Row) -> Words:
    """The difference; where there is no figure before and after, what became of the unit."""
    if old.pledged is None and new.pledged is None and old.standing != new.standing:
        words = STANDING_WORDS[Standing(new.standing)]
        return Words(f"kini {words.id}", f"now {words.en}")
    return _said((old.people, old.pledged), (new.people, new.pledged))


def _groups(before: Figures, after: Figures) -> Iterator[Change]:
    """Units that have one figure together; regrouped ones stand as one that went and one that came."""
    old, new = (_by_units(one.tree.groups) for one in (before, after))
    for key in dict.fromkeys((*old, *new)):
        was, now = old.get(key), new.get(key)
        if was is not None and now is not None and (was.pledged, was.missing) == (now.pledged, now.missing):
            continue
        known = after.tree.known if now is not None else before.tree.known
        names = " + ".join(known[unit].name for unit in key if unit in known)
        name = Words(f"Gabungan: {names}", f"Joined: {names}")
        where = _where(after if now is not None else before, known[key[0]]) if key[0] in known else ""
        yield Change(name, _joined(was), _joined(now), _said(_counts(was), _counts(now)), where)


def _by_units(groups: Sequence[Group]) -> Mapping[tuple[str, ...], Group]:
    return {tuple(group.units): group for group in groups}


def _splits(before: Figures, after: Figures) -> Iterator[Change]:
    old, new = (dict(_lines(one)) for one in (before, after))
    for name in dict.fromkeys((*old, *new)):
        was, now = old.get(name), new.get(name)
        if was != now:
            yield Change(name, _count(was), _count(now), _said((0, was), (0, now)))


def _lines(figures: Figures) -> Iterator[tuple[Words, int]]:
    for split in (*figures.splits, figures.unsigned, figures.outside):
        if isinstance(split, Split):
            for words, count in split.lines:
                yield Words(f"{split.words.id}: {words.id}", f"{split.words.en}: {words.en}"), count


def _name(row: Row) -> Words:
    if row.id.endswith(OWN):
        return Words(f"{row.name} (langsung di bawahnya)", f"{row.name} (directly in it)")
    return Words(row.name, row.name)


def _standing(row: Row) -> Words:
    if row.pledged is not None:
        return _amount(row.people, row.pledged)
    words = STANDING_WORDS[Standing(row.standing)]
    people = _number(row.people)
    return Words(f"{words.id}, wajib {people.id}", f"{words.en}, {people.en} bound")


def _amount(people: int, pledged: int | None) -> Words:
    if pledged is None:
        return NO_FIGURE
    some, all_ = _number(pledged), _number(people)
    return Words(f"{some.id} dari {all_.id}", f"{some.en} of {all_.en}")


def _joined(group: Group | None) -> Words:
    return NOT_THERE if group is None else _amount(group.pledged + group.missing, group.pledged)


def _counts(group: Group | None) -> tuple[int, int | None]:
    return (0, None) if group is None else (group.pledged + group.missing, group.pledged)


def _count(count: int | None) -> Words:
    return NO_FIGURE if count is None else _number(count)


def _number(count: int) -> Words:
    return Words(thousands(count, english=False), thousands(count, english=True))


def _said(old: tuple[int, int | None], new: tuple[int, int | None]) -> Words:
    """The difference of (people, pledged) in words."""
    parts = [moved(old[1], new[1])]
    if old[0] and new[0] and old[0] != new[0]:
        more = new[0] - old[0]
        parts.append(Words(f"yang wajib {more:+d}", f"bound {more:+d}"))
    told = [part for part in parts if part is not None]
    return Words("; ".join(p.id for p in told), "; ".join(p.en for p in told)) if told else STANDS


def moved(old: int | None, new: int | None) -> Words | None:
    """How a count moved, in words; nothing where it stood still.

    >>> moved(733, 724).id, moved(None, 5).en, moved(5, 5)
    ('berkurang 9', 'has a figure now', None)
    """
    if old == new:
        return None
    if old is None:
        return Words("kini ada angkanya", "has a figure now")
    if new is None:
        return Words("angkanya kini disembunyikan", "its figure is hidden now")
    difference = _number(abs(new - old))
    if new > old:
        return Words(f"bertambah {difference.id}", f"{difference.en} more")
    return Words(f"berkurang {difference.id}", f"{difference.en} fewer")
