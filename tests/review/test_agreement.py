import pytest

from regesta.review.agreement import FIELDS, agreement, differences


def measured(desk):
    return {one.field: one for one in agreement(desk)}


def test_without_two_coders_there_is_nothing_to_measure(shelf, story):
    desk = shelf.desk()
    desk.decide("anna", story[0], "accept")
    assert [one.field for one in agreement(desk)] == list(FIELDS)
    assert {(one.units, one.percent, one.alpha, one.ac1) for one in agreement(desk)} == {(0, None, None, None)}
    assert differences(desk) == []


def judge(desk, story):
    """Anna and Bob on three claims: they differ in the type of one and in whether one is a claim."""
    helped, shelled, denied = story
    desk.decide("anna", helped, "accept")
    desk.decide("bob", helped, "correct", changes={"event": "COOPERATE"})
    figure = {"measure": "killed", "low": 12, "high": 12, "unit": "people"}
    desk.decide("anna", shelled, "accept")
    desk.decide("bob", shelled, "correct", changes={"figures": [{**figure, "low": 10, "high": 20}]})
    desk.decide("anna", denied, "reject")
    desk.decide("bob", denied, "accept")


def test_agreement_field_by_field(shelf, story):
    desk = shelf.desk()
    judge(desk, story)
    found = measured(desk)
    decision, event, figure = found["decision"], found["event"], found["figure"]
    # keep keep, keep keep, reject keep: observed 1 pair of 3; 5 keep and 1 reject among 6 values.
    assert (decision.units, decision.percent) == (3, pytest.approx(2 / 3))
    assert decision.alpha == pytest.approx(1 - (2 / 1) / (2 * 5 * 1 / 5))
    # AID COOPERATE and ASSAULT ASSAULT; the rejected claim has no type for Anna.
    assert (event.units, event.percent) == (2, 0.5)
    assert event.alpha == pytest.approx(1 - 2 / ((2 + 4 + 4) / 3))
    assert found["realis"].percent == 1.0 and found["realis"].alpha is None and found["realis"].ac1 == 1.0
    # 12 and 10, one unit: all that is there differs as much as by chance.
    assert (figure.units, figure.percent, figure.alpha, figure.ac1) == (1, 0.0, pytest.approx(0.0), None)


def test_claims_to_settle(shelf, story):
    desk = shelf.desk()
    judge(desk, story)
    assert [(one.claim_id, one.coders, one.fields) for one in differences(desk)] == [
        (story[0], ("anna", "bob"), ("event",)),
        (story[1], ("anna", "bob"), ("figures",)),
        (story[2], ("anna", "bob"), ("decision",)),
    ]
    before = measured(desk)
    desk.adjudicate("lead", story[0], "accept")
    assert [one.claim_id for one in differences(desk)] == story[1:]
    assert [one.settled for one in differences(desk, settled=True)] == [True, False, False]
    assert measured(desk) == before
    desk.undo("lead")
    assert len(differences(desk)) == 3


def test_three_coders(shelf, story):
    desk = shelf.desk()
    for coder, event in (("anna", "AID"), ("bob", "AID"), ("cleo", "SUPPORT")):
        if event == "AID":
            desk.decide(coder, story[0], "accept")
        else:
            desk.decide(coder, story[0], "correct", changes={"event": event})
    assert measured(desk)["event"].percent == pytest.approx(1 / 3)
    assert differences(desk)[0].coders == ("anna", "bob", "cleo")
