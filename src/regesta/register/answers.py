"""What a question gives back: rows to walk, tables for other tools, and a form that a notebook shows well."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from regesta.errors import UsageError
from regesta.records.claims import Claim
from regesta.records.decode import claim_from_json
from regesta.register import notebook
from regesta.register.incidents import incident_json
from regesta.register.notebook import Quotes
from regesta.register.schema import SHAPE
from regesta.register.wording import counted, period_words, range_words, readable, review_mark, who

#: Rows that a notebook or a prompt shows; the rest is a count, as nobody reads more in one sight.
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class ReportHead:
    """What a claim's row says about its report."""

    id: str
    title: str
    published: date | None
    source: str
    url: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim with the head of its report, and what people decided about it (`schema.REVIEW`; None while nobody did).

    The claim's fields are those that people left; `review["changes"]` says what was read before.
    """

    claim: Claim
    report: ReportHead
    review: dict[str, Any] | None = None


class Answer:
    """Rows in a fixed order, as an Arrow table underneath."""

    #: The columns shown, in order, with their headings.
    headings: tuple[str, ...] = ()

    def __init__(self, table: pa.Table, *, asked: str = "") -> None:
        self._table = table
        self._asked = asked

    def __len__(self) -> int:
        return int(self._table.num_rows)

    def dicts(self) -> Iterator[dict[str, Any]]:
        """The rows as plain values, without holding all of them at once."""
        for batch in self._table.to_batches(max_chunksize=1024):
            yield from batch.to_pylist()

    def to_arrow(self) -> pa.Table:
        """The whole answer as an Arrow table."""
        return self._table

    def to_pandas(self) -> Any:
        """The whole answer as a pandas DataFrame.

        Raises:
            UsageError: pandas is not installed.
        """
        try:
            import pandas  # noqa: F401, PLC0415 (optional)
        except ImportError as error:
            raise _missing("pandas") from error
        return self._table.to_pandas()

    def to_polars(self) -> Any:
        """The whole answer as a Polars DataFrame.

        Raises:
            UsageError: Polars is not installed.
        """
        try:
            import polars  # noqa: PLC0415 (optional)
        except ImportError as error:
            raise _missing("polars") from error
        return polars.from_arrow(self._table)

    def cells(self, row: dict[str, Any]) -> tuple[str, ...]:
        """A row as the texts under the headings, safe for a terminal."""
        return tuple(readable("" if row[name] is None else str(row[name])) for name in self.headings)

    def title(self) -> str:
        """What the rows are, and how many."""
        noun = type(self).__name__.lower()
        count = f"{len(self)} {noun if len(self) != 1 else noun[:-1]}"
        return f"{count}: {self._asked}" if self._asked else count

    def _head(self) -> list[tuple[str, ...]]:
        return [self.cells(row) for row in self._table.slice(0, _SHOWN).to_pylist()]

    def __repr__(self) -> str:
        rows = [self.headings, *(tuple(_short(cell) for cell in cells) for cells in self._head())]
        widths = [max(len(row[i]) for row in rows) for i in range(len(self.headings))]
        lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
        return "\n".join([readable(self.title()), *lines, *self._more()])

    def _repr_html_(self) -> str:
        """For notebooks: everything from a report is escaped, and nothing is loaded or linked."""
        return self._html_table()

    def _html_table(self) -> str:
        head = "".join(f"<th style='text-align:left'>{html.escape(name)}</th>" for name in self.headings)
        body = "".join(
            "<tr>" + "".join(f"<td style='text-align:left'>{html.escape(cell)}</td>" for cell in cells) + "</tr>"
            for cells in self._head()
        )
        caption = html.escape(readable(self.title()))
        more = "".join(f"<p>{html.escape(line)}</p>" for line in self._more())
        return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"

    def _more(self) -> list[str]:
        return [f"... and {len(self) - _SHOWN} more"] if len(self) > _SHOWN else []


class Claims(Answer):
    """Claims, ordered by event time (else publication), then as the reports tell them."""

    def _repr_html_(self) -> str:
        """For notebooks: cards with the words of each claim, a timeline, and the same as a table."""
        cards = [notebook.claim_card(row) for row in self._table.slice(0, _SHOWN).to_pylist()]
        return notebook.page(self.title(), self._table, cards, self._html_table(), self._more())

    headings = ("claim", "event", "actor", "recipient", "when", "realis", "according to", "words", "report")

    def __iter__(self) -> Iterator[ClaimRow]:
        for row in self.dicts():
            report = row["report"]
            head = ReportHead(report["id"], report["title"], report["published"], report["source"], report["url"])
            yield ClaimRow(claim_from_json(claim_json(row)), head, row["review"])

    def jsons(self) -> Iterator[dict[str, Any]]:
        """The claims as the objects that `regesta code` prints; those that people judged have a `review` beside."""
        return (claim_json(row) for row in self.dicts())

    def cells(self, row: dict[str, Any]) -> tuple[str, ...]:
        """One line a claim: who did what to whom, when, according to whom, in which words."""
        event = f"{row['event']} {row['mode']}" if row["mode"] else row["event"]
        event += review_mark(row["review"])
        return tuple(
            readable(cell)
            for cell in (
                row["claim_id"],
                event,
                who(row["participants"], "actor"),
                who(row["participants"], "recipient"),
                period_words(row["time"]),
                row["realis"] if row["certainty"] == "certain" else f"{row['realis']}, {row['certainty']}",
                " > ".join(f"{voice['text']}" for voice in row["attribution"]),
                row["evidence"]["quote"],
                " ".join(str(part) for part in (row["report"]["published"], row["report"]["title"]) if part),
            )
        )


def _none(_: Sequence[str]) -> Mapping[str, str]:
    return {}


class Incidents(Answer):
    """Incidents, by time.

    Attributes:
        reason: why there are none, or why they are not of the register as it is now; "" when all is well.
        quotes: gives the sentences of claims, for notebooks.
    """

    headings = ("incident", "event", "actor", "recipient", "when", "where", "figures", "told by", "for", "against")

    def __init__(self, table: pa.Table, *, asked: str = "", reason: str = "", quotes: Quotes = _none) -> None:
        super().__init__(table, asked=asked)
        self.reason, self._quotes = reason, quotes

    def _repr_html_(self) -> str:
        """For notebooks: cards with some of the words of each incident, a timeline, and the same as a table."""
        rows = self._table.slice(0, _SHOWN).to_pylist()
        quotes = self._quotes([id_ for row in rows for id_ in row["claim_ids"][: notebook.QUOTED]])
        cards = [
            notebook.incident_card(row, [quotes[id_] for id_ in row["claim_ids"][: notebook.QUOTED] if id_ in quotes])
            for row in rows
        ]
        return notebook.page(self.title(), self._table, cards, self._html_table(), self._more())

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return self.jsons()

    def jsons(self) -> Iterator[dict[str, Any]]:
        """The incidents as the objects that `regesta incidents` prints."""
        return (incident_json(row) for row in self.dicts())

    def cells(self, row: dict[str, Any]) -> tuple[str, ...]:
        """One line an incident: who did what to whom, when, where, how many, told by how many, for and against."""
        event = " ".join([row["event"], *row["modes"][:1]])
        claims = ", ".join(counted(row[f"{noun}s"], noun) for noun in ("claim", "report", "source"))
        return tuple(
            readable(cell)
            for cell in (
                row["incident_id"],
                event,
                ", ".join(row["actors"]),
                ", ".join(row["recipients"]),
                period_words(row["time"]),
                row["place"]["name"] if row["place"] else "",
                "; ".join(range_words(one) for one in row["figures"]),
                claims,
                ", ".join(row["for"]),
                ", ".join(row["against"]),
            )
        )

    def _more(self) -> list[str]:
        return [*super()._more(), *([readable(self.reason)] if self.reason else [])]


class Reports(Answer):
    """Reports, newest first."""

    headings = ("report_id", "published", "title", "source", "claims", "origin")

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return self.dicts()


class Rejections(Answer):
    """Inputs that were refused, and why."""

    headings = ("origin", "stage", "reason", "detail")

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return self.dicts()


def claim_json(row: dict[str, Any]) -> dict[str, Any]:
    """The JSON object of a claim from its row: the flat columns dropped, dates as text, a review where there is one."""
    value = {name: row[name] for name in SHAPE.names}
    value["report"] = {**row["report"], "published": _iso(row["report"]["published"])}
    if row["time"] is not None:
        value["time"] = {**row["time"], "from": _iso(row["time"]["from"]), "to": _iso(row["time"]["to"])}
    if row.get("review") is not None:
        value["review"] = review_json(row["review"])
    return value


def review_json(review: dict[str, Any]) -> dict[str, Any]:
    """A review with the values of its changes as they are in a claim's object."""
    changes = [{**c, "old": json.loads(c["old"]), "new": json.loads(c["new"])} for c in review["changes"]]
    return {**review, "changes": changes}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _short(cell: str, width: int = 48) -> str:
    return cell if len(cell) <= width else cell[: width - 1] + "…"


def _missing(package: str) -> UsageError:
    return UsageError(f"{package} is not installed", mend="pip install 'regesta[notebook]'")
