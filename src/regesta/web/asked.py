"""The parameters of a question, as they stand in an address. Any other parameter is refused by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from regesta.register.filters import Filter
from regesta.register.happened import Telling
from regesta.register.paging import MOST

_Many = Annotated[list[str], Field(default_factory=list, max_length=100)]
#: Characters of one value: names and words, not texts.
_One = Annotated[str | None, Field(default=None, max_length=1000)]


class Asked(BaseModel):
    """The filters: all that are given must hold; of one that is repeated, any."""

    model_config = ConfigDict(extra="forbid")

    event: _Many
    quad: _Many
    actor: _Many
    recipient: _Many
    either: _Many
    voice: _Many
    realis: _Many
    certainty: _Many
    place: _Many
    country: _Many
    source: _Many
    report: _Many
    measure: _Many
    text: _Many
    ids: _Many
    review: _Many
    since: _One
    until: _One
    dated: _One
    bbox: _One
    score: float | None = None

    def question(self, *, limit: int | None = None) -> Filter:
        """The same as a value."""
        given = {name: tuple(value) or None for name, value in self._values() if isinstance(value, list)}
        one = {name: getattr(self, name) for name in ("since", "until", "dated", "bbox", "score")}
        values: dict[str, Any] = {**given, **one, "limit": limit}
        return Filter(**values)

    def _values(self) -> Iterator[tuple[str, Any]]:
        return ((name, getattr(self, name)) for name in Asked.model_fields)


class Paged(Asked):
    """A question and the page wanted."""

    limit: int | None = Field(default=None, ge=1, le=MOST, description="Rows of the page; 50 unless told otherwise.")
    after: str | None = Field(default=None, max_length=2000, description="`next` of the page before.")


class Ordered(Paged):
    """A question, the page wanted, and the order of the list."""

    order: str = Field(default="time", description="time, score (highest first) or published (newest first).")


class Happened(Paged):
    """A question, the page wanted, and how the incidents must be told."""

    claims: int = Field(default=1, ge=1, le=10**6, description="Told by at least so many claims.")
    sources: int = Field(default=1, ge=1, le=10**6, description="Told by at least so many independent sources.")
    disputed: bool = Field(default=False, description="Only those that somebody states and somebody denies.")

    def told(self) -> Telling:
        """How they must be told."""
        return Telling(claims=self.claims, sources=self.sources, disputed=self.disputed)


class Binned(Asked):
    """A question and the width of the bins."""

    bin: str = Field(default="auto", description="auto, day, month or year.")


class Bounded(Asked):
    """A question and how much of the answer is wanted."""

    limit: int | None = Field(default=None, ge=1, le=MOST, description="Nodes, the busiest first; 60 unless told.")


class Whole(Asked):
    """A question whose whole answer is wanted."""

    limit: int | None = Field(default=None, ge=0, le=2**31, description="At most so many claims.")
