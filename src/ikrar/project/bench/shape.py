"""The shape of the invented nation's tree."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tree:
    """A tree of `size` units in which each has up to `fan` below it, numbered level by level from 0."""

    size: int
    fan: int

    @property
    def first_leaf(self) -> int:
        return 0 if self.size == 1 else (self.size - 2) // self.fan + 1

    @property
    def leaves(self) -> int:
        return self.size - self.first_leaf

    def parent(self, place: int) -> int:
        return (place - 1) // self.fan

    def branch(self, place: int) -> int:
        """The unit right below the root that this one belongs to."""
        while place > self.fan:
            place = self.parent(place)
        return place
