from dataclasses import replace
from datetime import date

import pytest

from regesta.linking.compare import FEATURES, barred, compare, gap
from regesta.linking.scorer import shipped
from regesta.linking.tellings import Amount, Days, telling
from tests.claimrows import DUNPORT, EASTBAY, row


def told(**fields):
    quote = "Northland shelled Dunport on Monday, killing 12 people."
    return telling(row("c", "r", quote, "shelled", where=DUNPORT, **fields), copy=0, story={})


def feature(one, other, name):
    values = compare(one, other)
    assert values == compare(other, one)
    return values[FEATURES.index(name)]


def test_what_is_unknown_argues_neither_way():
    one, other = told(day=None, actor="", published=None), replace(told(), report="q")
    for name in ("time", "time_loose", "actors", "published"):
        assert feature(one, other, name) == 0.0


@pytest.mark.parametrize(("days", "name", "sign"), [(0, "time", 1), (1, "time", 1), (2, "time", -1), (40, "time", -1)])
def test_days(days, name, sign):
    one = told()
    other = replace(told(), report="q", told=Days(one.told.first + days, one.told.last + days, True))
    assert feature(one, other, name) * sign > 0
    assert barred(one.told, other.told) == (days > 1)


def test_loose_times_are_never_a_bar():
    year = Days(date(2020, 1, 1).toordinal(), date(2021, 1, 1).toordinal(), False)
    day = Days(date(2022, 5, 4).toordinal(), date(2022, 5, 5).toordinal(), True)
    assert not barred(year, day)
    assert gap(year, day) > 300


def test_places_agree_by_name_and_differ_by_distance():
    one = told()
    other = replace(one, report="q")
    far = replace(other, spot=telling(row("c", "r", "It hit x", "hit", where=EASTBAY), copy=0, story={}).spot)
    assert feature(one, other, "place") == 1.0
    assert feature(one, far, "place") == -1.0


def test_agreement_of_day_counts_less_within_one_report():
    one = told()
    assert 0 < feature(one, one, "time") < feature(one, replace(one, report="q"), "time")


@pytest.mark.parametrize(
    ("one", "other", "value"),
    [((37, 37), (37, 37), 1.0), ((1, 1), (1, 1), 0.5), ((12, 12), (14, 14), 0.3), ((3, 3), (60, 60), -1.0)],
)
def test_figures(one, other, value):
    a, b = (replace(told(), amounts=(Amount("killed", *map(float, amount)),)) for amount in (one, other))
    assert feature(a, b, "figures") == value


def test_other_persons_of_one_state_are_others():
    one = told()
    (who,) = one.actors
    first = replace(one, actors=(replace(who, person="person:a"),))
    second = replace(one, actors=(replace(who, person="person:b"),))
    assert feature(first, second, "actors") < 0 < feature(first, first, "actors")


def test_reasons_name_the_weightiest_first():
    scorer = shipped()
    one, other = told(), replace(told(), report="q")
    reasons = scorer.reasons(compare(one, other))
    assert any(reason.startswith("for: the day") for reason in reasons)
    assert 0.0 < scorer.score(compare(one, other)) < 1.0
