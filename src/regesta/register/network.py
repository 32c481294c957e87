"""Who does what to whom, as a network of codes, and who takes part how often."""

from __future__ import annotations

from dataclasses import dataclass

from regesta.errors import BadValueError
from regesta.register.conditions import quad_of
from regesta.register.facets import Ask, NameOf
from regesta.register.filters import Where
from regesta.register.paging import Page, behind, cut, size

#: A party of which only that it acts is known.
UNKNOWN = "---"
#: Codes that name a kind of body and not one: their entries are told apart by name.
KINDS = ("IMG", "NGO", "MNC", "ISM")
#: Nodes of a network unless asked otherwise; more cannot be read as a drawing. At most so many.
NODES, MOST = 60, 500


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


def network(ask: Ask, asked: Where, *, name_of: NameOf, limit: int | None = None) -> Network:
    """The network of the claims that fit.

    Raises:
        BadValueError: a number of nodes beyond what may be asked for.
    """
    if limit is not None and not 1 <= limit <= MOST:
        raise BadValueError(f"no number of nodes: {limit}", where="limit", mend=f"give 1 to {MOST}")
    pairs = f"""WITH pairs AS MATERIALIZED (
        SELECT row_number() OVER () AS number, event, actors, recipients FROM claims
        WHERE len(actors) > 0 AND len(recipients) > 0 AND {asked.sql()}
    ), dyads AS MATERIALIZED (
        SELECT * FROM (SELECT number, event, actor, unnest(recipients) AS recipient
            FROM (SELECT number, event, recipients, unnest(actors) AS actor FROM pairs) WHERE actor <> '{UNKNOWN}')
        WHERE recipient <> '{UNKNOWN}'
    ) """
    sql = f"""{pairs} SELECT 'dyad', actor, recipient, event, count(*) FROM dyads GROUP BY ALL
        UNION ALL SELECT 'node', code, NULL, NULL, count(DISTINCT number) FROM (
            SELECT number, actor AS code FROM dyads UNION ALL SELECT number, recipient FROM dyads) GROUP BY ALL
        UNION ALL SELECT 'known', NULL, NULL, NULL, count(DISTINCT number) FROM dyads
        UNION ALL SELECT 'total', NULL, NULL, NULL, count(*) FROM claims WHERE {asked.sql()}"""
    rows = ask(sql, [*asked.values(), *asked.values()])
    counts = sorted(((row[4], row[1]) for row in rows if row[0] == "node"), key=lambda found: (-found[0], found[1]))
    kept = counts[: limit or NODES]
    codes = {code for _, code in kept}
    edges = _edges([(row[1], row[2], row[3], row[4]) for row in rows if row[0] == "dyad"])
    between = tuple(edge for edge in edges if {edge.source, edge.target} <= codes)
    nodes = tuple(Node(code, name_of(code), count) for count, code in kept)
    sums = {row[0]: row[4] for row in rows if row[0] in ("known", "total")}
    return Network(nodes, between, len(edges) - len(between), sums["total"] - sums["known"])


def _edges(dyads: list[tuple[str, str, str, int]]) -> list[Edge]:
    found: dict[tuple[str, str, str], dict[str, int]] = {}
    for actor, recipient, event, count in dyads:
        found.setdefault((actor, recipient, quad_of(event)), {})[event] = count
    edges = [Edge(*ends, sum(events.values()), dict(sorted(events.items()))) for ends, events in found.items()]
    return sorted(edges, key=lambda edge: (-edge.count, edge.source, edge.target, edge.quad))


@dataclass(frozen=True, slots=True)
class Part:
    """A party and the claims in which it acts, is acted upon or is spoken through."""

    code: str
    name: str
    as_actor: int
    as_recipient: int
    as_voice: int


def actors(
    ask: Ask, asked: Where, *, name_of: NameOf, limit: int | None = None, after: str | None = None
) -> Page[Part]:
    """Who takes part in the claims that fit, the most frequent first; armed groups and other kinds by their names.

    Raises:
        BadValueError: no such size of a page, or no such page.
    """
    rows, keys = size(limit), ("-(as_actor + as_recipient + as_voice)", "code", "name")
    condition, values = behind(keys, after, name="actors")
    kinds = ", ".join(f"'{kind}'" for kind in (*KINDS, UNKNOWN))
    of_kinds = list(KINDS)
    plain = " UNION ALL ".join(
        f"SELECT '{role}' AS role, unnest({role}s) AS code, '' AS name FROM asked"
        for role in ("actor", "recipient", "voice")
    )
    sql = f"""WITH asked AS MATERIALIZED (
        SELECT row_number() OVER () AS number, actors, recipients, voices, participants, attribution
        FROM claims WHERE {asked.sql()}
    ), kinds AS (
        SELECT number, unnest([{{'role': p.role, 'code': p.code, 'name': p.entity.name}} FOR p IN participants]
            || [{{'role': 'voice', 'code': p.code, 'name': p.entity.name}} FOR p IN attribution]) AS p
        FROM asked WHERE list_has_any(actors || recipients || voices, ?::VARCHAR[])
    ), parts AS (
        SELECT role, code, name FROM ({plain}) WHERE code NOT IN ({kinds})
        UNION ALL SELECT role, code, name FROM (
            SELECT DISTINCT number, p.role AS role, p.code AS code, coalesce(p.name, '') AS name FROM kinds
        ) WHERE list_contains(?::VARCHAR[], code)
    ), sums AS (
        SELECT code, name, count(*) FILTER (role = 'actor') AS as_actor,
            count(*) FILTER (role = 'recipient') AS as_recipient, count(*) FILTER (role = 'voice') AS as_voice
        FROM parts GROUP BY code, name
    )
    SELECT {", ".join(keys)}, as_actor, as_recipient, as_voice FROM sums WHERE {condition}
    ORDER BY {", ".join(keys)} LIMIT {rows + 1}"""
    found, following = cut(ask(sql, [*asked.values(), of_kinds, of_kinds, *values]), rows, len(keys), name="actors")
    return Page(tuple(Part(code, name or name_of(code), *counts) for _, code, name, *counts in found), following)
