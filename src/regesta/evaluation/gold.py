"""`gold`: claims against reports coded by hand, as F1 by level of agreement and as accuracy by slot."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from regesta.errors import DataError
from regesta.evaluation.agreement import LEVELS, SLOTS, Coded, Verdict, coded, pair_up
from regesta.evaluation.bootstrap import FloatArray, f1, figures, ratio
from regesta.evaluation.corpus import MEASURE, Options, files, json_of
from regesta.evaluation.parts import Parts
from regesta.evaluation.results import Measured
from regesta.pipeline import Pipeline
from regesta.records.claims import Entry
from regesta.records.codec import entry_to_json
from regesta.records.reports import Capture
from regesta.stages.read import Read


@dataclass(frozen=True, slots=True)
class GoldReport:
    """One report of a gold folder. `published` is the date that its times are anchored on."""

    name: str
    text: Path
    annotation: Path
    published: date | None
    claims: tuple[Coded, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """One report compared: its gold, what was coded with its scores, and the pairs."""

    gold: Sequence[Coded]
    predicted: Sequence[Coded]
    scores: Sequence[float]
    pairs: Sequence[tuple[int, int, Verdict]]


def reports(folder: Path, limit: int | None = None) -> list[GoldReport]:
    """The annotated reports of a folder in the order of their names.

    Raises:
        MissingPathError, DataError: no folder, no annotated report in it, or one that does not fit its text.
    """
    found = []
    for path in files(folder, ".json"):
        value = json_of(path)
        if isinstance(value, dict) and isinstance(value.get("claims"), list):
            found.append(_report(path, value))
    if not found:
        raise DataError("no annotated report", where=str(folder), mend="a gold folder holds ID.txt beside ID.json")
    return found[:limit]


def _report(path: Path, value: Mapping[str, Any]) -> GoldReport:
    text = path.with_suffix(".txt")
    if not text.exists():
        raise DataError("its text is missing", where=str(path), mend=f"put {text.name} beside it")
    expected = value.get("text_sha256")
    if expected and hashlib.sha256(text.read_bytes()).hexdigest() != expected:
        raise DataError("the text is not the one that was annotated", where=str(text))
    try:
        published = date.fromisoformat(value["published"]) if value.get("published") else None
    except (TypeError, ValueError) as error:
        raise DataError(f"published: {error}", where=str(path)) from error
    claims = tuple(coded(claim, where=str(path)) for claim in value["claims"])
    return GoldReport(path.stem, text, path, published, claims)


def code(report: GoldReport, pipeline: Pipeline) -> list[dict[str, Any]]:
    """The claims that the pipeline finds in a gold report, read with the report's own publication date."""
    data = report.text.read_bytes()
    capture = Capture(data, hashlib.sha256(data).hexdigest(), str(report.text))
    read = Read(report.published) if isinstance(pipeline.read, Read) else pipeline.read
    outcome = Pipeline(read, pipeline.annotate, pipeline.extract, pipeline.resolve)([capture])[0]
    # A report that was refused has no claims; that counts against us like any other silence.
    return entry_to_json(outcome) if isinstance(outcome, Entry) else []


def compared(found: Sequence[GoldReport], pipeline: Pipeline) -> Iterator[Scored]:
    """Every report coded and paired with its gold."""
    for report in found:
        rows = code(report, pipeline)
        predicted = [coded(row, where=report.name) for row in rows]
        yield Scored(report.claims, predicted, [float(row["score"]) for row in rows], pair_up(report.claims, predicted))


def tally(scored: Scored) -> list[float]:
    """Additive counts of one report: right, gold and predicted a level, then right and all a slot.

    Gold claims marked optional are neither missed nor, when paired, wrong.
    """
    optional = sum(not scored.gold[i].core for i, _, _ in scored.pairs)
    core = sum(claim.core for claim in scored.gold)
    out: list[float] = []
    for level in LEVELS:
        right = sum(v.levels[level] for i, _, v in scored.pairs if scored.gold[i].core)
        out += [right, core, len(scored.predicted) - optional]
    for slot in SLOTS:
        checks = [v.slots[slot] for _, _, v in scored.pairs if v.levels["typed"] and slot in v.slots]
        out += [sum(checks), len(checks)]
    return out


def statistic(sums: FloatArray) -> dict[str, float]:
    """Figures by name from summed tallies."""
    out: dict[str, float] = {}
    for n, level in enumerate(LEVELS):
        right, gold, predicted = sums[3 * n : 3 * n + 3]
        out[f"{level}_f1"] = f1(right, gold, predicted)
        out[f"{level}_precision"] = ratio(right, predicted)
        out[f"{level}_recall"] = ratio(right, gold)
    slots = sums[3 * len(LEVELS) :]
    for n, slot in enumerate(SLOTS):
        out[f"{slot}_accuracy"] = ratio(slots[2 * n], slots[2 * n + 1])
    return out


def measure(path: Path, parts: Parts, options: Options) -> Measured:
    """Agreement with a folder of `ID.txt` and `ID.json`."""
    found = reports(path, options.limit)
    units = [tally(scored) for scored in compared(found, parts.pipeline)]
    return Measured(
        numbers=figures(units, statistic),
        counts={
            "reports": len(found),
            "gold_claims": sum(int(u[1]) for u in units),
            "coded": sum(int(u[2]) for u in units),
        },
        unit="report",
        files=tuple(str(p) for report in found for p in (report.text, report.annotation)),
        licence=MEASURE,
        notes=("slots are accuracies over typed pairs; time, place and figures over typed pairs where gold has one",),
    )
