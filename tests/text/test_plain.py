from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from regesta.records.reports import PartKind
from regesta.text.plain import layout, normalise

BODY = (
    "The army of the republic said on Tuesday that its forces had left two villages near the border after a month "
    "of talks with the rebels."
)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(part.kind.value, part.span.of(text)) for part in layout(text).parts]


def test_a_whole_report() -> None:
    text = (
        "Army leaves two villages\n\nA quiet end to a month of talks\n\nBy Jane Doe\n\nWednesday, July 10, 2019\n\n"
        f"GENEVA (AP) — {BODY}\n\nMap showing the two villages\n\nThe rebels did not comment.\n\nRead more:\n\n"
        "Rebels take a bridge\n\nTalks to go on in May\n\n"
        "Jane Doe is a reporter for Example News. Follow her on Twitter @janedoe.\n"
    )
    found = layout(text)
    assert kinds(text) == [
        ("title", "Army leaves two villages"),
        ("subtitle", "A quiet end to a month of talks"),
        ("byline", "By Jane Doe"),
        ("dateline", "Wednesday, July 10, 2019"),
        ("dateline", "GENEVA (AP) —"),
        ("body", BODY),
        ("caption", "Map showing the two villages"),
        ("body", "The rebels did not comment."),
        ("promotion", "Read more:"),
        ("promotion", "Rebels take a bridge"),
        ("promotion", "Talks to go on in May"),
        ("promotion", "Jane Doe is a reporter for Example News. Follow her on Twitter @janedoe."),
    ]
    assert (found.title, found.byline, found.published) == (
        "Army leaves two villages",
        "By Jane Doe",
        date(2019, 7, 10),
    )


def test_a_subtitle_needs_a_plain_body_paragraph_under_it() -> None:
    assert kinds(f"Title\n\nSecond line\n\nThird line\n\n{BODY}")[1] == ("body", "Second line")
    assert kinds(f"Title\n\nA sentence of its own.\n\n{BODY}")[1] == ("body", "A sentence of its own.")
    assert kinds(f"Title\n\nSecond line\n{BODY}")[1][0] == "body"


def test_a_title_without_blank_line_after_it() -> None:
    assert kinds(f"Army leaves\n{BODY}") == [("title", "Army leaves"), ("body", BODY)]


def test_a_wrapped_title_and_a_wrapped_paragraph() -> None:
    text = "Army leaves two villages near\nthe border\n\nThe army left\ntwo villages\non Tuesday.\n"
    assert kinds(text) == [
        ("title", "Army leaves two villages near\nthe border"),
        ("body", "The army left\ntwo villages\non Tuesday."),
    ]


def test_no_title_where_the_text_begins_with_prose() -> None:
    assert kinds(BODY) == [("body", BODY)]
    assert kinds("WASHINGTON — The army left.\n\nNobody came.")[0] == ("dateline", "WASHINGTON —")
    assert layout("The army left. " * 40 + "\n\nNobody came.").title == ""


def test_a_date_above_the_title_and_edges_of_a_block() -> None:
    text = f"4 March 2019\nArmy leaves\n\nBy Jane Doe\n{BODY}\nFollow us on Twitter\n"
    assert [kind for kind, _ in kinds(text)] == ["dateline", "title", "byline", "body", "promotion"]
    assert layout(text).published == date(2019, 3, 4)


def test_a_date_below_the_body_is_not_the_publication_date() -> None:
    assert layout(f"Army leaves\n\n{BODY}\n\n4 March 2019\n").published is None


def test_only_line_ends_are_normalised() -> None:
    assert normalise("a\r\nb\rc\u00a0\u2028d\n") == "a\nb\nc\u00a0\u2028d\n"


@given(
    st.lists(
        st.sampled_from(
            [
                "Army leaves",
                BODY,
                "By Jane Doe",
                "4 March 2019",
                "\n",
                "\n\n",
                " ",
                "Read more:",
                "\u2028",
                "\x0c",
                "Map showing it",
            ]
        )
        | st.text(max_size=8),
        max_size=16,
    ).map("".join)
)
def test_parts_are_in_order_disjoint_and_leave_out_only_white_space(text: str) -> None:
    text = normalise(text)
    parts = layout(text).parts
    assert all(a.span.end <= b.span.start for a, b in pairwise(parts))
    assert "".join("".join(p.span.of(text).split()) for p in parts) == "".join(text.split())
    assert all(p.span.of(text) == p.span.of(text).strip() for p in parts)
    assert sum(p.kind is PartKind.TITLE for p in parts) <= 1
