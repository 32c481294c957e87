from __future__ import annotations

import pytest

from regesta.errors import BadValueError
from regesta.fetch.watch import interval, watch


@pytest.mark.parametrize(
    ("text", "seconds"), [("5m", 300.0), ("15m", 900.0), ("2h", 7200.0), (" 1D ", 86400.0), ("600 s", 600.0)]
)
def test_intervals(text, seconds):
    assert interval(text) == seconds


@pytest.mark.parametrize("text", ["", "15", "m", "-15m", "1.5h", "4m", "0h", "299s", "1w", "9999999m", "\u0665m"])
def test_intervals_that_are_none(text):
    with pytest.raises(BadValueError, match="--every"):
        interval(text)


def test_rounds_begin_at_the_interval_whatever_they_take():
    now, takes, slept = 0.0, [10.0, 500.0, 0.0], []

    def turn():
        nonlocal now
        if not takes:
            raise KeyboardInterrupt
        now += takes.pop(0)

    def sleep(seconds):
        nonlocal now
        slept.append(seconds)
        now += seconds

    with pytest.raises(KeyboardInterrupt):
        watch(turn, 300.0, clock=lambda: now, sleep=sleep)
    assert slept == [290.0, 0.0, 300.0]
