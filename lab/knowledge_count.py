"""How many actors the compiled file has, by kind, with and without dates: `python -m lab.knowledge_count`.

Prints the table of docs/knowledge.md; with `--check` says whether the page has it.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from regesta.knowledge.codes import Entity, Knowledge, read_entity
from regesta.knowledge.compile_actors import compile_actors

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/knowledge.md"
#: Offices counted one by one, by the words in the sources.
_OFFICES = {
    "heads of state and government": ("president", "prime minister", "leader", "king", "chancellor", "premier"),
    "foreign ministers": ("foreign minister", "foreign secretary", "secretary of state"),
    "defence ministers": ("defence minister", "defence secretary"),
    "heads of bodies": ("secretary-general", "director-general", "high commissioner", "managing director"),
}


def entities(text: str) -> list[Entity]:
    """Every entry of a compiled file."""
    return [read_entity(line[2:]) for line in text.splitlines() if line.startswith("E\t")]


def table(text: str) -> str:
    """The counts as a Markdown table."""
    found = entities(text)
    knowledge = Knowledge(text)
    every, dated = Counter(e.kind for e in found), Counter(e.kind for e in found if _is_dated(e))
    lines = ["| kind | entries | with dates |", "|---|---|---|"]
    lines += [f"| {kind} | {every[kind]:,} | {dated[kind]:,} |" for kind in sorted(every)]
    for name, offices in _OFFICES.items():
        spells = [s for e in found if e.kind == "person" for s in e.spells if s.office.lstrip("~") in offices]
        sure = sum(not s.office.startswith("~") for s in spells)
        lines.append(f"| terms of {name} | {len(spells):,} | {sure:,} |")
    listed = sum(bool(knowledge.members(e)) for e in found if e.kind == "organisation")
    lines.append(f"| organisations whose member states are listed | {listed} | |")
    return "\n".join(lines) + "\n"


def _is_dated(entity: Entity) -> bool:
    return any((s.start or s.end) and not s.office.startswith("~") for s in entity.spells)


def main(arguments: list[str]) -> int:
    """Prints or checks the table; the exit code."""
    made = table(compile_actors(ROOT / "knowledge-sources/actors"))
    if "--check" not in arguments:
        print(made, end="")
        return 0
    fresh = made in PAGE.read_text(encoding="utf-8")
    print("the page has these counts" if fresh else "stale: put the table into docs/knowledge.md")
    return 0 if fresh else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
