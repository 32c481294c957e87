"""The reports that anchors may mean, and their claims as they were read: light columns only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from regesta.register.engine import Engine
from regesta.review.anchors import Anchor

#: Segment and id of a claim.
Key = tuple[str, str]
Row = dict[str, Any]

#: What of a claim's row decides where decisions belong.
SEAT = 'segment, claim_id, report_id, report, ordinal, run, run_id, newest, event, "trigger"'


class Reports:
    """The reports that anchors may mean, and their claims as read."""

    _SQL = """
        SELECT segment, report_id, capture_key, lineage, newest, text, parts, title, published, source, url,
            run, run_id
        FROM reports WHERE report_id IN (SELECT unnest(?::VARCHAR[]))
            OR capture_key IN (SELECT unnest(?::VARCHAR[])) OR lineage IN (SELECT unnest(?::VARCHAR[]))
    """
    _CLAIMS = f"""SELECT {SEAT} FROM read_claims WHERE report_id IN (SELECT unnest(?::VARCHAR[])) ORDER BY ordinal"""

    def __init__(self, engine: Engine, anchors: Iterable[Anchor]) -> None:
        every = list(anchors)
        names = [sorted({getattr(one, name) for one in every}) for name in ("report", "capture", "lineage")]
        self._rows = engine.table(self._SQL, names).to_pylist()
        self._claims: dict[Key, list[Row]] = {}
        ids = sorted({row["report_id"] for row in self._rows})
        for row in engine.table(self._CLAIMS, [ids]).to_pylist():
            self._claims.setdefault((row["segment"], row["report_id"]), []).append(row)

    def newest(self, anchor: Anchor, *, instead: bool) -> Row | None:
        """The reading an anchor belongs to: the newest version first, then the same text, bytes, document.

        Args:
            anchor: of the decisions.
            instead: only another version than the one it was made in, which has its claim already.
        """
        fit = [
            row
            for row in self._rows
            if (
                row["report_id"] == anchor.report
                or row["capture_key"] == anchor.capture
                or row["lineage"] == anchor.lineage
            )
            and not (instead and row["report_id"] == anchor.report)
        ]
        return min(
            fit,
            key=lambda row: (
                not row["newest"],
                row["report_id"] != anchor.report,
                row["capture_key"] != anchor.capture,
                row["segment"],
            ),
            default=None,
        )

    def claims(self, report: Row) -> list[Row]:
        """The claims of a report as read."""
        return self._claims.get((report["segment"], report["report_id"]), [])
