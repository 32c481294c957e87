from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.records.outcomes import Reason
from regesta.text.markup import parse_html, tidy, too_deep
from regesta.text.refusals import Refusal


@pytest.mark.parametrize(
    ("html", "deep"),
    [
        ("<div>" * 11, True),
        ("<div>" * 10, False),
        ("<div></div>" * 50, False),
        ("<p>words" * 50, False),
        ("<li>" * 50 + "<br>" * 50, False),
        ("<span><div></span>" * 11, True),
        ("<b><i></b></i>" * 50, False),
        ("<div><span></div>" * 50, False),
        ("<!--" + "<div>" * 50 + "-->", False),
        ("<script>" + "'<div>'" * 50 + "</script>", False),
        ("<script>" + "<div>" * 50, False),
        ("a < b " * 50, False),
    ],
)
def test_too_deep(html: str, deep: bool) -> None:
    assert too_deep(html, 10) is deep


def test_a_hundred_thousand_tags_are_refused_at_once() -> None:
    began = time.process_time()
    found = parse_html("<div>" * 100_000)
    assert isinstance(found, Refusal)
    assert found.reason is Reason.TOO_DEEP
    assert time.process_time() - began < 1


@pytest.mark.parametrize("piece", ["<!--", "<script>", "<div></span>", "</div>", "<", "<b><div></b>"])
def test_time_is_linear(piece: str) -> None:
    began = time.process_time()
    too_deep(piece * 50_000)
    assert time.process_time() - began < 3


@pytest.mark.parametrize("names", ["a{n}", "a{n}='{n} {n}'", 'a{n}="b=c"'])
def test_a_page_with_too_many_attributes_is_refused(names: str) -> None:
    tag = f"<p {' '.join(names.format(n=n) for n in range(1000))}>words</p>"
    assert isinstance(parse_html(tag * 260), Refusal)
    assert not isinstance(parse_html(tag * 10), Refusal)


def test_long_lists_of_classes_are_no_attributes() -> None:
    tag = f"<p class='{'px-4 ' * 100}' style=\"{'a=b;' * 100}\">words</p>"
    assert not isinstance(parse_html(tag * 3000), Refusal)


def test_a_tag_with_too_many_attributes_is_refused() -> None:
    for attributes in (" ".join(f'a{n}="x"' for n in range(3000)), "b='>' " + " ".join(f"a{n}" for n in range(3000))):
        found = parse_html(f"<p {attributes}>words</p>")
        assert isinstance(found, Refusal)
        assert found.reason is Reason.MALFORMED
    assert not isinstance(parse_html(f'<img src="data:image/png;base64,{"A" * 50_000}==">'), Refusal)


def test_tidy_drops_what_cannot_be_seen() -> None:
    assert tidy(" a\u00adb\u200bc\u202e d\u00a0\n\te\x00\x1b ") == "abc d e"


@given(st.text(alphabet="<>/!-abdivp ='\"&;\n", max_size=120))
def test_never_raises(html: str) -> None:
    parse_html(html)
