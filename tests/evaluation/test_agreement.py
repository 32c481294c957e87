"""The comparison of claims, on small hand-made reports, against a direct restatement of the rules."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.errors import DataError
from regesta.evaluation.agreement import coded, compare, pair_up
from regesta.evaluation.assignment import best_pairs
from regesta.evaluation.bootstrap import figures
from regesta.evaluation.gold import Scored, statistic, tally


def claim(event: str = "AID", start: int = 0, end: int = 6, **more: Any) -> dict[str, Any]:
    who = [{"role": role, "code": code, "sectors": []} for role, code in more.pop("who", [("actor", "TUR")])]
    told = {"realis": "actual", "certainty": "certain", "attribution": [], "weight": "core"}
    return {"event": event, "trigger": {"start": start, "end": end}, "participants": who, **told, **more}


def score(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> dict[str, float]:
    one, other = [coded(c) for c in gold], [coded(c) for c in found]
    numbers = figures([tally(Scored(one, other, [1.0] * len(other), pair_up(one, other)))], statistic)
    return {name: number.value for name, number in numbers.items()}


def test_same_claims_agree_in_everything() -> None:
    rows = [claim(), claim("ASSAULT", 50, 58, who=[("actor", "AZE"), ("recipient", "ARM")])]
    numbers = score(rows, rows)
    assert all(numbers[f"{level}_f1"] == 1 for level in ("located", "quad", "typed", "dyad", "told"))


@pytest.mark.parametrize(
    ("change", "levels"),
    [
        ({"event": "COOPERATE"}, (1, 1, 0, 0, 0)),
        ({"event": "ASSAULT"}, (1, 0, 0, 0, 0)),
        ({"start": 30, "end": 36}, (0, 1, 1, 1, 1)),
        ({"who": [("actor", "SYR")]}, (1, 1, 1, 0, 0)),
        ({"who": [("actor", "SYR"), ("actor", "TUR")]}, (1, 1, 1, 1, 1)),
        ({"who": []}, (1, 1, 1, 0, 0)),
        ({"realis": "future"}, (1, 1, 1, 1, 0)),
        ({"attribution": [{"code": "TUR", "stance": "asserts"}]}, (1, 1, 1, 1, 0)),
        ({"certainty": "possible"}, (1, 1, 1, 1, 1)),
    ],
)
def test_each_level_asks_for_more(change: dict[str, Any], levels: tuple[int, ...]) -> None:
    numbers = score([claim()], [claim(**change)])
    assert tuple(numbers[f"{name}_f1"] for name in ("located", "quad", "typed", "dyad", "told")) == levels


def test_triggers_further_apart_than_80_are_never_paired() -> None:
    assert score([claim()], [claim(start=80, end=86)])["typed_f1"] == 1
    assert score([claim()], [claim(start=81, end=87)])["typed_f1"] == 0


def test_codes_of_other_schemes_are_the_same() -> None:
    gold = claim(who=[("actor", "UN"), ("recipient", "XKX")])
    assert score([gold], [claim(who=[("actor", "UNO"), ("recipient", "KOS")])])["dyad_f1"] == 1
    assert score([claim(who=[])], [claim(who=[("actor", "IGO")])])["dyad_f1"] == 1


def test_the_code_inside_an_entity_counts() -> None:
    found = claim()
    found["participants"] = [{"role": "actor", "code": "XXX", "entity": {"code": "TUR"}}]
    assert score([claim()], [found])["dyad_f1"] == 1


def test_optional_gold_is_neither_missed_nor_wrong() -> None:
    gold = [claim(), claim("PROTEST", 200, 206, weight="optional")]
    assert score(gold, [claim()])["told_f1"] == 1
    assert score(gold, gold)["told_f1"] == 1
    assert score(gold, [claim(), claim("PROTEST", 400, 406)])["told_precision"] == 0.5


@pytest.mark.parametrize(
    ("gold", "found", "right"),
    [
        (("2020-01-01", "2020-02-01", "month"), ("2020-01-05", "2020-01-06", "day"), False),
        (("2020-01-01", "2020-02-01", "month"), ("2020-01-01", "2020-02-01", "month"), True),
        (("2020-01-01", "2020-02-01", "month"), ("2020-02-01", "2020-03-01", "month"), False),
        (("2020-01-01", "2020-02-01", "month"), None, False),
        ((None, None, None), (None, None, None), False),
    ],
)
def test_time_needs_overlap_and_precision(gold: Any, found: Any, right: bool) -> None:
    def when(told: Any) -> Any:
        return None if told is None else dict(zip(("from", "to", "precision"), told, strict=True))

    verdict = compare(coded(claim(time=when(gold))), coded(claim(time=when(found))))
    assert verdict.slots["time"] is right


def test_slots_that_gold_leaves_empty_are_not_asked() -> None:
    verdict = compare(coded(claim()), coded(claim(place={"country": "SYR"}, figures=[{"measure": "killed", "low": 3}])))
    assert not {"time", "place", "figures"} & set(verdict.slots)


def test_figures_must_all_be_there() -> None:
    two = [{"measure": "killed", "low": 3}, {"measure": "wounded", "low": 9}]
    assert compare(coded(claim(figures=two[:1])), coded(claim(figures=two))).slots["figures"]
    assert not compare(coded(claim(figures=two)), coded(claim(figures=two[:1]))).slots["figures"]


def test_something_else_is_refused() -> None:
    with pytest.raises(DataError, match="not a claim"):
        coded({"event": "AID"})


@given(st.lists(st.lists(st.one_of(st.none(), st.floats(0.1, 9)), min_size=3, max_size=3), min_size=1, max_size=4))
def test_pairs_are_the_best_of_all(worth: list[list[float | None]]) -> None:
    pairs = best_pairs(worth)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert all(worth[i][j] is not None for i, j in pairs)
    total = sum(worth[i][j] or 0 for i, j in pairs)
    size = max(len(worth), 3)
    best = max(
        sum((worth[i][j] or 0) for i, j in enumerate(order) if i < len(worth) and j < 3)
        for order in itertools.permutations(range(size))
    )
    assert total == pytest.approx(best)
