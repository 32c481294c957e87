"""Two tellings compared, feature by feature: numbers that a person can read, and that are 0 where nothing is known.

A feature of what the codebook codes (who, when, where, how many) says how well two sides agree, from -1 to 1. What one
of them does not tell argues neither way. Features of words are shares, from 0 to 1.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from regesta.linking.tellings import NOBODY, Amount, Days, Spot, Telling, Who, quads
from regesta.linking.words import cosine, table

#: The features in the order of the scorer's weights.
FEATURES = (
    "word", "kin", "type", "mode", "actors", "recipients", "crossed", "time", "time_loose", "published", "place",
    "figures", "sentence", "names", "beside", "story", "same_report", "word_sentence", "word_story", "kin_story",
    "word_far", "realis",
)  # fmt: skip
#: Below this nearness two words are no more alike than any two.
_KIN = 0.3
#: Days between publication and publication after which a report is hardly news of the same thing.
_NEWS = 6.0
#: Kilometres within which two points may be one place told twice, and beyond which they are not.
_NEAR, _FAR = 15.0, 120.0
#: Two persons of one state: they may both speak for it, but mostly they do other things.
_OTHER_PERSON = -0.5
#: What agreement of day or place is worth within one report.
_CARRIED = 0.3
#: Days that certain times may lie apart and still be one: time zones, nights, and "on Tuesday" for a night's fight.
TOLERANCE = 1


def compare(one: Telling, other: Telling) -> list[float]:
    """The features of a pair; the same whichever comes first."""
    near = _kinship(one.trigger, other.trigger)
    word, kin = (1.0, 0.0) if near >= 1.0 else (0.0, max(0.0, near - _KIN))
    same = one.report == other.report
    sentence = cosine(one.sentence, other.sentence)
    story = 0.0 if same else cosine(one.story, other.story)
    straight = _parties(one.actors, other.actors), _parties(one.recipients, other.recipients)
    time = [_carried(value, same) for value in _time(one.told, other.told, gap(one.told, other.told))]
    return [
        word,
        kin,
        _type(one.event, other.event),
        _equal(one.mode, other.mode),
        *straight,
        _crossed(one, other, straight),
        *time,
        _published(one, other),
        _carried(_place(one.spot, other.spot), same),
        _figures(one.amounts, other.amounts),
        sentence,
        cosine(one.names, other.names),
        cosine(one.around, other.around),
        story,
        float(same),
        word * sentence,
        word * story,
        kin * story,
        word * float(not same and story > 0.25),
        float(bool(one.realis) and one.realis == other.realis),
    ]


def _carried(value: float, same_report: bool) -> float:
    """Agreement of day or place within a report counts for less: one is often carried through all of it."""
    return value * _CARRIED if same_report and value > 0 else value


def _kinship(one: Sequence[str], other: Sequence[str]) -> float:
    known = table()
    return max((known.kin(a, b) for a in one for b in other), default=0.0)


def _type(one: str, other: str) -> float:
    """0 for the same type, as nothing else is compared much; less for neighbours, -1 for acts of another class."""
    if not one or not other or one == other:
        return 0.0
    return -0.5 if quads().get(one) == quads().get(other) else -1.0


def _equal(one: str, other: str) -> float:
    return 0.0 if not one or not other else (1.0 if one == other else -1.0)


def _parties(one: Sequence[Who], other: Sequence[Who]) -> float:
    """1 for the same, between for the same state's, -1 for others; the best pair of each member counts."""
    known = [[who for who in side if who.code not in NOBODY or who.names] for side in (one, other)]
    if not known[0] or not known[1]:
        return 0.0
    fewer, more = sorted(known, key=len)
    return sum(max(_same(a, b) for b in more) for a in fewer) / len(fewer)


def _same(one: Who, other: Who) -> float:
    if one.person and other.person:
        return 1.0 if one.person == other.person else _OTHER_PERSON
    if one.names & other.names:
        return 1.0
    if one.code in NOBODY or other.code in NOBODY:
        return 0.0 if one.code in ("---",) or other.code in ("---",) else -0.3
    if one.code != other.code:
        return -1.0
    if one.sectors & other.sectors or not (one.sectors and other.sectors):
        return 0.8
    return 0.3


def _crossed(one: Telling, other: Telling, straight: tuple[float, float]) -> float:
    """Whether the two sides are the same with the roles changed, as when both are said to have met or clashed."""
    a, b = _parties(one.actors, other.recipients), _parties(one.recipients, other.actors)
    return max(0.0, min(1.0, (a + b) / 2 - max(0.0, sum(straight) / 2)))


def gap(one: Days | None, other: Days | None) -> int | None:
    """Days between two told times: 0 when they share one, None when one is unknown."""
    if one is None or other is None:
        return None
    return max(0, max(one.first, other.first) - min(one.last, other.last) + 1)


def _time(one: Days | None, other: Days | None, apart: int | None) -> tuple[float, float]:
    """(sharp, loose): agreement of days, and overlap of times told more loosely."""
    if one is None or other is None or apart is None:
        return 0.0, 0.0
    longer = max(one.length, other.length)
    if apart == 0:
        return (1.0, 0.0) if longer <= 2 else (0.0, 2.0 / math.sqrt(longer + 1))
    if one.sharp and other.sharp:
        return (0.3, 0.0) if apart <= TOLERANCE and longer <= 2 else (-1.0, 0.0)
    return 0.0, -1.0


def barred(one: Days | None, other: Days | None) -> bool:
    """Whether two certain times exclude each other."""
    apart = gap(one, other)
    return (
        apart is not None and one is not None and other is not None and one.sharp and other.sharp and apart > TOLERANCE
    )


def _published(one: Telling, other: Telling) -> float:
    """Nearness of the news where one of the two does not tell when it happened."""
    if (one.told and other.told) or one.report == other.report:
        return 0.0
    a, b = (side.told.first if side.told else side.published for side in (one, other))
    return 0.0 if a is None or b is None else 2.0 * math.exp(-abs(a - b) / _NEWS) - 1.0


def _place(one: Spot | None, other: Spot | None) -> float:
    if one is None or other is None:
        return 0.0
    if one.names & other.names:
        return 1.0 if one.fine and other.fine else 0.5
    if one.country and other.country and one.country != other.country:
        return -1.0
    if not (one.fine and other.fine) or one.point is None or other.point is None:
        return 0.1
    far = _kilometres(one.point, other.point)
    if far <= _NEAR:
        return 0.8
    return -1.0 if far >= _FAR else 0.8 - 1.8 * (far - _NEAR) / (_FAR - _NEAR)


def _kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    a, b = (tuple(map(math.radians, point)) for point in (one, other))
    half = math.sin((a[0] - b[0]) / 2) ** 2 + math.cos(a[0]) * math.cos(b[0]) * math.sin((a[1] - b[1]) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))


def _figures(one: Sequence[Amount], other: Sequence[Amount]) -> float:
    """1 for an equal number, less for near ones, -1 for far ones; the best pair of one measure counts."""
    told = [_number(a, b) for a in one for b in other if a.measure == b.measure]
    return max(told, default=0.0)


def _number(one: Amount, other: Amount) -> float:
    a, b = (middle(amount) for amount in (one, other))
    if a is None or b is None:
        return 0.0
    if a == b:
        # A single dead is told of many happenings, 37 of few.
        return 1.0 if a > 3 else 0.5
    low, high = sorted((abs(a), abs(b)))
    if _within(one, b) or _within(other, a):
        return 0.5
    ratio = (low + 1.0) / (high + 1.0)
    return 0.3 if ratio >= 0.75 else 0.0 if ratio >= 0.5 else -1.0


def _within(amount: Amount, value: float) -> bool:
    low, high = amount.low, amount.high
    return (
        low != high and (low is None or low <= value) and (high is None or value <= high) and (low or 0.0) * 4 >= value
    )


def middle(amount: Amount) -> float | None:
    """The number that stands for a figure: its middle, or the bound that is known."""
    if amount.low is None or amount.high is None:
        return amount.low if amount.high is None else amount.high
    return (amount.low + amount.high) / 2
