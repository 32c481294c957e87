"""A register that is open for questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from regesta.errors import BadValueError
from regesta.register.answers import Claims, Rejections, Reports
from regesta.register.engine import Engine
from regesta.register.filters import STANDS, CountryOf, Filter, where
from regesta.register.folder import Folder, open_folder
from regesta.register.journal import Journal, Line

#: Columns of the reports that an answer shows; the text only when asked, as it is most of the weight.
_REPORT = (
    "report_id, title, published, published_why, language, byline, source, url, claims, origin, sha256, received, "
    "run, run_id, newest"
)
_REJECTION = "origin, stage, reason, detail, sha256, run, run_id"
_ORDER = "coalesce(time_from, published) NULLS LAST, published NULLS LAST, report_id, ordinal"

#: From what was read and the journal to claims as people left them (`schema.LAID`); given from above, as a register
#: does not know what decisions mean.
Reviewed = Callable[[Engine, Sequence[Line]], pa.Table]


class Register:
    """Claims, reports and rejections of a folder, as they were when it was opened.

    Args:
        folder: the register's folder.
        country_of: from a country's name to its code; a register itself knows no gazetteer.
        reviewed: what decisions make of the claims; without it questions see the claims as they were read.

    Raises:
        MissingPathError: the folder does not exist.
        RegisterError: it holds no register, or one of another format, or its journal is damaged.
    """

    def __init__(
        self, folder: Path, *, country_of: CountryOf = lambda _: None, reviewed: Reviewed | None = None
    ) -> None:
        self._folder: Folder = open_folder(folder)
        self._engine = Engine(self._folder)
        self._country_of = country_of
        self._reviewed = reviewed
        self._decided = -1
        self.journal = Journal(self._folder)
        self.renew()

    @property
    def engine(self) -> Engine:
        """What answers SQL over the tables, for the rooms that ask what `Filter` does not."""
        return self._engine

    def renew(self) -> None:
        """Takes in what people have decided since; segments that have been written since stay unseen.

        Raises:
            RegisterError: the journal is damaged.
        """
        if self._reviewed is None or self.journal.size() == self._decided:
            return
        # The size is asked first: what is written in between is taken in the next time.
        self._decided, lines = self.journal.size(), self.journal.lines()
        if lines:
            self._engine.lay(self._reviewed(self._engine, lines))

    @property
    def path(self) -> Path:
        """The register's folder."""
        return self._folder.root

    def claims(self, asked: Filter | None = None, /, **filters: Any) -> Claims:
        """The claims that fit: `claims(actor="TUR", event="AID", since="2020")`.

        Args:
            asked: the question as a value; or
            filters: the fields of `filters.Filter`, all of which must hold.

        Raises:
            BadValueError: a filter is unknown or its value cannot be read.
        """
        question = asked if asked is not None else _question(filters)
        conditions, values = where(question, country_of=self._country_of)
        limit = "" if question.limit is None else f" LIMIT {int(question.limit)}"
        sql = f"SELECT segment, claim_id FROM claims WHERE {conditions} ORDER BY {_ORDER}{limit}"
        return Claims(self._engine.claims(sql, values), asked=question.told())

    def claim(self, id_: str) -> dict[str, Any]:
        """The row of one claim, by its id or the beginning of one; also of a superseded version of a report.

        Raises:
            BadValueError: no claim or more than one begins so.
        """
        sql = "SELECT segment, claim_id FROM claims WHERE starts_with(claim_id, ?) ORDER BY claim_id LIMIT 2"
        found = self._engine.claims(sql, [id_]).to_pylist() if id_ else []
        if len(found) == 1 or (found and found[0]["claim_id"] == id_):
            return dict(found[0])
        if found:
            raise BadValueError(f"more than one claim begins with {id_!r}", mend="give more of the id")
        raise BadValueError(f"there is no claim {id_!r}", where=str(self.path), mend="list them: regesta claims")

    def reports(self, *, all_versions: bool = False) -> Reports:
        """The reports, newest first; with `all_versions` also those that a later version replaced."""
        condition = "true" if all_versions else "newest"
        sql = f"SELECT {_REPORT} FROM reports WHERE {condition} ORDER BY published DESC NULLS LAST, report_id"
        return Reports(self._engine.table(sql))

    def text(self, report_id: str) -> str:
        """The text that a report's offsets refer to.

        Raises:
            BadValueError: there is no such report.
        """
        found = self._engine.rows("SELECT text FROM reports WHERE report_id = ?", [report_id])
        if not found:
            raise BadValueError(f"there is no report {report_id!r}", where=str(self.path))
        return str(found[0][0])

    def rejections(self) -> Rejections:
        """The inputs that were refused and have not been read since."""
        sql = f"SELECT {_REJECTION} FROM rejections WHERE newest ORDER BY origin, reason"
        return Rejections(self._engine.table(sql))

    def known(self) -> Mapping[str, tuple[str, bool]]:
        """For every input that has an outcome: the id of the run that made it, and whether it was refused."""
        sql = """SELECT capture_key, run_id, false FROM reports
                 UNION ALL SELECT capture_key, run_id, true FROM rejections"""
        return {key: (run_id, refused) for key, run_id, refused in self._engine.rows(sql)}

    def counts(self) -> dict[str, Any]:
        """What is in it, in numbers."""
        reports = self._engine.rows(
            "SELECT count(*) FILTER (newest), count(*), min(published), max(published) FROM reports"
        )[0]
        events = self._engine.rows(
            f"SELECT event, count(*) FROM claims WHERE newest AND {STANDS} GROUP BY 1 ORDER BY 2 DESC, 1"
        )
        reasons = self._engine.rows(
            "SELECT reason, count(*) FROM rejections WHERE newest GROUP BY 1 ORDER BY 2 DESC, 1"
        )
        return {
            "reports": reports[0],
            "earlier_versions": reports[1] - reports[0],
            "published_from": reports[2],
            "published_to": reports[3],
            "claims": sum(count for _, count in events),
            "events": dict(events),
            "rejections": dict(reasons),
            "segments": len(self._folder.segment_names()),
            "runs": len(list(self._folder.runs.glob("[0-9]*.json"))),
        }

    def close(self) -> None:
        """Gives the memory back."""
        self._engine.close()

    def __enter__(self) -> Register:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        counts = self.counts()
        return f"Register({str(self.path)!r}: {counts['claims']} claims from {counts['reports']} reports)"


def _question(filters: dict[str, Any]) -> Filter:
    unknown = sorted(set(filters) - set(Filter.__dataclass_fields__))
    if unknown:
        raise BadValueError(f"no filter {unknown[0]!r}", mend="one of " + " ".join(Filter.__dataclass_fields__))
    return Filter(**filters)
