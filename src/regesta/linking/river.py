"""The second river: the claims of a register, through near copies and compared pairs, to incidents.

It never calls back into the first. The claims may come in any order; they are put in one of their own first, so that
the same register gives the same incidents however its segments were written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from regesta.linking.answers import answered
from regesta.linking.candidates import MOST, candidates
from regesta.linking.cluster import Clusters, Pair
from regesta.linking.compare import compare
from regesta.linking.copies import groups
from regesta.linking.decisions import MERGE, Bounds, Decision, bounds
from regesta.linking.groups import Groups
from regesta.linking.rollup import incident
from regesta.linking.scorer import Scorer
from regesta.linking.tellings import Telling, telling
from regesta.linking.units import Times, scored
from regesta.linking.words import Bag, bag, forms
from regesta.records.incidents import Linked, Member
from regesta.register.matching import fold
from regesta.register.wording import counted

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Article:
    """What linking needs of a report: its words, and whose they are."""

    id: str
    text: str
    source: str
    published: date | None


#: Told in words how far linking has come.
Tell = Callable[[str], None]
#: Content words of a report that its bag keeps: the rest of a long one tells of other things.
_STORY = 400


def link(
    rows: Iterable[Row],
    articles: Iterable[Article],
    scorer: Scorer,
    decided: Sequence[Decision] = (),
    tell: Tell = lambda _: None,
) -> Linked:
    """The incidents of some claims.

    Args:
        rows: claims as the register has them.
        articles: their reports.
        scorer: how pairs are judged.
        decided: what people decided, oldest first.
        tell: hears of each step.
    """
    reports = {article.id: article for article in sorted(articles, key=_first)}
    claims = sorted(rows, key=lambda row: (*_first(reports[row["report_id"]]), row["ordinal"], row["claim_id"]))
    copy_of = _copies(list(reports.values()))
    tell(f"{len(claims)} claims in {len(reports)} reports, {len(set(copy_of.values()))} of them no copies")
    tellings = tellings_of(claims, reports, copy_of)
    heads, unit_of = _units(claims, tellings, {claim for decision in decided for claim in decision.claims})
    units = [tellings[head] for head in heads]
    limits = bounds(decided, {row["claim_id"]: unit_of[n] for n, row in enumerate(claims)})
    pairs = candidates(units)
    tell(f"{len(pairs)} pairs to compare among {len(units)} tellings")
    scores = scored(units, pairs, scorer)
    answers = answered([claims[head] for head in heads], units)
    for pair, least in answers.items():
        scores[pair] = max(scores.get(pair, 0.0), least)
    clusters = _clustered(units, scores, limits, scorer.bound)
    tell(f"{len(clusters)} incidents")
    members: dict[int, list[int]] = defaultdict(list)
    number_of = {unit: number for number, of in enumerate(clusters) for unit in of}
    for n in range(len(claims)):
        members[number_of[unit_of[n]]].append(n)
    rolled = _Rolled(
        claims, units, unit_of, scores, answers.keys(), scorer, copy_of, _sources(reports, copy_of), decided
    )
    return rolled.linked(members.values())


def _first(article: Article) -> tuple[bool, date, str]:
    """The order of reports: by publication, those without a date last, then by id."""
    return article.published is None, article.published or date.max, article.id


def _copies(articles: Sequence[Article]) -> dict[str, str]:
    """From each report to the first of its near copies."""
    found = groups([article.text for article in articles])
    return {article.id: articles[first].id for article, first in zip(articles, found, strict=True)}


def _sources(reports: Mapping[str, Article], copy_of: Mapping[str, str]) -> dict[str, int]:
    """Independent sources: copies of one text are one, and so are the reports of one outlet."""
    number = {id_: n for n, id_ in enumerate(reports)}
    joined = Groups(len(number))
    outlet: dict[str, int] = {}
    for id_, article in reports.items():
        joined.join(number[id_], number[copy_of[id_]])
        if name := fold(article.source):
            joined.join(number[id_], outlet.setdefault(name, number[id_]))
    return {id_: joined.of(n) for id_, n in number.items()}


def tellings_of(claims: Sequence[Row], reports: Mapping[str, Article], copy_of: Mapping[str, str]) -> list[Telling]:
    """The tellings of some claims, in their order."""
    numbers = {id_: n for n, id_ in enumerate(reports)}
    stories: dict[str, Bag] = {}
    out = []
    for row in claims:
        id_ = row["report_id"]
        if id_ not in stories:
            stories[id_] = bag(forms(reports[id_].text)[:_STORY])
        out.append(telling(row, copy=numbers[copy_of[id_]], story=stories[id_]))
    return out


def _units(claims: Sequence[Row], tellings: Sequence[Telling], decided: Set[str]) -> tuple[list[int], list[int]]:
    """Claims that copies of one text make in the same words are one unit: (first claim of each, unit of each claim).

    Claims that people decided about stand by themselves, since a decision may tell copies apart.
    """
    heads: list[int] = []
    number: dict[tuple[Any, ...], int] = {}
    unit_of = []
    seen: set[tuple[Any, ...]] = set()
    for n, (row, one) in enumerate(zip(claims, tellings, strict=True)):
        alone = one.id if one.id in decided else ""
        words = (one.copy, one.event, one.realis, tuple(one.trigger), fold(row["evidence"]["quote"]), alone)
        # The same words twice in one report are two claims, the first and the second time.
        turn = 0
        while (one.report, *words, turn) in seen:
            turn += 1
        seen.add((one.report, *words, turn))
        key = (*words, turn)
        if key not in number:
            number[key] = len(heads)
            heads.append(n)
        unit_of.append(number[key])
    return heads, unit_of


def _clustered(units: Sequence[Telling], scores: Mapping[Pair, float], limits: Bounds, bound: float) -> list[list[int]]:
    times = Times(units)
    clusters = Clusters(len(units), scores, limits.apart, may_join=times, most=MOST)
    for group in limits.together:
        for other in group[1:]:
            one, two = clusters.of(group[0]), clusters.of(other)
            if one != two:
                clusters.join(one, two)
    clusters.run(bound)
    return [members for _, members in sorted(clusters.members.items())]


@dataclass(frozen=True, slots=True)
class _Rolled:
    """Everything that is needed to roll clusters up."""

    claims: Sequence[Row]
    units: Sequence[Telling]
    unit_of: Sequence[int]
    scores: Mapping[Pair, float]
    answers: Set[Pair]
    scorer: Scorer
    copy_of: Mapping[str, str]
    source_of: Mapping[str, int]
    decided: Sequence[Decision]

    def linked(self, clusters: Iterable[Sequence[int]]) -> Linked:
        """All of them, in order of their ids."""
        near: dict[int, list[int]] = defaultdict(list)
        for a, b in self.scores:
            near[a].append(b)
            near[b].append(a)
        found, members = [], []
        for numbers in clusters:
            rows = [self.claims[n] for n in numbers]
            inside = {self.unit_of[n] for n in numbers}
            made = incident(rows, self.source_of, self._reasons(rows, inside))
            found.append(made)
            links = {unit: self._link(unit, inside, near[unit]) for unit in inside}
            members += [self._member(n, made.id, *links[self.unit_of[n]]) for n in numbers]
        found.sort(key=lambda one: one.id)
        return Linked(tuple(found), tuple(sorted(members, key=lambda member: member.claim_id)))

    def _member(self, n: int, id_: str, score: float, reasons: tuple[str, ...]) -> Member:
        row = self.claims[n]
        return Member(row["claim_id"], row["report_id"], id_, self.copy_of[row["report_id"]], score, reasons)

    def _link(self, unit: int, inside: set[int], near: Sequence[int]) -> tuple[float, tuple[str, ...]]:
        """A unit's average agreement with the others, and what speaks for its strongest link."""
        others = [other for other in near if other in inside]
        if not others:
            return 1.0, ()
        worth = {other: self.scores[min(unit, other), max(unit, other)] for other in others}
        best = min(worth, key=lambda other: (-worth[other], self.units[other].id))
        told = self.scorer.reasons(compare(self.units[unit], self.units[best]))
        if (min(unit, best), max(unit, best)) in self.answers:
            told = ["one denies what the other tells", *told]
        average = sum(worth.values()) / (len(inside) - 1)
        return round(average, 4), (f"with {self.units[best].id}: {worth[best]:.2f}", *told)

    def _reasons(self, rows: Sequence[Row], inside: set[int]) -> list[str]:
        if len(rows) == 1:
            return ["one claim alone"]
        copies = {self.copy_of[row["report_id"]] for row in rows}
        reports = {row["report_id"] for row in rows}
        told = [f"{len(rows)} claims in {counted(len(reports), 'report')}"]
        if len(copies) < len(reports):
            told.append(f"{len(reports) - len(copies)} of the reports are near copies of others")
        if len(inside) > 1:
            pairs = [self.scores[a, b] for a in inside for b in inside if (a, b) in self.scores]
            told.append(f"agreement {sum(pairs) / (len(inside) * (len(inside) - 1) / 2):.2f} on average")
        return [*told, *self._decisions({row["claim_id"] for row in rows})]

    def _decisions(self, claims: set[str]) -> list[str]:
        out = []
        for decision in self.decided:
            of_these = [claim for claim in (*decision.claims, *decision.parted) if claim in claims]
            if len(of_these) >= (2 if decision.act == MERGE else 1):
                act = "merged" if decision.act == MERGE else "split"
                out.append(" ".join(f"{act} by {decision.who or 'somebody'} {decision.at} {decision.why}".split()))
        return out
