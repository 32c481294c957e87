from datetime import date

import pytest

from regesta.linking.rollup import denies, incident, states
from tests.claimrows import figure, row, voice


def claim(id_, report, *, low=None, high=None, voices=(), realis="actual", **fields):
    figures = () if low is None and high is None else (figure("killed", low, high, exact=False),)
    return row(id_, report, "They hit it", "hit", voices=voices, realis=realis, figures=figures, **fields)


def rolled(*rows, sources=None):
    numbers = sources or {one["report_id"]: n for n, one in enumerate(rows)}
    return incident(rows, numbers, ["because"])


def test_low_best_high_and_the_rule():
    found = rolled(claim("a", "1", low=9.0, high=9.0), claim("b", "2", low=22.0), claim("c", "3", low=40.0, high=44.0))
    (killed,) = found.figures
    assert (killed.low, killed.best, killed.high) == (9.0, 22.0, 44.0)
    assert "median of 3" in killed.rule
    assert [told.claim_id for told in killed.told] == ["a", "b", "c"]


def test_copies_and_smaller_parts_do_not_move_the_median():
    rows = [
        claim("a", "1", low=3.0, high=3.0),
        claim("b", "1", low=37.0, high=37.0),
        claim("c", "2", low=37.0, high=37.0),
    ]
    rows.append(claim("d", "3", low=50.0, high=50.0))
    (killed,) = rolled(*rows, sources={"1": 0, "2": 0, "3": 3}).figures
    assert (killed.low, killed.best, killed.high) == (37.0, 37.0, 50.0)
    assert "median of 2" in killed.rule


def test_a_figure_that_nobody_states_says_so():
    (killed,) = rolled(claim("a", "1", low=100.0, high=100.0, realis="hypothetical")).figures
    assert "planned, feared or denied" in killed.rule


@pytest.mark.parametrize(
    ("realis", "stances", "stated", "denied"),
    [
        ("actual", (), True, False), ("actual", ("asserts",), True, False), ("actual", ("denies",), False, True),
        ("actual", ("doubts",), False, True), ("negated", (), False, True), ("negated", ("denies",), False, False),
        ("future", (), False, False), ("future", ("asserts",), False, False),
    ],
)  # fmt: skip
def test_who_states_and_who_denies(realis, stances, stated, denied):
    one = claim("a", "1", realis=realis, voices=tuple(voice("NLD", stance) for stance in stances))
    assert (states(one), denies(one)) == (stated, denied)


def test_the_most_told_day_and_the_span_of_all():
    rows = [
        claim("a", "1", day=date(2020, 5, 4)), claim("b", "2", day=date(2020, 5, 4)),
        claim("c", "3", day=date(2020, 5, 5)), claim("d", "4", day=date(2020, 5, 1), days=31, precision="month"),
    ]  # fmt: skip
    found = rolled(*rows)
    assert found.time is not None
    assert found.time.start == date(2020, 5, 4)
    assert found.span == ("2020-05-01", "2020-06-01")


def test_what_nobody_tells_is_absent():
    found = rolled(claim("a", "1", day=None, actor="---", recipient=""))
    assert (found.time, found.span, found.place, found.actors, found.figures) == (None, None, None, (), ())
