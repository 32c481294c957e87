"""What people decided about a claim, in words, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from regesta.register.answers import review_json
from regesta.review.notation import told


def decided(row: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """The field, its value in words and who gave it in place of what, for every field that people changed.

    For a claim that they left as it was read one line `review` with its state.
    """
    if row["review"] is None:
        return
    review = review_json(row["review"])
    for change in review["changes"]:
        field = change["field"]
        new, old = (told(field, {field: change[name]}) for name in ("new", "old"))
        why = f": {change['why']}" if change["why"] else ""
        yield field, new, f"set by {change['by']} on {change['at'][:10]} in place of {old}{why}"
    if not review["changes"]:
        state = f"{review['state']} by {review['by']} on {review['at'][:10]}"
        yield "review", state, review["why"] or "no field was changed"
    if review["disputed"]:
        yield "review", "disputed", "coders differ, and nobody has settled it: regesta review list --differing"
