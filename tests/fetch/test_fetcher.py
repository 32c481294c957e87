"""Manners against a real server: robots, pauses, conditional requests, retries."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from regesta.errors import LaterError, RefusedError
from regesta.fetch.fetcher import ROBOTS_AGE, Fetcher
from regesta.fetch.gate import Gate
from regesta.fetch.politeness import PAUSE, Manners
from regesta.fetch.state import State
from tests.fetch.conftest import PAGE

URL = "http://news.example/a"


@pytest.fixture
def world(site, tmp_path):
    """A fetcher, and the captures of its register."""
    state, stored = State(tmp_path), {}
    outside = site.outside()

    def made():
        polite = Manners(state, outside, lambda _: None)
        return Fetcher(Gate("Regesta/test", seconds=5.0, outside=outside), state, polite, stored.get, outside.clock)

    yield made, stored
    state.close()


def keep(stored, fetched):
    stored[hashlib.sha256(fetched.data).hexdigest()] = fetched.data


def test_robots_are_asked_first_and_once_a_day(site, world):
    made, _ = world
    site.page("/robots.txt", b"User-agent: *\nDisallow: /private", Content_Type="text/plain")
    site.page("/a")
    one = made()
    one.page(URL)
    with pytest.raises(RefusedError, match=r"robots\.txt"):
        one.page("http://news.example/private/b")
    made().page(URL)
    assert [path for _, path in site.asked] == ["/robots.txt", "/a", "/a"]
    site.now += ROBOTS_AGE + 1
    site.page("/robots.txt", b"User-agent: regesta\nDisallow: /")
    for fetcher in (one, made()):
        with pytest.raises(RefusedError, match=r"robots\.txt"):
            fetcher.page(URL)
    assert [path for _, path in site.asked][3:] == ["/robots.txt"]


def test_a_site_without_robots_allows(site, world):
    site.page("/a")
    assert world[0]().page(URL).data == PAGE


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_site_whose_robots_cannot_be_had_is_left_alone(site, world, status):
    site.page("/robots.txt", b"", status)
    site.page("/a")
    with pytest.raises(LaterError):
        world[0]().page(URL)
    assert site.paths() == []


def test_robots_of_the_site_that_a_redirect_leads_to(site, world):
    site.page("/a", b"", 302, Location="http://other.example/b")
    site.page("/b")
    site.page("other.example/robots.txt", b"User-agent: *\nDisallow: /b")
    with pytest.raises(RefusedError, match=r"robots\.txt"):
        world[0]().page(URL)
    assert site.paths() == ["/a"]


def test_robots_that_lead_inside(site, world):
    site.page("/robots.txt", b"", 302, Location="http://169.254.169.254/robots.txt")
    site.page("/a")
    with pytest.raises(RefusedError, match="link-local"):
        world[0]().page(URL)
    assert {address for address, _ in site.dialled} == {"93.184.215.14"}


def test_a_delay_that_robots_ask_for(site, world):
    site.page("/robots.txt", b"User-agent: *\nCrawl-delay: 30")
    site.page("/a")
    made, _ = world
    fetcher = made()
    fetcher.page(URL)
    fetcher.page(URL)
    assert site.slept == [PAUSE, 30.0]


def test_a_page_that_has_not_changed_is_not_sent_again(site, world):
    made, stored = world
    site.page("/a", ETag='"1"', Last_Modified="Mon, 02 Nov 2026 10:00:00 GMT", Content_Type="text/html; charset=utf-8")
    first = made().page(URL)
    keep(stored, first)
    site.page("/a", b"", 304)
    second = made().page(URL)
    assert second == replace(first, changed=False)
    assert site.headers[-1]["If-None-Match"] == '"1"'
    assert site.headers[-1]["If-Modified-Since"] == "Mon, 02 Nov 2026 10:00:00 GMT"


def test_what_the_register_lost_is_asked_for_as_a_whole(site, world):
    """Killed between the fetch and the segment: the note says 'had', the register has nothing."""
    site.page("/a", ETag='"1"')
    made, _ = world
    made().page(URL)
    assert made().page(URL).data == PAGE
    assert "If-None-Match" not in site.headers[-1]


def test_a_feed_is_kept_with_the_notes(site, world):
    site.turns("/a", lambda h: h.send(200, b"<rss></rss>", ETag='"1"'), lambda h: h.send(304))
    made, _ = world
    made().page(URL, keep=True)
    again = made().page(URL, keep=True)
    assert (again.data, again.changed) == (b"<rss></rss>", False)


def test_a_site_that_says_unchanged_without_being_asked(site, world):
    site.page("/a", b"", 304)
    with pytest.raises(RefusedError, match="was not asked"):
        world[0]().page(URL)


def test_hostile_etags_are_not_sent_back(site, world):
    made, stored = world
    site.page("/a", ETag='"' + "x" * 600 + '"', Last_Modified="caf\u00e9")
    keep(stored, made().page(URL))
    made().page(URL)
    assert not {"If-None-Match", "If-Modified-Since"} & set(site.headers[-1])


def test_a_busy_site_is_asked_again_after_the_time_it_names(site, world):
    site.turns("/a", lambda h: h.send(429, Retry_After="60"), lambda h: h.send(200, PAGE))
    assert world[0]().page(URL, tries=3).data == PAGE
    assert site.slept == [PAUSE, 60.0]


def test_tries_come_to_an_end(site, world):
    site.page("/a", b"", 503)
    with pytest.raises(LaterError, match="503"):
        world[0]().page(URL, tries=3)
    assert site.paths() == ["/a"] * 3
    assert site.slept == [PAUSE, 7.5, 15.0]


def test_a_site_that_asks_for_an_hour_gets_it(site, world):
    made, _ = world
    site.page("/a", b"", 503, Retry_After="3600")
    site.page("/b")
    with pytest.raises(LaterError):
        made().page(URL, tries=3)
    with pytest.raises(LaterError, match="left alone"):
        made().page("http://news.example/b")
    assert site.paths() == ["/a"]
    site.now += 3601
    assert made().page("http://news.example/b").data == PAGE


def test_refusals_are_noted_and_forgotten_when_the_page_comes(site, world):
    made, _ = world
    fetcher = made()
    with pytest.raises(RefusedError):
        fetcher.page(URL, stamp="s")
    assert (fetcher.noted(URL).status, fetcher.noted(URL).stamp) == (404, "s")
    site.page("/a")
    fetcher.page(URL)
    assert fetcher.noted(URL).refused == ""
    assert fetcher.noted("http://127.0.0.1/") is None
