from regesta.stages.counts import Counts
from regesta.stages.phrases import Phrases
from tests.readings import reading

ROWS = """
They they PRON 2 nsubj
killed kill VERB 0 root
four four NUM 4 nummod
soldiers soldier NOUN 2 obj
and and CCONJ 7 cc
two two NUM 7 nummod
policemen policeman NOUN 4 conj
"""


def figures(rows: str, trigger: int, numbers: list[int]) -> list[tuple[str, float | None, float | None, str]]:
    made = reading(rows)
    found = Counts.of(Phrases.of(made)).figures("ASSAULT", trigger, numbers, [])
    return [(f.measure, f.low, f.high, f.span.of(made.report.text)) for f in found]


def test_people_side_by_side_are_added_up() -> None:
    assert figures(ROWS, 1, [2, 5]) == [("killed", 6, 6, "four soldiers and two")]


def test_an_open_number_leaves_the_sum_open() -> None:
    rows = ROWS.replace("four four NUM 4 nummod", "over over ADP 4 case\nfour four NUM 5 nummod")
    rows = rows.replace("soldier NOUN 2", "soldier NOUN 2").replace("CCONJ 7", "CCONJ 8").replace("NUM 7", "NUM 8")
    rows = rows.replace("NOUN 4 conj", "NOUN 5 conj")
    assert [(low, high) for _, low, high, _ in figures(rows, 1, [3, 6])] == [(6, None)]


def test_one_without_a_number_beside_them_is_one_more() -> None:
    rows = ROWS.replace("four four NUM 4 nummod", "the the DET 4 det").replace("soldiers soldier", "driver driver")
    assert [(low, high) for _, low, high, _ in figures(rows, 1, [5])] == [(3, 3)]


def test_killed_and_wounded_are_not_added() -> None:
    rows = """
Bombs bomb NOUN 2 nsubj
killed kill VERB 0 root
four four NUM 2 obj
and and CCONJ 5 cc
wounded wound VERB 2 conj
seven seven NUM 5 obj
"""
    assert [(m, low) for m, low, _, _ in figures(rows, 1, [2, 5])] == [("killed", 4), ("wounded", 7)]


def test_a_part_told_in_a_clause_of_its_own_is_none() -> None:
    rows = """
150 150 NUM 2 nummod
people people NOUN 4 nsubj:pass
were be AUX 4 aux:pass
hurt hurt VERB 0 root
, , PUNCT 9 punct
102 102 NUM 9 nummod
of of ADP 8 case
them they PRON 6 nmod
officers officer NOUN 2 conj
"""
    assert [low for _, low, _, _ in figures(rows, 3, [0, 5])] == [150, 102]
