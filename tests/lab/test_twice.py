from __future__ import annotations

from lab.annotate import Source, compile_line
from lab.twice import merged

TEXT = "Troops shelled Torv and blocked roads. Talks failed."
SOURCE = Source(TEXT, [(0, 38), (39, 52)])


def claims(*lines: str) -> list[dict[str, object]]:
    return [compile_line(SOURCE, line) for line in lines]


def test_what_both_tell_stays_and_what_one_alone_tells_is_optional() -> None:
    first = claims("S1 | ASSAULT | shelled | a: Troops = ---", "S2 | CONSULT | Talks")
    second = claims("S1 | ASSAULT | shelled | opt", "S1 | COERCE | blocked | a: Troops = ---")
    told = [(c["event"], c["weight"], len(c["participants"])) for c in merged(first, second, TEXT)]  # type: ignore[arg-type]
    assert told == [("ASSAULT", "core", 0), ("COERCE", "optional", 1), ("CONSULT", "optional", 0)]


def test_another_type_for_the_same_words_is_optional() -> None:
    (one,) = merged(claims("S1 | COERCE | blocked"), claims("S1 | PROTEST | blocked"), TEXT)
    assert (one["event"], one["weight"]) == ("PROTEST", "optional")
