"""What a noun phrase says: whose code, which sectors, which entry, and why; and how its parts add up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from regesta.knowledge.codes import BODIES, Entity, Knowledge

UNKNOWN = "---"
#: Codes of groups without a country of their own: a country in the words is the better code.
HOMELESS = frozenset({UNKNOWN, "IMG", "NGO", "MNC", "ISM"})


class Places(Protocol):
    """What the resolver asks of a gazetteer."""

    def country_of_place(self, name: str) -> str | None:
        """ISO 3166 alpha-3 of the best-known place of that name, or None."""
        ...


@dataclass(frozen=True, slots=True)
class Setting:
    """Everything a reading may look at besides the units."""

    knowledge: Knowledge
    places: Places | None
    known: Mapping[str, str]
    country: str | None
    at: date | None
    acts: bool | None
    among: tuple[str, ...] = ()

    def nearness(self, code: str) -> int:
        """How near a country is to the report: greater is nearer, 0 where the report does not name it."""
        return len(self.among) - self.among.index(code) if code in self.among else 0


@dataclass(slots=True)
class Nominal:
    """What a noun phrase says so far. `open` means that what follows "of" decides more than the code."""

    code: str = ""
    sectors: tuple[str, ...] | None = None
    link: Entity | None = None
    score: float = 0.0
    bare: str = ""
    title: tuple[str, ...] | None = None
    counting: bool = False
    region: bool = False
    role: bool = False
    former: bool = False
    personal: bool = False
    people: bool = False
    unlinked: str = ""
    rivals: tuple[str, ...] = ()
    reasons: list[str] = field(default_factory=list)
    rejected: frozenset[str] = frozenset()

    @property
    def open(self) -> bool:
        """Whether an affiliation may still give sectors."""
        return not self.sectors and (self.counting or self.title is not None or not (self.code or self.role))

    @property
    def nameless(self) -> bool:
        """Whether the words name a role and nobody: then the report's country may be meant."""
        return self.role and not self.region and not self.link

    def extend(self, prep: str, other: Nominal) -> None:
        """Adds what stands behind a preposition."""
        if other.rejected:
            self.rejected = other.rejected
            return
        affiliated = prep in ("of", "from", "for", "at", "with", "within", "inside", "under")
        if self.open and affiliated and (self.counting or self.title is not None or not self.reasons):
            self.sectors = other.sectors or self.sectors
            self.bare = other.bare if self.counting and self.title is None else ""
            self.rivals = self.rivals if self.link else other.rivals
            self.link, self.score = self.link or other.link, self.score or other.score
            self.people = self.people or other.people
            if other.title is not None and self.title is None:
                self.title = other.title
        if ((not self.code or self.code in HOMELESS or self.people) and other.code and other.code not in HOMELESS) or (
            not self.code and other.code
        ):
            self.code = other.code
            self.reasons += [f'after "{prep}": {r}' for r in other.reasons]
        elif other.sectors and self.sectors is other.sectors:
            self.reasons += [f'after "{prep}": {r}' for r in other.reasons]
        self.region = self.region or (other.region and not self.code)
        self.role = self.role or (self.counting and other.role)
        self.settle()

    def settle(self) -> None:
        """A title's own sector holds where the code is a state's and nothing said more."""
        if self.sectors or self.title is None or not self.title:
            return
        if (self.region and not self.code) or (self.code and (self.code not in HOMELESS and not self.link_is_body())):
            self.sectors = self.title
            self.reasons.append(f"a title of a state: {' '.join(self.title)}")

    def link_is_body(self) -> bool:
        """Whether the entry found is an organisation rather than a state."""
        return self.link is not None and self.link.kind in BODIES

    def complete(self, other: Nominal) -> None:
        """Takes from an apposition or a second conjunct what is missing."""
        if other.rejected:
            self.rejected = other.rejected
            return
        empty = not self.code and not self.sectors
        if not self.code and other.code:
            self.code, self.bare = other.code, other.bare if empty else self.bare
            self.reasons += other.reasons
        if not self.sectors and other.sectors and not self.bare and (empty or self.title is not None or other.role):
            self.sectors = other.sectors
            self.reasons += [r for r in other.reasons if r not in self.reasons]
        if other.link and (
            not self.link or (other.link.kind == "person" and self.link.kind != "person" and not self.bare)
        ):
            self.link, self.score, self.rivals = other.link, other.score, other.rivals
            if other.link.kind == "person":
                self.code, self.sectors = other.code or self.code, other.sectors or self.sectors
                self.reasons += [r for r in other.reasons if r not in self.reasons]
        self.role = self.role or other.role
        self.region = self.region or other.region
        self.settle()
