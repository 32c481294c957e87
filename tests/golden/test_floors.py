"""The product must not read our own stories worse than it did: floors pinned with the digest of the stories.

`floors.json` is renewed with `python -m lab.floors`, which refuses to lower a floor unless told to.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from regesta.assembly.recipe import Recipe
from regesta.config import settings
from regesta.evaluation.corpus import digest_of
from regesta.evaluation.gold import compared, reports, statistic, tally

HERE = Path(__file__).parent
FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    folder = tmp_path_factory.mktemp("stories")
    for path in sorted(HERE.glob("*.json")):
        if path.name != "floors.json":
            shutil.copy(path, folder)
            text = files("regesta").joinpath("dispatches", f"{path.stem}.txt").read_bytes()
            (folder / f"{path.stem}.txt").write_bytes(text)
    found = reports(folder)
    assert digest_of([str(p) for r in found for p in (r.text, r.annotation)]) == FLOORS["digest"], "renew the floors"
    pipeline = Recipe(replace(settings(), threads=2))()
    return statistic(np.sum([tally(scored) for scored in compared(found, pipeline)], axis=0))


@pytest.mark.parametrize("name", sorted(FLOORS["floors"]))
def test_no_measure_falls_below_its_floor(measured: dict[str, float], name: str) -> None:
    assert measured[name] >= FLOORS["floors"][name]
