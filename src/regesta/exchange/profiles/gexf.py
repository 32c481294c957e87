"""Who does what to whom as a network in time: GEXF 1.3, dynamic.

A node is a party, an edge a pair of parties and a type of event, with a spell for each time at which it is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from xml.sax.saxutils import quoteattr

from regesta.exchange.happenings import Happening, Side
from regesta.exchange.profile import Loss, Options, Profile, Source, Table, Tally
from regesta.exchange.tables import LeftOut, last_day, pairs, told_as_fact
from regesta.register.matching import fold
from regesta.register.wording import readable

FILE = Table("network.gexf", "application/xml")
NO_PAIR = "without an actor or without a recipient"
LOSSES = (
    Loss("claims", "An edge counts happenings and claims; which ones they are stands in no cell."),
    Loss(
        "what is no pair",
        "Happenings without an actor or a recipient have no edge. Parties that act on one another are "
        "paired in the order of the report.",
    ),
    Loss(
        "realis, denials, certainty", "Only what is told as having happened, by a voice that does not deny or doubt it."
    ),
    Loss(
        "who is the same",
        "A node is an entry of the knowledge file with its code, else the report's words with theirs: "
        "words without an entry are one node in all reports.",
    ),
    Loss(
        "times",
        "A spell runs from the first to the last day. An edge whose times are all unknown has no spell and is "
        "always there; `undated` counts such happenings.",
    ),
    Loss("place, figures, quotes", "Left out."),
)


@dataclass(slots=True)
class _Edge:
    spells: set[tuple[date, date]] = field(default_factory=set)
    happenings: int = 0
    claims: int = 0
    undated: int = 0


def write(source: Source, folder: Path, options: Options) -> Tally:
    """Writes the network."""
    tally = Tally()
    nodes, edges = network(options.happenings(source.jsons()), tally)
    with (folder / FILE.name).open("w", encoding="utf-8", newline="") as out:
        out.writelines(_document(nodes, edges))
    tally.rows[FILE.name] = len(edges)
    return tally


_Key = tuple[str, ...]


def network(
    happenings: Iterable[Happening], tally: Tally
) -> tuple[dict[_Key, Side], dict[tuple[_Key, _Key, str], _Edge]]:
    """Nodes and edges in the order in which they are first told."""
    nodes: dict[_Key, Side] = {}
    edges: dict[tuple[_Key, _Key, str], _Edge] = {}
    for happening in happenings:
        left = told_as_fact(happening)
        found = [(one, other) for one, other in pairs(happening) if one and other]
        if left or not found:
            tally.left_out[(left or LeftOut(NO_PAIR)).reason] += 1
            continue
        for one, other in found:
            first, second = _key(one), _key(other)
            nodes.setdefault(first, one)
            nodes.setdefault(second, other)
            edge = edges.setdefault((first, second, happening.event), _Edge())
            edge.happenings += 1
            edge.claims += len(happening.tellings)
            last = last_day(happening)
            if happening.start and last:
                edge.spells.add((happening.start, last))
            else:
                edge.undated += 1
    return nodes, edges


def _key(side: Side) -> _Key:
    """An entry is one node whatever its sector on the day; words count with their code."""
    return (side.entity,) if side.entity else ("words", side.code, fold(side.text).strip())


def _document(nodes: dict[_Key, Side], edges: dict[tuple[_Key, _Key, str], _Edge]) -> Iterable[str]:
    number = {key: index for index, key in enumerate(nodes)}
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
    yield '<graph mode="dynamic" defaultedgetype="directed" timeformat="date" timerepresentation="interval">\n'
    yield _attributes("node", (("code", "string"), ("sectors", "string"), ("entity", "string")))
    yield _attributes("edge", (("event", "string"), ("claims", "integer"), ("undated", "integer")))
    yield "<nodes>\n"
    for key, side in nodes.items():
        values = (side.code, " ".join(side.sectors), side.entity or "")
        yield f'<node id="{number[key]}" label={_quoted(side.name)}>{_values(values)}</node>\n'
    yield "</nodes>\n<edges>\n"
    for index, ((one, other, event), edge) in enumerate(edges.items()):
        head = (
            f'id="{index}" source="{number[one]}" target="{number[other]}" kind={_quoted(event)} label={_quoted(event)}'
        )
        spells = "".join(f'<spell start="{start}" end="{end}"/>' for start, end in sorted(edge.spells))
        spells = f"<spells>{spells}</spells>" if spells else ""
        values = (event, str(edge.claims), str(edge.undated))
        yield f'<edge {head} type="directed" weight="{edge.happenings}">{_values(values)}{spells}</edge>\n'
    yield "</edges>\n</graph>\n</gexf>\n"


def _attributes(of: str, names: Iterable[tuple[str, str]]) -> str:
    rows = "".join(f'<attribute id="{i}" title="{name}" type="{kind}"/>' for i, (name, kind) in enumerate(names))
    return f'<attributes class="{of}" mode="static">{rows}</attributes>\n'


def _values(values: Iterable[str]) -> str:
    return (
        "<attvalues>"
        + "".join(f'<attvalue for="{i}" value={_quoted(v)}/>' for i, v in enumerate(values))
        + "</attvalues>"
    )


def _quoted(text: str) -> str:
    """An attribute's value: one line, without the characters that XML 1.0 cannot hold."""
    return quoteattr("".join(c for c in readable(text) if c not in "\ufffe\uffff"))


PROFILE = Profile(
    "gexf",
    "who does what to whom as a network in time (GEXF 1.3, dynamic)",
    "Gephi 0.9.3 and later, networkx, graphology",
    (FILE,),
    LOSSES,
    write,
    ".gexf",
)
