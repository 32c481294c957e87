from __future__ import annotations

import pytest

from regesta.records.outcomes import Reason
from regesta.text.feeds import feed_rows
from regesta.text.refusals import Refusal
from regesta.text.rows import Row

ITEM = """<item><title>Army leaves &lt;b&gt;{n}&lt;/b&gt;</title><link>https://x.org/{n}</link><guid>g{n}</guid>
<pubDate>Fri, 03 May 2024 23:30:00 -0400</pubDate><author>Jane Doe</author><description>Short.</description>
<content:encoded><![CDATA[<p>The army left village {n}.</p><script>alert(1)</script>]]></content:encoded></item>"""
HEAD = (
    '<?xml version="1.0"?>{dtd}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
    "<channel><title>Wire</title>"
)


def rss(count: int, dtd: str = "") -> bytes:
    return (HEAD.format(dtd=dtd) + "".join(ITEM.format(n=n) for n in range(count)) + "</channel></rss>").encode()


def rows(data: bytes) -> tuple[list[Row], list[Reason]]:
    found = list(feed_rows(data))
    return [r for r in found if isinstance(r, Row)], [r.reason for r in found if isinstance(r, Refusal)]


def test_rss_takes_the_full_content() -> None:
    found, refused = rows(rss(2))
    assert not refused
    assert [row.id for row in found] == ["g0", "g1"]
    row = found[0]
    assert (row.title, row.source, row.url, row.kind) == ("Army leaves 0", "Wire", "https://x.org/0", "feed")
    assert row.published == "Fri, 03 May 2024 23:30:00 -0400"
    assert "The army left village 0." in row.html
    assert "alert" not in row.html


def test_atom() -> None:
    data = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>At</title><entry><id>urn:1</id>
    <title>Army leaves</title><updated>2024-05-03T23:30:00-04:00</updated>
    <author><name>Jane Doe</name></author><link href="javascript:alert(1)"/>
    <content type="html">&lt;p&gt;The army left.&lt;/p&gt;</content></entry></feed>"""
    found, refused = rows(data)
    assert not refused
    assert found == [
        Row(id="urn:1", title="Army leaves", html="<p>The army left.</p>", published="2024-05-03T23:30:00-04:00",
            source="At", byline="Jane Doe", kind="feed")
    ]  # fmt: skip


def test_a_cut_feed_gives_its_whole_entries_and_says_so() -> None:
    found, refused = rows(rss(3)[:-150])
    assert [row.id for row in found] == ["g0", "g1"]
    assert refused == [Reason.TRUNCATED]


def test_refusals() -> None:
    assert rows(rss(1, '<!DOCTYPE rss [<!ENTITY a "aaaa">]>')) == ([], [Reason.MALFORMED])
    assert rows(rss(0)) == ([], [Reason.NO_ARTICLE])
    item = "<item><title>T</title><description> </description></item></channel></rss>"
    assert rows((HEAD.format(dtd="") + item).encode()) == ([], [Reason.NO_ARTICLE])


@pytest.mark.parametrize("opening", ["&lt;!-- ", "<!-- ", "&#60;!--", "&#x3C;!--"])
def test_comments_that_are_not_closed_are_refused_before_parsing(opening: str) -> None:
    many = f"<rss><channel><item><description>words {opening * 1000}</description></item></channel></rss>"
    (found,) = feed_rows(many.encode())
    assert isinstance(found, Refusal)
    assert "comments" in found.detail


def test_comments_that_are_closed_are_none_of_it() -> None:
    block = "&lt;!-- wp:paragraph --&gt;&lt;p&gt;Words of a report.&lt;/p&gt;"
    feed = f"<rss><channel><item><description>{block * 1000}</description></item></channel></rss>"
    (found,) = feed_rows(feed.encode())
    assert isinstance(found, Row)


def test_empty_elements_are_no_stumbling_block() -> None:
    item = "<item><title/><guid/><author/><description>The army left.</description><source/></item>"
    found, refused = rows((HEAD.format(dtd="") + item + "</channel></rss>").encode())
    assert not refused
    assert [(row.title, row.html, row.source) for row in found] == [("", "The army left.", "Wire")]


def test_entries_without_text_have_links_for_whoever_wants_them() -> None:
    item = "<item><title>T</title><link>https://x.org/1</link></item><item><title>none</title></item></channel></rss>"
    data = (HEAD.format(dtd="") + item).encode()
    assert rows(data) == ([], [Reason.NO_ARTICLE, Reason.NO_ARTICLE])
    bare = list(feed_rows(data, bare=True))
    assert isinstance(bare[0], Row) and bare[0].url == "https://x.org/1"
    assert isinstance(bare[1], Refusal)
