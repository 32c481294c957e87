from __future__ import annotations

import numpy as np
import pytest

from regesta.evaluation.plv_scheme import OLDER, QUADS, roots_of
from regesta.model import labels


def told(event: str, realis: str, word: str = "x", beside: str = "y") -> dict[str, float]:
    """One vote for a type at a word, of one realis, with another word in the sentence."""
    votes, told_as = np.zeros((2, len(labels.EVENTS) - 1)), np.zeros((2, len(labels.REALIS)))
    votes[0, labels.EVENTS.index(event) - 1] = 1
    told_as[0, labels.REALIS.index(realis)] = 1
    return {root: count for root, count in roots_of([word, beside], votes, told_as).items() if count}


@pytest.mark.parametrize("event", labels.EVENTS[1:])
def test_what_was_done_keeps_its_type_but_for_two_that_were_one(event: str) -> None:
    assert told(event, "actual") == {OLDER.get(event, event): 1}


@pytest.mark.parametrize(
    ("event", "realis", "root"),
    [
        ("AID", "future", "AGREE"),
        ("CONSULT", "future", "AGREE"),
        ("RETREAT", "future", "AGREE"),
        ("ASSAULT", "future", "THREATEN"),
        ("ASSAULT", "hypothetical", "THREATEN"),
        ("REQUEST", "future", "REQUEST"),
        ("AID", "negated", "SANCTION"),
        ("SUPPORT", "negated", "REJECT"),
        ("ASSAULT", "negated", "YIELD"),
        ("ACCUSE", "negated", "AGREE"),
    ],
)
def test_what_is_to_come_or_was_not_done_is_a_type_of_its_own(event: str, realis: str, root: str) -> None:
    assert told(event, realis) == {root: 1}


@pytest.mark.parametrize(
    ("event", "word", "root"),
    [
        ("CONCEDE", "promised", "AGREE"),
        ("CONCEDE", "apologised", "SUPPORT"),
        ("CONCEDE", "lifted", "YIELD"),
        ("SANCTION", "convicted", "ACCUSE"),
        ("SANCTION", "fined", "ACCUSE"),
        ("SANCTION", "finesse", "SANCTION"),
        ("SANCTION", "sanctions", "COERCE"),
        ("COERCE", "occupied", "ASSAULT"),
        ("AGREE", "occupied", "AGREE"),
    ],
)
def test_codes_that_stand_elsewhere_are_told_by_their_words(event: str, word: str, root: str) -> None:
    assert told(event, "actual", word) == {root: 1}


def test_troops_that_keep_the_peace_are_aid() -> None:
    assert told("MOBILIZE", "actual", "sent", beside="peacekeepers") == {"AID": 1}
    assert told("MOBILIZE", "actual", "sent", beside="tanks") == {"MOBILIZE": 1}


def test_votes_are_shared_out_by_realis() -> None:
    votes, realis = np.zeros((1, len(labels.EVENTS) - 1)), np.array([[0.75, 0.25, 0, 0]])
    votes[0, labels.EVENTS.index("ASSAULT") - 1] = 2
    assert {k: v for k, v in roots_of(["x"], votes, realis).items() if v} == {"ASSAULT": 1.5, "THREATEN": 0.5}


def test_every_root_has_a_quad_class() -> None:
    assert len(QUADS) == 15
    assert {OLDER.get(event, event) for event in labels.EVENTS[1:]} == set(QUADS)
