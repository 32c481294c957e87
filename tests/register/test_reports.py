import pytest

from regesta.errors import UnknownIdError
from regesta.register.filters import Filter
from regesta.register.paging import word
from tests.hand import TEXT, capture, report


def test_all_reports_newest_first(many):
    found = many.questions.heads(Filter())
    assert (found.total, found.page.next) == (4, None)
    days = [head.published for head in found.page.items]
    assert days[:3] == sorted(days[:3], reverse=True)
    assert days[3] is None
    assert [head.claims for head in found.page.items] == [2, *[head.claims for head in found.page.items[1:]]]


def test_reports_with_claims_that_fit(many):
    found = many.questions.heads(Filter(event="REJECT"))
    assert [(head.title, head.claims) for head in found.page.items] == [("Harbour talks", 1)]
    assert many.questions.heads(Filter(actor="ZZZ")).total == 0


def test_reports_without_claims_stand_in_the_whole_list(desk):
    desk.take([capture("Nothing happened.", origin="n.txt")])
    with desk.open(held=True) as register:
        assert register.questions.heads(Filter()).total == 1
        assert register.questions.heads(Filter(text="happened")).total == 0


def test_pages(many):
    first = many.questions.heads(Filter(), limit=3)
    second = many.questions.heads(Filter(), limit=3, after=first.page.next)
    assert len({head.id for head in (*first.page.items, *second.page.items)}) == 4
    last = word([3_000_001, "r", "s"], name="reports")
    behind = many.questions.heads(Filter(), after=last)
    assert [(found.total, len(found.page.items)) for found in (first, second, behind)] == [(4, 3), (4, 1), (4, 0)]


def test_a_report_with_its_text(many):
    id_ = report().id
    found = many.report(id_)
    assert found.text == many.text(id_) == TEXT
    assert found.head.title == found.text[found.parts[0].start : found.parts[0].end] == "Harbour talks"
    with pytest.raises(UnknownIdError):
        many.report("r-none")
    with pytest.raises(UnknownIdError):
        many.text("' OR true --")
