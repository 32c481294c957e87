"""Where words stand: half-open ranges of code points of `Report.text`. Nothing else may count characters."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points `start` (included) to `end` (excluded) of one report's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a half-open span: [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start


def overlapping(span: Span, known: Sequence[Span]) -> list[Span]:
    """Those spans that share a code point with `span`; `known` are in text order and do not overlap one another."""
    first = max(0, bisect_left(known, span) - 1)
    near = takewhile(lambda other: other.start < span.end, (known[i] for i in range(first, len(known))))
    return [other for other in near if other.overlaps(span)]
