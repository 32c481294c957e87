"""How far coders agree about the claims that two or more of them judged, field by field."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from regesta.review.desk import Desk
from regesta.review.fields import Values, key
from regesta.review.measures import ac1, alpha, interval, nominal, percent
from regesta.review.state import ADJUDICATION, Judgement, counting, differing

#: What is compared, in the order in which it is told. `decision` is whether the claim is one at all; `figure` compares
#: the lower bounds of figures of one measure as numbers.
FIELDS = (
    "decision", "event", "mode", "contexts", "actor", "recipient", "realis", "certainty", "voice", "time", "place",
    "figure",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement in one field.

    Attributes:
        field: which.
        units: claims that at least two coders judged (for `figure`: figures).
        percent: the share of pairs of coders that said the same.
        alpha: Krippendorff's, nominal; for `figure` of intervals.
        ac1: Gwet's; none for numbers.
    """

    field: str
    units: int
    percent: float | None
    alpha: float | None
    ac1: float | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A claim about which coders differ, and nobody has settled it."""

    claim_id: str
    segment: str
    coders: tuple[str, ...]
    fields: tuple[str, ...]
    settled: bool = False


def agreement(desk: Desk) -> list[Agreement]:
    """Agreement in every field, over all coders and the claims that two or more of them judged.

    Adjudications have no part in it: they come after. A claim that a coder rejected has no fields for that coder.
    """
    tables = {field: _units(desk, field) for field in FIELDS}
    return [_measured(field, units) for field, units in tables.items()]


def _measured(field: str, units: list[list[Hashable]]) -> Agreement:
    counted = [unit for unit in units if len(unit) > 1]
    numbers = field == "figure"
    return Agreement(
        field,
        len(counted),
        percent(counted),
        alpha(counted, interval if numbers else nominal),
        None if numbers else ac1(counted),
    )


def _units(desk: Desk, field: str) -> list[list[Hashable]]:
    found: list[list[Hashable]] = []
    for _, judged in desk.judgements():
        if len(judged) < 2:
            continue
        if field == "decision":
            found.append(["reject" if one.rejected else "keep" for one in judged.values()])
            continue
        kept = [one.values for one in judged.values() if not one.rejected]
        if field == "figure":
            found += _figures(kept)
        else:
            found.append([_told(field, values) for values in kept])
    return found


def _told(field: str, values: Values) -> Hashable:
    """What a coder says in a field, as a name of a category."""
    if field in ("actor", "recipient"):
        parties = [party for party in values["participants"] if party["role"] == field]
        return str(sorted({" ".join([party["code"], *party["sectors"]]) for party in parties}))
    return str(key("attribution" if field == "voice" else field, values))


def _figures(kept: Sequence[Values]) -> list[list[Hashable]]:
    """The number that each coder has for each measure that all of them tell once."""
    numbers = [_numbers(values) for values in kept]
    measures = sorted({measure for one in numbers for measure in one})
    return [[one[measure] for one in numbers if measure in one] for measure in measures]


def _numbers(values: Values) -> Mapping[str, float]:
    """Bounds by measure: the lower one, else the upper; a measure told twice is left out, as nothing says which."""
    told = [figure["measure"] for figure in values["figures"]]
    return {
        figure["measure"]: figure["low"] if figure["low"] is not None else figure["high"]
        for figure in values["figures"]
        if told.count(figure["measure"]) == 1
    }


def differences(desk: Desk, *, settled: bool = False) -> list[Difference]:
    """The claims about which two coders differ, in the order of the journal.

    Args:
        desk: the desk.
        settled: also those that an adjudication settled.
    """
    found = []
    for thread, judged in desk.judgements():
        fields = _differing(judged)
        is_settled = any(line.decision.kind == ADJUDICATION for line in counting(thread.lines))
        if fields and (settled or not is_settled):
            one = Difference(thread.claim_id, thread.key[0], tuple(judged), tuple(fields), is_settled)
            found.append((thread.lines[0].number, one))
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]


def _differing(judged: Mapping[str, Judgement]) -> list[str]:
    every = list(judged.values())
    pairs = [(one, other) for i, one in enumerate(every) for other in every[i + 1 :]]
    return list(dict.fromkeys(field for one, other in pairs for field in differing(one, other)))
