"""Make one coding of two that were made blind of each other: `python -m lab.twice DATA`.

For every training block whose coder is `twice`: what both coders tell stays, in the words of the second; what one alone
tells, or what they type otherwise, becomes optional and so is masked in training (decisions 0002 and 0034). Both
codings lie in `lab/annotations/first` and `second`. DATA is the folder of unpacked corpora.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from lab import standoff
from lab.gold import worded
from regesta.evaluation.agreement import Coded, coded, pair_up

TWICE = "twice"


def merged(first: Sequence[standoff.Claim], second: Sequence[standoff.Claim], text: str) -> tuple[standoff.Claim, ...]:
    """The claims of two codings of one text as one, in text order."""
    pairs = pair_up([_coded(claim, text) for claim in first], [_coded(claim, text) for claim in second])
    of_second = {j: first[i] for i, j, _ in pairs}
    out = [_agreed(claim, of_second.get(j)) for j, claim in enumerate(second)]
    paired = {i for i, _, _ in pairs}
    out += [{**claim, "weight": "optional"} for i, claim in enumerate(first) if i not in paired]
    return standoff.in_order(out)


def _coded(claim: standoff.Claim, text: str) -> Coded:
    return coded(worded(claim, text, 0), where="")


def _agreed(claim: standoff.Claim, other: standoff.Claim | None) -> standoff.Claim:
    """A claim of the second coder; core when the first has it with the same type and one of them holds it core."""
    alike = other is not None and other["event"] == claim["event"]
    core = alike and "core" in (claim["weight"], other["weight"])  # type: ignore[index]
    return {**claim, "weight": "core" if core else "optional"}


def main(argv: list[str]) -> int:
    """The command line; see the module's text."""
    if len(argv) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    count = 0
    for block in standoff.blocks():
        if block.coder != TWICE:
            continue
        text, _ = standoff.text_of(Path(argv[0]), block.id)
        first, second = (standoff.read(standoff.HOME / name / f"{block.id}.jsonl") for name in ("first", "second"))
        standoff.write(replace(block, claims=merged(first.claims, second.claims, text)), standoff.HOME)
        count += 1
    print(f"{count} blocks", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
