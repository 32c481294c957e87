"""The mean of some stages' weights as a stage of its own: `python -m lab.blend relay:2 shipped:1 --data DIR --out RUN`.

Of a stage and those that it started from, the mean does better on text unlike what was learnt last (decisions 0030 and
0032).
It is written as `blend.pt`, with the scores of the development parts beside it, and exported like any stage.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from lab import corpora_sets
from lab.batches import Collator, items
from lab.measure import measure
from lab.train import BLEND, encoder, labels_of, load_net


def mean(states: Sequence[dict[str, Tensor]], shares: Sequence[float]) -> dict[str, Tensor]:
    """The weights by shares that are made to sum to 1; what is no number with a fraction is taken from the first."""
    total = sum(shares)

    def of(name: str) -> Tensor:
        return torch.stack([state[name] * (s / total) for state, s in zip(states, shares, strict=True)]).sum(0)

    return {name: of(name) if value.is_floating_point() else value for name, value in states[0].items()}


def main(argv: list[str]) -> int:
    """The command line; see the module's text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stages", nargs="+", help="stages of the run, each with its share (1 unless told)")
    parser.add_argument("--data", type=Path, required=True, help="folder of unpacked corpora")
    parser.add_argument("--out", type=Path, required=True, help="run folder")
    args = parser.parse_args(argv)
    named = [stage.partition(":")[::2] for stage in args.stages]
    found = [torch.load(args.out / f"{name}.pt", map_location="cpu", weights_only=True)["net"] for name, _ in named]
    torch.save({"net": mean(found, [float(share or 1) for _, share in named])}, args.out / f"{BLEND}.pt")
    sets, enc = corpora_sets.load(args.data, "claims", args.out), encoder()
    known = labels_of(args.out, sets.syntax)
    net = load_net(args.out, BLEND, known)
    with (args.out / f"{BLEND}.log.jsonl").open("w", encoding="utf-8") as log:
        for name, docs in sets.dev.items():
            scores = {k: round(v, 4) for k, v in measure(net, items(docs, enc), Collator(enc, known)).items()}
            print(line := json.dumps({"dev": name, "scores": scores}), file=sys.stderr)
            log.write(line + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
