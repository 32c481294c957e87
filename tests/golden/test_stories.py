"""The golden stories themselves: texts as the layout promises, claims that fit them, and the breadth they are for."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from regesta.ontology.scheme import load
from regesta.text.plain import layout

HERE = Path(__file__).parent
NAMES = sorted(path.stem for path in HERE.glob("*.json") if path.name != "floors.json")


def _gold(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    return found


def _text(name: str) -> str:
    return files("regesta").joinpath("dispatches", f"{name}.txt").read_text(encoding="utf-8")


def test_every_dispatch_is_annotated() -> None:
    folder = files("regesta").joinpath("dispatches")
    assert sorted(Path(entry.name).stem for entry in folder.iterdir() if entry.name.endswith(".txt")) == NAMES
    assert len(NAMES) >= 14


@pytest.mark.parametrize("name", NAMES)
def test_text_and_claims_fit(name: str) -> None:
    gold, text = _gold(name), _text(name)
    assert hashlib.sha256(text.encode()).hexdigest() == gold["text_sha256"]
    for claim in gold["claims"]:
        for span in (claim["trigger"], *claim["participants"], *claim["attribution"]):
            assert text[span["start"] : span["end"]] == span["text"]
        assert all(hop["cue"] for hop in claim["attribution"])


@pytest.mark.parametrize("name", NAMES)
def test_title_and_date_line_are_read(name: str) -> None:
    gold, text = _gold(name), _text(name)
    found = layout(text)
    assert (found.title, str(found.published)) == (gold["title"], gold["published"])
    assert name.startswith(gold["published"])
    assert 120 <= len(text.split()) <= 220


@pytest.mark.parametrize("name", NAMES)
def test_labels_are_the_scheme_s(name: str) -> None:
    scheme = load()
    contexts, sectors = {c.name for c in scheme.contexts}, {code for code, _ in scheme.sectors}
    for claim in _gold(name)["claims"]:
        modes = {mode.name for mode in scheme.event(claim["event"]).modes}
        assert claim["mode"] is None or claim["mode"] in modes
        assert set(claim["contexts"]) <= contexts
        assert all(set(p["sectors"]) <= sectors for p in claim["participants"] + claim["attribution"])


def test_together_they_cover_the_codebook() -> None:
    claims = [claim for name in NAMES for claim in _gold(name)["claims"]]
    assert {claim["event"] for claim in claims} == {event.name for event in load().events}
    assert {claim["realis"] for claim in claims} == {"actual", "future", "hypothetical", "negated"}
    assert {hop["stance"] for claim in claims for hop in claim["attribution"]} >= {"asserts", "denies"}
    assert any(len(claim["attribution"]) == 2 for claim in claims)
    assert sum(claim["event"] == "AID" and bool(claim["attribution"]) for claim in claims) >= 5


@pytest.mark.parametrize("name", NAMES)
def test_json_is_what_the_annotation_compiles_to(name: str) -> None:
    golden = pytest.importorskip("lab.golden")  # the lab is not in the source distribution
    lines = (HERE / f"{name}.ann").read_text(encoding="utf-8").splitlines()
    record, faults = golden.golden(name, _text(name), lines)
    assert not faults
    assert record == _gold(name)
