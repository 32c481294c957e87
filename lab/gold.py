"""Write annotated blocks as gold folders, to score the product on our own development reports.

`python -m lab.gold DATA OUT [--split dev]` writes one `ID.txt` and `ID.json` a report (codebook section 11). With
`--agreement` the first coder's claims are the gold and the second's are written as `ID.jsonl` into OUT/second, for
measuring how far two coders agree. The texts are the corpora's: OUT must lie outside the repository.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from lab import standoff


def main(argv: list[str]) -> int:
    """The command line; see the module's text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--agreement", action="store_true")
    args = parser.parse_args(argv)
    (args.out / "second").mkdir(parents=True, exist_ok=True)
    seconds = {b.id: b for b in standoff.blocks(standoff.HOME / "second")} if args.agreement else {}
    count = 0
    for block in standoff.blocks(standoff.HOME / "first" if args.agreement else standoff.HOME):
        if block.split != args.split:
            continue
        text, _ = standoff.text_of(args.data, block.id)
        for number, (start, end) in enumerate(zip(block.starts, [*block.starts[1:], len(text)], strict=True)):
            name = f"{block.id}-{number:02d}"
            write_gold(args.out, name, text[start:end].rstrip("\n"), start, block)
            if block.id in seconds:
                other = [
                    worded(c, text, start) for c in seconds[block.id].claims if start <= c["trigger"]["start"] < end
                ]  # type: ignore[index]
                lines = "".join(json.dumps(c) + "\n" for c in other)
                (args.out / "second" / f"{name}.jsonl").write_text(lines, encoding="utf-8")
            count += 1
    print(f"{count} reports in {args.out}", file=sys.stderr)
    return 0


def write_gold(out: Path, name: str, text: str, start: int, block: standoff.Block) -> None:
    """One report of a block as text and gold file; `start` is its offset in the block's text."""
    end = start + len(text)
    whole = " " * start + text
    claims = [worded(c, whole, start) for c in block.claims if start <= c["trigger"]["start"] < end]  # type: ignore[index]
    gold = {
        "id": name,
        "title": text.split("\n", 1)[0],
        "published": block.published,
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "claims": claims,
    }
    (out / f"{name}.txt").write_text(text, encoding="utf-8")
    (out / f"{name}.json").write_text(json.dumps(gold, indent=1), encoding="utf-8")


def worded(claim: standoff.Claim, text: str, start: int) -> standoff.Claim:
    """The claim with its words put back and offsets counted from `start`; a time without value is left out."""

    def put(value: Any) -> Any:
        if isinstance(value, list):
            return [put(v) for v in value]
        if not isinstance(value, dict):
            return value
        out = {k: put(v) for k, v in value.items() if k not in ("start", "end", "cue")}
        if "start" in value:
            out |= {"text": text[value["start"] : value["end"]], "start": value["start"] - start}
            out["end"] = value["end"] - start
        if value.get("cue"):
            out["cue"] = text[value["cue"]["start"] : value["cue"]["end"]]
        return out

    done: standoff.Claim = put(claim)
    time = done["time"]
    if isinstance(time, dict) and "from" not in time:
        done["time"] = None
    if isinstance(done["place"], dict):
        done["place"]["name"] = done["place"]["text"]
    return done


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
