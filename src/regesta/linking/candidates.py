"""Which tellings are worth comparing: those that share handles.

A handle is something two tellings of one happening are likely to share and few others do: a kind of act by somebody in
one stretch of days, at a place, with a name in the sentence, or in reports with the same telling words. Tellings of one
report are compared with one another in any case. Each telling is compared with the few that share most handles with it,
so that the work grows with the number of tellings and not with its square.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence

from regesta.linking.cluster import Pair
from regesta.linking.compare import barred
from regesta.linking.tellings import NOBODY, Telling, quads
from regesta.linking.words import Bag

#: Earlier tellings of one handle that each is set against, in order of time: a day of a war has hundreds under its
#: busiest handles, and those tell of different fights.
WINDOW = 30
#: Tellings of other reports each is compared with at most.
MOST = 40
#: Tellings of the same report after each that it is compared with.
SAME_REPORT = 40
#: Days in a stretch; every telling stands in the stretch of its day and in the next, so neighbours always meet.
STRETCH = 4
#: Names in the sentence and telling words of the report that make handles.
_NAMES, _WORDS = 5, 6


def candidates(tellings: Sequence[Telling]) -> list[Pair]:
    """Pairs of indices to compare, in order; whatever the order of the tellings, the same pairs of tellings."""
    found = set(_within_reports(tellings))
    # For each handle the last tellings that had it: one pass in order of time, each telling looking back.
    held: dict[str, deque[int]] = defaultdict(lambda: deque(maxlen=WINDOW))
    for n in sorted(range(len(tellings)), key=lambda n: (_day(tellings[n]) or 0, tellings[n].id)):
        near: Counter[int] = Counter()
        for handle in handles(tellings[n]):
            near.update(held[handle])
            held[handle].append(n)
        fitting = (m for m, _ in sorted(near.items(), key=lambda item: (-item[1], tellings[item[0]].id)))
        found.update(_most(tellings, n, fitting))
    return sorted(found)


def _most(tellings: Sequence[Telling], n: int, near: Iterator[int]) -> Iterator[Pair]:
    kept = 0
    for m in near:
        if _comparable(tellings[n], tellings[m]) and tellings[n].report != tellings[m].report:
            yield (m, n) if m < n else (n, m)
            kept += 1
            if kept == MOST:
                return


def _comparable(one: Telling, other: Telling) -> bool:
    """Whether nothing plain stands between the two: acts of another class, or certain times that exclude each other."""
    known = quads()
    return (not one.event or not other.event or known.get(one.event) == known.get(other.event)) and not barred(
        one.told, other.told
    )


def _within_reports(tellings: Sequence[Telling]) -> Iterator[Pair]:
    reports: dict[str, list[int]] = defaultdict(list)
    for n, one in enumerate(tellings):
        reports[one.report].append(n)
    for members in reports.values():
        members.sort(key=lambda n: (tellings[n].order, tellings[n].id))
        for at, n in enumerate(members):
            for m in members[at + 1 : at + 1 + SAME_REPORT]:
                if _comparable(tellings[n], tellings[m]):
                    yield (m, n) if m < n else (n, m)


def _day(one: Telling) -> int | None:
    """The day that orders a telling: the one told when it is told finely, else that of publication."""
    if one.told and (one.told.sharp or one.published is None):
        return one.told.first
    return one.published


def handles(one: Telling) -> list[str]:
    """The handles of a telling."""
    act = one.event or " ".join(sorted(one.stems))
    about = [f"by {who.code}" for who in one.actors if who.code not in NOBODY]
    about += [f"to {who.code}" for who in one.recipients if who.code not in NOBODY]
    about += [f"who {name}" for who in (*one.actors, *one.recipients) for name in who.names if who.code in NOBODY]
    if one.spot:
        about += [f"at {name}" for name in (one.spot.names if one.spot.fine else {one.spot.country or ""}) if name]
    about += [f"{amount.measure} {amount.low} {amount.high}" for amount in one.amounts]
    about += [f"name {word}" for word in _weightiest(one.names, _NAMES)]
    about += [f"word {word}" for word in _weightiest(one.story, _WORDS)]
    about += [f"stem {stem}" for stem in one.stems] if one.event else []
    day = _day(one)
    stretches = [""] if day is None else [str(day // STRETCH), str((day + STRETCH // 2) // STRETCH + 10**7)]
    return sorted({f"{act}|{what}|{when}" for what in about for when in stretches})


def _weightiest(words: Bag, count: int) -> list[str]:
    return sorted(words, key=lambda word: (-words[word], word))[:count]
