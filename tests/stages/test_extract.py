from dataclasses import replace

import pytest

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


def test_where_help_comes_from_is_not_whom_it_goes_to() -> None:
    rows = """
Ankara Ankara PROPN 2 nsubj
sent send VERB 0 root
fighters fighter NOUN 2 obj
from from ADP 5 case
Syria Syria PROPN 2 obl
to to ADP 7 case
Baku Baku PROPN 2 obl
"""
    made = reading(rows, triggers=[(1, "AID")], arcs=[(1, 0, "actor"), (1, 4, "recipient"), (1, 6, "recipient")])
    (draft,) = drafts(made)
    assert words(made, draft, "recipients") == ["Baku"]


def test_the_length_before_counts_back_from_belongs_to_it() -> None:
    rows = """
Rebels rebel NOUN 2 nsubj
attacked attack VERB 0 root
the the DET 4 det
day day NOUN 2 obl:unmarked
before before ADV 4 advmod
"""
    made = reading(rows, triggers=[(1, "ASSAULT")], arcs=[(1, 3, "time")], mentions=[(2, 4, "TIMEX")])
    (draft,) = drafts(made)
    assert words(made, draft, "time") == "the day before"


def test_an_expression_of_time_keeps_the_words_before_it_and_no_clause_behind_it() -> None:
    rows = """
Rebels rebel NOUN 2 nsubj
attacked attack VERB 0 root
last last ADJ 4 amod
week week NOUN 2 obl:unmarked
before before SCONJ 7 mark
troops troop NOUN 7 nsubj
came come VERB 2 advcl
"""
    made = reading(rows, triggers=[(1, "ASSAULT")], arcs=[(1, 3, "time")], mentions=[(3, 4, "TIMEX")])
    (draft,) = drafts(made)
    assert words(made, draft, "time") == "last week"


def test_a_weekday_ends_before_the_next_clause() -> None:
    rows = """
Rebels rebel NOUN 2 nsubj
attacked attack VERB 0 root
on on ADP 4 case
Monday Monday PROPN 2 obl
before before SCONJ 7 mark
troops troop NOUN 7 nsubj
came come VERB 2 advcl
"""
    made = reading(rows, triggers=[(1, "ASSAULT")], arcs=[(1, 3, "time")], mentions=[(3, 4, "TIMEX")])
    (draft,) = drafts(made)
    assert words(made, draft, "time") == "on Monday"


@pytest.mark.parametrize(("first", "found"), [(0.0, ["police", "Quetta"]), (0.5, ["police", "Quetta"]), (0.95, [])])
def test_a_claim_has_a_recipient_once_the_likeliest_arc_is_likely_enough(first: float, found: list[str]) -> None:
    rows = "killed kill VERB 0 root\npolice police NOUN 1 obj\nQuetta Quetta PROPN 1 obl"
    made = reading(rows, triggers=[(0, "ASSAULT")], arcs=[(0, 1, "recipient"), (0, 2, "recipient")])
    arcs = (made.event_arcs[0], replace(made.event_arcs[1], score=0.45))
    stage = Extract(Cues.of(scheme.load()), {"first_recipient": first})
    ((draft,),) = [account.drafts for account in stage([replace(made, event_arcs=arcs)])]
    assert [slot.span.of(made.report.text) for slot in draft.recipients] == found


SPOKESMAN = """
Gunmen gunman NOUN 2 nsubj
killed kill VERB 6 ccomp
him he PRON 2 obj
a a DET 6 det
ministry ministry NOUN 6 compound
spokesman spokesman NOUN 6 root
said say VERB 6 dep
"""


@pytest.mark.parametrize("pointed", [(3,), (3, 5)])
def test_an_arc_to_an_article_means_its_noun(pointed: tuple[int, ...]) -> None:
    arcs = [(1, 0, "actor"), (1, 6, "cue"), *((1, word, "speaker") for word in pointed)]
    made = reading(SPOKESMAN, triggers=[(1, "ASSAULT")], arcs=arcs)
    (draft,) = drafts(made)
    assert [hop.speaker.head for hop in draft.attribution] == [5]
