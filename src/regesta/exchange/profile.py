"""What a profile is: a format to write claims in, with its columns, its words and what it cannot hold.

A profile is one file in `profiles/`: an ordered list of columns, a pure function from a happening (or a claim) to a
row, the values that a column may have, and the losses, each with the rule by which one value was chosen. Everything
that is said about a profile (the list, the codebook, the loss notes, the data package) is made from these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from regesta.exchange.happenings import Happening, of_reports

Json = Mapping[str, Any]
#: What a row of an event table is made from while nothing is linked.
ONE_REPORT = "a happening: the claims of one report with the same type, realis, parties and time"


class Source(Protocol):
    """Claims to write, as often as asked: what `Register.claims` answers."""

    def __len__(self) -> int: ...

    def jsons(self) -> Iterator[dict[str, Any]]:
        """The claims as the objects that `regesta code` prints."""

    def to_arrow(self) -> Any:
        """The claims as one Arrow table."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: exactly as in the header.
        kind: a Frictionless type: `string`, `integer`, `number`, `date`, `datetime` or `boolean`.
        meaning: what stands in it, for the codebook.
        values: the only values it may have, when the list is closed; empty cells are always allowed.
    """

    name: str
    kind: str
    meaning: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A file of a profile; `columns` is empty when it is no table.

    Attributes:
        name: the file's name in the folder.
        media: its media type.
        columns: in their order.
        delimiter: between cells, for tables of text.
        header: whether the first line names the columns.
    """

    name: str
    media: str
    columns: tuple[Column, ...] = ()
    delimiter: str = ","
    header: bool = True


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that a format cannot hold, and by which rule one value was chosen or nothing written."""

    what: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to write.

    Attributes:
        raw: texts verbatim, not guarded against formulas.
        happenings: from claims to happenings; `linked.options_for` gives those of incidents.
        rows: what a row of an event table is made from, for LOSS.md.
    """

    raw: bool = False
    happenings: Callable[[Iterable[Json]], Iterator[Happening]] = of_reports
    rows: str = ONE_REPORT


@dataclass(slots=True)
class Tally:
    """What was written: rows by file, and what was left out by its reason."""

    rows: dict[str, int] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Profile:
    """A format that claims can be written in.

    Attributes:
        name: as on the command line.
        title: what it is, in one line.
        opens: what opens it.
        files: the data files, the main one first.
        losses: what it cannot hold.
        write: writes the data files into a folder that exists; reads no clock, network or environment.
        ending: of the one file that it can be, with the dot; "" when it is always a folder.
        single: whether it gives one value where claims differ, so that the claims belong beside it.
        reads: whether `import` and `compare` read it.
    """

    name: str
    title: str
    opens: str
    files: tuple[Table, ...]
    losses: tuple[Loss, ...]
    write: Callable[[Source, Path, Options], Tally]
    ending: str = ""
    single: bool = False
    reads: bool = False
