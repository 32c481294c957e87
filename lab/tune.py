"""Thresholds and calibration on our own development reports: `python -m lab.tune --bundle DIR --gold FOLDER`.

FOLDER is written by `lab.gold`. Each threshold is swept in turn, once around: the trigger's for the F1 of types, those
of participants and speakers for the F1 of whole claims, those of time, place and figure for the F1 of the slot over
pairs of the same type. What is found goes to `lab/thresholds.json`, which `lab.export` puts in the manifest.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from regesta.assembly.recipe import Recipe
from regesta.config import settings
from regesta.evaluation.calibration import judged
from regesta.evaluation.gold import GoldReport, Scored, compared, reports, statistic, tally
from regesta.model.bundle import open_bundle
from regesta.model.session import Model, Scores, Words
from regesta.ontology import scheme
from regesta.ontology.cues import Cues
from regesta.pipeline import Pipeline
from regesta.stages.annotate import Annotate
from regesta.stages.extract import THRESHOLDS, Extract

GRID = {
    "trigger": (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7),
    "actor": (0.15, 0.2, 0.3, 0.4, 0.5),
    "recipient": (0.1, 0.15, 0.2, 0.3, 0.4, 0.5),
    "first_actor": (0.0, 0.2, 0.3, 0.4, 0.5),
    "first_recipient": (0.0, 0.2, 0.3, 0.4, 0.5),
    "speaker": (0.2, 0.3, 0.4, 0.5),
    "time": (0.2, 0.3, 0.4, 0.5),
    "place": (0.1, 0.2, 0.3, 0.4, 0.5),
    "figure": (0.2, 0.3, 0.4, 0.5),
}
#: Values this near to the best are as good on so few reports; the lowest is taken: nobody can review what is missed.
NEAR = 0.005
#: Least claims behind one point of the calibration table.
LEAST = 25


class Remembering:
    """A model that reads each document once."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._known: dict[Words, Scores] = {}

    def read(self, docs: Sequence[Words]) -> list[Scores]:
        """As `Model.read`."""
        for doc in docs:
            if doc not in self._known:
                self._known[doc] = self._model.read([doc])[0]
        return [self._known[doc] for doc in docs]


class Bench:
    """The pipeline with changing thresholds over the same reports."""

    def __init__(self, bundle: Path, gold: Path) -> None:
        options = replace(settings(workers=1), model=bundle)
        self._pipeline = Recipe(options)()
        self._bundle = open_bundle(bundle)
        self._reader = Remembering(Model(self._bundle, threads=options.threads))
        self._gold: list[GoldReport] = reports(gold)

    def run(self, thresholds: Mapping[str, float]) -> list[Scored]:
        """Every report coded with these thresholds."""
        annotate = Annotate(self._reader, self._bundle, thresholds["trigger"])
        extract = Extract(Cues.of(scheme.load()), thresholds)
        return list(compared(self._gold, Pipeline(self._pipeline.read, annotate, extract, self._pipeline.resolve)))

    def figures(self, thresholds: Mapping[str, float]) -> dict[str, float]:
        """The measures of `regesta evaluate gold`, and the F1 of three slots."""
        found = self.run(thresholds)
        slots = {name: slot_f1(found, slot) for name, slot in SLOTS.items()}
        return statistic(np.sum([tally(scored) for scored in found], axis=0)) | slots


#: The thresholds that decide a slot, with its name in a verdict and in a coded claim.
SLOTS = {"time": "time", "place": "place", "figure": "figures"}


def slot_f1(found: Sequence[Scored], slot: str) -> float:
    """F1 of a slot over pairs of the same type: told and right, of what gold and what we tell."""
    right = gold = told = 0
    for scored in found:
        for _, j, verdict in scored.pairs:
            if verdict.levels["typed"]:
                tells = bool(getattr(scored.predicted[j], slot))
                right += tells and verdict.slots.get(slot, False)
                gold += slot in verdict.slots
                told += tells
    return 2 * right / (gold + told) if gold + told else 0.0


def sweep(bench: Bench) -> dict[str, float]:
    """The best threshold of each kind, by coordinate ascent."""
    best = {"trigger": 0.5, **THRESHOLDS}
    for name, values in GRID.items():
        aim = "typed_f1" if name == "trigger" else name if name in SLOTS else "told_f1"
        tried = {value: bench.figures({**best, name: value})[aim] for value in values}
        best[name] = min(value for value in values if tried[value] >= max(tried.values()) - NEAR)
        print(name, {k: round(v, 4) for k, v in tried.items()}, file=sys.stderr, flush=True)
    return best


def isotonic(pairs: Sequence[tuple[float, bool]]) -> list[list[float]]:
    """Pool-adjacent-violators over (probability, right), as points of at least `LEAST` claims each."""
    ordered = sorted(pairs)
    blocks: list[list[float]] = []  # count, sum of probabilities, sum of right
    for start in range(0, len(ordered), LEAST):
        part = ordered[start : start + LEAST]
        blocks.append([len(part), sum(p for p, _ in part), sum(r for _, r in part)])
        while len(blocks) > 1 and blocks[-2][2] / blocks[-2][0] >= blocks[-1][2] / blocks[-1][0]:
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    return [[round(p / n, 4), round(right / n, 4)] for n, p, right in blocks]


def main(argv: list[str]) -> int:
    """The command line; see the module's text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundle", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--to", type=Path, default=Path(__file__).parent / "thresholds.json")
    parser.add_argument("--keep", action="store_true", help="only fit the calibration, for the thresholds there are")
    args = parser.parse_args(argv)
    bench = Bench(args.bundle, args.gold)
    best = json.loads(args.to.read_text(encoding="utf-8"))["thresholds"] if args.keep else sweep(bench)
    points = isotonic([pair for scored in bench.run(best) for pair in judged(scored)])
    args.to.write_text(json.dumps({"thresholds": best, "calibration": points}, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({k: round(v, 4) for k, v in bench.figures(best).items()}, indent=1), file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
