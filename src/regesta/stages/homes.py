"""Whose a participant is when its own words do not say: the model's arcs from participants to names of countries.

"Police arrested the minister" names no country, but the report does, somewhere. The model spreads one share over the
words of its window, "told nowhere" and "told elsewhere"; the shares of all words that name one code add up. What it
says of "police" elsewhere in the report counts too, and how often the report names each code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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
#: Share by arcs from which a code's frequency counts.
LEAST_NAMED = 0.02


@dataclass(frozen=True, slots=True)
class Home:
    """The country or body that a participant belongs to.

    Attributes:
        code: alpha-3 or acronym; `---`: told nowhere.
        share: how sure, 0 to 1: the model's share with what the rest of the report adds.
        word: the likeliest word that names it, below 0 where there is none.
        owner: whether a possessive pronoun says so.
    """

    code: str
    share: float
    word: int
    owner: bool = False

    def why(self, form: str) -> str:
        """The reason in words; `form` is the likeliest word's."""
        if self.owner:
            return f"belongs to its owner {form!r}"
        told = f"belongs to {form!r}" if self.code != UNKNOWN else "the report tells no country"
        return f"{told}: model {self.share:.2f}"


#: Shares by code and, by code too, the arc to the likeliest word.
Told = tuple[dict[str, float], dict[str, Arc]]


@dataclass(frozen=True, slots=True)
class Homes:
    """The home arcs of one reading.

    Attributes:
        told: head of a participant to what its own arcs say.
        alike: noun to how many participants have it for head, and the sum of what their arcs say.
        noun: head of a participant to its noun.
        named: each code's share of the report's names.
    """

    told: Mapping[int, Told]
    alike: Mapping[str, tuple[int, Told]]
    noun: Mapping[int, str]
    named: Mapping[str, float]

    @classmethod
    def of(cls, arcs: Iterable[Arc], code_at: Mapping[int, str], tokens: Sequence[Token] = ()) -> Homes:
        """From the arcs of a reading, sorted by source, the code of each token inside a known name, and the tokens."""
        told = {head: _told(group, code_at) for head, group in groupby(arcs, key=lambda a: a.source)}
        noun = {h: tokens[h].lemma.lower() for h in told if h < len(tokens) and tokens[h].upos in ("NOUN", "PROPN")}
        alike: dict[str, tuple[int, Told]] = {}
        for head, word in noun.items():
            number, (shares, best) = alike.get(word, (0, ({}, {})))
            _add(shares, best, told[head])
            alike[word] = (number + 1, (shares, best))
        # Words of one name stand together and count once.
        count = Counter(code for i, code in code_at.items() if code_at.get(i - 1) != code)
        return cls(told, alike, noun, {code: number / count.total() for code, number in count.items()})

    def shares(self, head: int) -> list[Home]:
        """Every code that a participant may have, the likeliest first."""
        shares, best = dict(self.told.get(head, ({}, {}))[0]), dict(self.told.get(head, ({}, {}))[1])
        number, (others, words) = self.alike.get(self.noun.get(head, ""), (0, ({}, {})))
        if number > 1:
            own = dict(shares)
            for code, share in others.items():
                shares[code] = own.get(code, 0.0) + ALIKE * (share - own.get(code, 0.0)) / (number - 1)
                best.setdefault(code, words[code])
        # A name that the arcs all but pass over is no candidate for being frequent.
        weighed = {c: s + NAMED * self.named.get(c, 0.0) * (s >= LEAST_NAMED) for c, s in shares.items() if s > 0.0}
        whole = max(1.0, sum(weighed.values()))
        ranked = [Home(code, share / whole, best[code].target) for code, share in weighed.items()]
        return sorted(ranked, key=lambda home: (-home.share, home.code))

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


def _told(arcs: Iterable[Arc], code_at: Mapping[int, str]) -> Told:
    """What one participant's arcs say: the shares of all words that name one code add up."""
    shares: dict[str, float] = {}
    best: dict[str, Arc] = {}
    for arc in arcs:
        code = _NOWHERE[arc.target] if arc.target < 0 else code_at.get(arc.target)
        if code is not None:
            _add(shares, best, ({code: arc.score}, {code: arc}))
    return shares, best


def _add(shares: dict[str, float], best: dict[str, Arc], told: Told) -> None:
    """Adds what another participant's arcs, or one arc more, say."""
    for code, share in told[0].items():
        shares[code] = shares.get(code, 0.0) + share
        if code not in best or told[1][code].score > best[code].score:
            best[code] = told[1][code]
