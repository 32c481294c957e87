"""Modes and contexts from words."""

from __future__ import annotations

import pytest

from regesta.ontology.cues import Cues
from regesta.ontology.scheme import Context, EventType, Mode, Scheme, load


@pytest.fixture(scope="module")
def cues() -> Cues:
    return Cues.of(load())


@pytest.mark.parametrize(
    ("event", "trigger", "clause", "mode"),
    [
        ("ASSAULT", "attack", "suicide bomber attack the convoy with explosive", "suicide-attack"),
        ("ASSAULT", "airstrike", "airstrike kill five", "aerial"),
        ("ASSAULT", "strike", "drone strike on the depot", "drone"),
        ("ASSAULT", "shelling", "shelling of the town", "heavy-weapons"),
        ("ASSAULT", "bomb", "warplane bomb the airfield", "aerial"),
        ("ASSAULT", "attack", "warplane attack the airfield", "aerial"),
        ("ASSAULT", "bombing", "bombing of the market", "explosives"),
        ("ASSAULT", "shoot", "police shoot a student", "firearms"),
        ("ASSAULT", "kidnap", "gunman kidnap the envoy", "abduct"),
        ("ASSAULT", "rape", "soldier rape the woman", "sexual"),
        ("ASSAULT", "torture", "guard torture the prisoner", "torture"),
        ("ASSAULT", "fight", "the two army fight near the river", None),
        ("COERCE", "detain", "police detain the editor", "arrest"),
        ("COERCE", "proclaim", "government proclaim martial law", "martial-law"),
        ("COERCE", "annex", "annex the peninsula", "seize"),
        ("COERCE", "flee", "family flee the town", "deport"),
        ("RETREAT", "release", "release the prisoner and withdraw", "release"),
        ("RETREAT", "withdraw", "withdraw its troop", "withdraw"),
        ("RETREAT", "step down", "president step down", "resign"),
        ("REQUEST", "demand", "demand that the troop withdraw", "yield"),
        ("REQUEST", "appeal", "appeal for food aid", "assist"),
        ("REQUEST", "urge", "urge the party to negotiate", "meet"),
        ("CONSULT", "visit", "visit the capital", "visit"),
        ("CONSULT", "mediate", "mediate at a conference", "third-party"),
        ("ACCUSE", "condemn", "condemn the arrest", "disapprove"),
        ("SANCTION", "expel", "expel three diplomat", "expel"),
        ("SANCTION", "sever", "sever relation", "discontinue"),
        ("PROTEST", "march", "thousand march through the city", "demo"),
        ("PROTEST", "strike", "worker strike", "strike"),
        ("MOBILIZE", "deploy", "deploy paratrooper", "troops"),
        ("THREATEN", "warn", "warn that it will use force", "violence"),
        ("SUPPORT", "praise", "praise the visit", None),
        ("NOTHING", "visit", "visit the capital", None),
    ],
)
def test_mode(cues: Cues, event: str, trigger: str, clause: str, mode: str | None) -> None:
    assert cues.mode(event, trigger, clause) == mode


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Parliament set the referendum for May.", {"legislative", "election"}),
        ("The Security Council met behind closed doors.", {"diplomatic"}),
        ("Nuclear inspectors entered the plant.", {"cbrn"}),
        ("About 3,000 refugees crossed into Chad.", {"asylum"}),
        ("Peacekeepers opened a hospital.", {"peacekeeping", "health"}),
        ("The two friends spoke at length.", set()),
    ],
)
def test_contexts(cues: Cues, sentence: str, expected: set[str]) -> None:
    assert set(cues.contexts(sentence)) == expected


def test_contexts_come_in_the_scheme_s_order(cues: Cues) -> None:
    order = [name for name, _ in cues.context_patterns]
    found = cues.contexts("Troops guarded the refugee camp, the hospital and the parliament near the border.")
    assert list(found) == sorted(found, key=order.index)
    assert {"military", "legislative", "territory", "health", "asylum"} <= set(found)


def _scheme(*modes: Mode) -> Scheme:
    event = EventType("ASSAULT", "material conflict", "x", "y", modes)
    return Scheme("0", (event,), (Context("military", "x", ()),), ())


def test_first_mode_wins_and_the_trigger_goes_before_the_clause() -> None:
    cues = Cues.of(_scheme(Mode("drone", ("drone",)), Mode("beat", ("beat",)), Mode("destroy", ("beat", "raze"))))
    assert cues.mode("ASSAULT", "beat", "drone beat") == "beat"
    assert cues.mode("ASSAULT", "hit", "raze by drone") == "drone"


def test_whole_words_prefixes_and_signs() -> None:
    cues = Cues.of(_scheme(Mode("drone", ("drone*",)), Mode("beat", ("beat",)), Mode("aerial", ("air-strike",))))
    assert cues.mode("ASSAULT", "drones", "") == "drone"
    assert cues.mode("ASSAULT", "beatify", "upbeat") is None
    assert cues.mode("ASSAULT", "air-strike", "") == "aerial"


def test_a_weak_cue_does_not_decide_by_the_trigger() -> None:
    cues = Cues.of(_scheme(Mode("aerial", ("warplane",)), Mode("explosives", ("~bomb*",))))
    assert cues.mode("ASSAULT", "bomb", "warplane bomb") == "aerial"
    assert cues.mode("ASSAULT", "bomb", "rebel bomb") == "explosives"


def test_a_mode_without_cues_is_never_found() -> None:
    assert Cues.of(_scheme(Mode("beat", ()))).mode("ASSAULT", "beat", "beat") is None


def test_a_context_without_cues_is_never_found() -> None:
    assert Cues.of(_scheme()).contexts("the army") == ()
