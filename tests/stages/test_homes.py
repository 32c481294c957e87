from dataclasses import replace

from regesta.knowledge.nominals import UNKNOWN
from regesta.records.readings import Arc
from regesta.stages.homes import Homes
from tests.readings import reading

CODES = {2: "TUR", 5: "SYR", 9: "TUR"}


def homes(*arcs: tuple[int, int, float]) -> Homes:
    """By the arcs alone."""
    return replace(Homes.of([Arc(s, t, "home", share) for s, t, share in arcs], CODES), named={})


def test_mentions_of_one_country_add_up() -> None:
    found = homes((7, 2, 0.3), (7, 5, 0.35), (7, 9, 0.3)).members(7, many=False)
    assert [(h.code, round(h.share, 2), h.word) for h in found] == [("TUR", 0.6, 2)]


def test_words_that_name_nobody_do_not_count() -> None:
    assert homes((7, 3, 0.9)).members(7, many=False) == []


def test_nobody_is_believed_on_a_small_share() -> None:
    assert homes((7, 2, 0.3), (7, 3, 0.7)).members(7, many=False) == []


def test_told_nowhere_is_an_answer() -> None:
    (found,) = homes((7, -1, 0.8), (7, 2, 0.2)).members(7, many=False)
    assert found.code == UNKNOWN
    assert "no country" in found.why("")


def test_a_group_has_a_home_for_each_member_and_a_single_party_one() -> None:
    arcs = ((7, 2, 0.48), (7, 5, 0.47))
    assert [h.code for h in homes(*arcs).members(7, many=True)] == ["TUR", "SYR"]
    assert [h.code for h in homes(*arcs).members(7, many=False)] == ["TUR"]


def test_others_have_homes_of_their_own() -> None:
    assert homes((7, 2, 0.9)).members(8, many=True) == []


def test_a_home_told_elsewhere_is_left_to_the_rules() -> None:
    made = homes((7, -2, 0.7), (7, 2, 0.3))
    assert made.members(7, many=True) == []
    assert made.elsewhere(7)
    assert not homes((7, -2, 0.2), (7, 2, 0.8)).elsewhere(7)


def test_a_group_is_not_pieced_together_where_the_model_says_elsewhere() -> None:
    assert homes((7, -2, 0.46), (7, 2, 0.27), (7, 5, 0.27)).members(7, many=True) == []


def test_of_two_the_second_needs_less() -> None:
    arcs = ((7, 2, 0.9), (7, 5, 0.08))
    assert [h.code for h in homes(*arcs).members(7, many=True, two=True)] == ["TUR", "SYR"]
    assert [h.code for h in homes(*arcs).members(7, many=True)] == ["TUR"]


def test_of_two_countries_as_likely_the_one_that_the_report_names_more_often_wins() -> None:
    made = Homes.of([Arc(7, 5, "home", 0.45), Arc(7, 2, "home", 0.4)], CODES)
    assert [h.code for h in made.members(7, many=False)] == ["TUR"]
    assert [h.code for h in homes((7, 5, 0.45), (7, 2, 0.4)).members(7, many=False)] == ["SYR"]


def test_a_country_that_no_arc_points_at_is_nobodys_home_for_being_named_often() -> None:
    assert [h.code for h in Homes.of([Arc(7, 5, "home", 0.9)], CODES).shares(7)] == ["SYR"]


def test_what_is_said_of_the_same_noun_elsewhere_counts_too() -> None:
    rows = "Police police NOUN 2 nsubj\nran run VERB 0 root\n\npolice police NOUN 2 nsubj\nran run VERB 0 root"
    tokens = reading(rows).tokens
    arcs = [Arc(0, 5, "home", 0.5), Arc(0, 4, "home", 0.4), Arc(2, 4, "home", 0.9)]
    made = replace(Homes.of(arcs, {4: "TUR", 5: "SYR"}, tokens), named={})
    assert [h.code for h in made.members(0, many=False)] == ["TUR"]
    assert [h.code for h in replace(made, noun={}).members(0, many=False)] == ["SYR"]
