import re
from html.parser import HTMLParser

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.register import notebook
from regesta.register.answers import Claims, Incidents
from regesta.register.schema import REVIEW, table
from tests.exchange import making
from tests.exchange.making import ALL, ATTACK, VISIT, hostile, time
from tests.register.test_incidents import told  # noqa: F401 (a fixture)


class Elements(HTMLParser):
    """The elements of a page; fails where one is not closed in its turn."""

    def __init__(self, page):
        super().__init__()
        self.open, self.seen, self.attributes = [], [], []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.seen.append(tag)
        self.attributes += [name for name, _ in attrs]

    def handle_startendtag(self, tag, attrs):
        self.seen.append(tag)
        self.attributes += [name for name, _ in attrs]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def answer(*claims):
    """What a register that holds these claims would answer, with nobody's review."""
    schema = pa.schema([*making.SHAPE_AND_FLAT, *REVIEW])
    return Claims(table([{**making._row(claim), "review": None} for claim in claims], schema))


def test_claims_are_cards_with_their_words_marked():
    page = answer(*ALL)._repr_html_()
    assert page.count("<blockquote") == len(ALL)
    assert "according to the mayor asserts" in page and "killed 10" in page and "Own Wire · Title one" in page
    marked = answer({**ATTACK, "trigger": {"text": "hit", "start": 20, "end": 23}})._repr_html_()
    assert re.search(r"“Planes of Northland <b style='[^']*'>hit</b> Gao, the mayor said.”", marked)


def test_a_trigger_outside_its_sentence_is_not_marked():
    page = notebook.claim_card({**ATTACK, "trigger": {"text": "hit", "start": 900, "end": 903}})
    assert "“Planes of Northland hit Gao, the mayor said.”" in page


@pytest.mark.parametrize("claims", [ALL, [hostile()]])
def test_nothing_can_be_run_loaded_or_followed(claims):
    made = Elements(answer(*claims)._repr_html_())
    assert not {"script", "style", "img", "a", "iframe", "link", "object", "form", "image", "use"} & set(made.seen)
    assert not [name for name in made.attributes if name.startswith("on") or name in ("href", "src", "xlink:href")]
    page = answer(*claims)._repr_html_()
    assert "url(" not in page and "\u202e" not in page and "\x1b" not in page


def test_the_timeline_counts_every_year():
    claims = [
        {**VISIT, "claim_id": f"c-{n}", "time": time(f"{1956 + n}-01-01", f"{1956 + n}-01-02")} for n in range(300)
    ]
    few = answer(*claims[:3], {**VISIT, "claim_id": "c-x", "time": None})
    page = few._repr_html_()
    assert page.count("<rect") == 3 and "3 of 4 have a time: 1956 to 1958, at most 1 in one bar" in page
    many = answer(*claims)._repr_html_()
    assert many.count("<rect") == 100 and "<title>1956 to 1958: 3</title>" in many
    assert "<svg" not in answer(claims[0])._repr_html_() and "<svg" not in answer()._repr_html_()


@given(st.lists(st.integers(1, 9000), min_size=2, max_size=40))
def test_no_row_is_lost_or_twice_in_the_timeline(years):
    rows = [{**VISIT, "time": time(f"{year:04}-05-01", f"{year:04}-05-02")} for year in years]
    drawn = notebook.timeline(answer(*rows).to_arrow())
    assert sum(map(int, re.findall(r": (\d+)</title>", drawn))) == (len(years) if len(set(years)) > 1 else 0)


def test_incidents_are_cards_with_some_of_the_words(told):  # noqa: F811
    with told.open() as register:
        found = register.incidents()
        page = found._repr_html_()
        assert "“Northland helped Southland in 2020”" in page
        assert page.count("<blockquote") == 3 and "2 claims" in page and "say that it happened" in page
        Elements(page)
        assert len(found) == page.count("border-left")
        assert "“" not in Incidents(found.to_arrow())._repr_html_()


def test_a_range_is_drawn_from_zero():
    row = {"measure": "killed", "unit": "", "low": 10.0, "best": 20.0, "high": 40.0}
    assert "M34.0,5H124.0" in notebook._range(row) and "cx='64.0'" in notebook._range(row)
    assert notebook._range({**row, "low": None}) == ""


def test_an_empty_answer_says_so():
    assert "0 claims" in answer()._repr_html_()
