from dataclasses import replace
from datetime import date

import pytest

from regesta.errors import BadValueError
from regesta.records.claims import Entry
from regesta.records.dates import Interval, Precision
from regesta.register import timeline
from regesta.register.filters import Filter
from tests.hand import full_claim, report


def test_a_claim_counts_where_its_time_begins(many):
    found = many.questions.timeline(Filter(), bin_="year")
    assert [(one.start.year, one.counts) for one in found.items] == [
        (1950, {"material_cooperation": 1}),
        (2019, {"material_cooperation": 2}),
        (2020, {"material_cooperation": 3}),
        (2021, {"material_cooperation": 1}),
    ]
    assert found.undated == 3
    assert all(one.end == date(one.start.year + 1, 1, 1) for one in found.items)


@pytest.mark.parametrize(("bin_", "days"), [("day", 1), ("month", 31), ("year", 366)])
def test_bins_are_half_open_and_follow_the_calendar(many, bin_, days):
    found = many.questions.timeline(Filter(since="2020-05", until="2020-05", text="lorries"), bin_=bin_)
    assert [(one.end - one.start).days for one in found.items] == [days]


def test_spans_of_what_lasts(many):
    found = many.questions.timeline(Filter(text="lorries"))
    assert [(one.start, one.end, one.precision, one.quad) for one in found.spans] == [
        (date(2020, 5, 1), date(2020, 6, 1), "month", "material_cooperation")
    ]
    assert len(many.questions.timeline(Filter()).spans) == 7


def test_many_claims_have_no_spans(many, monkeypatch):
    monkeypatch.setattr(timeline, "SPANS", 3)
    assert many.questions.timeline(Filter()).spans == ()


def test_auto_chooses_what_a_screen_can_show(many):
    assert many.questions.timeline(Filter(text="lorries")).bin == "day"
    assert many.questions.timeline(Filter(since="2019")).bin == "month"
    assert many.questions.timeline(Filter()).bin == "year"
    assert many.questions.timeline(Filter(actor="ZZZ")).items == ()


def test_publication_may_stand_for_what_has_no_time(many):
    found = many.questions.timeline(Filter(dated="publication"), bin_="day")
    assert (date(2021, 5, 4), {"material_cooperation": 1}) in [(one.start, one.counts) for one in found.items]
    assert found.undated == 1


def test_the_last_days_of_the_calendar_have_ends(desk):
    of = report()
    claim = full_claim(of)
    last = Interval(date(9999, 12, 30), date.max, Precision.DAY)
    desk.put(Entry(of, (replace(claim, time=replace(claim.time, interval=last)),)))
    with desk.open() as register:
        ends = [register.questions.timeline(Filter(), bin_=bin_).items[0].end for bin_ in ("day", "month", "year")]
    assert ends == [date.max] * 3


def test_an_unknown_bin_is_refused(many):
    with pytest.raises(BadValueError, match="auto day month year"):
        many.questions.timeline(Filter(), bin_="week")
    with pytest.raises(BadValueError):
        many.questions.timeline(Filter(), bin_="day') --")
