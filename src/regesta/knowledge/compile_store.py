"""The knowledge file in the making: entries with their spells, the names that lead to them, and the text of it all."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from regesta.knowledge.codes import FORMAT, Spell, digest_of
from regesta.knowledge.names import key_of

#: Kind, key of the name, and country; of persons no country, unless namesakes need it.
Ident = tuple[str, str, str]


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
        self.drafts: dict[Ident, Draft] = {}
        self.names: dict[str, set[Ident]] = defaultdict(set)
        self.surnames: dict[str, set[Ident]] = defaultdict(set)
        self.skeletons: dict[str, set[Ident]] = defaultdict(set)
        self.roles: dict[str, tuple[str, str]] = {}
        #: Codes of bodies that are no state.
        self.bodies: set[str] = set()

    def entry(self, kind: str, name: str, code: str, rank: int) -> tuple[Ident, Draft]:
        """The entry of that kind, name and country, new or known."""
        ident = (kind, key_of(name), code if kind != "person" else "")
        draft = self.drafts.setdefault(ident, Draft(kind, name, rank))
        draft.rank = max(draft.rank, rank)
        return ident, draft

    def file(self, name: str, ident: Ident) -> None:
        """Lets a name lead to an entry."""
        key = key_of(name)
        if key:
            self.names[key].add(ident)


def text_of(store: Store) -> str:
    """The text of the compiled file (`codes` says what its lines are)."""
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
