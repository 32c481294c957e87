from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from regesta.errors import DataError
from regesta.evaluation.plv import Seen, choose, rows, statistic, tally, unmark
from regesta.model import labels
from regesta.records.spans import Span

HEAD = "sentence\tmarked_sentence\tsource\ttarget\tgold_root\tother\n"
#: Northland attacked Southland and praised Eastland
SPANS = tuple(Span(10 * n, 10 * n + 9) for n in range(6))


def seen(*told: tuple[int, str, float], arcs: list[tuple[int, int, str, float]] | None = None) -> Seen:
    """The sentence with probabilities of types at its words."""
    shares = np.zeros((len(SPANS), len(labels.EVENTS)))
    for word, event, share in told:
        shares[word, labels.EVENTS.index(event)] = share
    realis = np.tile([1.0, 0.0, 0.0, 0.0], (len(SPANS), 1))
    return Seen(SPANS, (1, -1, 1, 4, 1, 4), arcs or [], shares, realis, [""] * len(SPANS))


def test_marks_are_taken_out() -> None:
    text, source, target = unmark("<s>Northland</s> praised <t>Eastland</t>.")
    assert text == "Northland praised Eastland."
    assert source is not None and source.of(text) == "Northland"
    assert target is not None and target.of(text) == "Eastland"


def test_only_the_named_columns_are_needed(tmp_path: Path) -> None:
    path = tmp_path / "PLV_x.tsv"
    path.write_text(HEAD + "A hit B.\t<s>A</s> hit <t>B</t>.\tA\tB\tASSAULT\tNONSENSE\n", encoding="utf-8")
    (row,) = rows(path)
    assert (row.sentence, row.root, row.source, row.target) == ("A hit B.", "ASSAULT", Span(0, 1), Span(6, 7))


@pytest.mark.parametrize("body", ["a\tb\n", HEAD + "x\t<s>x</s><t>y</t>\tx\ty\tNOTHING\tz\n"])
def test_other_tables_are_refused(tmp_path: Path, body: str) -> None:
    path = tmp_path / "x.tsv"
    path.write_text(body, encoding="utf-8")
    with pytest.raises(DataError):
        rows(path)


def test_the_pair_decides_between_two_events() -> None:
    arcs = [(1, 0, "actor", 0.9), (1, 2, "recipient", 0.9), (4, 0, "actor", 0.9), (4, 5, "recipient", 0.9)]
    both = seen((1, "ASSAULT", 0.9), (4, "SUPPORT", 0.9), arcs=arcs)
    assert choose(both, SPANS[0], SPANS[2]) == "ASSAULT"
    assert choose(both, SPANS[0], SPANS[5]) == "SUPPORT"


def test_who_acts_on_whom_the_wrong_way_round_counts_less() -> None:
    arcs = [(1, 0, "actor", 0.9), (4, 2, "actor", 0.9)]
    both = seen((1, "ASSAULT", 0.5), (4, "SUPPORT", 0.8), arcs=arcs)
    assert choose(both, SPANS[0], SPANS[2]) == "ASSAULT"
    assert choose(both, SPANS[2], SPANS[0]) == "SUPPORT"


def test_words_that_tell_the_same_vote_together() -> None:
    assert choose(seen((1, "ASSAULT", 0.5), (3, "AID", 0.45), (4, "AID", 0.45)), SPANS[0], SPANS[5]) == "AID"
    assert choose(seen((1, "ASSAULT", 0.5), (3, "RETREAT", 0.45), (4, "CONCEDE", 0.45)), SPANS[0], SPANS[5]) == "YIELD"


def test_every_row_gets_a_root() -> None:
    nothing = Seen((), (), (), np.zeros((0, len(labels.EVENTS))), np.zeros((0, len(labels.REALIS))), ())
    assert choose(nothing, Span(0, 1), Span(2, 3)) == "CONSULT"
    assert choose(seen((1, "RETREAT", 0.01)), Span(0, 1), Span(2, 3)) == "YIELD"


def test_an_act_to_come_votes_as_the_older_scheme_has_it() -> None:
    both = seen((1, "ASSAULT", 0.9), (4, "SUPPORT", 0.8))
    to_come = np.tile([0.1, 0.9, 0.0, 0.0], (len(SPANS), 1))
    assert choose(both, SPANS[0], SPANS[2]) == "ASSAULT"
    assert choose(replace(both, realis=to_come), SPANS[0], SPANS[2]) == "THREATEN"


def test_macro_f1() -> None:
    sums = np.array([tally("AID", "AID"), tally("AID", "YIELD"), tally("ASSAULT", "ASSAULT")]).sum(axis=0)
    numbers = statistic(sums)
    assert numbers["accuracy"] == pytest.approx(2 / 3)
    assert numbers["root_macro_f1"] == pytest.approx((2 / 3 + 0 + 1) / 3)
    assert numbers["quad_macro_f1"] == 1
