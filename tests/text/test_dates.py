from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.text.dates import publication_date


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2024-05-03", date(2024, 5, 3)),
        ("2024/05/03", date(2024, 5, 3)),
        ("20240503", date(2024, 5, 3)),
        ("2024-05-03T23:30:00-04:00", date(2024, 5, 3)),
        ("2024-05-03T23:30:00.123Z", date(2024, 5, 3)),
        ("2024-05-03 23:30", date(2024, 5, 3)),
        ("Fri, 03 May 2024 10:00:00 GMT", date(2024, 5, 3)),
        ("Fri, 3 May 2024 10:00:00 +0200", date(2024, 5, 3)),
        ("Wednesday, July 10, 2019", date(2019, 7, 10)),
        ("July 10, 2019", date(2019, 7, 10)),
        ("4 March 2019", date(2019, 3, 4)),
        ("4th of March 2019", date(2019, 3, 4)),
        ("Sept. 3, 2021", date(2021, 9, 3)),
        ("Published: Mar. 4, 2019 at 10:15 a.m.", date(2019, 3, 4)),
        ("Last updated 14:03 GMT, 5 May 2020", date(2020, 5, 5)),
        ("29 February 2020", date(2020, 2, 29)),
    ],
)
def test_reads(words: str, day: date) -> None:
    assert publication_date(words) == day


@pytest.mark.parametrize(
    "words",
    ["", "03/04/2019", "2024-13-45", "29 February 2021", "Thursday, July 10, 2019", "10:15",
     "March 2019", "10 July", "yesterday",
     "on 4 March 2019 the army left", "0001-01-01", "9999-12-31", "2024", "4 March 2019 " * 20],
)  # fmt: skip
def test_refuses(words: str) -> None:
    assert publication_date(words) is None


@given(st.dates(date(1800, 1, 1), date(2100, 12, 31)))
def test_every_day_comes_back(day: date) -> None:
    for form in ("%Y-%m-%d", "%A, %B %d, %Y", "%d %b %Y", "%a, %d %b %Y 01:02:03 +0000"):
        assert publication_date(day.strftime(form)) == day


@given(st.text(max_size=90))
def test_never_raises(words: str) -> None:
    publication_date(words)
