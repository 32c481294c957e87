"""How long the page takes over a register, in a browser: `python -m benchmarks.page REGISTER [--rounds 9]`.

Starts `regesta serve` as anybody would and opens the page in Debian's chromium, each time with nothing cached. Told are
the medians of: the first words on the screen, the first moment at which no panel waits any more, and for each filter
the time from the click until every panel shows the answer. The server is kept to two cores on Linux; the browser is not
kept from them.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.api import start
from tests.page.conftest import ARGUMENTS, CHROMIUM, PATIENCE, WAITING

#: Runs before the page's own script: the time from each click until nothing waits, looked at once a frame.
_CLOCK = f"""
window.spans = [];
addEventListener('click', () => {{
  const began = performance.now();
  let busy = false;
  const look = () => {{
    const waits = document.querySelector('{WAITING}') !== null;
    if (busy && !waits) window.spans.push(performance.now() - began);
    else if (performance.now() - began < {PATIENCE}) {{ busy ||= waits; requestAnimationFrame(look); }}
  }};
  requestAnimationFrame(look);
}}, true);
"""
_PAINTED = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
#: Facets whose first value is chosen, each from the view of everything.
#: Milliseconds that somebody looks before the first click; the outlines of the map are still being drawn.
_LOOK = 1_000
FACETS = ("event", "actor", "recipient", "realis", "place", "source", "year")


def opened(context: Any, address: str) -> tuple[Any, float, float]:
    """The page, the milliseconds to its first words and to the first moment without waiting."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    page.locator(".panel.table tbody tr").first.wait_for()
    page.wait_for_function(f"document.querySelector('{WAITING}') === null", polling="raf")
    return page, float(page.evaluate(_PAINTED)), float(page.evaluate("performance.now()"))


def chosen(page: Any, facet: str) -> float:
    """Milliseconds from a click on the first value of a facet until every panel shows the answer; undone afterwards."""
    took, _ = _clicked(page, facet), _clicked(page, facet)
    return took


def _clicked(page: Any, facet: str) -> float:
    before = int(page.evaluate("window.spans.length"))
    page.locator(f".facet.{facet} .value").first.click()
    page.wait_for_function(f"window.spans.length > {before}", polling="raf")
    return float(page.evaluate("window.spans.at(-1)"))


def measure(browser: Any, address: str, rounds: int) -> dict[str, list[float]]:
    """Milliseconds by what was done."""
    out: dict[str, list[float]] = {}
    for _ in range(rounds):
        # Without the policy, which would refuse the questions that this benchmark asks the page as text.
        context = browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
        context.add_init_script(_CLOCK)
        page, painted, drawn = opened(context, address)
        out.setdefault("first paint", []).append(painted)
        out.setdefault("every panel drawn", []).append(drawn)
        page.wait_for_timeout(_LOOK)
        for facet in FACETS:
            if page.locator(f".facet.{facet} .value").count():
                out.setdefault(f"filter by {facet}", []).append(chosen(page, facet))
        context.close()
    return out


def main(argv: list[str]) -> int:
    """The command line; see the module's text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("register", type=Path)
    parser.add_argument("--rounds", type=int, default=9)
    args = parser.parse_args(argv)
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only this benchmark needs it

    server, address, _ = start(args.register)
    try:
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            found = measure(browser, address, args.rounds)
            browser.close()
    finally:
        server.terminate()
        server.wait()
    for name, values in found.items():
        print(f"{name:24} median {median(values):6.0f} ms   slowest {max(values):6.0f} ms   of {len(values)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
