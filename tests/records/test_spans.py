from hypothesis import given
from hypothesis import strategies as st

from regesta.records.spans import Span, overlapping


@given(st.lists(st.integers(0, 60), unique=True, max_size=24), st.integers(0, 60), st.integers(0, 12))
def test_overlapping_spans_are_found_as_by_looking_at_all(ends: list[int], start: int, length: int) -> None:
    ends.sort()
    known = [Span(a, b) for a, b in zip(ends[::2], ends[1::2], strict=False)]
    span = Span(start, start + length)
    assert overlapping(span, known) == [other for other in known if other.overlaps(span)]
