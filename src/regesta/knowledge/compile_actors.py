"""Compiles `knowledge-sources/` into one file: entries with dated codes, and every name that leads to them.

A source is a tab-separated table. Comment lines at its head (`# kind: group`, `# sectors: PTY`, `# prominent: yes`,
`# source: ...`) hold for all its rows; a source without a `# source:` line is refused. A fault names file, line, field.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from pathlib import Path

from regesta.errors import KnowledgeError
from regesta.knowledge.codes import BODIES, FORMAT, Spell, digest_of
from regesta.knowledge.names import key_of, skeleton, tokens, word_set
from regesta.knowledge.sources import Row, code_in, date_in, read_rows, sectors_in

_SPELL = re.compile(r"(?P<code>\S+)(?: (?P<sectors>[A-Z+]+))? (?P<from>[\d-]*)\.\.(?P<to>[\d-]*)(?: (?P<office>.+))?")
#: Words that name provinces and districts in many countries and mean nothing alone.
COMMON_PLACES = word_set(
    """
    north south east west northern southern eastern western central centre center capital union victoria nelson
    hamilton independence progress delta rivers plateau bay valley islands island city district metropolitan
    federal santiago saint david john george paul peter mary patrick thomas andrew james philip joseph michael
    la libertad freedom upper lower new old port coast lake river mountain forest savannah hope salem nord sud
    est ouest centro norte oriente marine battle van ban most split nice reading mobile march bath bar tours man
    he male orange best
    """
)
#: A family name borne by this many well-known persons or more says nothing alone.
COMMON_SURNAME = 9
#: The day after the last one that the REIGN list covers.
REIGN_END = "2021-04-01"
_EASTERN = frozenset({"CHN", "TWN", "KOR", "PRK", "HKG", "ETH", "ERI"})
_PARTICLES = word_set(
    """
    al bin ben de del della di da dos das du la le van von der den el ould st ter abu
    """
)


@dataclass(slots=True)
class Draft:
    """An entry while its spells and names are collected."""

    kind: str
    name: str
    rank: int
    spells: list[Spell] = field(default_factory=list)
    prominent: bool = False
    harvested: bool = False
    variants: set[str] = field(default_factory=set)
    members: tuple[str, ...] = ()


class Store:
    """All entries and names, in the making."""

    def __init__(self) -> None:
        self.drafts: dict[tuple[str, str, str], Draft] = {}
        self.names: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
        self.surnames: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
        self.skeletons: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
        self.roles: dict[str, tuple[str, str]] = {}
        #: Codes of bodies that are no state.
        self.bodies: set[str] = set()

    def entry(self, kind: str, name: str, code: str, rank: int) -> tuple[tuple[str, str, str], Draft]:
        """The entry of that kind, name and country, new or known."""
        ident = (kind, key_of(name), code if kind != "person" else "")
        draft = self.drafts.setdefault(ident, Draft(kind, name, rank))
        draft.rank = max(draft.rank, rank)
        return ident, draft


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
    own = [n for n in tables if not _harvested(tables[n])]
    for name in [*own, *(n for n in tables if n not in own)]:
        rank = 2 if name in own else 1
        for row in tables[name]:
            _read(store, row, rank, tables)
    _close_open_ends(store)
    for row in tables.get("ends_of_office.tsv", []):
        _end_of_office(store, row)
    for row in tables.get("active_years.tsv", []):
        _active_years(store, row)
    _surnames(store)
    return _write(store)


def _harvested(rows: list[Row]) -> bool:
    return (bool(rows) and "harvest" in rows[0].head.get("source", "")) or rows[0].file.startswith("geonames")


def _read(store: Store, row: Row, rank: int, tables: dict[str, list[Row]]) -> None:
    if row.file in ("countries.tsv", "factbook_countries.tsv"):
        _country(store, row, tables)
    elif row.file in ("historic_states.tsv", "ends_of_office.tsv", "active_years.tsv"):
        pass
    elif row.file == "roles.tsv":
        _roles(store, row)
    elif row.head.get("kind") == "person":
        _person(store, row, rank)
    else:
        _body(store, row, rank)


def _country(store: Store, row: Row, tables: dict[str, list[Row]]) -> None:
    code = code_in(row, row.cell(1))
    taken = {n for r in tables.get("countries.tsv", []) if r.cell(1) == code for c in r.cells for n in c.split(";")}
    code = "KOS" if code == "XKX" else code
    columns = {0: "country", 2: "national", 3: "national", 4: "seat"}
    spells = _state_spells(code, tables)
    for column, kind in columns.items():
        for name in filter(None, row.cell(column).split(";")):
            if name.startswith("-") or "-" + name in taken or name in ("NA", "none"):
                continue
            ident, draft = store.entry(kind, name, code, 2)
            draft.spells = (
                spells if kind != "national" else [Spell(s.code, ("CVL",), s.start, s.end, "") for s in spells]
            )
            _file(store, name, ident)


def _state_spells(code: str, tables: dict[str, list[Row]]) -> list[Spell]:
    for row in tables.get("historic_states.tsv", []):
        if row.cell(0) == code:
            start, end = date_in(row, row.cell(1), False), date_in(row, row.cell(2), True)
            return [Spell(code, (), start, end, ""), Spell(code_in(row, row.cell(3)), (), end, "", "")]
    return [Spell(code, (), "", "", "")]


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


def _body(store: Store, row: Row, rank: int) -> None:
    kind = row.head.get("kind", "place")
    code = code_in(row, row.cell(1))
    sectors = sectors_in(row, row.cell(2) or row.head.get("sectors", ""))
    if row.file == "territories.tsv" and not row.cell(2):
        sectors = ()
    if kind == "place":
        rank = 0 if rank == 1 else rank
    names = [n for n in row.cell(0).split(";") if n.strip()]
    if not names:
        raise row.fault("a row without a name", "names")
    spell = Spell(code, sectors, date_in(row, row.cell(3), False), date_in(row, row.cell(4), True), "")
    main = names[0]
    known = [i for n in names for i in sorted(store.names.get(key_of(n), ())) if i[0] == kind and i[2] == code]
    if rank == 1 and known:
        for name in names:
            _file(store, name, known[0])
        return
    for name in names:
        if kind == "place" and rank == 0 and (key_of(name) in COMMON_PLACES or len(name) < 4):
            continue
        if not ((kind == "organisation" and code not in ("NGO", "---", "UN")) or variant(main, name)):
            main = name
        ident, draft = store.entry(kind, main, code, rank)
        if spell not in draft.spells:
            draft.spells.append(spell)
        _file(store, name, ident)
        bones = skeleton(name) if kind == "group" else ""
        if bones:
            store.skeletons[bones].add(ident)


def variant(main: str, name: str) -> bool:
    """Whether the second name of a row is another form of the first, not another body.

    Rows list a body's acronym and spellings behind its name; several bodies of one country may share a row.
    """
    first, second = key_of(main), key_of(name)
    initials = "".join(w.text[0] for w in tokens(main) if w.capital).casefold()
    letters = second.removeprefix("^").replace(" ", "")
    if second.startswith("^") and len(tokens(main)) > 1:
        return len(letters) < 2 or letters[0] == initials[:1] or not initials
    ratio = SequenceMatcher(None, first, second).ratio()
    return ratio > 0.72 or first in second or (skeleton(main) == skeleton(name) != "")


def _person(store: Store, row: Row, rank: int) -> None:
    spells = []
    for text in row.cell(1).split(" | "):
        found = _SPELL.fullmatch(text.strip())
        if not found:
            raise row.fault(f"not a spell of office: {text!r}", "spells")
        sectors = sectors_in(row, found["sectors"] or "")
        start, end = date_in(row, found["from"], False), date_in(row, found["to"], True)
        spells.append(Spell(code_in(row, found["code"]), sectors, start, end, found["office"] or ""))
    for person in row.cell(0).split(";"):
        names = [n.strip() for n in person.split("=") if n.strip()]
        known = [i for n in names for i in sorted(store.names.get(key_of(n), ())) if i[0] == "person"]
        rough = rank == 2 and ";" in row.cell(0)
        same = [k for k in known if _same_person(store, store.drafts[k], spells, row)]
        # A short name may be a namesake's: the entry that has the longest of the names is the same person.
        bearers = {n: store.names.get(key_of(n), set()) for n in names}
        same.sort(key=lambda k: -max(len(n) for n in names if k in bearers[n]))
        ident = same[0] if same else ("person", key_of(names[0]), "" if not known else spells[0].code)
        draft = store.drafts.setdefault(ident, Draft("person", names[0], rank))
        draft.prominent |= row.head.get("prominent") == "yes"
        own = [replace(s, office="~" + s.office) for s in spells] if rough else spells
        draft.spells += [s for s in own if s not in draft.spells]
        draft.variants.update(names)
        draft.harvested |= row.file.startswith("reign")
        for name in names:
            if len(tokens(name)) == 1 and rank == 1:
                store.surnames[key_of(name)].add(ident)
            else:
                _file(store, name, ident)
                bones = skeleton(name)
                if bones:
                    store.skeletons[bones].add(ident)


def _same_person(store: Store, draft: Draft, spells: list[Spell], row: Row) -> bool:
    """Whether a namesake is the same person: an office of the same code, or heads of states who went to a body.

    Harvested lists of members of parliament are too long for that: there namesakes are chance.
    """
    held, holds = {s.code for s in draft.spells}, {s.code for s in spells}
    if held & holds:
        return True
    leading = draft.rank == 2 and (row.head.get("prominent") == "yes" or not _harvested([row]))
    return leading and len(tokens(draft.name)) > 1 and (held <= store.bodies or holds <= store.bodies)


def _end_of_office(store: Store, row: Row) -> None:
    """Closes the spells that other tables leave open for a person."""
    code, end = code_in(row, row.cell(1)), date_in(row, row.cell(2), True)
    people = [i for i in store.names.get(key_of(row.cell(0)), ()) if i[0] == "person"]
    if not people:
        raise row.fault(f"nobody is called {row.cell(0)!r}", "name")
    for ident in people:
        spells = store.drafts[ident].spells
        held = [
            replace(s, end=end) if s.code == code and s.start < end and (not s.end or s.end > end) else s
            for s in spells
        ]
        store.drafts[ident].spells = list(dict.fromkeys(s for s in held if s.start < end or s.code != code or s.end))


def _active_years(store: Store, row: Row) -> None:
    """Dates a body that other tables leave undated, and says which states are its members."""
    code = code_in(row, row.cell(1))
    start, end = date_in(row, row.cell(2), False), date_in(row, row.cell(3), True)
    members = tuple(code_in(row, member, "members") for member in row.cell(4).split())
    bodies = [i for i in store.names.get(key_of(row.cell(0)), ()) if i[0] in BODIES and i[2] == code]
    if not bodies:
        raise row.fault(f"no body of {code} is called {row.cell(0)!r}", "name", "file the body in its own table first")
    for ident in bodies:
        draft = store.drafts[ident]
        draft.spells = [s if s.start or s.end else replace(s, start=start, end=end) for s in draft.spells]
        draft.members = members or draft.members


def _close_open_ends(store: Store) -> None:
    """REIGN ends in March 2021: what it leaves open is closed there unless another source goes on, or knows better."""
    for draft in store.drafts.values():
        loose = [s for s in draft.spells if s.office == "leader" and not s.end and s.start < REIGN_END]
        if draft.kind != "person" or not loose or not draft.harvested:
            continue
        others = [s for s in draft.spells if s not in loose]
        if draft.rank == 2:
            draft.spells = others or loose
        elif not any(not s.end for s in others):
            draft.spells = [*others, *(replace(s, end=REIGN_END) for s in loose)]


def _surnames(store: Store) -> None:
    """Files well-known persons under their family name; drops harvested leaders who are there twice."""
    for ident, draft in store.drafts.items():
        for name in sorted(draft.variants) if draft.prominent else ():
            words = tokens(name)
            if len(words) > 1:
                eastern = draft.spells[0].code in _EASTERN and len(words) <= 3 and not name.endswith("-shek")
                first = 0 if eastern else len(words) - 1
                while first > 0 and words[first - 1].fold in _PARTICLES and first > 1:
                    store.surnames[" ".join(w.fold for w in words[first:])].add(ident)
                    first -= 1
                last = 1 if eastern else len(words)
                store.surnames[" ".join(w.fold for w in words[first:last])].add(ident)
    for key, idents in list(store.surnames.items()):
        full = {i for i in idents if store.drafts[i].rank == 2 or len(tokens(store.drafts[i].name)) > 1}
        for ident in idents - full:
            codes = {s.code for s in store.drafts[ident].spells}
            if any(codes & {s.code for s in store.drafts[i].spells} for i in full):
                idents.discard(ident)
        if len(idents) >= COMMON_SURNAME:
            del store.surnames[key]


def _file(store: Store, name: str, ident: tuple[str, str, str]) -> None:
    key = key_of(name)
    if key:
        store.names[key].add(ident)


def _write(store: Store) -> str:
    used = {i for table in (store.names, store.surnames, store.skeletons) for idents in table.values() for i in idents}
    order = sorted(i for i in store.drafts if i in used)
    number = {ident: str(n) for n, ident in enumerate(order)}
    lines = []
    for ident in order:
        draft = store.drafts[ident]
        spells = sorted(draft.spells, key=lambda s: s.start) if draft.kind == "person" else draft.spells
        slug = ident[1].removeprefix("^").replace(" ", "-")
        public = f"{ident[0]}:{slug}" + (f":{ident[2]}" if ident[2] else "")
        cells = [public, draft.kind, draft.name, str(draft.rank)]
        cells += [";".join((s.code, "+".join(s.sectors), s.start, s.end, s.office)) for s in spells]
        lines.append("E\t" + "\t".join(cells))
    for ident in order:
        if store.drafts[ident].members:
            lines.append(f"M\t{number[ident]}\t{' '.join(store.drafts[ident].members)}")
    for letter, table in (("N", store.names), ("S", store.surnames), ("K", store.skeletons)):
        for key in sorted(table):
            if table[key]:
                lines.append(f"{letter}\t{key}\t" + ",".join(number[i] for i in sorted(table[key])))
    lines += [f"R\t{key}\t{sectors}\t{kind}" for key, (sectors, kind) in sorted(store.roles.items())]
    body = "\n".join(lines) + "\n"
    return f"{FORMAT} sha256={digest_of(body)}\n{body}"
