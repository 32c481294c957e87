"""Who does what to whom, as a network of codes, and who takes part how often."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from regesta.errors import BadValueError
from regesta.register.codes import Codes, told_apart
from regesta.register.columns import Columns, body_of
from regesta.register.conditions import quad_of
from regesta.register.facets import NameOf
from regesta.register.paging import Page, beyond, cut, size
from regesta.register.seen import Seen

#: Nodes of a network unless asked otherwise; more cannot be read as a drawing. At most so many.
NODES, MOST = 60, 500
#: The columns of those who take part, in the order of `Part`, and the keys of their list.
_ROLES = ("acting", "undergoing", "speaking")
_KEYS = ("count", "code", "name")


@dataclass(frozen=True, slots=True)
class Node:
    """A code and the claims in which it does something to somebody or has it done."""

    code: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Edge:
    """Claims of one quad class from an actor to a recipient; `events` counts them by type."""

    source: str
    target: str
    quad: str
    count: int
    events: dict[str, int]


@dataclass(frozen=True, slots=True)
class Network:
    """Who does what to whom.

    Attributes:
        nodes: the busiest, in that order.
        edges: between these, the heaviest first.
        more: edges that lead to or from other nodes.
        without: claims left out because no actor or no recipient is known.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    more: int
    without: int


def network(seen: Seen, *, name_of: NameOf, limit: int | None = None) -> Network:
    """The network of the claims that fit.

    Raises:
        BadValueError: a number of nodes beyond what may be asked for.
    """
    if limit is not None and not 1 <= limit <= MOST:
        raise BadValueError(f"no number of nodes: {limit}", where="limit", mend=f"give 1 to {MOST}")
    fit, columns = seen.fit(), seen.columns
    nodes = _nodes(columns.paired.counts(fit), columns.parties, limit or NODES)
    edges, more = _edges(columns, columns.dyads.counts(fit), [code for code, _ in nodes])
    known = np.zeros(columns.rows, dtype=bool)
    known[columns.dyads.owners] = True
    named = tuple(Node(columns.parties[code], name_of(columns.parties[code]), count) for code, count in nodes)
    return Network(named, edges, more, int(np.count_nonzero(fit & ~known)))


def _nodes(counts: Codes, parties: tuple[str, ...], most: int) -> list[tuple[int, int]]:
    """The busiest parties as their codes and counts, equally busy ones by name."""
    found = [(int(code), int(counts[code])) for code in np.flatnonzero(counts)]
    return sorted(found, key=lambda one: (-one[1], parties[one[0]]))[:most]


def _edges(columns: Columns, counts: Codes, nodes: list[int]) -> tuple[tuple[Edge, ...], int]:
    """The edges between some parties, the heaviest first, and how many others there are."""
    events = columns.one["event"].values
    there = np.flatnonzero(counts)
    ends, kinds = columns.ends[there, :2], columns.ends[there, 2]
    between = np.isin(ends, nodes).all(axis=1)
    quads = [quad_of(event) for event in events]
    quad = np.array([sorted(set(quads)).index(one) for one in quads], dtype=np.int64)[kinds]
    every = len(told_apart([ends[:, 0], ends[:, 1], quad])[0])
    found: dict[tuple[str, str, str], dict[str, int]] = {}
    rows = zip(ends[between].tolist(), kinds[between].tolist(), counts[there[between]].tolist(), strict=True)
    for (actor, recipient), event, count in rows:
        edge = columns.parties[actor], columns.parties[recipient], quads[event]
        found.setdefault(edge, {})[events[event]] = count
    edges = [Edge(*edge, sum(of.values()), dict(sorted(of.items()))) for edge, of in found.items()]
    edges.sort(key=lambda edge: (-edge.count, edge.source, edge.target, edge.quad))
    return tuple(edges), every - len(edges)


@dataclass(frozen=True, slots=True)
class Part:
    """A party and the claims in which it acts, is acted upon or is spoken through."""

    code: str
    name: str
    as_actor: int
    as_recipient: int
    as_voice: int


def actors(seen: Seen, *, name_of: NameOf, limit: int | None = None, after: str | None = None) -> Page[Part]:
    """Who takes part in the claims that fit, the most frequent first; armed groups and other kinds by their names.

    Raises:
        BadValueError: no such size of a page, or no such page.
    """
    rows, behind = size(limit), beyond(_KEYS, after, name="actors")
    fit = seen.fit()
    found: dict[str, list[int]] = {}
    for number, role in enumerate(_ROLES):
        of = seen.columns.many[role]
        counts = of.counts(fit)
        for code in np.flatnonzero(counts).tolist():
            found.setdefault(of.values[code], [0] * len(_ROLES))[number] = int(counts[code])
    ordered = sorted((-sum(counts), *body_of(value), *counts) for value, counts in found.items())
    page = [row for row in ordered if behind is None or row[: len(_KEYS)] > behind][: rows + 1]
    kept, following = cut(page, rows, len(_KEYS), name="actors")
    return Page(tuple(Part(code, name or name_of(code), *counts) for _, code, name, *counts in kept), following)
