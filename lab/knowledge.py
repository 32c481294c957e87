"""Compiles the actors of `knowledge-sources/actors/` into the file that ships: `python -m lab.knowledge [--check]`.

With `--check` nothing is written; the exit code is 1 when the committed file is not what the sources give.
"""

from __future__ import annotations

import sys
from pathlib import Path

from regesta.errors import KnowledgeError
from regesta.knowledge.compile_actors import compile_actors

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "knowledge-sources/actors"
COMPILED = ROOT / "src/regesta/knowledge/data/actors.tsv"


def main(arguments: list[str]) -> int:
    """Writes or checks the compiled file; the exit code."""
    try:
        text = compile_actors(SOURCES)
    except KnowledgeError as error:
        print(error.line(), file=sys.stderr)
        return 2
    if "--check" in arguments:
        same = COMPILED.is_file() and COMPILED.read_text(encoding="utf-8") == text
        print("actors.tsv is what the sources give" if same else "actors.tsv is stale: run python -m lab.knowledge")
        return 0 if same else 1
    COMPILED.parent.mkdir(parents=True, exist_ok=True)
    COMPILED.write_text(text, encoding="utf-8")
    counts = {letter: text.count(f"\n{letter}\t") for letter in "ENSKR"}
    print(f"{COMPILED.relative_to(ROOT)}: {len(text.encode())} bytes, {counts}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
