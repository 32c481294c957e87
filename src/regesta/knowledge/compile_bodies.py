"""Rows about states, places, groups and other bodies, filed into the store."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher

from regesta.knowledge.codes import BODIES, Spell
from regesta.knowledge.compile_store import Store
from regesta.knowledge.names import key_of, skeleton, tokens, word_set
from regesta.knowledge.sources import Row, code_in, date_in, sectors_in

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


def file_country(store: Store, row: Row, tables: dict[str, list[Row]]) -> None:
    """Files the names of a country, of its people and of its seat."""
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
            store.file(name, ident)


def _state_spells(code: str, tables: dict[str, list[Row]]) -> list[Spell]:
    for row in tables.get("historic_states.tsv", []):
        if row.cell(0) == code:
            start, end = date_in(row, row.cell(1), False), date_in(row, row.cell(2), True)
            return [Spell(code, (), start, end, ""), Spell(code_in(row, row.cell(3)), (), end, "", "")]
    return [Spell(code, (), "", "", "")]


def file_body(store: Store, row: Row, rank: int) -> None:
    """Files a place, a group, an organisation: whatever is neither a state nor a person."""
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
            store.file(name, known[0])
        return
    for name in names:
        if kind == "place" and rank == 0 and (key_of(name) in COMMON_PLACES or len(name) < 4):
            continue
        if not ((kind == "organisation" and code not in ("NGO", "---", "UN")) or variant(main, name)):
            main = name
        ident, draft = store.entry(kind, main, code, rank)
        if spell not in draft.spells:
            draft.spells.append(spell)
        store.file(name, ident)
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


def date_body(store: Store, row: Row) -> None:
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
