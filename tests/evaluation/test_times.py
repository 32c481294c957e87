from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from regesta.evaluation.times import article, predicted, statistic, tally
from regesta.evaluation.timevalues import duration_value, normal, value_of
from regesta.records.claims import Unlinked
from regesta.records.dates import Interval, Precision


@pytest.mark.parametrize(
    ("start", "end", "precision", "words", "value"),
    [
        ((2020, 5, 4), (2020, 5, 5), Precision.DAY, "4 May 2020", "2020-05-04"),
        ((2020, 5, 4), (2020, 5, 11), Precision.WEEK, "last week", "2020-W19"),
        ((2020, 5, 1), (2020, 5, 11), Precision.WEEK, "early May", "2020-05"),
        ((2020, 6, 1), (2020, 9, 1), Precision.SEASON, "last summer", "2020-SU"),
        ((2014, 1, 1), (2014, 5, 1), Precision.SEASON, "early 2014", "2014"),
        ((2014, 7, 1), (2014, 10, 1), Precision.SEASON, "the third quarter", "2014-Q3"),
        ((1990, 1, 1), (2000, 1, 1), Precision.DECADE, "the 1990s", "199"),
    ],
)
def test_intervals_as_values(
    start: tuple[int, int, int], end: tuple[int, int, int], precision: Precision, words: str, value: str
) -> None:
    assert value_of(Interval(date(*start), date(*end), precision), words) == value


def test_values_without_what_is_not_compared() -> None:
    assert normal("1998-10-XX") == "1998-10"
    assert normal("2009-12-19T17:00") == "2009-12-19"
    assert normal("PRESENT_REF") == normal("") == value_of(Unlinked("no"), "now") == ""
    assert normal("PT9H") == "PT9H"


@pytest.mark.parametrize(
    ("words", "value"), [("nine months", "P9M"), ("a day", "P1D"), ("several years", "PXY"), ("soon", "")]
)
def test_durations(words: str, value: str) -> None:
    assert duration_value(words) == value


def test_a_file_is_read_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.tml"
    path.write_text(
        '<TimeML><DCT><TIMEX3 tid="t0" value="2020-05-10">x</TIMEX3></DCT><TEXT>Ships left on '
        '<TIMEX3 tid="t1" type="DATE" value="2020-05-04">4 May 2020</TIMEX3> &amp; came back.</TEXT></TimeML>',
        encoding="utf-8",
    )
    given = article(path)
    assert given.text == "Ships left on 4 May 2020 & came back."
    assert given.created == date(2020, 5, 10)
    numbers = statistic(__import__("numpy").array(tally(given, predicted(given))))
    assert numbers["span_f1"] == numbers["value_f1"] == 1
