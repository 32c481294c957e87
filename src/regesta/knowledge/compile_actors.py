"""Compiles `knowledge-sources/` into one file: entries with dated codes, and every name that leads to them.

A source is a tab-separated table. Comment lines at its head (`# kind: group`, `# sectors: PTY`, `# prominent: yes`,
`# source: ...`) hold for all its rows; a source without a `# source:` line is refused. A fault names file, line, field.
"""

from __future__ import annotations

import re
from pathlib import Path

from regesta.errors import KnowledgeError
from regesta.knowledge.compile_bodies import date_body, file_body, file_country
from regesta.knowledge.compile_persons import close_open_ends, end_office, file_persons, file_surnames
from regesta.knowledge.compile_store import Store, text_of
from regesta.knowledge.names import key_of
from regesta.knowledge.sources import Row, is_harvested, read_rows, sectors_in


def compile_actors(folder: Path) -> str:
    """The text of the compiled file.

    Raises:
        KnowledgeError: a source is faulty; the message names file, line and field.
    """
    store = Store()
    tables = {path.name: read_rows(path) for path in sorted(folder.glob("*.tsv"))}
    if not tables:
        raise KnowledgeError("no source tables", where=str(folder))
    states = {r.cell(1) for n in ("countries.tsv", "factbook_countries.tsv") for r in tables.get(n, [])}
    store.bodies = {r.cell(1) for r in tables.get("organisations.tsv", [])} - states
    own = [n for n in tables if not is_harvested(tables[n])]
    for name in [*own, *(n for n in tables if n not in own)]:
        rank = 2 if name in own else 1
        for row in tables[name]:
            _read(store, row, rank, tables)
    close_open_ends(store)
    for row in tables.get("ends_of_office.tsv", []):
        end_office(store, row)
    for row in tables.get("active_years.tsv", []):
        date_body(store, row)
    file_surnames(store)
    return text_of(store)


def _read(store: Store, row: Row, rank: int, tables: dict[str, list[Row]]) -> None:
    if row.file in ("countries.tsv", "factbook_countries.tsv"):
        file_country(store, row, tables)
    elif row.file in ("historic_states.tsv", "ends_of_office.tsv", "active_years.tsv"):
        pass
    elif row.file == "roles.tsv":
        _roles(store, row)
    elif row.head.get("kind") == "person":
        file_persons(store, row, rank)
    else:
        file_body(store, row, rank)


def _roles(store: Store, row: Row) -> None:
    sectors = sectors_in(row, row.cell(1))
    for words in row.cell(0).split(";"):
        key = key_of(words.lower())
        for form in {key, *([] if row.cell(2) in ("former", "part", "none") else [plural(key)])}:
            store.roles.setdefault(form, ("+".join(sectors), row.cell(2)))


def plural(key: str) -> str:
    """The English plural of the last word of a key."""
    head, _, last = key.rpartition(" ")
    if last.endswith(("man", "men")) and last not in ("german", "human"):
        last = last[:-2] + "en"
    elif last in ("child", "schoolchild"):
        last += "ren"
    elif last in ("person",):
        last = "persons"
    elif last.endswith("y") and last[-2:-1] not in "aeiou":
        last = last[:-1] + "ies"
    elif last.endswith(("s", "x", "ch", "sh")):
        last += "es" if not last.endswith("s") or last.endswith("ss") else ""
    else:
        last += "s"
    plain = f"{head} {last}".strip()
    found = re.fullmatch(
        r"(minister|secretary|member|ministry|head|chief|commander|speaker|leader|court) (of|for|in) (.+)", key
    )
    return f"{plural(found[1])} {found[2]} {found[3]}" if found else plain
