"""Steps that the browser tests share."""

import pytest

from tests.page.conftest import WAITING

expect = pytest.importorskip("playwright.sync_api", reason="the Python package playwright drives the browser").expect


def count(page):
    return int(page.locator(".chips > .count").inner_text().split()[0])


def settle(page, path_part):
    """Wait until the address has something, and the page has drawn what it asks for."""
    page.wait_for_url(lambda url: path_part in url)
    drawn(page)


def without(page, path_part):
    """Wait until the address has it no longer, and the page has drawn that."""
    page.wait_for_url(lambda url: path_part not in url)
    drawn(page)


def drawn(page):
    """Wait until nothing is on its way. (The policy refuses functions that are given to the page as text.)"""
    expect(page.locator(WAITING)).to_have_count(0)
