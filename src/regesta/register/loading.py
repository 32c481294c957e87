"""The tables of a server: from the index what stands there as before, from the segments the rest.

    reports, read_claims, rejections

The claims are numbered as they stand in the tables (`claim_row`), which costs nothing and stays so while they are open.

An index is of the segments that there were when it was made. What stands is worked out again over the outcomes of all
segments, and every segment in which that changed anything is taken from its file, together with those that came later;
the others' rows in the index are then exactly what loading them would give. A segment that has gone rules an index out.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from regesta.errors import RegisterError
from regesta.register.engine import OUTCOMES, STANDING
from regesta.register.folder import Folder
from regesta.register.index import index_path, indexes, write_index
from regesta.register.packs import Layout, layout
from regesta.register.schema import STORED

#: What of a claim questions compare or count, under the names and paths of the stored columns.
CLAIM = """
    segment, claim_id, report_id, ordinal, run, event, realis, certainty, score,
    time_from, time_to, published, actors, recipients, voices,
    actor_tags, recipient_tags, voice_tags, actor_names, recipient_names, voice_names, place_names,
    {'precision': time.precision} AS time,
    {'title': report.title, 'source': report.source, 'url': report.url} AS report,
    {'text': "trigger".text} AS "trigger",
    {'quote': evidence.quote} AS evidence,
    lower(concat_ws(chr(10), evidence.quote, "trigger".text, report.title)) AS words,
    CASE WHEN place IS NOT NULL THEN
        {'name': place.name, 'country': place.country, 'latitude': place.latitude, 'longitude': place.longitude,
         'precision': place.precision} END AS place,
    [{'measure': f.measure, 'low': f.low, 'high': f.high, 'qualifier': f.qualifier, 'unit': f.unit, 'text': f.text}
     FOR f IN figures] AS figures,
    [{'role': p.role, 'code': p.code, 'entity': {'name': p.entity.name}} FOR p IN participants] AS participants,
    [{'code': v.code, 'entity': {'name': v.entity.name}} FOR v IN attribution] AS attribution
"""
#: Each table as a query over the stored rows and `standing`.
_TABLES = {
    # The text of a report is most of its weight.
    "reports": """SELECT r.* EXCLUDE (text, parts), s.newest
                  FROM stored_reports r JOIN standing s USING (segment, capture_key)""",
    "read_claims": f"""SELECT c.*, s.newest
                       FROM (SELECT {CLAIM} FROM stored_claims) c JOIN standing s USING (segment, report_id)""",
    "rejections": """SELECT r.*, s.newest
                     FROM stored_rejections r JOIN standing s USING (segment, capture_key)""",
}
#: What an index keeps besides, to tell what later segments change.
_KEPT = (f"CREATE TABLE outcomes AS {OUTCOMES}", STANDING, "CREATE TABLE stood AS SELECT * FROM standing")
#: Everything that decides what is in an index.
_MADE_BY = (*_KEPT, *_TABLES.values())
#: Segments in which something stands, or is the newest, that did not before, or no longer does.
_CHANGED = """
WITH now AS (SELECT segment, capture_key, ordinal, newest FROM standing),
then_ AS (SELECT segment, capture_key, ordinal, newest FROM indexed.stood)
SELECT DISTINCT segment FROM ((FROM now EXCEPT FROM then_) UNION ALL (FROM then_ EXCEPT FROM now))
"""


def open_tables(connection: duckdb.DuckDBPyConnection, there: Layout) -> None:
    """Makes the tables in a connection that may still open files."""
    for path in indexes(there.folder, there.segments, _MADE_BY):
        try:
            connection.execute(_attach(path))
            lacking = _lacking(connection, there)
            if lacking is not None:
                _over(connection, there, lacking)
                return
        except duckdb.Error:
            # Damaged, or taken away since: an index only spares time.
            pass
        connection.execute("DETACH DATABASE IF EXISTS indexed")
    _load(connection, there)


def has_index(folder: Folder) -> bool:
    """Whether there is an index of the segments as they are."""
    return _path(layout(folder)).is_file()


def make_index(folder: Folder) -> None:
    """Writes the index of the segments as they are, unless it is there.

    Raises:
        RegisterError: the folder cannot be written, or the disk is full.
    """
    there = layout(folder)
    if _path(there).is_file():
        return

    def fill(connection: duckdb.DuckDBPyConnection) -> None:
        _store(connection, there, there.segments)
        for statement in _KEPT:
            connection.execute(statement)
        connection.execute("CREATE TABLE segments AS SELECT unnest(?::VARCHAR[]) AS segment", [list(there.segments)])
        for name, query in _TABLES.items():
            connection.execute(f"CREATE TABLE {name} AS {query}")

    try:
        write_index(_path(there), fill)
    except (OSError, duckdb.Error) as error:
        mend = "nothing was lost; make room, or make the folder writable, and compact again"
        raise RegisterError(f"the index cannot be written: {error}", where=str(folder.root), mend=mend) from error


def _path(there: Layout) -> Path:
    return index_path(there.folder, there.segments, _MADE_BY)


def _attach(path: Path) -> str:
    return f"ATTACH {_quoted(str(path))} AS indexed (READ_ONLY)"


def _lacking(connection: duckdb.DuckDBPyConnection, there: Layout) -> list[str] | None:
    """The segments that the attached index has not; None where it has one that is gone."""
    known = {name for (name,) in connection.execute("SELECT segment FROM indexed.segments").fetchall()}
    return sorted(set(there.segments) - known) if known.issubset(there.segments) else None


def _load(connection: duckdb.DuckDBPyConnection, there: Layout) -> None:
    """Makes the tables out of the stored rows alone."""
    _store(connection, there, there.segments)
    connection.execute(f"CREATE TEMP VIEW outcomes AS {OUTCOMES}")
    connection.execute(STANDING)
    for name, query in _TABLES.items():
        connection.execute(f"CREATE TABLE new_{name} AS {query}")
        connection.execute(f"CREATE VIEW {name} AS {_numbered(name, f'new_{name}')}")
    connection.execute("DROP TABLE standing")


def _over(connection: duckdb.DuckDBPyConnection, there: Layout, lacking: Sequence[str]) -> None:
    """Makes the tables out of the attached index and of the segments that it lacks; all of it or nothing."""
    connection.begin()
    try:
        if lacking:
            _lay_over(connection, there, lacking)
        else:
            for name in _TABLES:
                connection.execute(f"CREATE VIEW {name} AS {_numbered(name, f'indexed.{name}')}")
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _lay_over(connection: duckdb.DuckDBPyConnection, there: Layout, lacking: Sequence[str]) -> None:
    _store(connection, there, lacking)
    connection.execute(f"CREATE TEMP VIEW outcomes AS SELECT * FROM indexed.outcomes UNION ALL ({OUTCOMES})")
    connection.execute(STANDING)
    changed = {name for (name,) in connection.execute(_CHANGED).fetchall()}.difference(lacking)
    connection.execute("CREATE TABLE anew AS SELECT unnest(?::VARCHAR[]) AS segment", [sorted(changed)])
    _store(connection, there, [*lacking, *sorted(changed)])
    kept = "ANTI JOIN anew USING (segment)" if changed else ""
    (claims,) = connection.execute("SELECT count(*) FROM indexed.read_claims").fetchall()[0]
    for name, query in _TABLES.items():
        connection.execute(f"CREATE TABLE new_{name} AS {query}")
        old, new = _numbered(name, f"indexed.{name}"), _numbered(name, f"new_{name}", first=claims)
        sql = f"SELECT * FROM ({old}) {kept} UNION ALL BY NAME ({new})"
        connection.execute(f"CREATE VIEW {name} AS {sql}")
    connection.execute("DROP TABLE standing")


def _numbered(name: str, table: str, *, first: int = 0) -> str:
    """The rows of a table; those of claims with numbers."""
    number = f", rowid + {first} AS claim_row" if name == "read_claims" else ""
    return f"SELECT *{number} FROM {table}"


def _store(connection: duckdb.DuckDBPyConnection, there: Layout, segments: Sequence[str]) -> None:
    """Names the stored rows of some segments."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE wanted AS SELECT unnest(?::VARCHAR[]) AS segment", [list(segments)]
    )
    # A pack may hold other segments besides.
    some = "" if len(segments) == len(there.segments) else "SEMI JOIN wanted USING (segment)"
    for name, schema in STORED.items():
        if segments:
            files = ", ".join(_quoted(path) for path in there.files(name, segments))
            sql = f"SELECT * FROM read_parquet([{files}]) {some}"
            connection.execute(f"CREATE OR REPLACE TEMP VIEW stored_{name} AS {sql}")
        else:
            connection.register(f"stored_{name}", schema.empty_table())


def _quoted(text: str) -> str:
    """A text as SQL."""
    return "'" + text.replace("'", "''") + "'"
