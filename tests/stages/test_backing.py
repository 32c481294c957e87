import pytest

from regesta.stages.backing import backs_a_deed
from regesta.stages.phrases import Phrases
from tests.readings import reading

ROWS = """
Turkey Turkey PROPN 2 nsubj
{form} {lemma} VERB 0 root
Azerbaijan Azerbaijan PROPN 5 nmod:poss
's 's PART 3 case
assault assault NOUN 2 obj
"""


@pytest.mark.parametrize(
    ("form", "lemma", "event", "backs"),
    [
        ("backed", "back", "ASSAULT", True),
        ("praised", "praise", "ASSAULT", False),
        ("backed", "back", "CONSULT", False),
    ],
)
def test_who_backs_an_assault_helps_it(form: str, lemma: str, event: str, backs: bool) -> None:
    phrases = Phrases.of(reading(ROWS.format(form=form, lemma=lemma)))
    assert backs_a_deed(phrases, 1, {1: "SUPPORT", 4: event}) is backs
