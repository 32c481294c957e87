"""Claims as an SQLite database with foreign keys and full-text search, ready for Datasette."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from regesta.errors import UsageError
from regesta.exchange import flat
from regesta.exchange.profile import Loss, Options, Profile, Source, Table, Tally

#: The columns of `claims` are those of the flat row that belong to a claim alone; everything that may stand more than
#: once has a table of its own.
_CLAIM = (
    "claim_id", "report_id", "event", "mode", "trigger", "realis", "certainty", "time_text", "time_from", "time_to",
    "time_precision", "place_text", "place", "country", "latitude", "longitude", "quote", "quote_start", "quote_end",
    "score",
)  # fmt: skip
FILE = Table(
    "claims.sqlite", "application/vnd.sqlite3", tuple(column for column in flat.COLUMNS if column.name in _CLAIM)
)
LOSSES = (
    Loss(
        "reasons of links", "The reasons that decided codes and entities are left out; those of the claim are a table."
    ),
    Loss("why a time or place is unresolved", "The cells are null; the words are kept."),
)
_SCHEMA = """
CREATE TABLE reports (
    report_id TEXT PRIMARY KEY, title TEXT, published TEXT, source TEXT, url TEXT
);
CREATE TABLE entities (entity_id TEXT PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE claims (
    claim_id TEXT PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES reports (report_id),
    event TEXT NOT NULL, mode TEXT, "trigger" TEXT NOT NULL, realis TEXT NOT NULL, certainty TEXT NOT NULL,
    time_text TEXT, time_from TEXT, time_to TEXT, time_precision TEXT,
    place_text TEXT, place TEXT, country TEXT, latitude REAL, longitude REAL,
    quote TEXT NOT NULL, quote_start INTEGER NOT NULL, quote_end INTEGER NOT NULL, score REAL NOT NULL
);
CREATE TABLE parties (
    party_id INTEGER PRIMARY KEY,
    claim_id TEXT NOT NULL REFERENCES claims (claim_id),
    role TEXT NOT NULL CHECK (role IN ('actor', 'recipient', 'voice')),
    depth INTEGER NOT NULL,
    text TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    code TEXT NOT NULL, sectors TEXT NOT NULL,
    entity_id TEXT REFERENCES entities (entity_id),
    cue TEXT, stance TEXT, quotation TEXT
);
CREATE TABLE contexts (claim_id TEXT NOT NULL REFERENCES claims (claim_id), context TEXT NOT NULL);
CREATE TABLE figures (
    figure_id INTEGER PRIMARY KEY,
    claim_id TEXT NOT NULL REFERENCES claims (claim_id),
    measure TEXT NOT NULL, low REAL, high REAL, qualifier TEXT, unit TEXT, text TEXT NOT NULL
);
CREATE TABLE reasons (claim_id TEXT NOT NULL REFERENCES claims (claim_id), field TEXT NOT NULL, reason TEXT NOT NULL);
CREATE INDEX claims_report ON claims (report_id);
CREATE INDEX claims_event ON claims (event, time_from);
CREATE INDEX parties_claim ON parties (claim_id);
CREATE INDEX parties_entity ON parties (entity_id);
CREATE INDEX parties_code ON parties (code, role);
CREATE INDEX contexts_claim ON contexts (claim_id);
CREATE INDEX figures_claim ON figures (claim_id);
CREATE INDEX reasons_claim ON reasons (claim_id);
"""
#: Search by words whatever their case and accents; the words stand in the tables alone, not twice.
_SEARCH = """
CREATE VIRTUAL TABLE claims_fts USING fts5 (
    quote, "trigger", place, content="claims", tokenize="unicode61 remove_diacritics 2");
INSERT INTO claims_fts (claims_fts) VALUES ('rebuild');
CREATE VIRTUAL TABLE reports_fts USING fts5 (
    title, source, content="reports", tokenize="unicode61 remove_diacritics 2");
INSERT INTO reports_fts (reports_fts) VALUES ('rebuild');
"""


def write(source: Source, folder: Path, options: Options) -> Tally:
    """Writes the database.

    Raises:
        UsageError: this Python's SQLite has no full-text search.
    """
    count = 0
    with closing(sqlite3.connect(folder / FILE.name, isolation_level=None)) as base:
        base.execute("PRAGMA foreign_keys = ON")
        base.execute("PRAGMA journal_mode = OFF")
        base.execute("BEGIN")
        for statement in _SCHEMA.split(";"):
            base.execute(statement)
        for claim in source.jsons():
            count += _insert(base, claim)
        try:
            for statement in _SEARCH.split(";"):
                base.execute(statement)
        except sqlite3.OperationalError as error:
            raise UsageError(f"no full-text search in this SQLite: {error}", mend="use a Python with FTS5") from error
        base.execute("COMMIT")
    return Tally({FILE.name: count})


def _insert(base: sqlite3.Connection, claim: Mapping[str, Any]) -> int:
    """A claim with everything that belongs to it; one that is there already (a copy of its report) is not twice."""
    row = flat.typed(claim)
    _put(base, "reports", [_report(claim["report"])])
    # A lone surrogate, which no UTF-8 text can hold, is a question mark.
    values = [row[name] if name not in ("time_from", "time_to") else _iso(row[name]) for name in _CLAIM]
    values[_CLAIM.index("quote")] = claim["evidence"]["quote"]
    values[_CLAIM.index("trigger")] = claim["trigger"]["text"]
    if not _put(base, "claims", [values]):
        return 0
    id_ = claim["claim_id"]
    people = list(_people(claim))
    _put(base, "entities", [(p["entity"]["id"], p["entity"]["name"]) for _, _, p in people if p["entity"]["id"]])
    _put(base, "parties", [_party(id_, role, depth, party) for role, depth, party in people])
    _put(base, "contexts", [(id_, context) for context in claim["contexts"]])
    names = ("measure", "low", "high", "qualifier", "unit", "text")
    _put(base, "figures", [(None, id_, *(figure[name] for name in names)) for figure in claim["figures"]])
    _put(base, "reasons", [(id_, reason["field"], reason["reason"]) for reason in claim["reasons"]])
    return 1


def _people(claim: Mapping[str, Any]) -> Iterator[tuple[str, int, Mapping[str, Any]]]:
    """Participants, then voices with their depth from the outermost."""
    yield from ((party["role"], 0, party) for party in claim["participants"])
    yield from (("voice", depth, voice) for depth, voice in enumerate(claim["attribution"]))


def _party(claim: str, role: str, depth: int, party: Mapping[str, Any]) -> Sequence[Any]:
    words = (party["text"], party["start"], party["end"], party["code"], " ".join(party["sectors"]))
    said = (party.get("cue"), party.get("stance"), party.get("quotation"))
    return (None, claim, role, depth, *words, party["entity"]["id"], *said)


def _report(report: Mapping[str, Any]) -> Sequence[Any]:
    return tuple(report[name] or None for name in ("id", "title", "published", "source", "url"))


def _iso(value: Any) -> str | None:
    return None if value is None else str(value.isoformat())


def _put(base: sqlite3.Connection, table: str, rows: Sequence[Sequence[Any]]) -> int:
    """Inserts rows and says how many were new; the table's name is one of ours."""
    if not rows:
        return 0
    marks = ", ".join("?" * len(rows[0]))
    found = base.executemany(
        f"INSERT OR IGNORE INTO {table} VALUES ({marks})", [[_whole(v) for v in row] for row in rows]
    )
    return found.rowcount


def _whole(value: Any) -> Any:
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


PROFILE = Profile(
    "sqlite",
    "claims, parties, figures and reports as a database with search",
    "Datasette, DB Browser for SQLite, any program with SQLite",
    (FILE,),
    LOSSES,
    write,
    ".sqlite",
)
