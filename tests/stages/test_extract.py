from regesta.ontology import scheme
from regesta.ontology.cues import Cues
from regesta.records.accounts import Draft
from regesta.records.readings import Reading
from regesta.stages.extract import Extract
from tests.readings import reading

KILLED = """
Gunmen gunman NOUN 2 nsubj
killed kill VERB 0 root
at at ADP 4 case
least least ADJ 5 advmod
five five NUM 6 nummod
police police NOUN 2 obj
in in ADP 8 case
Quetta Quetta PROPN 2 obl
on on ADP 10 case
Tuesday Tuesday PROPN 2 obl
. . PUNCT 2 punct
"""


def drafts(made: Reading) -> tuple[Draft, ...]:
    return Extract(Cues.of(scheme.load()))([made])[0].drafts


def words(made: Reading, draft: Draft, name: str) -> object:
    text = made.report.text
    value = getattr(draft, name)
    if name in ("actors", "recipients"):
        return [slot.span.of(text) for slot in value]
    return None if value is None else value.of(text)


def test_arcs_become_slots_times_places_and_figures() -> None:
    made = reading(
        KILLED,
        triggers=[(1, "ASSAULT")],
        arcs=[(1, 0, "actor"), (1, 5, "recipient"), (1, 7, "place"), (1, 9, "time"), (1, 4, "figure")],
        mentions=[(9, 10, "TIMEX")],
    )
    (draft,) = drafts(made)
    assert words(made, draft, "actors") == ["Gunmen"]
    assert words(made, draft, "recipients") == ["at least five police"]
    assert words(made, draft, "place") == "in Quetta"
    assert words(made, draft, "time") == "on Tuesday"
    assert [(f.measure, f.low, f.qualifier) for f in draft.figures] == [("killed", 5, "at least")]


def test_a_number_inside_a_recipient_counts_without_an_arc() -> None:
    made = reading(KILLED, triggers=[(1, "ASSAULT")], arcs=[(1, 5, "recipient")])
    (draft,) = drafts(made)
    assert [(f.measure, f.low) for f in draft.figures] == [("killed", 5)]


def test_a_word_has_one_role_the_likelier() -> None:
    made = reading(KILLED, triggers=[(1, "ASSAULT")], arcs=[(1, 0, "actor"), (1, 0, "recipient")])
    (draft,) = drafts(made)
    assert len(draft.actors) + len(draft.recipients) == 1


def test_parties_of_a_meeting_are_all_actors() -> None:
    rows = """
Talks talk NOUN 0 root
between between ADP 3 case
India India PROPN 1 nmod
and and CCONJ 5 cc
Pakistan Pakistan PROPN 3 conj
"""
    made = reading(rows, triggers=[(0, "CONSULT")], arcs=[(0, 2, "recipient"), (0, 4, "recipient")])
    (draft,) = drafts(made)
    assert words(made, draft, "actors") == ["India", "Pakistan"]
    assert draft.recipients == ()


def test_a_reading_without_triggers_has_no_drafts() -> None:
    assert drafts(reading(KILLED)) == ()
