import pytest

from regesta.stages.phrases import Phrases
from regesta.stages.yielding import yields
from tests.readings import reading

WILLING = """
He he PRON 3 nsubj
is be AUX 3 cop
willing willing ADJ 0 root
{middle}
{verb} {lemma} VERB 3 xcomp
{last}
"""
TO = "to to PART 5 mark"


def test_willing_to_cede_yields() -> None:
    assert yields(
        Phrases.of(reading(WILLING.format(middle=TO, verb="cede", lemma="cede", last="land land NOUN 5 obj"))), 2
    )


def test_willing_to_meet_does_not() -> None:
    assert not yields(
        Phrases.of(reading(WILLING.format(middle=TO, verb="meet", lemma="meet", last="him he PRON 5 obj"))), 2
    )


@pytest.mark.parametrize(("particle", "wanted"), [("up", True), ("away", False)])
def test_a_particle_makes_the_verb(particle: str, wanted: bool) -> None:
    last = f"{particle} {particle} ADP 5 compound:prt"
    assert yields(Phrases.of(reading(WILLING.format(middle=TO, verb="give", lemma="give", last=last))), 2) is wanted


def test_promising_not_to_resign_does_not_yield() -> None:
    words = """
    He he PRON 2 nsubj
    promised promise VERB 0 root
    not not PART 5 advmod
    to to PART 5 mark
    resign resign VERB 2 xcomp
    """
    assert not yields(Phrases.of(reading(words.replace("    ", ""))), 1)
