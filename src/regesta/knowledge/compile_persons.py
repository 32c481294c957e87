"""Rows about persons and their offices, filed into the store, and their family names."""

from __future__ import annotations

import re
from dataclasses import replace

from regesta.knowledge.codes import Spell
from regesta.knowledge.compile_store import Draft, Store
from regesta.knowledge.names import key_of, skeleton, tokens, word_set
from regesta.knowledge.sources import Row, code_in, date_in, is_harvested, sectors_in

_SPELL = re.compile(r"(?P<code>\S+)(?: (?P<sectors>[A-Z+]+))? (?P<from>[\d-]*)\.\.(?P<to>[\d-]*)(?: (?P<office>.+))?")
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


def file_persons(store: Store, row: Row, rank: int) -> None:
    """Files the persons of a row with the offices that they held."""
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
                store.file(name, ident)
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
    leading = draft.rank == 2 and (row.head.get("prominent") == "yes" or not is_harvested([row]))
    return leading and len(tokens(draft.name)) > 1 and (held <= store.bodies or holds <= store.bodies)


def end_office(store: Store, row: Row) -> None:
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


def close_open_ends(store: Store) -> None:
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


def file_surnames(store: Store) -> None:
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
