import pytest

from regesta.errors import BadValueError, RegisterError
from regesta.records.claims import Entry
from regesta.review.fields import plain
from tests.shelf import STORY, claim, span, told


def test_a_claim_is_accepted_corrected_rejected(shelf, story):
    desk = shelf.desk()
    helped, shelled, denied = story
    desk.decide("anna", helped, "correct", changes={"event": "COOPERATE", "realis": "future"}, why="a trade")
    desk.decide("anna", shelled, "accept")
    desk.decide("anna", denied, "reject", why="no event")
    rows = shelf.rows()
    assert sorted(rows) == sorted([helped, shelled])
    assert (rows[helped]["event"], rows[helped]["realis"]) == ("COOPERATE", "future")
    assert {id_: row["review"]["state"] for id_, row in shelf.rows(rejected=True).items()} == {
        helped: "corrected", shelled: "accepted", denied: "rejected",
    }  # fmt: skip
    change = rows[helped]["review"]["changes"][0]
    assert change == {
        "field": "event", "old": '"AID"', "new": '"COOPERATE"', "by": "anna", "at": "2024-05-01T09:00:01Z",
        "why": "a trade",
    }  # fmt: skip


def test_a_line_holds_who_when_old_new_why_and_its_words(shelf, story):
    line = shelf.desk().decide("anna", story[0][:8], "correct", changes={"event": "ASSAULT"}, why="they fought")
    body = line.decision.body
    assert (line.decision.who, line.at, line.decision.why) == ("anna", "2024-05-01T09:00:01Z", "they fought")
    assert (body["claim"], body["old"], body["new"]) == (story[0], {"event": "AID"}, {"event": "ASSAULT"})
    assert (body["anchor"]["exact"], body["anchor"]["prefix"]) == ("helped", "Bridge talks\n\nNorthland ")
    assert body["read"]["participants"][0]["text"] == "Northland"


def test_questions_find_corrected_claims_by_what_stands(shelf, story):
    party = {"role": "actor", "code": "ELD", "sectors": ["MIL"], "text": "Eastland"}
    time = {"from": "2019-01-01", "to": "2020-01-01", "precision": "year"}
    shelf.desk().decide(
        "anna", story[0], "correct", changes={"participants": [party], "time": time, "event": "ASSAULT"}
    )
    assert story[0] in shelf.rows(actor="Eastland") and story[0] in shelf.rows(actor="ELD MIL")
    assert story[0] in shelf.rows(event="ASSAULT") and story[0] in shelf.rows(until="2019")
    for asked in ({"actor": "Northland"}, {"event": "AID"}, {"since": "2020"}, {"recipient": "WLD"}):
        assert story[0] not in shelf.rows(**asked)
    assert list(shelf.rows(review="corrected")) == [story[0]]
    assert sorted(shelf.rows(review="open")) == sorted(story[1:])


def test_an_undo_restores_to_the_byte(shelf, story):
    before = shelf.rows()
    desk = shelf.desk()
    desk.decide("anna", story[0], "correct", changes={"event": "ASSAULT", "participants": [], "place": None})
    between = shelf.rows()
    desk.decide("anna", story[0], "reject")
    desk.undo("anna")
    assert shelf.rows() == between
    desk.undo("anna", story[0], why="a slip")
    assert shelf.rows() == before
    with pytest.raises(BadValueError, match="anna has decided nothing"):
        desk.undo("anna")


def test_a_coder_takes_back_only_decisions_of_their_own(shelf, story):
    desk = shelf.desk()
    desk.decide("anna", story[0], "accept")
    desk.decide("bob", story[1], "accept")
    assert desk.undo("anna").decision.body["claim"] == story[0]
    with pytest.raises(BadValueError, match="bob has decided nothing"):
        desk.undo("bob", story[0])


def test_a_coder_sees_what_was_read_and_nothing_of_others(shelf, story):
    desk = shelf.desk()
    desk.decide("anna", story[0], "correct", changes={"event": "ASSAULT"})
    assert desk.seen("anna", story[0]).claim["event"] == "ASSAULT"
    assert desk.seen("anna", story[0]).state == "corrected"
    seen = desk.seen("bob", story[0])
    assert (seen.claim["event"], seen.state, seen.text) == ("AID", "open", STORY)
    line = desk.decide("bob", story[0], "correct", changes={"realis": "future"})
    assert line.decision.body["old"] == {"realis": "actual"}
    row = shelf.rows()[story[0]]
    assert (row["event"], row["realis"], row["review"]["disputed"]) == ("ASSAULT", "future", True)


WRONG = [
    (("c-none", "accept", None), "no claim 'c-none'"),
    (("", "accept", None), "no claim ''"),
    (("c-", "accept", None), "more than one claim"),
    (("CLAIM", "approve", None), "no decision 'approve'"),
    (("CLAIM", "correct", None), "correct without changes"),
    (("CLAIM", "accept", {"event": "AID"}), "accept with changes"),
    (("CLAIM", "correct", {"event": "AID"}), "nothing would change"),
    (("CLAIM", "correct", {"event": "HELP"}), "no such value"),
]


@pytest.mark.parametrize(("given", "told"), WRONG)
def test_a_wrong_decision_writes_nothing(shelf, story, given, told):
    desk = shelf.desk()
    id_, act, changes = given
    with pytest.raises(BadValueError, match=told):
        desk.decide("anna", story[0] if id_ == "CLAIM" else id_, act, changes=changes)
    assert desk.lines == () and shelf.folder.journal.read_bytes() == b""


def test_a_missed_claim_is_added(shelf, story):
    desk, at = shelf.desk(), span(STORY, "helped", 1)
    given = {"participants": [{"role": "actor", "code": "ELD", "text": "Eastland"}], "realis": "negated"}
    line = desk.add("anna", told().id, (at.start, at.end), "AID", changes=given, why="denied by Eastland")
    id_ = line.decision.body["claim"]
    row = shelf.rows()[id_]
    assert (row["event"], row["realis"], row["review"]["state"]) == ("AID", "negated", "added")
    assert row["evidence"]["quote"] == "Eastland denied that it helped anybody."
    assert row["report"]["title"] == "Bridge talks" and row["score"] == 1.0
    assert id_ in shelf.rows(actor="Eastland") and list(shelf.rows(review="added")) == [id_]
    with shelf.register() as register:
        assert next(iter(register.claims(review="added"))).claim.realis == "negated"
        assert register.claim(id_)["event"] == "AID"
        assert register.counts()["claims"] == 4
    desk.undo("anna")
    assert sorted(shelf.rows()) == sorted(story)


def test_an_added_claim_is_judged_by_others(shelf, story):
    desk, at = shelf.desk(), span(STORY, "helped", 1)
    id_ = desk.add("anna", told().id, (at.start, at.end), "AID").decision.body["claim"]
    desk.decide("bob", id_, "correct", changes={"realis": "negated"})
    row = shelf.rows()[id_]
    assert (row["event"], row["realis"], row["review"]["state"]) == ("AID", "negated", "added")
    desk.undo("anna", id_)
    assert shelf.rows()[id_]["review"]["state"] == "corrected"


@pytest.mark.parametrize(
    ("words", "event", "mend"),
    [((0, 0), "AID", "no words"), ((3, 2), "AID", "no words"), ((-1, 3), "AID", "no words"),
     ((0, 10**6), "AID", "no words"), ((30, 36), "HELP", "no such value")],
)  # fmt: skip
def test_what_cannot_be_added(shelf, story, words, event, mend):
    with pytest.raises(BadValueError, match=mend):
        shelf.desk().add("anna", told().id, words, event)
    with pytest.raises(BadValueError, match="no report"):
        shelf.desk().add("anna", "r-none", (1, 2), "AID")


def test_what_is_there_is_not_added_twice(shelf, story):
    desk, at = shelf.desk(), span(STORY, "helped")
    parties = [
        {"role": "actor", "code": "NLD", "sectors": ["GOV"]},
        {"role": "recipient", "code": "WLD", "sectors": ["GOV"]},
    ]
    with pytest.raises(BadValueError, match="there already"):
        desk.add("anna", told().id, (at.start, at.end), "AID", changes={"participants": parties})
    first = desk.add("anna", told().id, (at.start, at.end), "AID", changes={"participants": parties[:1]})
    assert first.decision.body["claim"] != story[0]
    with pytest.raises(BadValueError, match="there already"):
        desk.add("bob", told().id, (at.start, at.end), "AID", changes={"participants": parties[:1]})


def test_an_adjudication_takes_over_a_coder_or_decides_anew(shelf, story):
    desk = shelf.desk()
    desk.decide("anna", story[0], "correct", changes={"event": "ASSAULT"})
    desk.decide("bob", story[0], "reject")
    assert story[0] not in shelf.rows()
    desk.adjudicate("lead", story[0], "accept", like="anna", why="they fought")
    row = shelf.rows()[story[0]]
    assert (row["event"], row["review"]["state"], row["review"]["by"], row["review"]["disputed"]) == (
        "ASSAULT", "corrected", "lead", False,
    )  # fmt: skip
    desk.adjudicate("lead", story[0], "correct", changes={"event": "COERCE"})
    assert shelf.rows()[story[0]]["event"] == "COERCE"
    desk.adjudicate("lead", story[0], "accept")
    assert shelf.rows()[story[0]]["event"] == "AID"
    desk.adjudicate("lead", story[0], "reject")
    assert story[0] not in shelf.rows()
    desk.undo("lead")
    assert shelf.rows()[story[0]]["event"] == "AID"
    with pytest.raises(BadValueError, match="'cleo' did not judge"):
        desk.adjudicate("lead", story[0], "accept", like="cleo")
    with pytest.raises(BadValueError, match="rejected it"):
        desk.adjudicate("lead", story[0], "accept", like="bob")


def test_two_desks_take_each_other_in(shelf, story):
    one, other = shelf.desk(), shelf.desk()
    one.decide("anna", story[0], "accept")
    other.decide("bob", story[0], "reject")
    assert len(other.lines) == 2 and len(one.lines) == 1
    one.decide("anna", story[1], "accept")
    assert len(one.lines) == 3
    assert {thread.claim_id: list(judged) for thread, judged in one.judgements()} == {
        story[0]: ["anna", "bob"], story[1]: ["anna"],
    }  # fmt: skip


def test_a_desk_and_the_journal_come_to_the_same(shelf, story):
    """What a desk keeps in mind from decision to decision is what a new one reads from the journal."""
    desk = shelf.desk()
    at = span(STORY, "helped", 1)
    added = desk.add("anna", told().id, (at.start, at.end), "AID").decision.body["claim"]
    for coder, id_, act, changes in [
        ("anna", story[0], "correct", {"event": "ASSAULT"}), ("bob", story[0], "accept", None),
        ("bob", added, "correct", {"realis": "negated"}), ("anna", story[1], "reject", None),
    ]:  # fmt: skip
        desk.decide(coder, id_, act, changes=changes)
    desk.undo("bob")
    desk.decide("bob", added, "accept")
    fresh = shelf.desk()
    assert desk.lines == fresh.lines
    assert {key: thread.lines for key, thread in desk.carried.threads.items()} == {
        key: thread.lines for key, thread in fresh.carried.threads.items()
    }


def test_a_damaged_journal_is_told_to_whoever_asks(shelf, story):
    shelf.desk().decide("anna", story[0], "reject")
    shelf.folder.journal.write_bytes(shelf.folder.journal.read_bytes().replace(b"reject", b"accept"))
    with pytest.raises(RegisterError, match="changed after it was written"):
        shelf.register()


def test_a_register_takes_in_decisions_when_asked(shelf, story):
    with shelf.register() as register:
        shelf.desk().decide("anna", story[0], "reject")
        assert len(register.claims()) == 3
        register.renew()
        assert len(register.claims()) == 2


def test_rejections_and_additions_of_nothing_else_change_a_claim(shelf, story):
    """What nobody judged is untouched, to the value."""
    before = shelf.rows()
    shelf.desk().decide("anna", story[0], "correct", changes={"realis": "future"})
    after = shelf.rows()
    assert {id_: after[id_] for id_ in story[1:]} == {id_: before[id_] for id_ in story[1:]}
    assert plain({**after[story[0]], "time": None}) != plain({**before[story[0]], "time": None})


def test_two_claims_on_the_same_words(shelf):
    of = told()
    shelf.put(Entry(of, (claim(of, "helped", "AID"), claim(of, "helped", "SUPPORT"))))
    ids = list(shelf.rows())
    shelf.desk().decide("anna", ids[0], "reject")
    assert list(shelf.rows()) == ids[1:]


def test_a_claim_is_split_off_from_others_which_stay_together(shelf, story):
    desk = shelf.desk()
    line = desk.incident("anna", "split", [story[0]], parted=[story[1], story[0], story[2]])
    assert line.decision.body == {"claims": [story[0]], "from": story[1:]}
    assert desk.incident("anna", "merge", [story[0]], parted=[story[1]]).decision.body == {"claims": story[:2]}
    with pytest.raises(BadValueError, match="two claims or more"):
        desk.incident("anna", "split", [story[0]], parted=[story[0]])
