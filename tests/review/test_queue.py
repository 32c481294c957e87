import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regesta.errors import BadValueError
from regesta.records.claims import Entry
from regesta.register.filters import Filter
from regesta.review.queue import priority, queue
from tests.shelf import CODES, claim, story_claims, told


def ids(desk, coder, **asked):
    return [item.claim_id for item in queue(desk, coder, country_of=lambda name: CODES.get(name.title()), **asked)]


def test_worked_by_hand():
    assert priority(1.0, 1.0, 0, 0.0, contested=False) == pytest.approx(0.05)
    assert priority(0.5, 1.0, 0, 0.0, contested=False) == pytest.approx(1.0)
    assert priority(0.9, 0.75, 0, 0.0, contested=False) == pytest.approx(0.5)
    assert priority(0.5, 1.0, 99, 0.5, contested=True) == pytest.approx(1 + 2 + 0.5 + 1)
    assert priority(0.31, 0.2, 9, 0.0, contested=False) == pytest.approx(2.0)


SHARE = st.floats(0, 1)


@settings(deadline=None)
@given(SHARE, SHARE, st.floats(0, 1e9), SHARE, st.booleans())
def test_doubt_and_weight_only_raise_it(score, weakest, killed, rarity, contested):
    worth = priority(score, weakest, killed, rarity, contested=contested)
    assert 0 < worth < 20
    assert priority(score / 2, weakest, killed, rarity, contested=contested) >= worth
    assert priority(score, weakest, killed * 10 + 1, rarity, contested=contested) > worth
    assert priority(score, weakest, killed, rarity, contested=True) >= worth


def test_the_doubtful_and_weighty_come_first(shelf, story):
    assert ids(shelf.desk(), "anna") == [story[1], story[0], story[2]]
    assert ids(shelf.desk(), "anna", limit=1) == [story[1]]
    assert ids(shelf.desk(), "anna", asked=Filter(actor="Northland")) == [story[0]]
    with pytest.raises(BadValueError, match="no event type"):
        ids(shelf.desk(), "anna", asked=Filter(event="HELP"))


def test_contested_claims_and_rare_types_come_first(shelf):
    of = told()
    claims = [claim(of, words, "AID", score=0.9) for words in ("talks", "helped", "said")]
    claims += [claim(of, "denied", "REJECT", score=0.9), claim(of, "shelled", "AID", score=0.9, voice="officials",
                                                               stance="denies")]  # fmt: skip
    shelf.put(Entry(of, tuple(claims)))
    assert ids(shelf.desk(), "anna")[:2] == [claims[4].id, claims[3].id]


def test_a_queue_is_blind(shelf, story):
    """What others decided is neither shown nor left out, nor does it change the order."""
    desk = shelf.desk()
    before = ids(desk, "bob")
    desk.decide("anna", story[0], "correct", changes={"event": "ASSAULT"})
    desk.decide("anna", story[1], "reject")
    assert ids(desk, "bob") == before
    assert ids(desk, "anna") == [story[2]]
    assert [desk.seen("bob", id_).claim["event"] for id_ in before] == ["ASSAULT", "AID", "REJECT"]
    desk.undo("anna")
    assert ids(desk, "anna") == [story[1], story[2]]


def test_claims_that_are_read_otherwise_come_again(shelf, story):
    desk = shelf.desk()
    desk.decide("anna", story[0], "accept")
    desk.decide("anna", story[1], "reject")
    of = told()
    other = [claim(of, "helped", "AID", actor="Southland"), *story_claims(of)[1:]]
    shelf.put(Entry(of, tuple(other)))
    desk = shelf.desk()
    found = queue(desk, "anna", country_of=lambda _: None)
    assert [(item.claim_id, item.again) for item in found] == [(story[0], True), (story[2], False)]
    desk.decide("anna", story[0], "accept")
    assert ids(desk, "anna") == [story[2]]
