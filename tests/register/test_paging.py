import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.errors import BadValueError
from regesta.register.filters import Filter
from regesta.register.paging import MOST, ORDERS, behind, cut, size, word
from tests.hand import capture
from tests.register.conftest import fill


def walk(register, limit, **options):
    found, after, pages = [], None, 0
    while True:
        page = register.questions.page(Filter(), limit=limit, after=after, **options)
        found += page.items
        after, pages = page.next, pages + 1
        if after is None:
            return found, pages


@pytest.mark.parametrize("order", ORDERS)
def test_pages_together_are_the_whole_list_once(many, order):
    whole = [row["claim_id"] for row in many.questions.page(Filter(), order=order, limit=MOST).items]
    assert len(set(whole)) == len(whole) == 10
    for limit in (1, 3, 5, 10):
        found, pages = walk(many, limit, order=order)
        assert [row["claim_id"] for row in found] == whole
        assert pages == -(-10 // limit)


def test_orders(many):
    rows = walk(many, 4)[0]
    assert [row["claim_id"] for row in rows] == [row["claim_id"] for row in many.claims().dicts()]
    scores = [row["score"] for row in walk(many, 4, order="score")[0]]
    assert scores == sorted(scores, reverse=True)
    days = [row["report"]["published"] for row in walk(many, 4, order="published")[0]]
    dated = [day for day in days if day]
    assert dated == sorted(dated, reverse=True)
    assert days[len(dated) :] == [None] * 3


def test_rows_that_come_meanwhile_hide_none(desk):
    fill(desk)
    with desk.open() as register:
        first = register.questions.page(Filter(), limit=5)
    desk.take([capture("Northland helped Westland in 1900.", origin="new.txt")])
    with desk.open() as register:
        second = register.questions.page(Filter(), limit=50, after=first.next)
        assert len(second.items) == 5
        assert not {row["claim_id"] for row in first.items} & {row["claim_id"] for row in second.items}


def encoded(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode()


@pytest.mark.parametrize(
    "after",
    [
        "", "x", "%%%", "ä", encoded(7), encoded([]), encoded(["claims time"]),
        encoded(["claims score", 1, 2, "r", 0, "c"]), encoded(["claims time", "x", 2, "r", 0, "c"]),
        encoded(["claims time", 1, 2, "r", 0, None]), encoded(["claims time", 1, 2, "r", 0, ["c"]]),
        encoded(["claims time", 1, 2, "r", 2**70, "c"]), encoded(["claims time", True, 2, "r", 0, "c"]),
        "W" * 1999,
    ],
)  # fmt: skip
def test_a_word_of_no_page_is_refused(many, after):
    with pytest.raises(BadValueError) as caught:
        many.questions.page(Filter(), after=after)
    assert caught.value.where == "after"


def test_a_word_of_the_right_form_finds_a_page_whatever_it_says(many):
    made = word([10**9, 0.5, "\x00'", -1, ""], name="claims time")
    assert many.questions.page(Filter(), after=made).items == ()


@pytest.mark.parametrize("limit", [0, -1, MOST + 1])
def test_sizes_have_bounds(limit):
    with pytest.raises(BadValueError):
        size(limit)


def test_an_unknown_order_is_refused(many):
    with pytest.raises(BadValueError, match="one of time"):
        many.questions.page(Filter(), order="colour")


_NUMBER = st.integers(-(2**61), 2**61) | st.floats(allow_nan=False, allow_infinity=False, width=32)


@given(_NUMBER, st.text(), st.text(max_size=5))
def test_a_word_brings_back_the_place(number, text, name):
    sql, found = behind(["-score", "claim_id"], word([number, text], name=name), name=name)
    assert found == [number, text]
    assert sql == "(-score, claim_id) > (?, ?)"


@given(st.lists(st.integers(0, 99), unique=True), st.integers(1, 10))
def test_cut_keeps_a_page_and_knows_whether_there_is_another(numbers, limit):
    rows = [(number, "rest") for number in sorted(numbers)]
    kept, following = cut(rows[: limit + 1], limit, 1, name="n")
    assert list(kept) == rows[:limit]
    assert (following is None) == (len(rows) <= limit)
