"""Decisions outlive a new reading: carried by their words, and listed where these are gone."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regesta.records.claims import Entry
from regesta.records.codec import claim_id
from tests.shelf import STORY, Shelf, claim, span, story_claims, told

PREFACE = "The wire corrected an earlier version of this report.\n\n"


def reread(shelf, text=STORY, claims=None, *, received=STORY):
    """The same input read again, perhaps as another text, with other claims."""
    of = told(text, received=received)
    made = story_claims(of) if claims is None else claims(of)
    shelf.put(Entry(of, tuple(made)))
    return [one.id for one in made]


def homeless(shelf):
    return [(one.claim_id, one.why) for one in shelf.desk().carried.homeless]


def test_the_same_reading_again_changes_nothing(shelf, story):
    shelf.desk().decide("anna", story[0], "correct", changes={"event": "ASSAULT"})
    before = shelf.rows()
    assert reread(shelf) == story
    after = shelf.rows()
    assert after[story[0]]["event"] == "ASSAULT" and after[story[0]]["review"] == before[story[0]]["review"]
    assert homeless(shelf) == []


def test_a_better_extraction_of_the_text_moves_decisions(shelf, story):
    desk = shelf.desk()
    party = {"role": "actor", "code": "SLD", "sectors": ["MIL"], "text": "Southland"}
    desk.decide("anna", story[0], "correct", changes={"event": "ASSAULT", "participants": [party]})
    desk.decide("anna", story[1], "reject")
    text = PREFACE + STORY.replace("\n\n", "\n\n  ")
    ids = reread(shelf, text)
    assert not set(ids) & set(story)
    rows = shelf.rows(rejected=True)
    moved = rows[ids[0]]
    assert (moved["event"], moved["review"]["state"], moved["actors"]) == ("ASSAULT", "corrected", ["SLD"])
    actor = moved["participants"][0]
    assert text[actor["start"] : actor["end"]] == "Southland" == actor["text"]
    assert moved["evidence"]["quote"] in text
    assert rows[ids[1]]["review"]["state"] == "rejected" and rows[ids[2]]["review"] is None
    assert homeless(shelf) == []


def test_decisions_before_and_after_a_move_are_one_thread(shelf, story):
    shelf.desk().decide("anna", story[0], "correct", changes={"event": "ASSAULT"})
    ids = reread(shelf, PREFACE + STORY)
    desk = shelf.desk()
    assert desk.seen("anna", ids[0]).state == "corrected"
    desk.decide("anna", ids[0], "correct", changes={"realis": "future"})
    row = shelf.rows()[ids[0]]
    assert (row["event"], row["realis"]) == ("ASSAULT", "future")
    assert row["time"]["text"] == "May 2020" and row["time"]["start"] == len(PREFACE) + span(STORY, "May 2020").start
    desk.undo("anna")
    desk.undo("anna")
    assert shelf.rows()[ids[0]]["review"] is None


def test_what_people_said_outranks_another_type(shelf, story):
    shelf.desk().decide("anna", story[0], "accept")
    ids = reread(shelf, claims=lambda of: [claim(of, "helped", "COOPERATE", actor="Northland")])
    row = shelf.rows()[ids[0]]
    assert ids[0] != story[0]
    assert (row["event"], row["recipients"], row["review"]["state"]) == ("AID", ["WLD"], "accepted")
    assert row["review"]["changes"] == []


def test_what_a_model_has_stopped_seeing_stands(shelf, story):
    desk = shelf.desk()
    desk.decide("anna", story[0], "correct", changes={"realis": "future"})
    desk.decide("anna", story[1], "reject")
    reread(shelf, claims=lambda of: [])
    rows = shelf.rows(rejected=True)
    assert list(rows) == [story[0]]
    row = rows[story[0]]
    assert (row["event"], row["realis"], row["review"]["state"], row["place"]["name"]) == (
        "AID", "future", "corrected", "Dunport",
    )  # fmt: skip
    assert [(one["field"], one["old"]) for one in row["review"]["changes"]] == [("realis", '"actual"')]
    assert row["evidence"]["quote"] == "Northland helped Westland near Dunport in May 2020, officials said."
    assert homeless(shelf) == []
    desk = shelf.desk()
    desk.decide("bob", story[0], "reject")
    assert shelf.rows() == {}


def test_a_rejection_is_of_one_type(shelf, story):
    shelf.desk().decide("anna", story[0], "reject")
    ids = reread(shelf, claims=lambda of: [claim(of, "helped", "COOPERATE")])
    assert list(shelf.rows()) == ids
    assert reread(shelf) == story
    assert story[0] not in shelf.rows()


def test_what_people_accepted_stands_as_they_saw_it(shelf, story):
    shelf.desk().decide("anna", story[0], "accept")
    changed = lambda of: [replace(story_claims(of)[0], realis="future", certainty="possible")]  # noqa: E731
    assert reread(shelf, claims=changed) == story[:1]
    row = shelf.rows()[story[0]]
    assert (row["realis"], row["certainty"], row["review"]["state"]) == ("actual", "certain", "accepted")


def test_two_claims_on_the_same_words_keep_their_decisions(shelf):
    both = lambda of: [claim(of, "helped", "AID"), claim(of, "helped", "SUPPORT")]  # noqa: E731
    ids = reread(shelf, claims=both)
    desk = shelf.desk()
    desk.decide("anna", ids[0], "correct", changes={"realis": "future"})
    desk.decide("anna", ids[1], "correct", changes={"realis": "negated"})
    moved = reread(shelf, PREFACE + STORY, both)
    rows = shelf.rows()
    assert [rows[id_]["realis"] for id_ in moved] == ["future", "negated"]
    only = reread(shelf, claims=lambda of: [claim(of, "helped", "SUPPORT")])
    rows = shelf.rows()
    assert rows[only[0]]["realis"] == "negated" and rows[ids[0]]["realis"] == "future"


def test_a_newer_version_of_the_document_inherits_decisions(shelf, story):
    shelf.desk().decide("anna", story[0], "reject")
    text = STORY + " The talks went on."
    ids = reread(shelf, text, received=text)
    assert ids[0] not in shelf.rows() and len(shelf.rows()) == 2
    assert story[0] not in shelf.rows(all_versions=True)
    assert {story[0], ids[0]} <= set(shelf.rows(all_versions=True, rejected=True))


def test_words_that_are_gone_are_listed_and_come_back(shelf, story):
    shelf.desk().decide("anna", story[1], "correct", changes={"realis": "negated"})
    text = "Bridge talks\n\nNorthland helped Westland near Dunport in May 2020, officials said."
    reread(shelf, text, lambda of: [claim(of, "helped", "AID")])
    assert homeless(shelf) == [(story[1], "the newest reading of its report does not have these words")]
    assert all(row["review"] is None for row in shelf.rows().values())
    assert reread(shelf) == story
    assert homeless(shelf) == [] and shelf.rows()[story[1]]["realis"] == "negated"


def test_a_report_that_is_gone_is_told(shelf, story):
    shelf.desk().decide("anna", story[0], "accept")
    for path in shelf.folder.segments.iterdir():
        path.unlink()
    assert homeless(shelf) == [(story[0], "its report is not in the register")]
    assert reread(shelf) == story
    assert shelf.rows()[story[0]]["review"]["state"] == "accepted"


def test_segments_read_again_at_another_place_are_known_by_their_bytes(shelf, story):
    shelf.desk().decide("anna", story[0], "reject")
    for path in shelf.folder.segments.iterdir():
        path.unlink()
    of = told(PREFACE + STORY, received=STORY, origin="elsewhere/b.txt")
    shelf.put(Entry(of, tuple(story_claims(of))))
    assert len(shelf.rows()) == 2 and homeless(shelf) == []


def test_an_added_claim_moves_and_becomes_one_with_a_reading_of_it(shelf, story):
    at = span(STORY, "helped", 1)
    added = shelf.desk().add("anna", told().id, (at.start, at.end), "AID", changes={"realis": "negated"})
    ids = reread(shelf, PREFACE + STORY)
    rows = shelf.rows()
    (own,) = set(rows) - set(ids)
    assert own != added.decision.body["claim"]
    assert rows[own]["trigger"]["start"] == at.start + len(PREFACE) and rows[own]["review"]["state"] == "added"
    found = reread(shelf, claims=lambda of: [*story_claims(of), claim(of, "helped", "AID", nth=1)])
    rows = shelf.rows()
    assert len(rows) == 4 and rows[found[3]]["realis"] == "negated"
    assert found[3] == added.decision.body["claim"] == claim_id(told().id, at, "AID")


WORDS = st.lists(st.sampled_from("the wire said that talks went on near a town while it rained".split()), max_size=30)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=WORDS, behind=WORDS, wide=st.sampled_from([" ", "  ", "\n"]))
def test_no_decision_is_lost_whatever_is_put_around_the_words(tmp_path_factory, before, behind, wide):
    """The law: after any re-reading every decision is at a claim or on the list of the homeless, with its values."""
    shelf = Shelf(tmp_path_factory.mktemp("shelf") / "register")
    ids = [one.id for one in shelf.story()]
    desk = shelf.desk()
    desk.decide("anna", ids[0], "correct", changes={"event": "ASSAULT", "realis": "future"})
    desk.decide("bob", ids[1], "accept")
    desk.decide("anna", ids[2], "reject")
    body = STORY.partition("\n\n")[2].replace(" ", wide)
    text = f"Bridge talks\n\n{' '.join(before)}\n\n{body}\n\n{' '.join(behind)}"
    of = told(text, received=STORY)

    def at(one):
        """The claim on the same words of the wider text."""
        number = [*STORY.partition("\n\n")[2][: one.trigger_span.start - 14]].count(" ")
        start = text.index(body) + (one.trigger_span.start - 14) + number * (len(wide) - 1)
        trigger = replace(one.trigger_span, start=start, end=start + len(one.trigger))
        new = claim_id(of.id, trigger, one.event)
        evidence = replace(one.evidence, span=trigger, quote=trigger.of(text))
        return replace(one, id=new, report_id=of.id, trigger_span=trigger, evidence=evidence, participants=(),
                       time=None, place=None, figures=())  # fmt: skip

    made = [at(one) for one in story_claims(told())]
    assert [one.trigger_span.of(text) for one in made] == ["helped", "shelled", "denied"]
    shelf.put(Entry(of, tuple(made)))
    carried = shelf.desk().carried
    placed = {line.number for thread in carried.threads.values() for line in thread.lines}
    listed = {line.number for one in carried.homeless for line in one.lines}
    assert placed | listed == {1, 2, 3} and not listed
    rows = shelf.rows(rejected=True)
    assert [(rows[one.id]["event"], rows[one.id]["review"]["state"]) for one in made] == [
        ("ASSAULT", "corrected"), ("ASSAULT", "accepted"), ("REJECT", "rejected"),
    ]  # fmt: skip
    helped = rows[made[0].id]
    assert helped["realis"] == "future"
    for party in helped["participants"]:
        assert text[party["start"] : party["end"]] == party["text"] != ""


def test_decisions_about_nothing_are_nothing(shelf):
    assert shelf.desk().carried.threads == {} and shelf.rows() == {}
