from __future__ import annotations

import pytest

from regesta.scale.batches import lineage_of
from regesta.text.addresses import parts_of
from regesta.text.pagedata import page_data
from tests.hand import capture


@pytest.mark.parametrize("address", ["http://[::1", "http://a℀b/x"])
def test_an_address_that_is_none_stops_nobody(address: str) -> None:
    from lxml import html  # noqa: PLC0415

    assert parts_of(address) is None
    tree = html.document_fromstring(f"<html><link rel='canonical' href='{address}'><p>words</p></html>")
    assert page_data(tree).url == address
    assert lineage_of(capture("a", origin="a#b", url=address)).startswith("path:")


def test_the_parts_of_an_address() -> None:
    parts = parts_of("http://a.example/b?c")
    assert parts is not None and (parts.hostname, parts.path, parts.query) == ("a.example", "/b", "c")
