from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regesta.records.outcomes import Reason
from regesta.text.article import Article, compose, read_fragment, read_page
from regesta.text.refusals import Refusal

PARAGRAPHS = [
    "GENEVA (AP) — The army of the republic left two villages near the border on Tuesday, its spokesman said.",
    "The rebels confirmed that the soldiers had gone, and said that they would keep to the deal of last month.",
    "Talks on the other villages are to begin in May, when both sides will send their ministers to the capital.",
]
LD = (
    '{"@context":"https://schema.org","@graph":[{"@type":"WebPage","name":"x"},{"@type":["NewsArticle"],'
    '"headline":"Army &amp; rebels part","datePublished":"2024-05-03T23:30:00-04:00",'
    '"author":[{"@type":"Person","name":"Jane Doe"},{"name":"John Roe"}],"publisher":{"name":"Example News"}}]}'
)


def page(head: str = "", body: str = "") -> str:
    told = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    return f"""<!doctype html><html><head><title>Army leaves - Example News</title>{head}</head><body>
    <nav><ul><li><a href="/">Home</a></li><li><a href="/w">World news of the day</a></li></ul></nav>
    <article><h1>Army leaves</h1><p class="article-dek">A quiet end to a month of talks</p>
    <div class="byline">By <a rel="author">Ann Poe</a></div>
    <figure><img src="a"><figcaption>Soldiers leave a village on Tuesday</figcaption></figure>
    {told}{body}
    <p>Follow us on Twitter</p><p>Read more: Rebels take a bridge</p>
    <div class="related-stories"><h3>Related</h3><ul><li><a href="x">
    Rebels take a bridge in the night</a></li></ul></div>
    </article><aside><figure><figcaption>A caption of quite another story</figcaption></figure></aside>
    <footer><p>Copyright Example News. All rights reserved by the owners.</p></footer></body></html>"""


def read(html: str, url: str = "") -> Article:
    found = read_page(html, url=url)
    assert isinstance(found, Article)
    return found


def test_the_text_has_the_shape_of_plain_text() -> None:
    text, parts, article = compose(read(page(f'<script type="application/ld+json">{LD}</script>')))
    assert [(p.kind.value, p.span.of(text)) for p in parts] == [
        ("title", "Army & rebels part"),
        ("subtitle", "A quiet end to a month of talks"),
        ("dateline", "GENEVA (AP) —"),
        ("body", PARAGRAPHS[0].removeprefix("GENEVA (AP) — ")),
        ("body", PARAGRAPHS[1]),
        ("body", PARAGRAPHS[2]),
        ("caption", "Soldiers leave a village on Tuesday"),
    ]
    assert text.startswith("Army & rebels part\n\nA quiet end")
    assert article.data.published == date(2024, 5, 3)
    assert article.data.published_why == "json-ld"
    assert article.data.byline == "Jane Doe, John Roe"
    assert article.data.source == "Example News"


def test_what_is_not_the_article_stays_out() -> None:
    text, _, article = compose(read(page()))
    for words in ("World news", "Follow us", "Read more", "another story", "All rights", "Rebels take", "Ann Poe"):
        assert words not in text
    assert article.data.byline == "By Ann Poe"
    assert article.data.title == "Army leaves"


@pytest.mark.parametrize(
    ("head", "url", "day", "why"),
    [
        ('<meta property="article:published_time" content="2024-05-03T23:30:00-04:00">', "", date(2024, 5, 3), "meta"),
        ('<meta name="pubdate" content="4 March 2019">', "", date(2019, 3, 4), "meta"),
        ("", "https://x.org/2024/05/03/army", date(2024, 5, 3), "url"),
        ('<script type="application/ld+json">{broken</script>', "", None, ""),
        ('<script type="application/ld+json">{"datePublished":"2024-13-45"}</script>', "", None, ""),
        ('<script type="application/ld+json">' + "[" * 50_000 + "</script>", "", None, ""),
    ],
)
def test_the_date(head: str, url: str, day: date | None, why: str) -> None:
    article = read(page(head), url)
    assert (article.data.published, article.data.published_why) == (day, why)


def test_a_date_line_in_the_body_gives_the_date() -> None:
    html = page().replace(f"<p>{PARAGRAPHS[0]}", f"<p>Wednesday, July 10, 2019</p><p>{PARAGRAPHS[0]}")
    text, _, article = compose(read(html))
    assert (article.data.published, article.data.published_why) == (date(2019, 7, 10), "text")
    assert "July 10" not in text


def test_hostile_words_come_out_clean() -> None:
    body = (
        "<p>The minister\u202e was\u200b told about it\x1b&#27;&#x0; and "
        "<script>alert(1)</script>agreed with the plan on Monday.</p>"
    )
    text, _, _ = compose(read(page(body=body)))
    assert "The minister was told about it and agreed with the plan on Monday." in text
    assert "alert" not in text


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<html><body><nav><a href='/'>Home</a></nav></body></html>", Reason.NO_ARTICLE),
        ("<html><body><p>Please accept our cookies.</p></body></html>", Reason.NO_ARTICLE),
        ("<html><body>" + "<div>" * 100_000, Reason.TOO_DEEP),
        ("", Reason.EMPTY),
    ],
)
def test_refusals(html: str, reason: Reason) -> None:
    found = read_page(html)
    assert isinstance(found, Refusal)
    assert found.reason is reason


def test_a_fragment_of_a_feed() -> None:
    html = (
        "Loose <b>words</b><p>One<br>two</p><ul><li>Point</li></ul>"
        "<figure><img><figcaption>Soldiers leave a village on Tuesday</figcaption></figure>"
    )
    found = read_fragment(html)
    assert isinstance(found, Article)
    assert found.paragraphs == ("Loose words", "One two", "Point")
    assert found.captions == ("Soldiers leave a village on Tuesday",)
    assert isinstance(read_fragment("<img src='a'>"), Refusal)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div>",
                "</article>",
                "<figure>",
                "<h1>",
                "words ",
                "<li>",
                "&#0;",
                "&#x1f;",
                "\x01",
                "\uffff",
                "<br>",
                "<a href=x>",
            ]
        )
    )
)
def test_never_raises(pieces: list[str]) -> None:
    found = read_page(page(body="".join(pieces)))
    if isinstance(found, Article):
        text, parts, _ = compose(found)
        assert all(p.span.end <= len(text) for p in parts)
