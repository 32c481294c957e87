from regesta.stages.hedges import hedge, only_possible
from regesta.stages.phrases import Phrases
from tests.readings import reading

WAR = """
They they PRON 3 nsubj
{aux} {aux} AUX 3 aux
start start VERB 0 root
a a DET 5 det
war war NOUN 3 obj
"""


def test_what_could_be_started_is_only_possible() -> None:
    assert only_possible(Phrases.of(reading(WAR.format(aux="could"))), 4)
    assert only_possible(Phrases.of(reading(WAR.format(aux="may"))), 2)


def test_what_will_be_started_is_more() -> None:
    assert not only_possible(Phrases.of(reading(WAR.format(aux="will"))), 4)


BELIEVED = """
They they PRON 2 nsubj
believe believe VERB 0 root
he he PRON 4 nsubj
fled flee VERB 2 ccomp
"""


def test_a_verb_of_belief_weakens_what_it_governs() -> None:
    assert hedge(Phrases.of(reading(BELIEVED)), 3) == "probable"
