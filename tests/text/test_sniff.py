from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.text.sniff import Kind, kind_of


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"", Kind.EMPTY),
        (b"\xef\xbb\xbf \r\n\t", Kind.EMPTY),
        (gzip.compress(b"words"), Kind.GZIP),
        (b"PK\x03\x04rest", Kind.ZIP),
        (b"WARC/1.0\r\nWARC-Type: warcinfo", Kind.WARC),
        (b"\x89PNG\r\n\x1a\n\0\0", Kind.BINARY),
        (b'<?xml version="1.0"?>\n<!-- a -- b -->\n<rss version="2.0">', Kind.FEED),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', Kind.FEED),
        (b'<!DOCTYPE rss [<!ENTITY a "b">]><rss>', Kind.FEED),
        (b"<rdf:RDF xmlns='x'>", Kind.FEED),
        (b"<!DOCTYPE html><html>", Kind.HTML),
        (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0'><html>", Kind.HTML),
        (b"  <div class='a'>words", Kind.HTML),
        ("<html><p>words".encode("utf-16"), Kind.HTML),
        (b"<?xml version='1.0'?><urlset>", Kind.XML),
        (b'{"id": "a", "text": "b"}', Kind.JSON),
        (b'[\n {"id": 1}]', Kind.JSON),
        (b"[Photo by Jane Doe]\n\nThe army left.", Kind.TEXT),
        (b"<3 is how it began", Kind.TEXT),
        (b"Army leaves\n\n<p>is a tag", Kind.TEXT),
    ],
)
def test_kind(head: bytes, kind: Kind) -> None:
    assert kind_of(head) is kind


@given(st.binary(max_size=400))
def test_never_raises(head: bytes) -> None:
    kind_of(head)
