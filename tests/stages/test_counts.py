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


def test_a_toll_behind_the_number_wins_over_the_verb_that_a_parse_hangs_it_on() -> None:
    rows = """
At at ADP 2 case
least least ADJ 3 fixed
eight eight NUM 4 nummod
people people NOUN 5 nsubj
died die VERB 0 root
and and CCONJ 9 cc
20 20 NUM 5 conj
were be AUX 9 aux:pass
wounded wound VERB 5 conj
"""
    assert figures(rows, "ASSAULT", 4, [2, 6]) == [("killed", 8, None), ("wounded", 20, 20)]


def test_nobody_hurt_is_a_number_too() -> None:
    rows = """
No no DET 2 det
troops troop NOUN 4 nsubj:pass
were be AUX 4 aux:pass
injured injure VERB 0 root
"""
    assert figures(rows, "ASSAULT", 3, []) == [("wounded", 0, 0)]


def test_the_dead_behind_a_verb_of_leaving_are_dead() -> None:
    rows = """
A a DET 2 det
drone drone NOUN 3 compound
attack attack NOUN 0 root
that that PRON 5 nsubj
left leave VERB 3 acl:relcl
six six NUM 7 nummod
soldiers soldier NOUN 5 obj
dead dead ADJ 5 xcomp
"""
    assert figures(rows, "ASSAULT", 2, [5]) == [("killed", 6, 6)]


def test_an_air_strike_has_no_strikers() -> None:
    rows = "A a DET 2 det\nstrike strike NOUN 0 root\non on ADP 5 case\n12 12 NUM 5 nummod\nhouses house NOUN 2 nmod"
    assert figures(rows, "ASSAULT", 1, [3]) == []


@pytest.mark.parametrize(
    ("rows", "event", "trigger", "number", "wanted"),
    [
        (
            "After after ADP 2 case\nmassacre massacre NOUN 5 obl\n, , PUNCT 2 punct\n3,000 3,000 NUM 5 nsubj\n"
            "marched march VERB 0 root",
            "PROTEST", 4, 3, [("protesters", 3000, 3000)],
        ),
        (
            "Police police NOUN 2 nsubj\nkilled kill VERB 0 root\nboys boy NOUN 2 obj\nand and CCONJ 5 cc\n"
            "deployed deploy VERB 2 conj\n500 500 NUM 7 nummod\nofficers officer NOUN 5 obj",
            "MOBILIZE", 4, 5, [("troops", 500, 500)],
        ),
        (
            "Police police NOUN 2 nsubj\ndispersed disperse VERB 0 root\n300 300 NUM 4 nummod\n"
            "protesters protester NOUN 2 obj",
            "COERCE", 1, 2, [("protesters", 300, 300)],
        ),
    ],
)  # fmt: skip
def test_a_number_takes_nothing_from_another_deed(rows, event, trigger, number, wanted) -> None:
    assert figures(rows, event, trigger, [number]) == wanted


@pytest.mark.parametrize(
    ("rows", "trigger"),
    [
        ("They they PRON 2 nsubj\ncaptured capture VERB 0 root\ntwo two NUM 4 nummod\ntowns town NOUN 2 obj", 1),
        ("They they PRON 2 nsubj\nheld hold VERB 0 root\nthree three NUM 4 nummod\nmeetings meeting NOUN 2 obj", 1),
        ("Two two NUM 2 nummod\nbombings bombing NOUN 0 root", 1),
    ],
)
def test_things_are_no_people(rows: str, trigger: int) -> None:
    assert figures(rows, "ASSAULT", trigger, []) == []


def test_a_noun_may_be_the_toll_itself() -> None:
    assert figures("Sixteen sixteen NUM 2 nummod\ndeaths death NOUN 0 root", "ASSAULT", 1, []) == [("killed", 16, 16)]


def test_of_soldiers_whom_the_claim_kills_it_counts_the_killed() -> None:
    rows = """
Pakistan Pakistan PROPN 2 nsubj
buried bury VERB 0 root
24 24 NUM 4 nummod
soldiers soldier NOUN 2 obj
who who PRON 8 nsubj:pass
had have AUX 8 aux
been be AUX 8 aux:pass
killed kill VERB 4 acl:relcl
"""
    assert figures(rows, "ASSAULT", 7, [2]) == [("killed", 24, 24)]


def test_deaths_are_those_of_somebody() -> None:
    rows = "the the DET 2 det\ndeaths death NOUN 0 root\nof of ADP 5 case\n80 80 NUM 5 nummod\nmen man NOUN 2 nmod"
    assert figures(rows, "ASSAULT", 1, []) == [("killed", 80, 80)]


def test_casualties_are_killed_or_wounded() -> None:
    rows = "no no DET 2 det\ncasualties casualty NOUN 0 root"
    assert figures(rows, "ASSAULT", 1, [0]) == [("casualties", 0, 0)]


@pytest.mark.parametrize(
    ("rows", "trigger", "number", "measure"),
    [
        ("they they PRON 2 nsubj\nkilled kill VERB 0 root\n111 111 NUM 4 nummod\nprisoners prisoner NOUN 2 obj",
         1, 2, "killed"),
        ("150 150 NUM 2 nummod\nrefugees refugee NOUN 3 nsubj:pass\nslain slay VERB 0 root", 2, 0, "killed"),
        ("they they PRON 2 nsubj\nshot shoot VERB 0 root\n3 3 NUM 4 nummod\nsoldiers soldier NOUN 2 obj\n"
         "dead dead ADJ 2 xcomp", 1, 2, "killed"),
        ("3 3 NUM 2 nummod\ndemonstrators demonstrator NOUN 4 nsubj:pass\nwere be AUX 4 aux:pass\n"
         "beaten beat VERB 0 root\nto to ADP 6 case\ndeath death NOUN 4 obl", 3, 0, "killed"),
        ("a a DET 2 det\nbomb bomb NOUN 0 root\nwounding wounding ADJ 5 amod\n6 6 NUM 5 nummod\n"
         "soldiers soldier NOUN 2 nmod", 1, 3, "wounded"),
        ("10,000 10,000 NUM 2 nummod\nlives life NOUN 3 nsubj:pass\nlost lose VERB 0 root", 2, 0, "killed"),
    ],
)  # fmt: skip
def test_what_was_done_to_people_says_more_than_what_they_were(rows, trigger, number, measure) -> None:
    assert [m for m, _, _ in figures(rows, "ASSAULT", trigger, [number])] == [measure]


def test_bare_participles_in_a_row_each_have_their_number_whatever_the_parse() -> None:
    rows = """
45 45 NUM 2 nummod
people people NOUN 4 nsubj:pass
were be AUX 4 aux:pass
killed kill VERB 0 root
, , PUNCT 6 punct
2,000 2,000 NUM 4 nummod
injured injured NOUN 4 conj
and and CCONJ 9 cc
more more ADJ 11 advmod
than than ADP 9 fixed
6,000 6,000 NUM 4 conj
arrested arreste ADJ 4 conj
"""
    assert figures(rows, "ASSAULT", 3, [0, 5, 8]) == [
        ("killed", 45, 45),
        ("wounded", 2000, 2000),
        ("detained", 6000, None),
    ]


def test_the_claims_own_verb_behind_a_number_decides() -> None:
    rows = """
80 80 NUM 3 nsubj:pass
were be AUX 3 aux:pass
killed kill VERB 0 root
and and CCONJ 6 cc
200 200 NUM 6 nsubj:pass
driven drive VERB 3 conj
out out ADV 6 advmod
"""
    assert figures(rows, "COERCE", 5, [4]) == [("displaced", 200, 200)]


@pytest.mark.parametrize(("event", "measure"), [("PROTEST", "protesters"), ("MOBILIZE", "troops")])
def test_who_holds_a_vigil_is_not_in_custody(event: str, measure: str) -> None:
    noun = "people people" if event == "PROTEST" else "soldiers soldier"
    rows = f"400 400 NUM 2 nummod\n{noun} NOUN 3 nsubj\nheld hold VERB 0 root\na a DET 5 det\nvigil vigil NOUN 3 obj"
    assert [m for m, _, _ in figures(rows, event, 4, [0])] == [measure]


@pytest.mark.parametrize(
    ("article", "verb", "wanted"),
    [("a", "killed kill", [("killed", 1, 1)]), ("the", "killed kill", []), ("a", "arrested arrest", [])],
)
def test_the_article_counts_one_who_was_killed(article: str, verb: str, wanted) -> None:
    rows = f"{article} {article} DET 2 det\nguard guard NOUN 4 nsubj:pass\nwas be AUX 4 aux:pass\n{verb} VERB 0 root"
    assert figures(rows, "ASSAULT", 3, []) == wanted


SHELLED = """
The the DET 2 det
shelling shelling NOUN 3 nsubj
caused cause VERB 0 root
no no DET 5 det
casualties casualty NOUN 3 obj
"""


def _of_shelling(rows: str, triggers: list[tuple[int, str]]) -> list[tuple[str, float | None, float | None]]:
    counts = Counts.of(Phrases.of(reading(rows, triggers=triggers)))
    return [(f.measure, f.low, f.high) for f in counts.figures("ASSAULT", 1, [], [])]


def test_no_casualties_are_told_of_the_attack_in_whose_sentence_they_stand() -> None:
    assert _of_shelling(SHELLED, [(1, "ASSAULT")]) == [("casualties", 0, 0)]
    deaths = SHELLED.replace("casualties casualty", "deaths death").replace("no no", "without without")
    assert _of_shelling(deaths, [(1, "ASSAULT")]) == [("killed", 0, 0)]


def test_of_which_of_two_attacks_there_were_no_casualties_is_not_guessed() -> None:
    two = SHELLED + "in in ADP 8 case\nthe the DET 8 det\nraid raid NOUN 3 obl\n"
    assert _of_shelling(two, [(1, "ASSAULT"), (7, "ASSAULT")]) == []


def test_other_numbers_of_a_toll_are_left_to_their_arcs() -> None:
    assert _of_shelling(SHELLED.replace("no no DET 5 det", "12 12 NUM 5 nummod"), [(1, "ASSAULT")]) == []
