"""Whose a participant is when its own words do not say: the model's arcs from participants to names of countries.

"Police arrested the minister" names no country, but the report does, somewhere. The model spreads one share over the
words of its window, "told nowhere" and "told elsewhere"; the shares of all words that name one code add up. What it
says of "police" elsewhere in the report counts too, and how often the report names each code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from regesta.knowledge.nominals import UNKNOWN
from regesta.records.readings import Arc, Token

#: Stands for a home that the report tells too far away for the model to point at.
ELSEWHERE = "elsewhere"
_NOWHERE = {-1: UNKNOWN, -2: ELSEWHERE}
#: Share from which a home is believed, and from which each of several members of a group is; swept on our development
#: reports, where 0.3 to 0.5 and 0.15 to 0.25 make no difference worth a name.
LEAST, LEAST_MEMBER = 0.4, 0.2
#: The same for the second of two ("both countries"), of whom there is surely one.
LEAST_OF_TWO = 0.05
#: Weights, beside a participant's own shares, of what the model says of the same word elsewhere in the report, and of
#: how often the report names a code. On 144 annotated and 138 development reports dyads went from an F1 of 0.442
#: and 0.498 to 0.448 and 0.505; half or double these weights do about the same.
ALIKE, NAMED = 0.5, 1.0


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
    """The home arcs of one reading.

    Attributes:
        arcs: head of a participant to its arcs.
        code_at: the code of each token inside a known name.
        alike: head of a participant to the other participants with the same noun for head.
        named: each code's share of the tokens inside known names.
    """

    arcs: Mapping[int, Sequence[Arc]]
    code_at: Mapping[int, str]
    alike: Mapping[int, Sequence[int]] = field(default_factory=dict)
    named: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, arcs: Iterable[Arc], code_at: Mapping[int, str], tokens: Sequence[Token] = ()) -> Homes:
        """From the arcs of a reading, sorted by source, and its tokens."""
        by_head = {head: tuple(group) for head, group in groupby(arcs, key=lambda a: a.source)}
        count = Counter(code_at.values())
        named = {code: number / count.total() for code, number in count.items()}
        return cls(by_head, code_at, _alike(by_head, tokens) if tokens else {}, named)

    def shares(self, head: int) -> list[Home]:
        """Every code that a participant may have, the likeliest first."""
        found, words = self._told(head)
        others = self.alike.get(head, ())
        for other in others:
            for code, share in self._told(other)[0].items():
                found[code] = found.get(code, 0.0) + ALIKE * share / len(others)
        # Only what the arcs point at; a name that they pass over is no candidate for being frequent.
        weighed = {code: share + NAMED * self.named.get(code, 0.0) for code, share in found.items()}
        whole = max(1.0, sum(weighed.values()))
        ranked = [Home(code, share / whole, words.get(code, -1)) for code, share in weighed.items()]
        return sorted(ranked, key=lambda home: (-home.share, home.code))

    def _told(self, head: int) -> tuple[dict[str, float], dict[str, int]]:
        """The shares of one participant's own arcs by code, and the likeliest word of each."""
        totals: dict[str, float] = {}
        best: dict[str, Arc] = {}
        for arc in self.arcs.get(head, ()):
            code = _NOWHERE[arc.target] if arc.target < 0 else self.code_at.get(arc.target)
            if code is not None:
                totals[code] = totals.get(code, 0.0) + arc.score
                if code not in best or arc.score > best[code].score:
                    best[code] = arc
        return totals, {code: arc.target for code, arc in best.items()}

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


def _alike(arcs: Mapping[int, Sequence[Arc]], tokens: Sequence[Token]) -> dict[int, tuple[int, ...]]:
    """For each participant with a noun for head, the others with the same noun."""
    by_word: dict[str, list[int]] = {}
    for head in arcs:
        if tokens[head].upos in ("NOUN", "PROPN"):
            by_word.setdefault(tokens[head].lemma.lower(), []).append(head)
    return {head: tuple(h for h in heads if h != head) for heads in by_word.values() for head in heads}
