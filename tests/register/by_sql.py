"""The questions of the page, each asked of DuckDB over words: what counting over codes must give."""

from __future__ import annotations

from regesta.register.columns import KINDS, UNKNOWN
from regesta.register.conditions import OWN_VOICE, quad_of
from regesta.register.facets import MOST, NAMES, Facets, Value
from regesta.register.mapping import Places, Spot, _order
from regesta.register.network import NODES, Edge, Network, Node, Part
from regesta.register.timeline import SPANS, Bin, Lasting, Timeline, _end, _fitting

COUNTED = {
    "event": "event",
    "quad": "event",
    "actor": "unnest(actors)",
    "recipient": "unnest(recipients)",
    "voice": f"unnest(CASE WHEN len(voices) = 0 THEN ['{OWN_VOICE}'] ELSE voices END)",
    "realis": "realis",
    "certainty": "certainty",
    "country": "place.country",
    "place": "CASE WHEN place.country IS NULL THEN place.name ELSE place.name || ', ' || place.country END",
    "source": "report.source",
    "year": "year(DAY)",
    "measure": "unnest(list_distinct([f.measure FOR f IN figures]))",
    "review": "coalesce(review_state, 'open')",
}


def facets(ask, where) -> Facets:
    """Every facet by a statement of its own; labels are the values."""
    total = ask(f"SELECT count(*) FROM claims WHERE {where.sql()}", where.values())[0][0]
    day = "coalesce(time_from, published)" if where.dated else "time_from"
    found = {}
    for name in NAMES:
        own = ["time" if name == "year" else name]
        sql = f"""SELECT value::VARCHAR, count(*) FROM (
            SELECT {COUNTED[name].replace("DAY", day)} AS value FROM claims WHERE {where.sql(without=own)}
        ) WHERE value IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {1000 if name == "quad" else MOST}"""
        counts: dict[str, int] = {}
        for value, count in ask(sql, where.values(without=own)):
            value = quad_of(value) if name == "quad" else value
            counts[value] = counts.get(value, 0) + count
        ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        found[name] = tuple(Value(value, value, count) for value, count in ordered)
    return Facets(total, found)


def timeline(ask, where, bin_: str = "auto") -> Timeline:
    """Claims by day, month or year."""
    start = "coalesce(time_from, published)" if where.dated else "time_from"
    sql = f"SELECT count(*), count({start}), min({start}), max({start}) FROM claims WHERE {where.sql()}"
    total, dated, first, last = ask(sql, where.values())[0]
    chosen = bin_ if bin_ != "auto" else _fitting(first, last) if first else "day"
    sql = f"""SELECT date_trunc('{chosen}', {start})::DATE, event, count(*) FROM claims
              WHERE {where.sql()} AND {start} IS NOT NULL GROUP BY ALL ORDER BY 1"""
    counts: dict = {}
    for day, event, count in ask(sql, where.values()):
        of = counts.setdefault(day, {})
        of[quad_of(event)] = of.get(quad_of(event), 0) + count
    sql = f"""SELECT claim_id, event, time_from, time_to, time.precision FROM claims
              WHERE {where.sql()} AND time_to - time_from > 1 ORDER BY 3, 4, 1"""
    spans = [Lasting(row[0], row[1], quad_of(row[1]), *row[2:]) for row in ask(sql, where.values())]
    items = tuple(Bin(day, _end(day, chosen), of) for day, of in counts.items())
    return Timeline(chosen, items, total - dated, tuple(spans) if total <= SPANS else ())


def places(ask, where) -> Places:
    """Claims by the point they have on a map."""
    sql = f"""SELECT count(*) FILTER (place IS NULL), count(*) FILTER (place IS NOT NULL AND place.latitude IS NULL)
              FROM claims WHERE {where.sql()}"""
    without = ask(sql, where.values())[0]
    sql = f"""SELECT place.name, place.country, place.latitude, place.longitude, coalesce(place.precision, ''), event,
              count(*) FROM claims
              WHERE {where.sql()} AND place.latitude IS NOT NULL AND place.longitude IS NOT NULL GROUP BY ALL"""
    found: dict = {}
    for *spot, event, count in ask(sql, where.values()):
        counts = found.setdefault(tuple(spot), {})
        counts[quad_of(event)] = counts.get(quad_of(event), 0) + count
    spots = [Spot(*spot, sum(counts.values()), counts) for spot, counts in found.items()]
    spots.sort(key=_order)
    return Places(tuple(spots), 0, *without)


def network(ask, where, limit: int | None = None) -> Network:
    """Pairs of actors and recipients; names are codes."""
    rows = ask(f"SELECT event, actors, recipients FROM claims WHERE {where.sql()}", where.values())
    nodes: dict[str, int] = {}
    edges: dict = {}
    without = 0
    for event, actors, recipients in rows:
        pairs = [(a, r) for a in actors or () for r in recipients or () if "---" not in (a, r)]
        without += not pairs
        for code in {code for pair in pairs for code in pair}:
            nodes[code] = nodes.get(code, 0) + 1
        for pair in pairs:
            of = edges.setdefault((*pair, quad_of(event)), {})
            of[event] = of.get(event, 0) + 1
    kept = sorted(nodes.items(), key=lambda one: (-one[1], one[0]))[: limit or NODES]
    codes = {code for code, _ in kept}
    made = [Edge(*edge, sum(of.values()), dict(sorted(of.items()))) for edge, of in edges.items()]
    made.sort(key=lambda edge: (-edge.count, edge.source, edge.target, edge.quad))
    between = tuple(edge for edge in made if {edge.source, edge.target} <= codes)
    return Network(tuple(Node(code, code, n) for code, n in kept), between, len(made) - len(between), without)


def actors(ask, where) -> tuple[Part, ...]:
    """Who takes part; labels are the codes."""
    kinds = ", ".join(f"'{kind}'" for kind in (*KINDS, UNKNOWN))
    plain = " UNION ALL ".join(
        f"SELECT '{role}' AS role, unnest({role}s) AS code, '' AS name FROM asked"
        for role in ("actor", "recipient", "voice")
    )
    sql = f"""WITH asked AS MATERIALIZED (
        SELECT row_number() OVER () AS number, actors, recipients, voices, participants, attribution
        FROM claims WHERE {where.sql()}
    ), kinds AS (
        SELECT number, unnest([{{'role': p.role, 'code': p.code, 'name': p.entity.name}} FOR p IN participants]
            || [{{'role': 'voice', 'code': p.code, 'name': p.entity.name}} FOR p IN attribution]) AS p
        FROM asked
    ), parts AS (
        SELECT role, code, name FROM ({plain}) WHERE code NOT IN ({kinds})
        UNION ALL SELECT role, code, name FROM (
            SELECT DISTINCT number, p.role AS role, p.code AS code, coalesce(p.name, '') AS name FROM kinds
        ) WHERE list_contains(?::VARCHAR[], code)
    )
    SELECT code, name, count(*) FILTER (role = 'actor') AS as_actor,
        count(*) FILTER (role = 'recipient') AS as_recipient, count(*) FILTER (role = 'voice') AS as_voice
    FROM parts GROUP BY ALL ORDER BY -(as_actor + as_recipient + as_voice), code, name"""
    found = ask(sql, [*where.values(), list(KINDS)])
    return tuple(Part(code, name or code, *counts) for code, name, *counts in found)
