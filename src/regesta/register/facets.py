"""Facets: how many claims there are for each value of a filter, the others held.

Every facet leaves its own filter out, so that a second actor can be chosen beside the first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from regesta.register.codes import Bools, Column, Many
from regesta.register.columns import Columns
from regesta.register.conditions import OWN_VOICE
from regesta.register.seen import Seen

#: From a code to a name for people.
NameOf = Callable[[str], str]

#: Values of a facet: nobody reads more, and the rest is found by asking.
MOST = 50


@dataclass(frozen=True, slots=True)
class Value:
    """A value to filter by, what to show for it, and its claims."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """The claims that fit, and for each facet its values, the most frequent first."""

    total: int
    values: dict[str, tuple[Value, ...]]


def _plain(value: str, _: NameOf) -> str:
    return value


def _named(value: str, name_of: NameOf) -> str:
    return name_of(value)


def _voice(value: str, name_of: NameOf) -> str:
    return "the report itself" if value == OWN_VOICE else name_of(value)


def _place(value: str, name_of: NameOf) -> str:
    name, _, code = value.rpartition(", ")
    return f"{name}, {name_of(code)}" if name and name != name_of(code) else name or value


#: The facets in their order, and how the values of some are shown; the others' are words for people.
NAMES = (
    "event", "quad", "actor", "recipient", "voice", "realis", "certainty", "country", "place", "source", "year",
    "measure", "review",
)  # fmt: skip
_LABELS: dict[str, Callable[[str, NameOf], str]] = {
    "quad": lambda value, _: value.replace("_", " "),
    "actor": _named,
    "recipient": _named,
    "voice": _voice,
    "country": _named,
    "place": _place,
    "source": lambda value, _: value or "no source",
}
#: The filter that a facet leaves out, where it has another name.
_OWN = {"year": "time"}
#: Filters that facets leave out.
OWN = tuple(_OWN.get(name, name) for name in NAMES)


def facets(seen: Seen, *, name_of: NameOf) -> Facets:
    """All facets of a question, of whose claims those are seen that fit without the filters in `OWN`."""
    fit = seen.fit()
    asked = {name for name, _ in seen.parts}
    values = {}
    for name in NAMES:
        own = _OWN.get(name, name)
        of = _column(seen.columns, name, dated=seen.asked.dated)
        values[name] = _values(name, of, seen.fit(without=[own]) if own in asked else fit, name_of)
    return Facets(int(np.count_nonzero(fit)), values)


def _column(columns: Columns, name: str, *, dated: bool) -> Column | Many:
    if name == "quad":
        return columns.quad
    if name == "year":
        return columns.year["dated" if dated else "began"]
    return columns.one[name] if name in columns.one else columns.many[name]


def _values(name: str, of: Column | Many, fit: Bools, name_of: NameOf) -> tuple[Value, ...]:
    """The most frequent values, equally frequent ones by name."""
    counts = of.counts(fit)
    least = np.partition(counts, -MOST)[-MOST] if len(counts) > MOST else 0
    found = [(int(counts[code]), str(of.values[code])) for code in np.flatnonzero(counts >= max(1, least)).tolist()]
    ordered = sorted(found, key=lambda one: (-one[0], one[1]))[:MOST]
    label = _LABELS.get(name, _plain)
    return tuple(Value(value, label(value, name_of), count) for count, value in ordered)
