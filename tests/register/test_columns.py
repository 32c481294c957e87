from random import Random

import numpy as np
import pyarrow as pa

from regesta.register.columns import SELECTED, at_rows, columns, joined
from tests.register.invented import entry


def table(desk):
    with desk.open() as register:
        return register._engine.table(f"SELECT {SELECTED} FROM claims ORDER BY claim_id")


def told(found):
    """Everything that is worked out, as plain values."""
    ends = [(found.parties[a], found.parties[r], found.one["event"].values[e]) for a, r, e in found.ends.tolist()]
    read = [found.spot.values[code] if code < len(found.spot.values) else None for code in found.spot.codes]
    pairs = sorted(
        (int(owner), found.parties[code]) for owner, code in zip(found.paired.owners, found.paired.codes, strict=True)
    )
    dyads = sorted((int(owner), ends[code]) for owner, code in zip(found.dyads.owners, found.dyads.codes, strict=True))
    quads = [found.quad.values[code] for code in found.quad.codes]
    return read, pairs, dyads, quads, {name: key.tolist() for name, key in found.first_key.items()}


def test_columns_that_were_joined_are_those_of_all_claims(desk):
    desk.put(entry(Random(1), 1), entry(Random(2), 2))
    whole = table(desk)
    first, second = columns(whole.slice(0, 20)), columns(whole.slice(20))
    assert told(joined(first, second)) == told(columns(whole))
    assert joined(first, columns(whole.slice(0, 0))) is first


def test_rows_stand_where_their_numbers_say():
    found = pa.table({"a": ["x", "y"]})
    assert at_rows(found, np.array([0, 1])) is found
    assert at_rows(found, np.array([3, 1]))["a"].to_pylist() == [None, "y", None, "x"]


def test_no_claims_have_columns_too(desk):
    found = columns(table(desk))
    assert (found.rows, len(found.ends), found.spot.values, found.parties) == (0, 0, [], ())
