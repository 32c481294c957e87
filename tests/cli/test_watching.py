"""`read URL` and `watch FEED` from the call to the register, with a web of the test's own."""

from __future__ import annotations

import json

import pyarrow.parquet as pq
import pytest

from regesta.assembly import fetching
from regesta.register.folder import Folder
from regesta.register.register import Register
from tests.fetch.conftest import PAGE, site  # noqa: F401 (a fixture)

FEED = "http://news.example/feed"


def page(number, words="Northland helped Westland in 2020."):
    return f"<html><body><article><h1>Story {number}</h1><p>{words}</p></article></body></html>".encode()


def rss(*numbers, note=""):
    items = "".join(
        f"<item><title>Story {n}</title><link>http://news.example/{n}</link><guid>g{n}</guid>"
        f"<description>Eastland helped Southland. {note}</description></item>"
        for n in numbers
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>'.encode()


@pytest.fixture
def web(site, monkeypatch):  # noqa: F811
    monkeypatch.setattr(fetching, "outside", site.outside)
    return site


@pytest.fixture
def watch(regesta, web, tmp_path):
    def call(*options):
        web.asked.clear()
        return regesta("watch", FEED, "-r", tmp_path / "r", "--fetch", "--once", *options)

    return call


def origins(root):
    with Register(root) as register:
        return sorted(row["origin"] for row in register.reports())


def rejections(root):
    with Register(root) as register:
        return [(row["origin"], row["reason"], row["detail"]) for row in register.rejections()]


@pytest.mark.parametrize("command", [["read"], ["watch"], ["watch", "--once"]])
def test_off_unless_asked_for(regesta, web, tmp_path, command):
    code, out, err = regesta(*command, FEED, "-r", tmp_path / "r")
    assert (code, out) == (2, "")
    [line] = err.splitlines()
    assert "E104" in line and "--fetch" in line and "REGESTA_FETCH" in line
    assert web.dialled == [] and not (tmp_path / "r").exists()


def test_one_address_among_files_stops_the_call_before_anything_is_read(regesta, folder, tmp_path):
    code, out, err = regesta("read", folder, "https://news.example/a", "-r", tmp_path / "r")
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert not (tmp_path / "r").exists()


def test_code_fetches_nothing(regesta, web, folder):
    code, out, err = regesta("code", folder / "a.txt", "https://news.example/a")
    assert (code, len(out.splitlines())) == (0, 2)
    assert "E104" in err and web.dialled == []


def test_the_environment_can_allow_it(regesta, web, tmp_path, monkeypatch):
    monkeypatch.setenv("REGESTA_FETCH", "1")
    monkeypatch.setenv("REGESTA_CONTACT", "desk@example.org")
    web.page("/a")
    assert regesta("read", "http://news.example/a", "-r", tmp_path / "r")[0] == 0
    assert web.headers[0]["User-Agent"].startswith("Regesta/")
    assert web.headers[0]["User-Agent"].endswith("(contact: desk@example.org)")
    monkeypatch.setenv("REGESTA_FETCH", "0")
    assert regesta("read", "http://news.example/a", "-r", tmp_path / "r")[0] == 2


@pytest.mark.parametrize("contact", ["a\r\nHost: b", "caf\u00e9", "x" * 101, "a) b"])
def test_a_contact_that_cannot_be_sent(regesta, web, tmp_path, monkeypatch, contact):
    monkeypatch.setenv("REGESTA_CONTACT", contact)
    code, _, err = regesta("read", "http://news.example/a", "-r", tmp_path / "r", "--fetch")
    assert code == 2 and "REGESTA_CONTACT" in err and web.dialled == []


def test_read_an_address_again_and_again(regesta, web, folder, tmp_path):
    web.page("/a", ETag='"1"')
    call = ("read", folder / "a.txt", "http://NEWS.example/a#part", "-r", tmp_path / "r", "--fetch")
    code, out, _ = regesta(*call)
    assert (code, out.splitlines()[0]) == (0, "read      2")
    assert origins(tmp_path / "r")[-1] == "http://news.example/a"
    with Register(tmp_path / "r") as register:
        [row] = [row for row in register.reports() if row["origin"].startswith("http")]
        assert row["url"] == "http://news.example/a"
    web.page("/a", b"", 304)
    code, out, _ = regesta(*call)
    assert (code, out.splitlines()[:2]) == (0, ["read      0", "skipped   2"])
    assert "If-None-Match" in web.headers[-1]
    web.page("/a", PAGE.replace(b"2020", b"2021"))
    assert regesta(*call)[1].splitlines()[:2] == ["read      1", "skipped   1"]
    assert origins(tmp_path / "r").count("http://news.example/a") == 1


def test_an_unchanged_page_is_read_again_by_another_run(regesta, web, tmp_path):
    web.turns("/a", lambda h: h.send(200, PAGE, ETag='"1"'), lambda h: h.send(304))
    call = ("read", "http://news.example/a", "-r", tmp_path / "r", "--fetch")
    regesta(*call)
    assert regesta(*call, "--published", "2024-01-01")[1].splitlines()[0] == "read      1"


def test_what_was_fetched_is_kept_as_received(regesta, web, tmp_path):
    web.page("/a", Content_Type="text/html; charset=utf-8")
    regesta("read", "http://news.example/a", "-r", tmp_path / "r", "--fetch")
    [pack] = Folder(tmp_path / "r").captures.glob("*.parquet")
    [row] = pq.read_table(pack).to_pylist()
    assert (row["data"], row["capture_url"], row["charset"]) == (PAGE, "http://news.example/a", "utf-8")
    assert str(row["received"]) == "2027-01-15"


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("http://127.0.0.1/", "not public"), ("http://2130706433/", "number"),
        ("http://inside.example/", "public internet"),
        ("ftp://news.example/", "http and https"), ("http://...@news.example/", "password"),
        ("http://news.example/none", "404"), ("http://news.example:81/", "ports"),
    ],
)  # fmt: skip
def test_a_refused_address_is_a_rejection_with_its_reason(regesta, web, tmp_path, url, word):
    web.names["inside.example"] = [["10.0.0.1"]]
    code, out, err = regesta("read", url, "-r", tmp_path / "r", "--fetch")
    assert code == 2 and "rejected  1" in out and word in err
    [(origin, reason, detail)] = rejections(tmp_path / "r")
    assert (origin, reason) == (url, "unreadable") and word in detail


def test_a_password_is_kept_nowhere(regesta, web, tmp_path):
    code, out, err = regesta("read", "http://user:secret@news.example/", "-r", tmp_path / "r", "--fetch")
    assert code == 2 and "secret" not in out + err
    assert [(origin, reason) for origin, reason, _ in rejections(tmp_path / "r")] == [
        ("http://...@news.example/", "unreadable")
    ]
    assert not any(b"secret" in path.read_bytes() for path in (tmp_path / "r").rglob("*") if path.is_file())


def test_a_rejection_ends_when_the_page_is_there(regesta, web, tmp_path):
    call = ("read", "http://news.example/a", "-r", tmp_path / "r", "--fetch")
    assert regesta(*call)[0] == 2
    web.page("/a")
    assert regesta(*call)[0] == 0
    assert rejections(tmp_path / "r") == []


def test_a_page_for_another_time_is_told_and_no_row(regesta, web, tmp_path):
    web.page("/a", b"", 503)
    code, out, err = regesta("read", "http://news.example/a", "-r", tmp_path / "r", "--fetch")
    assert code == 2 and "rejected  0" in out
    assert "not now: E402" in err and "503" in err
    assert rejections(tmp_path / "r") == []


def test_read_an_address_that_is_a_feed(regesta, web, tmp_path):
    web.page("/feed", rss(1, 2), Content_Type="application/rss+xml")
    assert regesta("read", FEED, "-r", tmp_path / "r", "--fetch")[0] == 0
    assert origins(tmp_path / "r") == [f"{FEED}#g1", f"{FEED}#g2"]
    assert web.paths() == ["/feed"]


def test_watch_reads_the_pages_of_new_entries(web, watch, tmp_path):
    web.page("/feed", rss(1, 2), Content_Type="application/rss+xml")
    web.page("/1", page(1))
    web.page("/2", page(2))
    code, out, _ = watch()
    assert code == 0
    [line] = out.splitlines()
    assert "feeds 1/1  fetched 2  unchanged 0  later 0  read 2" in line
    assert origins(tmp_path / "r") == ["http://news.example/1", "http://news.example/2"]
    web.page("/feed", rss(3, 1, 2), Content_Type="application/rss+xml")
    web.page("/3", page(3))
    assert "fetched 1" in watch()[1]
    assert web.paths() == ["/feed", "/3"]


def test_watch_asks_for_a_changed_entry_again(web, watch):
    web.page("/feed", rss(1))
    web.page("/1", page(1), ETag='"1"')
    watch()
    web.page("/feed", rss(1, note="Updated."))
    web.page("/1", b"", 304)
    _, out, _ = watch()
    assert "fetched 0  unchanged 1" in out and "skipped 1" in out
    assert web.paths() == ["/feed", "/1"]


def test_an_unchanged_feed_still_owes_the_pages_that_failed(web, watch):
    web.turns("/feed", lambda h: h.send(200, rss(1, 2), ETag='"1"'), lambda h: h.send(304))
    web.page("/1", page(1))
    web.turns("/2", lambda h: h.send(503), lambda h: h.send(200, page(2)))
    assert "later 1  read 1" in watch()[1]
    web.now += 60
    assert "unchanged 1  later 0  read 1" in watch()[1]
    assert web.paths() == ["/feed", "/2"]


def test_a_page_that_two_feeds_lead_to_is_asked_once(regesta, web, tmp_path):
    web.page("/feed", rss(1))
    web.page("/other", rss(1, note="In other words."))
    web.page("/1", page(1))
    call = ("watch", FEED, "http://news.example/other", "-r", tmp_path / "r", "--fetch", "--once")
    regesta(*call)
    web.asked.clear()
    regesta(*call)
    regesta("read", "http://news.example/1", "-r", tmp_path / "r", "--fetch")
    regesta(*call)
    assert web.paths() == ["/feed", "/other", "/1", "/feed", "/other"]


def test_entries_only_asks_for_the_feed_alone(web, watch, tmp_path):
    web.page("/feed", rss(1, 2))
    assert "read 2" in watch("--entries-only")[1]
    assert web.paths() == ["/feed"]
    assert "read 0  skipped 2" in watch("--entries-only")[1]
    assert origins(tmp_path / "r") == [f"{FEED}#g1", f"{FEED}#g2"]


def test_entries_without_words_have_pages_too(web, watch):
    web.page("/feed", b"<rss><channel><item><link>http://news.example/1</link></item></channel></rss>")
    web.page("/1", page(1))
    assert "read 1" in watch()[1]


def test_hostile_links_are_refused_one_by_one(web, watch, tmp_path):
    links = ["http://127.0.0.1/x", "http://inside.example/y", "javascript:alert(1)", "file:///etc/passwd"]
    items = "".join(f"<item><title>a</title><link>{link}</link></item>" for link in links)
    good = "<item><link>http://news.example/1</link></item>"
    web.page("/feed", f"<rss><channel>{items}{good}</channel></rss>".encode())
    web.names["inside.example"] = [["169.254.169.254"]]
    web.page("/1", page(1))
    assert "read 1" in watch()[1]
    assert {origin for origin, *_ in rejections(tmp_path / "r")} == set(links[:2])
    assert {address for address, _ in web.dialled} == {"93.184.215.14"}


def test_refused_links_are_not_asked_every_round(web, watch):
    web.page("/feed", rss(1))
    watch()
    watch()
    assert web.paths() == ["/feed"]
    web.now += 86_401
    watch()
    assert web.paths() == ["/feed", "/1"]


def test_links_inside_pages_are_not_followed(web, watch):
    web.page("/feed", rss(1))
    links = b'<a href="http://news.example/next">next</a><link rel="canonical" href="http://news.example/c">'
    web.page("/1", page(1) + links + b'<meta http-equiv="refresh" content="0;url=http://news.example/m">')
    watch()
    assert web.paths() == ["/feed", "/1"]


def test_a_feed_behind_a_link_of_a_feed_goes_no_further(web, watch, tmp_path):
    web.page("/feed", rss(1))
    web.page("/1", rss(2))
    watch()
    assert web.paths() == ["/feed", "/1"]
    assert [reason for _, reason, _ in rejections(tmp_path / "r")] == ["binary"]
    watch()
    assert web.paths() == ["/feed"]


def test_one_bad_feed_does_not_stop_the_others(regesta, web, tmp_path):
    web.page("/feed", rss(1))
    web.page("/1", page(1))
    web.page("busy.example/feed", b"", 500)
    web.page("page.example/feed", page(9))
    feeds = [
        "http://busy.example/feed",
        "http://gone.example/none",
        "http://page.example/feed",
        "http://10.0.0.1/feed",
        FEED,
    ]
    code, out, err = regesta("watch", *feeds, "-r", tmp_path / "r", "--fetch", "--once")
    assert code == 0 and "feeds 1/5" in out and "later 1  read 1" in out
    assert "no feed" in err and "404" in err and "500" in err and "private" in err


def test_once_without_any_answer_exits_with_2(web, watch):
    web.page("/feed", b"", 500)
    assert watch()[0] == 2


def test_a_feed_of_too_many_links(web, watch, monkeypatch):
    monkeypatch.setattr("regesta.fetch.pages.MAX_LINKS", 2)
    web.page("/feed", rss(*range(5)))
    for number in range(5):
        web.page(f"/{number}", page(number))
    _, out, err = watch()
    assert "fetched 2" in out and "come next time" in err
    assert "fetched 2" in watch()[1]
    assert "fetched 1" in watch()[1]


def test_rounds_until_ctrl_c(regesta, web, tmp_path, monkeypatch):
    web.page("/feed", rss(1))
    web.page("/1", page(1))
    waits = []

    def sleep(seconds):
        waits.append(seconds)
        if len(waits) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr("regesta.fetch.watch.watch.__kwdefaults__", {"clock": lambda: 0.0, "sleep": sleep})
    code, out, err = regesta("watch", FEED, "-r", tmp_path / "r", "--fetch", "--every", "15m")
    assert (code, len(out.splitlines()), waits) == (0, 2, [900.0, 900.0])
    assert "read 1" in out.splitlines()[0] and "fetched 0" in out.splitlines()[1]
    assert "ended" in err


@pytest.mark.parametrize("every", ["1m", "soon"])
def test_an_interval_that_is_none(regesta, web, tmp_path, every):
    code, _, err = regesta("watch", FEED, "-r", tmp_path / "r", "--fetch", "--every", every)
    assert code == 2 and "--every" in err and len(err.splitlines()) == 1


def test_words_of_strangers_do_not_steer_the_terminal(web, watch):
    web.page("/feed", rss(1).replace(b"http://news.example/1", b"http://news.example/\xe2\x80\xae1"))
    _, out, err = watch()
    assert "\u202e" not in out + err


def test_claims_of_fetched_reports_name_their_address(regesta, web, watch, tmp_path):
    web.page("/feed", rss(1))
    web.page("/1", page(1))
    watch()
    _, out, _ = regesta("claims", "-r", tmp_path / "r", "--format", "jsonl")
    [claim] = [json.loads(line) for line in out.splitlines()]
    assert claim["report"]["url"] == "http://news.example/1"
