"""The mean of some stages' weights as a stage of its own: `python -m lab.blend relay:2 shipped:1 --data DIR --out RUN`.

Of a stage and those that it started from, the mean does better on text unlike what was learnt last (decisions 0030 and
0032).
It is written as `blend.pt`, or under the name given, with the scores of the development parts beside it, and exported
like any stage.
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
from lab.train import BLEND, encoder, labels_of, load_net, weights


def mean(states: Sequence[dict[str, Tensor]], shares: Sequence[float]) -> dict[str, Tensor]:
    """The weights by shares that are made to sum to 1; what is no number with a fraction is taken from the first.

    A stage from before labels were added, which come at the end of their set, has no share in theirs.
    """

    def of(name: str) -> Tensor:
        size = torch.Size(map(max, zip(*(state[name].shape for state in states), strict=True)))
        whole, total = torch.zeros(size), torch.zeros(size)
        for state, share in zip(states, shares, strict=True):
            inner = tuple(slice(n) for n in state[name].shape)
            whole[inner] += share * state[name]
            total[inner] += share
        return whole / total

    return {name: of(name) if value.is_floating_point() else value for name, value in states[0].items()}


def main(argv: list[str]) -> int:
    """The command line; see the module's text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stages", nargs="+", help="stages of the run, each with its share (1 unless told)")
    parser.add_argument("--data", type=Path, required=True, help="folder of unpacked corpora")
    parser.add_argument("--out", type=Path, required=True, help="run folder")
    parser.add_argument("--name", default=BLEND, help="of the checkpoint that is written")
    args = parser.parse_args(argv)
    named = [stage.partition(":")[::2] for stage in args.stages]
    sets, enc = corpora_sets.load(args.data, "claims", args.out), encoder()
    known = labels_of(args.out, sets.syntax)
    found = [weights(args.out, name) for name, _ in named]
    torch.save({"net": mean(found, [float(share or 1) for _, share in named])}, args.out / f"{args.name}.pt")
    net = load_net(args.out, args.name, known)
    with (args.out / f"{args.name}.log.jsonl").open("w", encoding="utf-8") as log:
        for name, docs in sets.dev.items():
            scores = {k: round(v, 4) for k, v in measure(net, items(docs, enc), Collator(enc, known)).items()}
            print(line := json.dumps({"dev": name, "scores": scores}), file=sys.stderr)
            log.write(line + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
