from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.fetch.robots import MAX_BYTES, MAX_DELAY, read_rules


def allowed(text, path):
    return read_rules(text.encode() if isinstance(text, str) else text).allow(path)


@pytest.mark.parametrize(
    ("rules", "path", "may"),
    [
        ("", "/a", True),
        ("Disallow: /", "/", False), ("Disallow: /", "/robots.txt", True), ("Disallow:", "/a", True),
        ("Disallow: /a", "/a", False), ("Disallow: /a", "/abc", False), ("Disallow: /a", "/b", True),
        ("Disallow: /a/", "/a", True), ("Disallow: /A", "/a", True),
        # the longest rule wins, whatever the order; between equals the kind one
        ("Disallow: /\nAllow: /news/", "/news/x", True), ("Allow: /news/\nDisallow: /", "/news/x", True),
        ("Allow: /news\nDisallow: /news/secret", "/news/secret/x", False), ("Disallow: /a\nAllow: /a", "/a", True),
        # * and $
        ("Disallow: /*.pdf$", "/x/y.pdf", False), ("Disallow: /*.pdf$", "/x/y.pdf?z", True),
        ("Disallow: /*.pdf", "/x/y.pdf?z", False), ("Disallow: /a*b*c", "/a1b2c3", False),
        ("Disallow: /a*b*c", "/a1c2b3", True), ("Disallow: /a$", "/a", False), ("Disallow: /a$", "/ab", True),
        ("Disallow: *", "/x", False), ("Disallow: /a**b", "/axb", False), ("Disallow: /*$", "/x", False),
        ("Disallow: /ab*ab$", "/ab", True), ("Disallow: /ab*ab$", "/abab", False), ("Disallow: $", "/", True),
        # queries and encodings
        ("Disallow: /*?", "/a?b", False), ("Disallow: /*?", "/a", True), ("Disallow: /%7Ejoe", "/~joe/x", False),
        ("Disallow: /~joe", "/%7ejoe/x", False), ("Disallow: /a%2Fb", "/a/b", True),
        ("Disallow: /a%2fb", "/a%2Fb", False),
        ("Disallow: /b\u00fccher", "/b%C3%BCcher", False), ("Disallow: /a%2A", "/ab", True),
        ("Disallow: /a%2a", "/a%2A", False),
        # manners of writing
        ("  disallow :  /a  # why", "/a", False), ("Disallow /a", "/a", True), ("Noindex: /a", "/a", True),
    ],
)  # fmt: skip
def test_rules(rules, path, may):
    assert allowed(f"User-agent: *\n{rules}", path) is may


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("User-agent: regesta\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Regesta/1.0\nAllow: /", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: regesta", True),
        ("User-agent: other\nUser-agent: REGESTA\nDisallow: /", False),
        ("User-agent: other\nDisallow: /\n\nUser-agent: regestabot\nDisallow: /", True),
        ("User-agent: other\nDisallow: /\nUser-agent: *\nDisallow: /x", True),
        ("User-agent: regesta\nDisallow: /x\nUser-agent: *\nDisallow: /\nUser-agent: regesta\nDisallow: /", False),
        ("Disallow: /", True),
        ("User-agent: *\nSitemap: https://x.org/s\nUser-agent: other\nDisallow: /", False),
        ("\ufeffUser-agent: *\r\nDisallow: /\r", False),
    ],
)
def test_groups(text, may):
    assert allowed(text, "/page") is may


@pytest.mark.parametrize(
    ("value", "seconds"), [("5", 5.0), ("0.5", 0.5), ("9999", MAX_DELAY), ("-1", 0.0), ("inf", 0.0), ("1e9", 0.0)]
)
def test_delay(value, seconds):
    assert read_rules(f"User-agent: *\nCrawl-delay: {value}".encode()).delay == seconds


def test_only_the_first_bytes_are_read():
    assert allowed(b"User-agent: *\n" + b"#" * MAX_BYTES + b"\nDisallow: /", "/a")


def test_patterns_full_of_stars_take_no_time():
    rules = read_rules(b"User-agent: *\n" + b"Disallow: /" + b"*a" * 5000 + b"b\n")
    began = time.process_time()
    assert rules.allow("/" + "a" * 4000)
    assert time.process_time() - began < 1.0


@given(st.binary(max_size=300), st.text(max_size=30))
def test_nothing_makes_it_stumble(data, path):
    rules = read_rules(b"User-agent: *\nDisallow: /" + data)
    assert isinstance(rules.allow(f"/{path}"), bool)


@given(st.text("ab/*$%", max_size=8), st.text("ab/", max_size=8))
def test_a_pattern_means_what_its_regular_expression_means(pattern, path):
    body = pattern.removesuffix("$")
    if "%" in pattern or "$" in body:
        return
    expression = ".*".join(map(re.escape, body.split("*"))) + (r"\Z" if pattern.endswith("$") else "")
    fits = re.match(f"/{expression}", f"/{path}", re.S) is not None
    assert allowed(f"User-agent: *\nDisallow: /{pattern}", f"/{path}") is not fits


def test_many_agents_with_many_rules_take_no_time():
    data = b"User-agent: a\n" * 15_000 + b"User-agent: regesta\n" + b"Allow: /b\n" * 15_000 + b"Disallow: /a\n"
    began = time.process_time()
    assert not allowed(data, "/a/")
    assert time.process_time() - began < 3.0


def test_agents_of_one_group_share_its_rules_and_no_others():
    rules = "User-agent: x\nUser-agent: Regesta/1.0\nUser-agent: y\nDisallow: /a\nUser-agent: y\nDisallow: /b\n"
    assert not allowed(rules, "/a") and allowed(rules, "/b")
    assert not allowed("User-agent: *\nUser-agent: x\nDisallow: /a\n", "/a")
