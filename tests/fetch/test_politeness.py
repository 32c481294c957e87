from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.errors import LaterError
from regesta.fetch.politeness import (
    FIRST_BACKOFF,
    MAX_ASKED,
    MAX_BACKOFF,
    PATIENCE,
    PAUSE,
    Manners,
    backoff,
    lasting,
    wait_asked,
)
from regesta.fetch.state import State
from regesta.fetch.target import target

HERE, OTHER = target("http://news.example/a"), target("http://other.example/b")
NOW = 1_800_000_000.0  # 2027-01-15 08:00:00 UTC


@pytest.fixture
def state(tmp_path):
    made = State(tmp_path)
    yield made
    made.close()


def manners(site, state, told=None):
    return Manners(state, site.outside(), (told if told is not None else []).append)


def test_a_pause_between_two_requests_to_one_host_only(site, state):
    polite = manners(site, state)
    polite.wait(HERE)
    polite.wait(OTHER)
    assert site.slept == []
    polite.told(HERE, None)
    polite.wait(HERE)
    assert site.slept == [PAUSE]


def test_the_pause_holds_in_the_next_call(site, tmp_path):
    first = State(tmp_path)
    manners(site, first).told(HERE, None, 30.0)
    first.close()
    second, told = State(tmp_path), []
    manners(site, second, told).wait(HERE)
    second.close()
    assert site.slept == [30.0]
    assert told == ["waiting 30 s before news.example is asked again"]


def test_failures_double_the_pause_and_an_answer_ends_it(site, state):
    polite = manners(site, state)
    for expected in (FIRST_BACKOFF * 0.75, FIRST_BACKOFF * 1.5, FIRST_BACKOFF * 3):
        polite.told(HERE, LaterError("busy"))
        polite.wait(HERE)
        assert site.slept[-1] == expected
    polite.told(HERE, None)
    assert state.host("news.example") == (site.now + PAUSE, 0)


def test_retry_after_is_kept_to(site, state):
    polite = manners(site, state)
    polite.told(HERE, LaterError("busy", after=100.0))
    polite.wait(HERE)
    assert site.slept == [100.0]
    polite.told(HERE, LaterError("busy", after=PATIENCE + 1))
    with pytest.raises(LaterError) as caught:
        polite.wait(HERE)
    assert caught.value.waiting and "2 min" in caught.value.line()
    assert site.slept == [100.0]


@given(st.integers(1, 10_000), st.floats(0, 1, exclude_max=True))
def test_backoff_grows_within_bounds(failures, chance):
    wait = backoff(failures, chance)
    assert FIRST_BACKOFF / 2 <= wait <= MAX_BACKOFF
    assert backoff(failures + 1, chance) >= wait
    assert wait <= backoff(failures, 0.0) * 2


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0), (" 5 ", 5.0), ("0", 0.0), ("-5", 0.0), ("soon", 0.0), ("", 0.0), ("9" * 50, MAX_ASKED),
        ("Fri, 15 Jan 2027 08:01:00 GMT", 60.0), ("Fri, 15 Jan 2027 07:00:00 GMT", 0.0), ("\u0665", 0.0),
        ("Fri, 15 Jan 9999 08:01:00 GMT", MAX_ASKED), ("Fri, 99 Jan 2027", 0.0),
    ],
)  # fmt: skip
def test_retry_after_in_both_forms(value, seconds):
    assert wait_asked(value, NOW) == seconds


@given(st.text(max_size=70))
def test_retry_after_never_stumbles(value):
    assert 0.0 <= wait_asked(value, NOW) <= MAX_ASKED


def test_lengths_for_people():
    assert [lasting(s) for s in (0.2, 89, 120, 7200)] == ["1 s", "89 s", "2 min", "2 h"]
