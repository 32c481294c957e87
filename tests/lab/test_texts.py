"""The reports that we wrote to be annotated fit their annotations."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from lab import standoff

TEXTS = sorted(standoff.OWN.glob("*.txt"))


def test_every_text_is_annotated_and_every_annotation_has_its_text() -> None:
    blocks = {path.stem for name in standoff.WRITTEN for path in standoff.HOME.glob(f"{name}-*.jsonl")}
    assert blocks == {path.stem for path in TEXTS}
    assert blocks


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_offsets_fit_the_text(path: Path) -> None:
    text, published = standoff.text_of(Path("nowhere"), path.stem)
    block = standoff.read(standoff.HOME / f"{path.stem}.jsonl")
    assert block.text_sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert published is not None
    assert date.fromisoformat(published) == date.fromisoformat(block.published or "")
    title, blank, body = text.partition("\n\n")
    assert blank and body.strip() and "\n" not in title
    for claim in block.claims:
        for part in (claim["trigger"], *claim["participants"], *claim["attribution"]):  # type: ignore[misc]
            assert 0 <= part["start"] < part["end"] <= len(text)
            assert text[part["start"] : part["end"]].strip()


def test_tales_name_no_country_and_have_no_codes() -> None:
    tales = [block for block in standoff.blocks() if block.id.startswith("tale-")]
    codes = {p["code"] for b in tales for c in b.claims for p in (*c["participants"], *c["attribution"])}  # type: ignore[misc]
    assert tales
    assert codes == {"---"}
