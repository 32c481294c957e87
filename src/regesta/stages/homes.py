"""Whose a participant is when its own words do not say: the model's arcs from participants to names of countries.

"Police arrested the minister" names no country, but the report does, somewhere. The model spreads one share over the
words of its window, "told nowhere" and "told elsewhere"; the shares of all words that name one code add up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from regesta.knowledge.nominals import UNKNOWN
from regesta.records.readings import Arc

#: Stands for a home that the report tells too far away for the model to point at.
ELSEWHERE = "elsewhere"
_NOWHERE = {-1: UNKNOWN, -2: ELSEWHERE}
#: Share from which a home is believed, and from which each of several members of a group is; swept on our development
#: reports, where 0.3 to 0.5 and 0.15 to 0.25 make no difference worth a name.
LEAST, LEAST_MEMBER = 0.4, 0.2
#: The same for the second of two ("both countries"), of whom there is surely one.
LEAST_OF_TWO = 0.05


@dataclass(frozen=True, slots=True)
class Home:
    """The country or body that a participant belongs to: code (`---`: told nowhere), share, the likeliest word."""

    code: str
    share: float
    word: int

    def why(self, form: str) -> str:
        """The reason in words; `form` is the likeliest word's."""
        told = f"belongs to {form!r}" if self.code != UNKNOWN else "the report tells no country"
        return f"{told}: model {self.share:.2f}"


@dataclass(frozen=True, slots=True)
class Homes:
    """The home arcs of one reading; `code_at` gives the code of each token inside a known name."""

    arcs: Mapping[int, Sequence[Arc]]
    code_at: Mapping[int, str]

    @classmethod
    def of(cls, arcs: Iterable[Arc], code_at: Mapping[int, str]) -> Homes:
        """From the arcs of a reading, sorted by source."""
        return cls({head: tuple(group) for head, group in groupby(arcs, key=lambda a: a.source)}, code_at)

    def shares(self, head: int) -> list[Home]:
        """Every code that a participant may have, the likeliest first."""
        totals: dict[str, float] = {}
        words: dict[str, Arc] = {}
        for arc in self.arcs.get(head, ()):
            code = _NOWHERE[arc.target] if arc.target < 0 else self.code_at.get(arc.target)
            if code is not None:
                totals[code] = totals.get(code, 0.0) + arc.score
                if code not in words or arc.score > words[code].score:
                    words[code] = arc
        found = [Home(code, share, words[code].target) for code, share in totals.items()]
        return sorted(found, key=lambda home: (-home.share, home.code))

    def members(self, head: int, *, many: bool, two: bool = False) -> list[Home]:
        """The homes believed: the likeliest, and for a group of several parties (`many`) each that is likely enough.

        Where the words count `two`, the likeliest two are taken once the first of them is told.

        None where the model is unsure or says that the home is told elsewhere.
        """
        found = self.shares(head)
        if many and found and found[0].word >= 0:
            told = [home for home in found if home.word >= 0]
            several = [
                home for n, home in enumerate(told) if home.share >= (LEAST_OF_TWO if two and n < 2 else LEAST_MEMBER)
            ]
            if len(several) > 1:
                return several
        return found[:1] if found and found[0].share >= LEAST and found[0].code != ELSEWHERE else []

    def elsewhere(self, head: int) -> bool:
        """Whether the model says that the home is told in another part of the report."""
        found = self.shares(head)
        return bool(found) and found[0].code == ELSEWHERE and found[0].share >= LEAST
