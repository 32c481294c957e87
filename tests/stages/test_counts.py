import pytest

from regesta.stages.counts import Counts
from regesta.stages.phrases import Phrases
from tests.readings import reading

ROWS = """
The the DET 2 det
blast blast NOUN 3 nsubj
killed kill VERB 0 root
12 12 NUM 5 nummod
soldiers soldier NOUN 3 obj
and and CCONJ 7 cc
wounded wound VERB 3 conj
30 30 NUM 7 obj
. . PUNCT 3 punct
"""


def figures(rows: str, event: str, trigger: int, numbers: list[int], recipients: list[int] | None = None):
    counts = Counts.of(Phrases.of(reading(rows)))
    return [(f.measure, f.low, f.high) for f in counts.figures(event, trigger, numbers, recipients or [])]


def test_each_number_takes_the_measure_of_its_own_verb() -> None:
    assert figures(ROWS, "ASSAULT", 2, [3, 7]) == [("killed", 12, 12), ("wounded", 30, 30)]


def test_a_number_is_told_once() -> None:
    assert figures(ROWS, "ASSAULT", 2, [3], [4]) == [("killed", 12, 12)]


@pytest.mark.parametrize(("event", "measure"), [("PROTEST", "protesters"), ("MOBILIZE", "troops")])
def test_bare_numbers_mean_what_the_type_says(event: str, measure: str) -> None:
    rows = "Some some DET 2 advmod\n400 400 NUM 3 nsubj\nmassed mass VERB 0 root"
    assert [m for m, _, _ in figures(rows, event, 2, [1])] == [measure]


def test_years_are_no_figures() -> None:
    rows = "Troops troop NOUN 2 nsubj\nleft leave VERB 0 root\nin in ADP 4 case\n1999 1999 NUM 2 obl"
    assert figures(rows, "RETREAT", 1, [3]) == []
