import pytest

from regesta.ontology import scheme
from regesta.ontology.cues import Cues
from regesta.records.claims import Claim
from regesta.stages.deeds import Deeds, _is_noun_of
from regesta.stages.extract import Extract
from regesta.stages.phrases import Phrases
from tests.readings import reading
from tests.stages.test_resolve import claims

#: "Turkey launched missiles. France condemned the launches."
LAUNCH = """
Turkey Turkey PROPN 2 nsubj
launched launch VERB 0 root
missiles missile NOUN 2 obj
. . PUNCT 2 punct

France France PROPN 2 nsubj
condemned condemn VERB 0 root
the the DET 4 det
{noun} {lemma} NOUN 2 obj
. . PUNCT 2 punct
"""


def condemned(noun: str, *, told: str = "ASSAULT", judging: str = "ACCUSE") -> Claim:
    made = reading(
        LAUNCH.format(noun=noun, lemma=noun.removesuffix("es")),
        triggers=[(1, told), (5, judging)],
        arcs=[(1, 0, "actor"), (5, 4, "actor"), (5, 7, "recipient")],
        homes=[(7, 4, 0.9)],
    )
    return claims(made)[1]


def recipient(claim: Claim) -> str:
    (code,) = [p.code for p in claim.participants if p.role == "recipient"]
    return code


def test_a_deed_that_is_condemned_stands_for_its_doer() -> None:
    (party,) = [p for p in condemned("launches").participants if p.role == "recipient"]
    assert (party.code, party.text) == ("TUR", "the launches")
    assert "the doer of 'launched'" in party.reasons


def test_a_noun_that_sums_up_such_deeds_finds_the_last_of_them() -> None:
    assert recipient(condemned("raid")) == "TUR"
    assert recipient(condemned("raid", told="AGREE")) == "FRA"


def test_other_nouns_and_other_acts_mean_what_they_meant() -> None:
    assert recipient(condemned("minister")) == "FRA"
    assert recipient(condemned("launches", judging="THREATEN")) == "FRA"


def test_a_deed_that_is_a_claim_itself_is_that_claim() -> None:
    made = reading(
        LAUNCH.format(noun="raid", lemma="raid"),
        triggers=[(1, "ASSAULT"), (5, "ACCUSE"), (7, "ASSAULT")],
        arcs=[(1, 0, "actor"), (5, 4, "actor"), (5, 7, "recipient"), (7, 4, "actor")],
    )
    (account,) = Extract(Cues.of(scheme.load()))([made])
    first, judging, itself = account.drafts
    assert Deeds.of(Phrases.of(made), account.drafts).meant(judging, 7) == [itself]
    assert Deeds.of(Phrases.of(made), [first, judging]).meant(judging, 7) == [first]


@pytest.mark.parametrize(
    ("noun", "verb", "of"),
    [
        ("launch", "launch", True),
        ("killing", "kill", True),
        ("invasion", "invade", True),
        ("extension", "extend", True),
        ("approval", "approve", True),
        ("agreement", "agree", True),
        ("president", "press", False),
        ("supporter", "support", False),
        ("council", "counter", False),
        ("opposition", "oppose", False),
    ],
)
def test_a_noun_of_the_deed_is_known_from_one_that_begins_alike(noun: str, verb: str, of: bool) -> None:
    assert _is_noun_of(noun, verb) == of


def test_a_deed_whose_words_name_somebody_means_him() -> None:
    rows = LAUNCH.format(noun="launches", lemma="launch").replace("the the DET 4 det", "Iraqi Iraqi ADJ 4 amod")
    made = reading(
        rows,
        triggers=[(1, "ASSAULT"), (5, "ACCUSE")],
        arcs=[(1, 0, "actor"), (5, 4, "actor"), (5, 7, "recipient")],
    )
    assert recipient(claims(made)[1]) == "IRQ"
