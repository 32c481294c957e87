"""Addresses as documents write them, which are often none."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit


def parts_of(address: str) -> SplitResult | None:
    """The parts of an address; None for one that has none (`http://[`, a host whose letters fold into slashes)."""
    try:
        return urlsplit(address)
    except ValueError:
        return None
