"""Calendar time without false precision: a half-open interval of days and how precisely it was told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Precision(StrEnum):
    """How finely a time was told (codebook section 7), finest first."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    LONGER = "longer"


@dataclass(frozen=True, slots=True)
class Interval:
    """Days `start` (included) to `end` (excluded)."""

    start: date
    end: date
    precision: Precision

    def __post_init__(self) -> None:
        if not self.start < self.end:
            raise ValueError(f"not a half-open interval: [{self.start}, {self.end})")

    def overlaps(self, other: Interval) -> bool:
        """Whether the two share at least one day."""
        return self.start < other.end and other.start < self.end
