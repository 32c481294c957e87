"""Renews the pictures of docs/page.md: `python -m tests.page.images REGISTER`, or `make page-images`.

REGISTER is a register of src/regesta/dispatches. The incident is the invented one of `stories`, because no two
dispatches tell of one happening.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.page import many
from tests.page.conftest import ARGUMENTS, CHROMIUM
from tests.page.served import served
from tests.page.stand_in import Holdings, serving

IMAGES = Path(__file__).parents[2] / "docs" / "images"
_SIZE = {"width": 1280, "height": 800}


def main(register: Path) -> None:
    """Draw them all."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver, served(register) as (real, token), serving(Holdings(*many.claims())) as invented:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = chromium.new_context(viewport=_SIZE).new_page()
        page.add_init_script("localStorage.setItem('regesta.coder', 'a coder')")
        page.goto(real + token)
        _draw(page, f"{real}/", "explore", until=".land", keys="jj")
        page.goto(f"{real}/?event=AID&order=score")
        claim = page.locator(".panel.table tbody .c-source a").first.get_attribute("href")
        _draw(page, f"{real}{claim}", "evidence", until="mark.is-trigger", keys="w")
        _draw(page, f"{invented}/incident/i-0000000000000001", "incident", until=".told circle")
        with serving(_copy(page, real)) as copied:
            _draw(page, f"{copied}/review?event=ASSAULT", "review", until="mark.is-trigger", keys="jja")
        chromium.close()


def _copy(page: Any, real: str) -> Holdings:
    """What the server holds, in the stand-in: a picture must not decide anything in a register."""

    def ask(path: str) -> Any:
        return page.request.get(f"{real}/api/{path}").json()

    claims = ask("claims?limit=500")["items"]
    ids = {claim["report"]["id"] for claim in claims}
    return Holdings(claims, {id_: ask(f"reports/{id_}")["text"] for id_ in ids}, with_stories=False)


def _draw(page: Any, address: str, name: str, *, until: str, keys: str = "") -> None:
    page.goto(address)
    page.locator(until).first.wait_for()
    page.wait_for_load_state("networkidle")
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_timeout(800)
    page.wait_for_timeout(800)
    page.screenshot(path=IMAGES / f"{name}.png")
    print(IMAGES / f"{name}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
