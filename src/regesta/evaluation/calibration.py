"""`calibration`: whether a claim's score means what it says, on a gold folder.

A claim counts as right when it is paired with a gold claim of the same type. Claims paired with optional gold claims
are left out, as in `gold`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from regesta.evaluation.bootstrap import FloatArray, figures, ratio
from regesta.evaluation.corpus import MEASURE, Options
from regesta.evaluation.gold import Scored, compared, reports
from regesta.evaluation.parts import Parts
from regesta.evaluation.results import Measured, Table

#: Bins of the reliability table, equally wide over [0, 1].
BINS = 10
_WIDTH = 3


def judged(scored: Scored) -> list[tuple[float, bool]]:
    """(score, whether it is right) of every coded claim that counts."""
    paired = {j: (scored.gold[i].core, verdict.levels["typed"]) for i, j, verdict in scored.pairs}
    out = []
    for j, score in enumerate(scored.scores):
        core, typed = paired.get(j, (True, False))
        if core:
            out.append((min(max(score, 0.0), 1.0), typed))
    return out


def tally(pairs: Sequence[tuple[float, bool]]) -> list[float]:
    """Additive counts: n, Σ squared error, then n, Σ score, Σ right a bin."""
    bins = [0.0] * (_WIDTH * BINS)
    squared = 0.0
    for score, right in pairs:
        squared += (score - right) ** 2
        at = _WIDTH * min(int(score * BINS), BINS - 1)
        bins[at] += 1
        bins[at + 1] += score
        bins[at + 2] += right
    return [float(len(pairs)), squared, *bins]


def statistic(sums: FloatArray) -> dict[str, float]:
    """Brier score, the gap between score and share right (weighted, and the widest), and the share right."""
    count = sums[0]
    bins = sums[2:].reshape(BINS, _WIDTH)
    gaps = [(n, abs(ratio(right, n) - ratio(score, n))) for n, score, right in bins if n]
    return {
        "brier": ratio(sums[1], count),
        "calibration_error": ratio(sum(n * gap for n, gap in gaps), count),
        "share_right": ratio(float(bins[:, 2].sum()), count),
        "mean_score": ratio(float(bins[:, 1].sum()), count),
    }


def reliability(sums: FloatArray) -> Table:
    """One row a bin that holds claims: its bounds, how many, their mean score, the share of them that is right."""
    rows = []
    for number, (n, score, right) in enumerate(sums[2:].reshape(BINS, _WIDTH)):
        if n:
            bounds = f"{number / BINS:.1f}-{(number + 1) / BINS:.1f}"
            rows.append((bounds, int(n), round(ratio(score, n), 4), round(ratio(right, n), 4)))
    return Table(("score", "claims", "mean_score", "share_right"), tuple(rows))


def measure(path: Path, parts: Parts, options: Options) -> Measured:
    """Brier score and reliability of claim scores on a folder of `ID.txt` and `ID.json`."""
    found = reports(path, options.limit)
    units = [tally(judged(scored)) for scored in compared(found, parts.pipeline)]
    return Measured(
        numbers=figures(units, statistic),
        counts={"reports": len(found), "claims": int(sum(unit[0] for unit in units))},
        unit="report",
        files=tuple(str(p) for report in found for p in (report.text, report.annotation)),
        licence=MEASURE,
        tables={"reliability": reliability(np.asarray(units, dtype=np.float64).sum(axis=0))},
        notes=("a claim is right when it is paired with a gold claim of its type",),
    )
