from dataclasses import replace

from regesta.records.readings import Arc
from regesta.stages.anaphora import Anaphora
from regesta.stages.phrases import Phrases
from regesta.stages.voices import Voices
from tests.readings import reading

TWO_DEEP = """
The the DET 2 det
minister minister NOUN 3 nsubj
said say VERB 0 root
troops troops NOUN 5 nsubj
shelled shell VERB 3 ccomp
villages village NOUN 5 obj
, , PUNCT 10 punct
according accord VERB 10 case
to to ADP 8 fixed
media media NOUN 3 obl
"""


def chain(rows: str, event: str, trigger: int, speakers: list[int], actors: list[int] | None = None):
    made = reading(rows, triggers=[(trigger, event)])
    phrases = Phrases.of(made)
    voices = Voices(phrases, Anaphora.of(phrases), 0.5)
    arcs = [Arc(trigger, s, "speaker", 0.9) for s in speakers]
    hops = voices.chain(made.triggers[0], arcs, actors or [])
    return [(phrases.text(h.speaker.span), phrases.text(h.cue) if h.cue else "") for h in hops]


def test_according_to_is_the_outer_voice() -> None:
    assert chain(TWO_DEEP, "ASSAULT", 4, [1, 9]) == [("media", "according to"), ("The minister", "said")]


def test_the_speaker_of_a_verbal_act_is_no_voice() -> None:
    assert chain(TWO_DEEP, "ACCUSE", 4, [1], actors=[1]) == []
    assert chain(TWO_DEEP, "ASSAULT", 4, [1], actors=[1]) == [("The minister", "said")]


def test_of_two_coordinated_speakers_the_first_counts() -> None:
    rows = """
Police police NOUN 4 nsubj
and and CCONJ 3 cc
witnesses witness NOUN 1 conj
said say VERB 0 root
gunmen gunman NOUN 6 nsubj
fired fire VERB 4 ccomp
"""
    assert chain(rows, "ASSAULT", 5, [0, 2]) == [("Police", "said")]


def test_a_later_sentence_says_only_whose_the_words_in_quotation_marks_were() -> None:
    rows = """
Gunmen gunman NOUN 2 nsubj
fired fire VERB 0 root

Police police NOUN 2 nsubj
spoke speak VERB 0 root
"""
    made = reading(rows, triggers=[(1, "ASSAULT")])
    phrases, arcs = Phrases.of(made), [Arc(1, 2, "speaker", 0.9)]
    voices = Voices(phrases, Anaphora.of(phrases), 0.5)
    assert voices.chain(made.triggers[0], arcs, []) == ()
    (hop,) = voices.chain(replace(made.triggers[0], quotation="direct"), arcs, [])
    assert phrases.text(hop.speaker.span) == "Police"
