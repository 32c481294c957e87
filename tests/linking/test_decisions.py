import pytest

from regesta.errors import CodecError
from regesta.linking.decisions import Bounds, Decision, bounds, decisions

INDEX = {name: n for n, name in enumerate("abcd")}


def line(act, claims, at="2024-01-01T00:00:00Z", **more):
    return {"kind": "incident", "act": act, "claims": claims, "who": "anna", "at": at, "why": "read both", **more}


def test_lines_of_other_kinds_are_passed_over_and_the_oldest_come_first():
    lines = [
        line("split", ["a", "b"], at="2024-02-01T00:00:00Z"), {"kind": "claim", "act": "accept"},
        line("merge", ["a", "b"]),
    ]  # fmt: skip
    assert [decision.act for decision in decisions(lines)] == ["merge", "split"]


@pytest.mark.parametrize("wrong", [line("move", ["a", "b"]), line("merge", ["a", "a"]), line("merge", "ab")])
def test_a_line_that_cannot_be_meant_is_refused(wrong):
    with pytest.raises(CodecError, match="journal line 1"):
        decisions([wrong])


def test_merges_reach_through_others_and_splits_are_pairwise():
    found = bounds([Decision("merge", ("a", "b")), Decision("merge", ("b", "c"))], INDEX)
    assert found.together == ((0, 1, 2),)
    assert bounds([Decision("split", ("a", "b", "d"))], INDEX).apart == {(0, 1), (0, 3), (1, 3)}


def test_the_later_decision_wins():
    merge, split = Decision("merge", ("a", "b")), Decision("split", ("a", "b"))
    assert bounds([merge, split], INDEX) == bounds([split], INDEX)
    assert bounds([split, merge], INDEX) == bounds([merge], INDEX)


def test_an_earlier_merge_holds_as_far_as_it_can():
    found = bounds([Decision("merge", ("a", "b", "c")), Decision("split", ("a", "c"))], INDEX)
    assert found.together == ((0, 1),)
    assert found.apart == {(0, 2)}


def test_claims_that_are_gone_are_passed_over():
    assert bounds([Decision("merge", ("a", "gone"))], INDEX).together == ()
    assert bounds([Decision("merge", ("a", "b"))], {}).together == ()


def test_a_split_parts_its_claims_from_the_others_and_these_from_nobody():
    found = bounds(decisions([line("split", ["a"], **{"from": ["b", "c"]})]), INDEX)
    assert found.apart == {(0, 1), (0, 2)} and found.together == ()
    assert bounds(decisions([line("merge", ["b", "c"]), line("split", ["a"], **{"from": ["b"]})]), INDEX) == Bounds(
        ((1, 2),), frozenset({(0, 1)})
    )


@pytest.mark.parametrize("act", ["merge", "split"])
def test_what_was_taken_back_counts_for_nothing(act):
    taken = line(act, ["a", "b"], hash="h1")
    back = {"kind": "undo", "act": "undo", "claims": ["a", "b"], "undoes": "h1", "hash": "h2"}
    other = line("merge", ["c", "d"], hash="h3")
    assert len(decisions([taken, other])) == 2
    assert decisions([taken, other, back]) == decisions([other])


@pytest.mark.parametrize(
    "wrong", [line("split", ["a"]), line("split", [], **{"from": ["a", "b"]}), line("split", ["a"], **{"from": "b"})]
)
def test_a_split_names_somebody_on_each_side(wrong):
    with pytest.raises(CodecError, match="journal line 1"):
        decisions([wrong])
