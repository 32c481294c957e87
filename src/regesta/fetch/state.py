"""What is remembered of the web between two calls, in the register's folder: `feeds/state.sqlite`.

It holds nothing that cannot be had again: pages by which to ask "has it changed?", and until when hosts are left
alone. SQLite, because two calls may run at once and either may be killed. Without it everything is asked anew.
"""

from __future__ import annotations

import sqlite3
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from regesta.errors import RegisterError

#: Of the shape of the tables; a file of another one is emptied and begun anew.
_FORMAT = 1
#: Seconds to wait for another process that writes.
_PATIENCE = 20.0


@dataclass(frozen=True, slots=True)
class Note:
    """What is known of a page.

    Attributes:
        url: as it was asked, in the one form of `Target.url`.
        at: when it was last asked, in seconds since 1970.
        final: where it was at last, after redirects.
        media_type, charset, etag, modified: as in `gate.Answer`.
        sha256: of the bytes that came, "" if none.
        body: the bytes of a feed or a robots.txt; those of articles are captures of the register.
        stamp: what feeds said of it when it was fetched, as digests with spaces between.
        refused: why it was refused; "" when it was not.
        status: the site's answer.
    """

    url: str
    at: float
    final: str = ""
    media_type: str = ""
    charset: str = ""
    etag: str = ""
    modified: str = ""
    sha256: str = ""
    body: bytes | None = None
    stamp: str = ""
    refused: str = ""
    status: int = 0


_COLUMNS = [column.name for column in fields(Note)]
_TABLES = f"""
CREATE TABLE IF NOT EXISTS pages (url PRIMARY KEY, {", ".join(_COLUMNS[1:])});
CREATE TABLE IF NOT EXISTS hosts (host PRIMARY KEY, until, failures) WITHOUT ROWID;
PRAGMA user_version = {_FORMAT};
"""


class State:
    """The notes of one register, open until `close`."""

    def __init__(self, folder: Path) -> None:
        """Opens what is there, or begins it.

        Raises:
            RegisterError: it cannot be read or written.
        """
        self._path = folder / "state.sqlite"
        try:
            folder.mkdir(exist_ok=True)
            self._connection = sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None)
            version = self._connection.execute("PRAGMA user_version").fetchone()[0]
            if version not in (0, _FORMAT):
                self._connection.executescript("DROP TABLE IF EXISTS pages; DROP TABLE IF EXISTS hosts")
            self._connection.executescript(_TABLES)
        except (OSError, sqlite3.Error) as error:
            raise self._damaged(error) from error

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()

    def page(self, url: str) -> Note | None:
        """What is known of a page, None when it was never asked."""
        sql = f"SELECT {', '.join(_COLUMNS)} FROM pages WHERE url = ?"
        row = self._do(sql, (url,)).fetchone()
        return Note(*row) if row else None

    def keep(self, note: Note) -> None:
        """Notes a page in the place of what was known of it."""
        self._do(f"INSERT OR REPLACE INTO pages VALUES ({', '.join('?' * len(_COLUMNS))})", astuple(note))

    def host(self, host: str) -> tuple[float, int]:
        """Until when a host is left alone, in seconds since 1970, and how often in a row it failed."""
        row = self._do("SELECT until, failures FROM hosts WHERE host = ?", (host,)).fetchone()
        return (float(row[0]), int(row[1])) if row else (0.0, 0)

    def keep_host(self, host: str, until: float, failures: int) -> None:
        """Notes until when a host is left alone."""
        self._do("INSERT OR REPLACE INTO hosts VALUES (?, ?, ?)", (host, until, failures))

    def _do(self, sql: str, values: tuple[object, ...]) -> sqlite3.Cursor:
        try:
            return self._connection.execute(sql, values)
        except sqlite3.Error as error:
            raise self._damaged(error) from error

    def _damaged(self, error: Exception) -> RegisterError:
        mend = "delete it: what is lost is when pages were asked, nothing that was read"
        return RegisterError(f"cannot be used: {error}", where=str(self._path), mend=mend)
