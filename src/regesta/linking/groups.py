"""Which things belong together, told pair by pair."""

from __future__ import annotations


class Groups:
    """Numbers from 0, joined into groups; a group is known by its smallest number, whatever the order of joining."""

    def __init__(self, count: int) -> None:
        self._over = list(range(count))

    def of(self, one: int) -> int:
        """The smallest number of the group that `one` is in."""
        while self._over[one] != one:
            self._over[one] = self._over[self._over[one]]
            one = self._over[one]
        return one

    def join(self, one: int, other: int) -> None:
        """Makes one group of two."""
        low, high = sorted((self.of(one), self.of(other)))
        self._over[high] = low
