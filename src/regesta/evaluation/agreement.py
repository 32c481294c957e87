"""When a coded claim agrees with a gold claim, level by level and slot by slot (codebook section 11).

Works on claims as JSON objects of the shape that `regesta code` prints and that gold files hold, so that any coder's
output can be scored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from regesta.errors import DataError
from regesta.evaluation.assignment import best_pairs
from regesta.ontology import scheme

LEVELS = ("located", "quad", "typed", "dyad", "told")
SLOTS = ("actor", "recipient", "realis", "voice", "certainty", "time", "place", "figures")
#: Code points within which two triggers that do not overlap must start to be paired at all.
REACH = 80
NOBODY = "---"
#: Codes that mean the same, in whichever scheme they were written.
_SAME: Mapping[str | None, str] = {
    "UNO": "UN", "EUR": "EU", "KOS": "XKX", "": NOBODY, None: NOBODY, "IGO": NOBODY, "UNK": NOBODY,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Coded:
    """What of a claim is compared. `time` is (from, to, precision); a None field was not told.

    `place` is None when no place was told, else its country in a tuple of one.
    """

    event: str
    start: int
    end: int
    actors: frozenset[str]
    recipients: frozenset[str]
    realis: str
    certainty: str
    voice: tuple[str, str] | None
    time: tuple[str | None, str | None, str | None] | None
    place: tuple[str | None] | None
    figures: frozenset[tuple[str | None, float | None]]
    core: bool = True


def coded(claim: Mapping[str, Any], *, where: str = "") -> Coded:
    """A claim's object as it is compared.

    Raises:
        DataError: the object is no claim; `where` names its file.
    """
    try:
        hops = claim.get("attribution") or []
        time, place = claim.get("time"), claim.get("place")
        return Coded(
            event=claim["event"],
            start=int(claim["trigger"]["start"]),
            end=int(claim["trigger"]["end"]),
            actors=_codes(claim, "actor"),
            recipients=_codes(claim, "recipient"),
            realis=claim.get("realis", "actual"),
            certainty=claim.get("certainty", "certain"),
            voice=(_code(hops[-1]), hops[-1].get("stance", "asserts")) if hops else None,
            time=(time.get("from"), time.get("to"), time.get("precision")) if time else None,
            place=(place.get("country"),) if place else None,
            figures=frozenset((f.get("measure"), f.get("low")) for f in claim.get("figures") or []),
            core=claim.get("weight", "core") == "core",
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise DataError(f"not a claim: {type(error).__name__} {error}", where=where) from error


def _code(thing: Mapping[str, Any]) -> str:
    entity = thing.get("entity") or thing
    found = entity.get("code") or entity.get("country")
    return _SAME.get(found, found) or NOBODY


def _codes(claim: Mapping[str, Any], role: str) -> frozenset[str]:
    found = {_code(party) for party in claim.get("participants") or [] if party.get("role") == role}
    return frozenset(found - {NOBODY})


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a predicted claim compares with a gold claim: truth values by level and by slot."""

    levels: Mapping[str, bool]
    slots: Mapping[str, bool]
    apart: int

    @property
    def worth(self) -> float:
        """How good a pair the two make: the type weighs most, the distance only breaks ties."""
        levels, slots = self.levels, self.slots
        heavy = 4 * levels["typed"] + 2 * levels["quad"] + 2 * levels["located"]
        return (
            heavy
            + slots["actor"]
            + slots["recipient"]
            + slots["realis"] * 0.5
            + slots["voice"] * 0.5
            - self.apart / 1000
        )


@cache
def _quads() -> Mapping[str, str]:
    return {event.name: event.quad for event in scheme.load().events}


def apart(gold: Coded, predicted: Coded) -> int:
    """0 where the triggers overlap, else the distance between their starts (at least 1)."""
    if gold.start < predicted.end and predicted.start < gold.end:
        return 0
    return abs(gold.start - predicted.start) or 1


def compare(gold: Coded, predicted: Coded) -> Verdict:
    """Level by level, slot by slot. Slots in which gold has nothing (time, place, figures) are left out."""
    typed = gold.event == predicted.event
    distance = apart(gold, predicted)
    slots = {
        "actor": _shared(gold.actors, predicted.actors),
        "recipient": _shared(gold.recipients, predicted.recipients),
        "realis": gold.realis == predicted.realis,
        "voice": gold.voice == predicted.voice,
        "certainty": gold.certainty == predicted.certainty,
    }
    dyad = typed and slots["actor"] and slots["recipient"]
    levels = {
        "located": distance == 0,
        "quad": _quads().get(gold.event) == _quads().get(predicted.event),
        "typed": typed,
        "dyad": dyad,
        "told": dyad and slots["realis"] and slots["voice"],
    }
    if gold.time is not None:
        slots["time"] = _same_time(gold.time, predicted.time)
    if gold.place is not None:
        slots["place"] = gold.place == (predicted.place or (None,))
    if gold.figures:
        slots["figures"] = gold.figures <= predicted.figures
    return Verdict(levels, slots, distance)


def _shared(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one & other) or not (one or other)


def _same_time(
    one: tuple[str | None, str | None, str | None], other: tuple[str | None, str | None, str | None] | None
) -> bool:
    """ISO days compare as text. Half-open intervals that share a day, told equally precisely."""
    if other is None or not (one[0] and one[1] and other[0] and other[1]):
        return False
    return one[0] < other[1] and other[0] < one[1] and one[2] == other[2]


def pair_up(gold: Sequence[Coded], predicted: Sequence[Coded]) -> list[tuple[int, int, Verdict]]:
    """The pairs of gold and predicted claims that agree best in total; unpaired claims are left out."""
    verdicts: dict[tuple[int, int], Verdict] = {}
    worth: list[list[float | None]] = [[None] * len(predicted) for _ in gold]
    for i, wanted in enumerate(gold):
        for j, found in enumerate(predicted):
            if apart(wanted, found) > REACH:
                continue
            verdict = compare(wanted, found)
            if verdict.levels["typed"] or verdict.levels["located"]:
                verdicts[i, j] = verdict
                worth[i][j] = verdict.worth
    return [(i, j, verdicts[i, j]) for i, j in best_pairs(worth)]
