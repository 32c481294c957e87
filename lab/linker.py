"""Learns the scorer of pairs: `python -m lab.linker --corpora DIR --to src/regesta/linking/data/scorer.json`.

From MEANTIME (CC BY 4.0; the subjects airbus and gm) it learns what words are worth, from MAVERICK (CC BY 4.0; Ivory
Coast) what actors, days, places and figures are worth. Each corpus has a bias of its own while fitting, as the share of
pairs that belong together says more about how a corpus was picked than about the world; the bias that ships is chosen
on claims of our own stories (`lab/texts/retellings`).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from regesta.evaluation.ecbplus import gold_of
from regesta.evaluation.eventlinks import pairs, tellings
from regesta.evaluation.maverick import TRAINED_ON, rows, telling
from regesta.evaluation.meantime import documents
from regesta.linking.candidates import candidates
from regesta.linking.compare import FEATURES, compare
from regesta.linking.fitting import fit


def meantime(root: Path) -> tuple[np.ndarray, np.ndarray]:
    """Compared pairs of gold mentions, and which are one."""
    docs = documents(root / "meantime", trained_on=True)
    found = tellings(docs)
    gold = {"/".join(id_): event for id_, event in gold_of(docs).items()}
    near = pairs(found)
    same = [gold[found[i].id] == gold[found[j].id] for i, j in near]
    return np.array([compare(found[i], found[j]) for i, j in near]), np.array(same, dtype=np.float64)


def maverick(root: Path) -> tuple[np.ndarray, np.ndarray]:
    """Compared pairs of reports, and which are of one event."""
    found = [row for row in rows(sorted((root / "maverick").glob("*.csv"))) if row["country"] == TRAINED_ON]
    known = [telling(row) for row in found]
    near = candidates(known)
    same = [found[i]["event_id"] == found[j]["event_id"] for i, j in near]
    return np.array([compare(known[i], known[j]) for i, j in near]), np.array(same, dtype=np.float64)


def learn(sets: list[tuple[np.ndarray, np.ndarray]], ridge: float) -> tuple[np.ndarray, list[float]]:
    """Weights common to the sets, and a bias for each; sets weigh alike by the pairs that belong together."""
    width = len(FEATURES)
    wide = [np.c_[table, np.tile(np.eye(len(sets))[n], (len(table), 1))] for n, (table, _) in enumerate(sets)]
    most = max(same.sum() for _, same in sets)
    weight = np.concatenate([np.full(len(same), most / same.sum()) for _, same in sets])
    whole, labels = np.concatenate(wide), np.concatenate([same for _, same in sets])
    scorer = fit(whole, labels, weight=weight, ridge=ridge, agreeing=width)
    weights = np.array(scorer.weights)
    return weights[:width], [scorer.bias + float(b) for b in weights[width:]]


def main() -> None:
    """Learns and writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--ridge", type=float, default=3.0)
    parser.add_argument("--bias", type=float, default=None)
    parser.add_argument("--bound", type=float, default=0.4)
    args = parser.parse_args()
    sets = [meantime(args.corpora), maverick(args.corpora)]
    weights, biases = learn(sets, args.ridge)
    bias = sum(biases) / len(biases) if args.bias is None else args.bias
    scorer = {
        "weights": {name: round(float(w), 4) for name, w in zip(FEATURES, weights, strict=True)},
        "bias": round(bias, 4),
        "bound": args.bound,
        "made_by": "lab/linker.py",
        "learnt_on": [
            {"corpus": "MEANTIME, subjects airbus and gm", "licence": "CC BY 4.0", "pairs": len(sets[0][1]),
             "same": int(sets[0][1].sum()), "bias": round(biases[0], 4)},
            {"corpus": "MAVERICK, Ivory Coast", "licence": "CC BY 4.0", "pairs": len(sets[1][1]),
             "same": int(sets[1][1].sum()), "bias": round(biases[1], 4)},
        ],
    }  # fmt: skip
    args.to.write_text(json.dumps(scorer, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(scorer, indent=2))


if __name__ == "__main__":
    main()
