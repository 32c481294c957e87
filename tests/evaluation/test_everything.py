from pathlib import Path

import pytest

from regesta.config import settings
from regesta.evaluation import everything as module
from regesta.evaluation.corpus import Options
from regesta.evaluation.everything import everything, page
from regesta.evaluation.parts import Parts
from regesta.evaluation.results import Result


def test_a_defect_in_one_measure_does_not_lose_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PLV_a.tsv", "PLV_b.tsv"):
        (tmp_path / name).write_text("sentence\n", encoding="utf-8")

    def run(name: str, path: Path, parts: Parts, options: Options) -> Result:
        raise ZeroDivisionError(path.name)

    monkeypatch.setattr(module, "run", run)
    told: list[str] = []
    results, failed = everything(tmp_path, Parts(settings(workers=1)), Options(), tell=told.append)
    assert results == []
    assert [why for _, why in failed] == [f"a defect: ZeroDivisionError: {n}" for n in ("PLV_a.tsv", "PLV_b.tsv")]
    assert len(told) == 2
    assert "- plv on PLV_a.tsv: a defect: ZeroDivisionError: PLV_a.tsv" in page(results, failed)
