"""Golden stories: our own dispatches with hand-made claims, compiled from the notation of `lab.annotate`.

    python -m lab.golden number NAME     print the numbered sentences a coder works on
    python -m lab.golden compile         write tests/golden/NAME.json for every tests/golden/NAME.ann
    python -m lab.golden export FOLDER   the same, with each text beside its claims, for checkers that want both there

The sentences are those of the text room over every told part of the plain text layout: S1 is the title, the date line
has no number. The JSON has the shape of codebook section 11.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lab.annotate import Source, compile_lines
from regesta.records.reports import TOLD
from regesta.text.plain import layout
from regesta.text.sentences import sentences

ROOT = Path(__file__).resolve().parent.parent
DISPATCHES = ROOT / "src" / "regesta" / "dispatches"
GOLDEN = ROOT / "tests" / "golden"


def source_of(text: str) -> Source:
    """The text with its numbered sentences: those of every part that claims may come from."""
    parts = [part for part in layout(text).parts if part.kind in TOLD]
    return Source(text, [(s.start, s.end) for part in parts for s in sentences(text, part.span)])


def golden(name: str, text: str, lines: list[str]) -> tuple[dict[str, Any], list[str]]:
    """The gold record of one story (codebook section 11) and a message for each faulty annotation line."""
    found = layout(text)
    claims, _, faults = compile_lines(source_of(text), lines)
    if found.published is None:
        faults.append("the story has no date line that can be read")
    told = sorted((_worded(text, claim) for claim in claims), key=lambda c: (c["trigger"]["start"], c["event"]))
    faults += [f"time without values: {c['time']['text']!r}" for c in told if c["time"] and "from" not in c["time"]]
    return {
        "id": name,
        "title": found.title,
        "published": str(found.published),
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "claims": told,
    }, faults


def _worded(text: str, claim: Mapping[str, Any]) -> dict[str, Any]:
    """A compiled claim with the words beside the offsets, in the order of the codebook's fields."""
    time, place = claim["time"], claim["place"]
    return {
        "event": claim["event"],
        "mode": claim["mode"],
        "contexts": claim["contexts"],
        "trigger": _spanned(text, claim["trigger"]),
        "participants": [{"role": p["role"], **_spanned(text, p)} for p in claim["participants"]],
        "realis": claim["realis"],
        "certainty": claim["certainty"],
        "attribution": [{**_spanned(text, hop), "cue": _words(text, hop["cue"])} for hop in claim["attribution"]],
        "time": {"text": _words(text, time), **_rest(time, "start", "end")} if time else None,
        "place": _place(text, place) if place else None,
        "figures": [{**_rest(f, "start", "end"), "text": _words(text, f)} for f in claim["figures"]],
        "weight": claim["weight"],
    }


def _place(text: str, place: Mapping[str, Any]) -> dict[str, Any]:
    return {"text": _words(text, place), "name": _words(text, place), "country": place["country"]}


def _words(text: str, span: Mapping[str, Any] | None) -> str:
    return text[span["start"] : span["end"]] if span else ""


def _rest(record: Mapping[str, Any], *without: str) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key not in without}


def _spanned(text: str, record: Mapping[str, Any]) -> dict[str, Any]:
    head = {"text": _words(text, record), "start": record["start"], "end": record["end"]}
    return {**head, **_rest(record, "start", "end", "role")}


def _read(name: str) -> str:
    return (DISPATCHES / f"{name}.txt").read_text(encoding="utf-8")


def number(name: str) -> None:
    """Prints the sentences of a story with their numbers."""
    source = source_of(_read(name))
    for index, (start, end) in enumerate(source.sentences, 1):
        print(f"S{index} {source.text[start:end]}")


def compile_all(folder: Path, *, with_text: bool = False) -> int:
    """Compiles every annotation; 1 when a line was faulty, and then the story concerned is not written."""
    failed = 0
    for path in sorted(GOLDEN.glob("*.ann")):
        text = _read(path.stem)
        record, faults = golden(path.stem, text, path.read_text(encoding="utf-8").splitlines())
        print("\n    ".join([f"{path.stem}: {len(record['claims'])} claims", *faults]))
        failed |= bool(faults)
        if faults:
            continue
        out = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
        (folder / f"{path.stem}.json").write_text(out, encoding="utf-8")
        if with_text:
            (folder / f"{path.stem}.txt").write_text(text, encoding="utf-8")
    return int(failed)


def main(arguments: list[str]) -> int:
    """The three commands; 2 when called otherwise."""
    match arguments:
        case ["number", name]:
            number(name)
            return 0
        case ["compile"]:
            return compile_all(GOLDEN)
        case ["export", folder]:
            Path(folder).mkdir(parents=True, exist_ok=True)
            return compile_all(Path(folder), with_text=True)
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
