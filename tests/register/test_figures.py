from dataclasses import replace
from datetime import date

from regesta.records.claims import Entry
from regesta.register.filters import Filter
from tests.hand import full_claim, report


def test_a_figure_with_what_is_needed_to_read_it(many):
    [told] = many.questions.figures(Filter()).items
    assert (told.measure, told.low, told.high, told.qualifier, told.unit) == (
        "weapons",
        40.0,
        None,
        "at least",
        "lorries",
    )
    assert (told.start, told.end, told.precision) == (date(2020, 5, 1), date(2020, 6, 1), "month")
    assert (told.event, told.title, told.source) == ("AID", "Harbour talks", "Own Wire")
    assert many.claim(told.claim_id)["report"]["id"] == told.report_id


def test_several_in_one_claim_in_pages(desk):
    of = report()
    claim = full_claim(of)
    figures = [replace(claim.figures[0], measure=name) for name in ("weapons", "killed", "killed")]
    desk.put(Entry(of, (replace(claim, figures=tuple(figures)),)))
    with desk.open(held=True) as register:
        first = register.questions.figures(Filter(), limit=2)
        second = register.questions.figures(Filter(), limit=2, after=first.next)
        assert [told.measure for told in (*first.items, *second.items)] == ["weapons", "killed", "killed"]
        assert second.next is None
        assert len(register.questions.figures(Filter(measure="killed")).items) == 2
        assert len(register.questions.figures(Filter(measure=["Killed", "weapons"])).items) == 3
