"""A browser for the page's tests, and a page that notices everything it must not do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.page import many
from tests.page.stand_in import PAGE, Holdings, serving

#: Debian's chromium, or the one that REGESTA_CHROMIUM names.
CHROMIUM = os.environ.get("REGESTA_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
#: Where something is on its way.
WAITING = "[aria-busy=true], .state.waiting"
#: Milliseconds that a busy machine is given; what is there is found at once.
PATIENCE = 30_000
#: Runs before the page's own script: remembers what the security policy refused.
_WATCH = """
window.refused = [];
addEventListener('securitypolicyviolation', (e) => window.refused.push(`${e.violatedDirective} ${e.blockedURI}`));
"""
_QUERY = """
(() => {
  const query = new URLSearchParams(location.search);
  return Array.from(new Set(query.keys()), (name) => [name, query.getAll(name)]);
})()
"""


@dataclass(slots=True)
class Watched:
    """A browser page, and what it did that it must not."""

    page: Any
    address: str
    wrongs: list[str] = field(default_factory=list)
    #: Beginnings of console lines that a test expects.
    expected: list[str] = field(default_factory=list)

    def open(self, path: str = "/") -> Any:
        """Go to an address of the page and wait until nothing is on its way."""
        self.page.goto(self.address + path)
        self.page.locator(".head .mark").wait_for()
        self.page.wait_for_load_state("networkidle")
        self.page.locator(WAITING).first.wait_for(state="detached")
        return self.page

    def filter(self) -> dict[str, list[str]]:
        """What the address says of the filter and the view."""
        return dict(self.page.evaluate(_QUERY))

    def wrong(self, line: str) -> None:
        """Note a wrong, unless the test expects it."""
        if not any(part in line for part in self.expected):
            self.wrongs.append(line)


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    """Chromium; tests that need it are skipped, with the reason, where it is not."""
    if not CHROMIUM:
        pytest.skip("no chromium: install Debian's package or name one in REGESTA_CHROMIUM")
    if not (PAGE / "index.html").is_file():
        pytest.skip("the page is not built: run `make page`")
    playwright = pytest.importorskip("playwright.sync_api", reason="the Python package playwright drives the browser")
    with playwright.sync_playwright() as driver:
        playwright.expect.set_options(timeout=PATIENCE)
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def holdings() -> Holdings:
    """A small register, anew for each test."""
    return Holdings(*many.claims())


@pytest.fixture
def watched(browser, holdings) -> Iterator[Watched]:
    """A fresh browser page on a fresh server; fails afterwards on any error, refusal, dialog or request elsewhere."""
    with serving(holdings) as address, watching(browser, address) as found:
        yield found


@contextmanager
def watching(browser: Any, address: str) -> Iterator[Watched]:
    """A browser page that fails, when it is done, on any console error, refusal, dialog or request elsewhere."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    try:
        context.add_init_script(_WATCH)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        found = Watched(page, address)
        page.on(
            "console", lambda line: found.wrong(f"console: {line.text}") if line.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: found.wrong(f"error: {error}"))
        page.on("dialog", lambda dialog: (found.wrong(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on(
            "request",
            lambda request: (
                None if request.url.startswith((address, "blob:", "data:")) else found.wrong(f"request: {request.url}")
            ),
        )
        yield found
        for refused in page.evaluate("window.refused"):
            found.wrong(f"refused: {refused}")
    finally:
        context.close()
    assert found.wrongs == []
