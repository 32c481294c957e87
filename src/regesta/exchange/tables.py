"""What the field's event tables share: rows to text, parties to pairs, ids to numbers, what is left out and why."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import IO, Any

from regesta.exchange.cells import BETWEEN, cell, one_line
from regesta.exchange.happenings import Happening, Side
from regesta.exchange.profile import Loss, Options, Source, Table, Tally
from regesta.records.codec import digest

Row = Sequence[Any]
#: Hexadecimal digits of an id that fit a number which R and spreadsheets hold exactly: 52 bits of the 53 of a double.
_DIGITS = 13

#: Sectors of the codebook by what the tables ask for. Who bears arms for a state, against one or beside it; who does
#: not bear arms.
STATE_ARMS = frozenset({"MIL", "COP", "SPY"})
STATE = STATE_ARMS | {"GOV", "JUD", "LEG"}
REBELS = frozenset({"REB"})
MILITIAS = frozenset({"PRM", "UAF", "CRM", "PTY", "OPP", "PRE"})
CIVILIANS = frozenset({"CVL", "REF", "JRN", "MED", "EDU", "REL", "SOC", "LAB", "AGR", "BUS", "ELI"})

NOT_ACTUAL = "not told as having happened (realis future, hypothetical or negated)"
NOT_ASSERTED = "only told by a voice that denies or doubts it"

#: Losses of every table that has one row a happening.
COMMON = (
    Loss(
        "claims that differ",
        "A row is made from all claims that tell one happening (see above). It takes one mode, the finest place and "
        "all contexts that they tell; every claim stands in claims.csv.",
    ),
    Loss(
        "who says so, and how surely", "Voices, stances and certainty are in claims.csv only, unless a column has them."
    ),
    Loss("the score", "In claims.csv only, unless a column has it."),
    Loss("times with bounds", "A column that holds one day is empty when the time is not told to the day."),
    Loss("what is not known", "An empty cell is unknown; it is never 0 and never none."),
    Loss(
        "line ends and tabs in texts",
        "They are spaces. Texts that a spreadsheet would take for a formula get an "
        "apostrophe before them, unless --raw is given.",
    ),
)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Why a happening has no row."""

    reason: str


Mapped = Callable[[Happening], Sequence[Row] | LeftOut]


def open_table(path: Path) -> IO[str]:
    """A file for a table of text: UTF-8, line ends as written."""
    return path.open("w", encoding="utf-8", newline="")


def writer_of(out: IO[str], table: Table, *, raw: bool) -> Callable[[Row], None]:
    """Writes rows as the table's dialect says; the header, if it has one, is written at once."""
    if table.delimiter == "\t" and not table.header:
        # GDELT's readers know no quotes.
        write = csv.writer(out, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None).writerow
    else:
        write = csv.writer(out, delimiter=table.delimiter, lineterminator="\n").writerow
    if table.header:
        write([column.name for column in table.columns])

    def row(values: Row) -> None:
        write([_text(value, raw=raw) for value in values])

    return row


def _text(value: Any, *, raw: bool) -> Any:
    if isinstance(value, str):
        return cell(one_line(value), raw=raw)
    return value.isoformat() if isinstance(value, date) else value


def write_events(
    source: Source, folder: Path, options: Options, *, table: Table, mapped: Mapped, tally: Tally | None = None
) -> Tally:
    """Writes the rows of a mapping into a table, and counts what it leaves out."""
    tally = tally or Tally()
    count = 0
    with open_table(folder / table.name) as out:
        write = writer_of(out, table, raw=options.raw)
        for _, row in mapped_rows(options.happenings(source.jsons()), mapped, tally):
            write(row)
            count += 1
    tally.rows[table.name] = count
    return tally


def mapped_rows(happenings: Iterable[Happening], mapped: Mapped, tally: Tally) -> Iterator[tuple[Happening, Row]]:
    """Every row with its happening; what has none is counted."""
    for happening in happenings:
        found = mapped(happening)
        if isinstance(found, LeftOut):
            tally.left_out[found.reason] += 1
            continue
        for row in found:
            yield happening, row


def told_as_fact(happening: Happening) -> LeftOut | None:
    """Why a table of what happened has no place for it, or None."""
    if happening.realis != "actual":
        return LeftOut(NOT_ACTUAL)
    return None if happening.asserted else LeftOut(NOT_ASSERTED)


def pairs(happening: Happening) -> list[tuple[Side | None, Side | None]]:
    """Actor and recipient, each with each; of parties that act on one another, each with each later one."""
    actors, recipients = happening.actors, happening.recipients
    if actors and not recipients and len(actors) > 1:
        return [(one, other) for index, one in enumerate(actors) for other in actors[index + 1 :]]
    return [(actor, recipient) for actor in actors or (None,) for recipient in recipients or (None,)]


def number(id_: str, pair: int = 0) -> int:
    """An id as a number below 2^52; `pair` tells apart the rows of one happening."""
    return int(digest(["number", id_, pair])[:_DIGITS], 16)


def outlets(happening: Happening) -> list[str]:
    """The outlets that tell it, in order; the address's report where the outlet is not known."""
    return list(dict.fromkeys(telling.source for telling in happening.tellings if telling.source))


def voices(happening: Happening) -> str:
    """Who says so: of each telling the voice closest to the event."""
    return BETWEEN.join(dict.fromkeys(telling.voices[-1] for telling in happening.tellings if telling.voices))


def quotes(happening: Happening) -> str:
    """The sentences that tell it, each once."""
    return " | ".join(dict.fromkeys(telling.quote for telling in happening.tellings))


def last_day(happening: Happening) -> date | None:
    """The last day that belongs to it."""
    return happening.end - timedelta(days=1) if happening.end else None


def days(happening: Happening) -> int | None:
    """How many days its time spans, or None."""
    return (happening.end - happening.start).days if happening.start and happening.end else None


def admin(happening: Happening) -> dict[str, str]:
    """The place's name under the level it is told at: `city`, `district`, `province`; the others empty."""
    levels = {"point": "city", "town": "city", "district": "district", "province": "province"}
    found = dict.fromkeys(("city", "district", "province"), "")
    if happening.spot and happening.spot.precision in levels:
        found[levels[happening.spot.precision]] = happening.spot.name
    return found
