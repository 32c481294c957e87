"""People counted side by side: "four soldiers and two policemen" were six (codebook section 9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from regesta.records.accounts import Figure
from regesta.records.spans import Span
from regesta.stages.phrases import Phrases

#: What is added up: what happened to people. Of annotated training claims with several such numbers side by side three
#: in four tell their sum.
_SUMMED = frozenset({"killed", "wounded", "detained", "hostages"})


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure and the token of the noun that it counts."""

    figure: Figure
    noun: int


def added_up(counted: Sequence[Counted], phrases: Phrases) -> list[Figure]:
    """The figures in text order, those of coordinated nouns with one measure as their sum.

    One who stands beside them without a number ("the driver and nine workers") is one more.
    """
    out = [one.figure for one in counted if one.figure.measure not in _SUMMED]
    groups: dict[tuple[str, int], list[Counted]] = {}
    for one in counted:
        if one.figure.measure in _SUMMED:
            groups.setdefault((one.figure.measure, phrases.members(one.noun)[0]), []).append(one)
    for (_, first), group in groups.items():
        out.extend(_sum(group, first, phrases))
    return sorted(out, key=lambda figure: figure.span)


def _sum(group: Sequence[Counted], first: int, phrases: Phrases) -> list[Figure]:
    nouns, figures = {one.noun for one in group}, [one.figure for one in group]
    if len(nouns) < len(group) or _clause_between(nouns, phrases):
        return figures
    beside = [m for m in phrases.members(first) if m not in nouns and _is_one(m, phrases)]
    if len(figures) + len(beside) < 2:
        return figures
    spans = [*(figure.span for figure in figures), *(phrases.token(m).span for m in beside)]
    total = replace(
        figures[0],
        low=_total([f.low for f in figures], len(beside)),
        high=_total([f.high for f in figures], len(beside)),
        qualifier=next((f.qualifier for f in figures if f.qualifier), None),
        unit=figures[0].unit if len({f.unit for f in figures}) == 1 and not beside else "",
        span=Span(min(span.start for span in spans), max(span.end for span in spans)),
    )
    return [total]


def _total(bounds: Sequence[float | None], more: int) -> float | None:
    """The sum of bounds and of those without a number; open where one of them is."""
    known = [bound for bound in bounds if bound is not None]
    return sum(known) + more if len(known) == len(bounds) else None


def _clause_between(nouns: set[int], phrases: Phrases) -> bool:
    """Whether a verb stands between nouns that the parse coordinates: "150 were hurt, of whom 102 were officers"."""
    between = range(min(nouns) + 1, max(nouns))
    return any(phrases.token(i).upos in ("VERB", "AUX") or phrases.token(i).deprel == "acl:relcl" for i in between)


def _is_one(member: int, phrases: Phrases) -> bool:
    """Whether a word names one person: a name, or a noun in the singular with an article or an owner."""
    token = phrases.token(member)
    if token.upos == "PROPN":
        return phrases.child(member, "nummod") is None
    alone = phrases.form(member).lower() == token.lemma.lower()
    return token.upos == "NOUN" and alone and phrases.child(member, "det", "nmod:poss") is not None
