"""Claims as people left them, in place of those that were read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from regesta.register.schema import FLAT, REVIEW, SHAPE

#: What a whole claim is to whoever asks.
COLUMNS = [*SHAPE.names, *FLAT.names, *REVIEW.names]
#: A claim by its segment and id.
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Laid:
    """Rows of `schema.LAID`, and where among them each claim stands."""

    rows: pa.Table
    place: dict[Key, int]

    @classmethod
    def of(cls, rows: pa.Table) -> Laid:
        """The rows, found by segment and id."""
        keys = zip(rows["segment"].to_pylist(), rows["claim_id"].to_pylist(), strict=True)
        return cls(rows.select(COLUMNS), {key: number for number, key in enumerate(keys)})

    def over(self, keys: Sequence[Key], read: pa.Table) -> pa.Table:
        """The claims of some keys in their order.

        Args:
            keys: the claims.
            read: in the same order, those of them that nothing is laid over.
        """
        review = REVIEW.field("review")
        every = read.append_column(review, pa.nulls(read.num_rows, review.type)).select(COLUMNS)
        if not any(key in self.place for key in keys):
            return every
        every = pa.concat_tables([every, self.rows])
        order, number = [], 0
        for key in keys:
            order.append(read.num_rows + self.place[key] if key in self.place else number)
            number += key not in self.place
        return every.take(pa.array(order, pa.int64()))
