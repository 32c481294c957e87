"""What stands is a pure function of the decisions, and an undo takes its decision out as if it had never been taken."""

from hypothesis import given, settings
from hypothesis import strategies as st

from regesta.records.codec import claim_to_json
from regesta.register.journal import Decision, Line
from regesta.review.fields import kept, plain
from regesta.review.state import counting, differing, judgements_of, standing
from tests.shelf import story_claims, told

REPORT = told()
KEPT = kept(claim_to_json(story_claims(REPORT)[0], report=REPORT))
READ = plain(KEPT)


def lines(*given):
    """Lines from (who, act, new values or number of the line taken back), numbered from 1."""
    made = []
    for number, (who, act, what) in enumerate(given, start=1):
        kind, _, act = act.rpartition(" ")
        body = {"claim": "c-1", "read": KEPT, "old": {}, "new": what or {}}
        if act == "undo":
            body = {"claim": "c-1", "undoes": f"h{what}"}
        made.append(Line(number, Decision(kind or "claim", act, who, "", body), "2024-05-01T09:00:00Z", f"h{number}"))
    return made


def test_nothing_stands_of_nothing():
    assert standing([]) is None
    assert standing(lines(("anna", "accept", None), ("anna", "undo", 1))) is None


def test_accepted_and_rejected():
    found = standing(lines(("anna", "accept", None)))
    assert (found.rejected, found.values, found.corrections, found.disputed) == (False, READ, {}, False)
    assert standing(lines(("anna", "accept", None), ("anna", "reject", None))).rejected
    assert not standing(lines(("anna", "reject", None), ("anna", "accept", None))).rejected


def test_corrections_add_up_and_the_later_one_counts():
    found = standing(
        lines(
            ("anna", "correct", {"event": "ASSAULT", "realis": "future"}),
            ("anna", "correct", {"event": "COERCE"}),
            ("anna", "accept", None),
        )
    )
    assert found.values == {**READ, "event": "COERCE", "realis": "future"}
    assert [found.corrections[name].line.number for name in ("event", "realis")] == [2, 1]
    assert found.line.number == 3


def test_an_undo_brings_back_what_was_before():
    given = (("anna", "correct", {"event": "ASSAULT"}), ("anna", "correct", {"event": "COERCE"}))
    assert standing(lines(*given, ("anna", "undo", 2))).values["event"] == "ASSAULT"
    assert standing(lines(*given, ("anna", "undo", 2), ("anna", "undo", 1))) is None
    assert standing(lines(("anna", "accept", None), ("anna", "reject", None), ("anna", "undo", 2))).rejected is False


def test_of_two_coders_the_corrections_of_both_stand():
    found = standing(lines(("anna", "correct", {"event": "ASSAULT"}), ("bob", "correct", {"realis": "future"})))
    assert (found.values["event"], found.values["realis"]) == ("ASSAULT", "future")
    assert found.disputed and list(found.judgements) == ["anna", "bob"]
    found = standing(lines(("anna", "correct", {"event": "ASSAULT"}), ("bob", "accept", None)))
    assert found.values["event"] == "ASSAULT" and found.disputed
    found = standing(lines(("anna", "accept", None), ("bob", "reject", None)))
    assert found.rejected and found.disputed
    assert not standing(lines(("anna", "accept", None), ("bob", "accept", None))).disputed
    same = {"event": "ASSAULT"}
    assert not standing(lines(("anna", "correct", same), ("bob", "correct", same))).disputed


def test_an_adjudication_settles_and_can_be_taken_back():
    given = (
        ("anna", "correct", {"event": "ASSAULT"}),
        ("bob", "reject", None),
        ("lead", "adjudication correct", {"event": "COERCE"}),
        ("bob", "reject", None),
    )
    found = standing(lines(*given))
    assert (found.rejected, found.values["event"], found.settled, found.disputed) == (False, "COERCE", True, False)
    found = standing(lines(*given, ("lead", "adjudication undo", 3)))
    assert (found.rejected, found.settled, found.disputed) == (True, False, True)


def test_coders_differ_by_field():
    judged = judgements_of(
        lines(
            ("anna", "correct", {"event": "ASSAULT", "contexts": ["military", "health"]}),
            ("bob", "correct", {"contexts": ["health", "military"]}),
            ("cleo", "reject", None),
        )
    )
    assert differing(judged["anna"], judged["bob"]) == ["event"]
    assert differing(judged["anna"], judged["cleo"]) == ["decision"]
    assert differing(judged["cleo"], judged["cleo"]) == []


CODERS = st.sampled_from(["anna", "bob"])
NEW = st.fixed_dictionaries(
    {}, optional={"event": st.sampled_from(["AID", "ASSAULT"]), "realis": st.sampled_from(["actual", "future"])}
)
ACTS = st.one_of(
    st.tuples(CODERS, st.sampled_from(["accept", "reject"]), st.none()),
    st.tuples(CODERS, st.sampled_from(["correct", "adjudication correct"]), NEW),
)


def told_of(found):
    return found and (found.rejected, found.values, found.disputed, found.settled, list(found.judgements))


@settings(deadline=None)
@given(st.lists(ACTS, max_size=8), ACTS, st.lists(ACTS, max_size=4))
def test_a_decision_that_was_taken_back_leaves_no_trace(before, taken, behind):
    with_it = lines(*before, taken, *behind, (taken[0], "undo", len(before) + 1))
    assert told_of(standing(with_it)) == told_of(standing(lines(*before, *behind)))


@settings(deadline=None)
@given(st.lists(ACTS, min_size=1, max_size=8))
def test_every_decision_taken_back_leaves_nothing(given_):
    undone = [(who, "undo", number) for number, (who, *_) in enumerate(given_, start=1)]
    every = lines(*given_, *undone)
    assert standing(every) is None and counting(every) == []


@settings(deadline=None)
@given(st.lists(ACTS, min_size=1, max_size=8))
def test_the_same_decisions_give_the_same(given_):
    made = lines(*given_)
    assert told_of(standing(made)) == told_of(standing(iter(made)))
    kept = standing(made)
    assert set(kept.values) == set(READ)
    assert not (kept.settled and kept.disputed)
