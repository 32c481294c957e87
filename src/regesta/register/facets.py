"""Facets: how many claims there are for each value of a filter, the others held.

Every facet leaves its own filter out, so that a second actor can be chosen beside the first. A claim counts for such a
facet when no other filter speaks against it; so one pass keeps the claims against which at most one filter speaks, with
what each of them says, and the facets are counted on these.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from regesta.register.conditions import OWN_VOICE, quad_of
from regesta.register.filters import Where

#: From SQL with `?` and its values to rows.
Ask = Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]
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


@dataclass(frozen=True, slots=True)
class _Facet:
    """A facet: the filters it leaves out, the column or list it counts, and how its values are shown."""

    own: tuple[str, ...]
    counted: str
    label: Callable[[str, NameOf], str] = lambda value, _: value
    many: bool = False


def _named(value: str, name_of: NameOf) -> str:
    return name_of(value)


def _voice(value: str, name_of: NameOf) -> str:
    return "the report itself" if value == OWN_VOICE else name_of(value)


def _place(value: str, name_of: NameOf) -> str:
    name, _, code = value.rpartition(", ")
    return f"{name}, {name_of(code)}" if name and name != name_of(code) else name or value


_FACETS: dict[str, _Facet] = {
    "event": _Facet(("event",), "event"),
    "quad": _Facet(("quad",), "event", lambda value, _: value.replace("_", " ")),
    "actor": _Facet(("actor",), "actors", _named, many=True),
    "recipient": _Facet(("recipient",), "recipients", _named, many=True),
    "voice": _Facet(("voice",), f"CASE WHEN len(voices) = 0 THEN ['{OWN_VOICE}'] ELSE voices END", _voice, many=True),
    "realis": _Facet(("realis",), "realis"),
    "certainty": _Facet(("certainty",), "certainty"),
    "country": _Facet(("country",), "place.country", _named),
    "place": _Facet(
        ("place",),
        "CASE WHEN place.country IS NULL THEN place.name ELSE place.name || ', ' || place.country END",
        _place,
    ),
    "source": _Facet(("source",), "report.source", lambda value, _: value or "no source"),
    "year": _Facet(("time",), "year(DAY)"),
    "measure": _Facet(("measure",), "list_distinct([f.measure FOR f IN figures])", many=True),
    "review": _Facet(("review",), "coalesce(review_state, 'open')"),
}


def facets(ask: Ask, asked: Where, *, name_of: NameOf) -> Facets:
    """All facets of a question."""
    sql, values = _sql(asked)
    found: dict[str, dict[str, int]] = {name: {} for name in _FACETS}
    total = 0
    for name, value, count in ask(sql, values):
        if name == "total":
            total = count
        elif name == "quad":
            quad = quad_of(value)
            found[name][quad] = found[name].get(quad, 0) + count
        else:
            found[name][str(value)] = count
    return Facets(total, {name: _values(_FACETS[name], counts, name_of) for name, counts in found.items()})


def _values(facet: _Facet, counts: dict[str, int], name_of: NameOf) -> tuple[Value, ...]:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST]
    return tuple(Value(value, facet.label(value, name_of), count) for value, count in ordered)


def _sql(asked: Where) -> tuple[str, list[Any]]:
    """One statement: the claims against which at most one filter speaks, then a count for each facet."""
    own = {name for facet in _FACETS.values() for name in facet.own}
    left = [name for name in dict.fromkeys(name for name, _ in asked.parts) if name in own]
    day = "coalesce(time_from, published)" if asked.dated else "time_from"
    says = {name: f"says_{name}" for name in left}
    columns = [f"{facet.counted.replace('DAY', day)} AS counted_{name}" for name, facet in _FACETS.items()]
    columns += [f"coalesce({asked.sql_of(name)}, false) AS {says[name]}" for name in left]
    against = " + ".join(f"(NOT {one})::INT" for one in says.values()) or "0"
    values = [value for name in left for value in asked.values_of(name)]
    counts = [f"SELECT 'total', NULL, count(*) FROM base WHERE {_all(says.values())}"]
    for name, facet in _FACETS.items():
        rest = _all(one for asked_by, one in says.items() if asked_by not in facet.own)
        of = f"unnest(counted_{name})" if facet.many else f"counted_{name}"
        counts.append(
            f"(SELECT '{name}', value::VARCHAR, count(*) AS count FROM (SELECT {of} AS value FROM base WHERE {rest})"
            f" WHERE value IS NOT NULL GROUP BY 2 ORDER BY 3 DESC, 2 LIMIT {MOST})"
        )
    sql = f"""WITH base AS MATERIALIZED (
        SELECT * FROM (SELECT {", ".join(columns)} FROM claims WHERE {asked.sql(without=left)}) WHERE {against} <= 1
    ) {" UNION ALL ".join(counts)}"""
    return sql, [*values, *asked.values(without=left)]


def _all(conditions: Any) -> str:
    return " AND ".join(conditions) or "true"
