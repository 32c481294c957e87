from regesta.ontology import scheme
from regesta.ontology.cues import Cues
from regesta.records.accounts import Draft
from regesta.records.readings import Reading
from regesta.stages.extract import Extract
from tests.readings import reading

SO = """
Paris Paris PROPN 2 nsubj
vowed vow VERB 0 root
to to PART 4 mark
send send VERB 2 xcomp
grain grain NOUN 4 obj
to to ADP 7 case
Rome Rome PROPN 4 obl
but but CCONJ 11 cc
did do AUX 11 aux
not not PART 11 advmod
do do VERB 2 conj
so so ADV 11 advmod
. . PUNCT 2 punct
"""

RESUMED = """
Paris Paris PROPN 2 nsubj
suspended suspend VERB 0 root
aid {thing} NOUN 2 obj
to to ADP 5 case
Rome Rome PROPN 2 obl
but but CCONJ 7 cc
resumed resume VERB 2 conj
it it PRON 7 obj
. . PUNCT 2 punct
"""


def drafts(made: Reading) -> tuple[Draft, ...]:
    return Extract(Cues.of(scheme.load()))([made])[0].drafts


def test_do_so_repeats_the_deed_with_its_parties() -> None:
    made = reading(
        SO, triggers=[(1, "AGREE"), (3, "AID"), (10, "RETREAT")], arcs=[(3, 0, "actor"), (3, 6, "recipient")]
    )
    _, sent, repeated = drafts(made)
    assert repeated.event == "AID"
    assert (repeated.actors, repeated.recipients) == (sent.actors, sent.recipients)


def test_do_so_after_nothing_told_stays_as_the_model_has_it() -> None:
    (alone,) = drafts(reading(SO, triggers=[(10, "RETREAT")]))
    assert alone.event == "RETREAT"


def test_aid_that_is_resumed_is_aid() -> None:
    made = reading(RESUMED.format(thing="aid"), triggers=[(1, "SANCTION"), (6, "AGREE")])
    assert [draft.event for draft in drafts(made)] == ["SANCTION", "AID"]


def test_talks_that_are_resumed_stay_as_the_model_has_them() -> None:
    made = reading(RESUMED.format(thing="talk"), triggers=[(1, "REJECT"), (6, "CONSULT")])
    assert [draft.event for draft in drafts(made)] == ["REJECT", "CONSULT"]
