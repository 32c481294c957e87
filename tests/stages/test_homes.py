from regesta.knowledge.nominals import UNKNOWN
from regesta.records.readings import Arc
from regesta.stages.homes import Homes

CODES = {2: "TUR", 5: "SYR", 9: "TUR"}


def homes(*arcs: tuple[int, int, float]) -> Homes:
    return Homes.of([Arc(s, t, "home", share) for s, t, share in arcs], CODES)


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
