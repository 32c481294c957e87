"""The compiled knowledge file about actors: entries with dated codes, roles, and the names that lead to them.

The file (`data/actors.tsv`, written by `compile_actors`) has a first line with its format and digest, then lines of
kind E (entry), M (entry → codes of its member states), N (name → entries), S (surname → persons), K (spelling
skeleton → persons) and R (role words).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib import resources

from regesta.errors import KnowledgeError

FORMAT = "#regesta-actors 2"
#: Kinds whose bare name stands for a place or its people.
PLACES = frozenset({"country", "seat", "territory", "place"})
#: Kinds that are bodies with members.
BODIES = frozenset({"organisation", "agency", "group", "party", "media", "company"})


@dataclass(frozen=True, slots=True)
class Spell:
    """What an entry was from `start` (included) to `end` (excluded), both ISO dates or "" for open."""

    code: str
    sectors: tuple[str, ...]
    start: str
    end: str
    office: str

    def covers(self, day: str) -> bool:
        """Whether the ISO date falls into it."""
        return (not self.start or self.start <= day) and (not self.end or day < self.end)


@dataclass(frozen=True, slots=True)
class Entity:
    """An entry.

    `rank` 3 is the user's, 2 reviewed by hand, 1 harvested with its source, 0 a weak prior (cities, provinces).
    `origin` says which row of the user's tables made or moved it, "" for what ships.
    """

    id: str
    kind: str
    name: str
    rank: int
    spells: tuple[Spell, ...]
    origin: str = ""

    def at(self, day: date | None) -> Spell:
        """The spell of that day; without a day the last one (of a state, the first: its own code)."""
        if day is None:
            return self.spells[0] if self.kind in PLACES or self.kind == "national" else self.spells[-1]
        iso = day.isoformat()
        best: Spell | None = None
        for spell in self.spells:
            if spell.covers(iso) and (best is None or spell.start >= best.start):
                best = spell
        if best:
            return best
        begun = [spell for spell in self.spells if spell.start <= iso]
        return max(begun, key=lambda s: s.end) if begun else self.spells[0]

    @property
    def label(self) -> str:
        """The name for reasons: with the row of the user's table that speaks."""
        return f"{self.name} [your table {self.origin}]" if self.origin else self.name

    @property
    def code(self) -> str:
        """The code of its last spell."""
        return self.spells[-1].code


@dataclass(frozen=True, slots=True)
class Role:
    """A role word: its sectors and its class (`head office title part former`, see knowledge-sources/roles.tsv)."""

    sectors: tuple[str, ...]
    kind: str


class Knowledge:
    """The compiled file in memory: lookups only."""

    def __init__(self, text: str, *, where: str = "actors.tsv") -> None:
        head, _, body = text.partition("\n")
        if not head.startswith(FORMAT):
            raise KnowledgeError("not a compiled actors file of this version", where=where, mend="compile the sources")
        self.digest = head.rsplit("=", 1)[-1]
        self._entities: list[str | Entity] = []
        self._names: dict[str, str] = {}
        self._surnames: dict[str, str] = {}
        self._skeletons: dict[str, str] = {}
        self._roles: dict[str, Role] = {}
        self._members: dict[str, str] = {}
        self._longest: dict[str, int] = {}
        self._change: Callable[[Entity], Entity] | None = None
        self._own = 0
        states: set[str] = set()
        tables = {"N": self._names, "S": self._surnames, "K": self._skeletons, "M": self._members}
        sectors: dict[str, tuple[str, ...]] = {}
        for line in body.splitlines():
            kind, rest = line[0], line[2:]
            if kind == "E":
                self._entities.append(rest)
                if rest.startswith("country:"):
                    states.update(spell.code for spell in read_entity(rest).spells)
            elif kind == "R":
                key, codes, group = rest.split("\t")
                self._roles[key] = Role(sectors.setdefault(codes, tuple(codes.split("+")) if codes else ()), group)
                self._lengthen(key)
            else:
                key, _, ids = rest.partition("\t")
                tables[kind][key] = ids
                if kind == "N":
                    self._lengthen(key)
        self._own = len(self._entities)
        #: Codes of states; those of bodies may have three letters too (WHO).
        self.states = frozenset(states)

    def _lengthen(self, key: str) -> None:
        # A name and an acronym that begin alike are told apart when they are looked up.
        first = key.partition(" ")[0].removeprefix("^")
        words = key.count(" ") + 1
        if words > self._longest.get(first, 0):
            self._longest[first] = words

    @classmethod
    def load(cls) -> Knowledge:
        """The file that ships with this version."""
        path = resources.files("regesta.knowledge") / "data" / "actors.tsv"
        return cls(path.read_text(encoding="utf-8"), where=str(path))

    def put(self, entity: Entity, *, keys: Iterable[str], surname: str = "", skeletons: Iterable[str] = ()) -> None:
        """Adds an entry of the user's. Of its full names it takes the place of every entry that ships."""
        index = str(len(self._entities))
        self._entities.append(entity)
        for key in keys:
            before = self._names.get(key, "")
            mine = [i for i in before.split(",") if i and int(i) >= self._own]
            self._names[key] = ",".join([*mine, index])
            self._lengthen(key)
        tables = [(self._skeletons, key) for key in skeletons] + ([(self._surnames, surname)] if surname else [])
        for table, key in tables:
            table[key] = ",".join(filter(None, (table.get(key, ""), index)))

    def recode(self, change: Callable[[Entity], Entity]) -> None:
        """Sees every entry that ships through `change` from now on."""
        shipped = range(self._own)
        self._entities = [
            change(e) if i in shipped and isinstance(e, Entity) else e for i, e in enumerate(self._entities)
        ]
        self._change = change

    def longest(self, fold: str) -> int:
        """How many words the longest name or role beginning with this word has."""
        return self._longest.get(fold, 0)

    def named(self, key: str) -> tuple[Entity, ...]:
        """Entries with that name."""
        return self._entries(self._names.get(key))

    def surnamed(self, fold: str) -> tuple[Entity, ...]:
        """Well-known persons with that surname."""
        return self._entries(self._surnames.get(fold))

    def spelled(self, skeleton: str) -> tuple[Entity, ...]:
        """Persons whose name is spelled like that in some transliteration."""
        return self._entries(self._skeletons.get(skeleton))

    def entities(self) -> Iterator[Entity]:
        """Every entry, in the file's order."""
        return (self._entry(index) for index in range(len(self._entities)))

    def members(self, entity: Entity) -> tuple[str, ...]:
        """Codes of the states that are members of an organisation, as far as the sources list them."""
        for number, codes in self._members.items():
            if self._entry(int(number)).id == entity.id:
                return tuple(codes.split())
        return ()

    def role(self, key: str) -> Role | None:
        """A role word or phrase."""
        return self._roles.get(key)

    def _entries(self, ids: str | None) -> tuple[Entity, ...]:
        return tuple(self._entry(int(i)) for i in ids.split(",")) if ids else ()

    def _entry(self, index: int) -> Entity:
        entry = self._entities[index]
        if isinstance(entry, str):
            entry = read_entity(entry)
            entry = self._entities[index] = self._change(entry) if self._change else entry
        return entry


def read_entity(line: str) -> Entity:
    """An entry from its line: id, kind, name, rank, then spells of five fields divided by `;`."""
    ident, kind, name, rank, *spells = line.split("\t")
    read = []
    for spell in spells:
        code, sectors, start, end, office = spell.split(";", 4)
        read.append(Spell(code, tuple(sectors.split("+")) if sectors else (), start, end, office))
    return Entity(ident, kind, name, int(rank), tuple(read))


def digest_of(body: str) -> str:
    """SHA-256 of what follows the first line."""
    return hashlib.sha256(body.encode()).hexdigest()
