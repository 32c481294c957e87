"""A register that is open for questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from regesta.errors import BadValueError, UnknownIdError
from regesta.register.answers import Claims, Incidents, Rejections, Reports, claim_json
from regesta.register.facets import NameOf
from regesta.register.filters import STANDS, CountryOf, Filter, question_of, where
from regesta.register.folder import run_notes
from regesta.register.incidents import decisions, incident_json, state_of
from regesta.register.opened import Opened, Reviewed
from regesta.register.packs import layout
from regesta.register.questions import Questions
from regesta.register.reports import Head, Part, Text
from regesta.register.whole import Whole, keys_of

#: Columns of the reports that an answer shows; the text only when asked, as it is most of the weight.
_REPORT = (
    "report_id, title, published, published_why, language, byline, source, url, claims, origin, sha256, received, "
    "run, run_id, newest"
)
_REJECTION = "origin, stage, reason, detail, sha256, run, run_id"
#: Columns of a claim that linking compares.
_COMPARED = (
    "claim_id, report_id, ordinal, event, mode, trigger, participants, realis, attribution, time, time_from, time_to, "
    "published, place, figures, evidence"
)
_ORDER = "coalesce(time_from, published) NULLS LAST, published NULLS LAST, report_id, ordinal"


class Register(Opened):
    """Claims, reports and rejections of a folder, as they were when it was opened.

    Args:
        folder: the register's folder.
        country_of: from a country's name to its code; a register itself knows no gazetteer.
        name_of: from a code to a name for people.
        held: loads what questions compare into memory, for many questions from several threads (`register.held`).
        reviewed: what decisions make of the claims; without it questions see the claims as they were read.

    Raises:
        MissingPathError: the folder does not exist.
        RegisterError: it holds no register, or one of another format, or its journal is damaged.
    """

    def __init__(
        self,
        folder: Path,
        *,
        country_of: CountryOf = lambda _: None,
        name_of: NameOf = lambda code: code,
        reviewed: Reviewed | None = None,
        held: bool = False,
    ) -> None:
        super().__init__(folder, reviewed=reviewed, held=held)
        self._country_of = country_of
        self.questions = Questions(self._engine, country_of=country_of, name_of=name_of)

    def claims(self, asked: Filter | None = None, /, **filters: Any) -> Claims:
        """The claims that fit: `claims(actor="TUR", event="AID", since="2020")`.

        Args:
            asked: the question as a value; or
            filters: the fields of `filters.Filter`, all of which must hold.

        Raises:
            BadValueError: a filter is unknown or its value cannot be read.
        """
        question = asked if asked is not None else question_of(filters)
        conditions, values = where(question, country_of=self._country_of)
        limit = "" if question.limit is None else f" LIMIT {int(question.limit)}"
        sql = f"SELECT segment, claim_id FROM claims WHERE {conditions} ORDER BY {_ORDER}{limit}"
        return Claims(self._engine.claims(sql, values), asked=question.told())

    def claims_in_parts(self, size: int) -> Iterator[Claims]:
        """All claims that stand, at most `size` at once, by their segments: for what must not hold a whole register."""
        conditions, values = where(Filter(), country_of=self._country_of)
        keys = self._engine.table(f"SELECT segment, claim_id FROM claims WHERE {conditions} ORDER BY ALL", values)
        for start in range(0, len(keys), size):
            yield Claims(self._engine.whole(keys_of(keys.slice(start, size))))

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
        raise UnknownIdError(f"there is no claim {id_!r}", where=str(self.path), mend="list them: regesta claims")

    def incidents(
        self, asked: Filter | None = None, /, *, sources: int = 1, disputed: bool = False, **filters: Any
    ) -> Incidents:
        """The incidents one of whose claims fits: `incidents(actor="RUS", event="ASSAULT", sources=2)`.

        Args:
            asked: the question as a value; or
            filters: the fields of `filters.Filter`, all of which must hold of one claim.
            sources: told by at least so many independent sources.
            disputed: only those that somebody denies or doubts while somebody states them.

        Raises:
            BadValueError: a filter is unknown or its value cannot be read.
        """
        question = asked if asked is not None else question_of(filters)
        conditions, values = where(question, country_of=self._country_of)
        limit = "" if question.limit is None else f" LIMIT {int(question.limit)}"
        sql = f"""SELECT * FROM incidents WHERE incident_id IN (SELECT incident_id FROM members WHERE claim_id IN
                  (SELECT claim_id FROM claims WHERE {conditions}))
                  AND sources >= ? AND (NOT ? OR (denied > 0 AND stated > 0))
                  ORDER BY "time"."from" NULLS LAST, incident_id{limit}"""
        found = self._engine.linked().table(sql, [*values, sources, disputed])
        return Incidents(found, asked=question.told(), reason=self.unlinked(), quotes=self._sentences)

    def _sentences(self, claim_ids: Sequence[str]) -> dict[str, str]:
        """The sentences that claims rest on."""
        sql = "SELECT segment, claim_id FROM claims WHERE newest AND claim_id IN (SELECT unnest(?::VARCHAR[]))"
        rows = self._engine.claims(sql, [list(claim_ids)]).to_pylist() if claim_ids else []
        return {row["claim_id"]: row["evidence"]["quote"] for row in rows}

    def unlinked(self) -> str:
        """Why the incidents are not those of the register as it is; "" when they are."""
        derived = self._engine.derived
        if derived is None:
            return f"nothing is linked yet: regesta link --register {self.path}"
        if derived.state != self.state():
            return f"the register has changed since it was linked: regesta link --register {self.path}"
        return ""

    def state(self) -> str:
        """Digest of what incidents are derived from: the segments and people's decisions about incidents."""
        return state_of(self._engine.segments, decisions(self._folder))

    def linked_counts(self) -> tuple[int, int]:
        """How many claims are in incidents, and how many incidents there are."""
        claims, incidents = self._engine.linked().rows("SELECT count(*), count(DISTINCT incident_id) FROM members")[0]
        return int(claims), int(incidents)

    def linker(self) -> str:
        """Digest of the linker that made the incidents; "" while there are none."""
        return self._engine.derived.linker if self._engine.derived else ""

    def linkable(self) -> tuple[list[dict[str, Any]], list[tuple[Any, ...]]]:
        """What linking needs: the claims that stand, and (id, text, source, published) of their reports."""
        # The same article at two places of two archives is one report, and its claims are one.
        sql = f"SELECT DISTINCT ON (claim_id) {_COMPARED} FROM claims WHERE newest ORDER BY claim_id, segment"
        claims = self.engine.table(sql).to_pylist()
        sql = """SELECT DISTINCT ON (report_id) report_id, text, source, published FROM reports WHERE newest
                 ORDER BY report_id, segment"""
        return claims, self.engine.rows(sql)

    def incident(self, id_: str) -> dict[str, Any]:
        """One incident by its id or the beginning of one, as each report tells it, side by side.

        Returns:
            The object of `regesta incidents` with `tellings`: for each report that is no copy of an earlier one its
            head, its claims, and `copies`, the heads of the reports that are near copies of it.

        Raises:
            UnknownIdError: no incident begins so.
            BadValueError: more than one does.
        """
        sql = "SELECT * FROM incidents WHERE starts_with(incident_id, ?) ORDER BY incident_id LIMIT 2"
        found = self._engine.linked().table(sql, [id_]).to_pylist() if id_ else []
        if not found:
            mend = self.unlinked() or "list them: regesta incidents"
            raise UnknownIdError(f"there is no incident {id_!r}", where=str(self.path), mend=mend)
        if len(found) > 1 and found[0]["incident_id"] != id_:
            raise BadValueError(f"more than one incident begins with {id_!r}", mend="give more of the id")
        return {**incident_json(found[0]), "tellings": self._tellings(found[0]["incident_id"])}

    def _tellings(self, incident: str) -> list[dict[str, Any]]:
        links = {
            claim: (copy, reasons)
            for claim, copy, reasons in self._engine.rows(
                "SELECT claim_id, copy, reasons FROM members WHERE incident_id = ?", [incident]
            )
        }
        sql = f"""SELECT segment, claim_id FROM claims WHERE newest AND claim_id IN
                  (SELECT claim_id FROM members WHERE incident_id = ?) ORDER BY published NULLS LAST, {_ORDER}"""
        told: dict[str, dict[str, Any]] = {}
        for row in self._engine.claims(sql, [incident]).to_pylist():
            claim = claim_json(row)
            copy, reasons = links[claim["claim_id"]]
            telling = told.setdefault(copy, {"report": claim["report"], "claims": [], "copies": [], "links": {}})
            if claim["report"]["id"] == telling["report"]["id"]:
                telling["claims"].append(claim)
                telling["links"][claim["claim_id"]] = reasons
            elif claim["report"] not in telling["copies"]:
                telling["copies"].append(claim["report"])
        return list(told.values())

    def members(self) -> list[tuple[str, str, str]]:
        """Of each claim in an incident its id, the incident's, and the report that stands for copies of its own."""
        sql = "SELECT claim_id, incident_id, copy FROM members ORDER BY claim_id"
        return [(str(claim), str(incident), str(copy)) for claim, incident, copy in self._engine.linked().rows(sql)]

    def incident_of(self, claim_id: str) -> str | None:
        """The incident a claim is in; None while it is in none."""
        found = self._engine.linked().rows("SELECT incident_id FROM members WHERE claim_id = ?", [claim_id])
        return str(found[0][0]) if found else None

    def reports(self, *, all_versions: bool = False) -> Reports:
        """The reports, newest first; with `all_versions` also those that a later version replaced."""
        condition = "true" if all_versions else "newest"
        sql = f"SELECT {_REPORT} FROM reports WHERE {condition} ORDER BY published DESC NULLS LAST, report_id"
        return Reports(self._engine.table(sql))

    def text(self, report_id: str) -> str:
        """The text that a report's offsets refer to.

        Raises:
            UnknownIdError: there is no such report.
        """
        return self.report(report_id).text

    def report(self, report_id: str) -> Text:
        """A report with its text; of several readings the one that stands.

        Raises:
            UnknownIdError: there is no such report.
        """
        sql = "SELECT segment FROM reports WHERE report_id = ? ORDER BY newest DESC, run DESC LIMIT 1"
        found = self._engine.rows(sql, [report_id])
        if not found:
            raise UnknownIdError(f"there is no report {report_id!r}", where=str(self.path))
        row = Whole(self._folder).report(found[0][0], report_id)
        parts = tuple(Part(part["kind"], part["start"], part["end"]) for part in row["parts"])
        names = ("title", "published", "published_why", "source", "url", "language", "byline", "claims")
        return Text(Head(report_id, *(row[name] for name in names)), row["text"], parts)

    def rejections(self) -> Rejections:
        """The inputs that were refused and have not been read since."""
        sql = f"SELECT {_REJECTION} FROM rejections WHERE newest ORDER BY origin, reason"
        return Rejections(self._engine.table(sql))

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
            "segments": len(layout(self._folder).segments),
            "runs": len(list(self._folder.runs.glob("[0-9]*.json"))),
        }

    def last_run(self) -> dict[str, Any] | None:
        """What is remembered of the latest run (`folder.start_run`); None when there was none."""
        *_, last = None, *run_notes(self._folder)
        return last

    def __repr__(self) -> str:
        counts = self.counts()
        return f"Register({str(self.path)!r}: {counts['claims']} claims from {counts['reports']} reports)"
