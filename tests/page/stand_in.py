"""A small web server with the contract's addresses, the page's files and the real server's security policy."""

from __future__ import annotations

import csv
import io
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from regesta.ontology import scheme
from tests.page import answers, stories

PAGE = Path(__file__).parents[2] / "src" / "regesta" / "web" / "page"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "worker-src 'self'; font-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
_TYPES = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}


class NotThereError(Exception):
    """Asked for something that is not held."""


class Holdings:
    """Claims, reports and decisions, and the answers about them; the four tellings and the hostile report besides."""

    def __init__(self, claims: list[dict[str, Any]], texts: Mapping[str, str], *, with_stories: bool = True) -> None:
        self.reports = {
            claim["report"]["id"]: {**claim["report"], "text": texts[claim["report"]["id"]]} for claim in claims
        }
        self.claims = claims
        told = stories.tellings()
        for report, claim in [*told, stories.hostile()]:
            self.reports[report["id"]] = report
            self.claims += [claim] if with_stories else []
        for claim in [*self.claims, *(claim for _, claim in told)]:
            claim.update(quad=answers.QUAD[claim["event"]], incident_id=None, review=None)
        for _, claim in told:
            claim["incident_id"] = "i-0000000000000001"
        self.told = [claim for _, claim in told]
        self.journal: list[dict[str, Any]] = []
        self.claims.sort(
            key=lambda claim: (
                str((claim["time"] or {}).get("from") or claim["report"]["published"]),
                claim["claim_id"],
            )
        )

    def claim(self, claim_id: str) -> dict[str, Any]:
        """The claim of that id."""
        for claim in self.claims:
            if claim["claim_id"] == claim_id:
                return claim
        raise NotThereError(claim_id)

    def get(self, path: str, asked: answers.Asked) -> Any:
        """The answer to a GET of `/api/…`."""
        kept = lambda: [claim for claim in self.claims if answers.fits(claim, asked)]  # noqa: E731
        match path.strip("/").split("/"):
            case ["info"]:
                return self._info()
            case ["claims"]:
                return self._page(kept(), asked)
            case ["claims", claim_id]:
                return self.claim(claim_id)
            case ["claims", claim_id, "why"]:
                return {"fields": _why(self.claim(claim_id))}
            case ["facets"]:
                return answers.facets(self.claims, asked)
            case ["timeline"]:
                return answers.timeline(kept(), asked)
            case ["places"]:
                return answers.places(kept())
            case ["network"]:
                return answers.network(kept(), int(asked.get("limit", ["60"])[0]))
            case ["figures"]:
                return {
                    "items": [_figure(claim, figure) for claim in kept() for figure in claim["figures"]],
                    "next": None,
                }
            case ["reports", report_id]:
                return self._report(report_id)
            case ["incidents"]:
                told = answers.incident(self.told, self.reports)
                told.pop("tellings")
                return {"total": 1, "items": [told], "next": None}
            case ["incidents", "i-0000000000000001"]:
                return answers.incident(self.told, self.reports)
            case ["review", "queue"]:
                waiting = [claim for claim in kept() if claim["review"] is None]
                waiting.sort(key=lambda claim: claim["score"])
                items = [{**claim, "why_asked": f"score {claim['score']:.2f}"} for claim in waiting[:20]]
                return {"items": items, "total": len(waiting), "done": len(self.journal)}
            case ["review", "journal"]:
                return {"items": self.journal, "next": None}
            case ["review", "agreement"]:
                return {"fields": []}
            case ["export"]:
                return {
                    "profiles": [
                        {
                            "name": "claims",
                            "title": "Claims, one row each",
                            "media_type": "text/csv",
                            "extension": "csv",
                            "note": "Cells that look like formulas are guarded.",
                        }
                    ]
                }
        raise NotThereError(path)

    def _page(self, kept: list[dict[str, Any]], asked: answers.Asked) -> dict[str, Any]:
        limit, start = int(asked.get("limit", ["50"])[0]), int(asked.get("after", ["0"])[0])
        if asked.get("order") == ["score"]:
            kept.sort(key=lambda claim: -claim["score"])
        more = start + limit < len(kept)
        return {"total": len(kept), "items": kept[start : start + limit], "next": str(start + limit) if more else None}

    def _info(self) -> dict[str, Any]:
        events = [
            {"name": e.name, "quad": answers.QUAD[e.name], "definition": e.definition} for e in scheme.load().events
        ]
        return {
            "version": "0.1.0",
            "register": "a register",
            "reports": len(self.reports),
            "claims": len(self.claims),
            "incidents": 1,
            "rejections": 0,
            "published_from": "1956-11-01",
            "published_to": "2024-03-05",
            "bundle": "bundle",
            "worldview_note": "Codes follow the codebook's convention.",
            "events": events,
            "measures": ["killed", "wounded", "missing", "detained", "displaced", "money", "people", "troops"],
            "realis": ["actual", "future", "hypothetical", "negated"],
            "certainty": ["certain", "probable", "possible"],
            "sectors": ["GOV", "MIL", "CVL", "REB", "OPP"],
            "contexts": [{"name": one.name, "definition": one.definition} for one in scheme.load().contexts],
        }

    def _report(self, report_id: str) -> dict[str, Any]:
        if report_id not in self.reports:
            raise NotThereError(report_id)
        report = self.reports[report_id]
        head = {key: value for key, value in report.items() if key != "text"}
        return {
            "report": {**head, "published_why": "as given", "language": "en", "byline": ""},
            "text": report["text"],
            "parts": [{"kind": "title", "start": 0, "end": len(report["title"])}],
            "claims": [claim for claim in self.claims if claim["report"]["id"] == report_id],
        }

    def decide(self, body: dict[str, Any]) -> dict[str, Any]:
        """Take a decision into the journal."""
        claim = self.claim(body["claim_id"])
        if body["act"] in ("merge", "split"):
            if not body.get("with"):
                raise ValueError(f"{body['act']} is about two claims or more")
            self.journal.append({**body, "with": [self.claim(one)["claim_id"] for one in body["with"]]})
            return self.journal[-1]
        states = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}
        claim["review"] = (
            {"state": states[body["act"]], "by": body["coder"], "at": "2026-01-01T00:00:00Z"}
            if body["act"] in states
            else None
        )
        line = {**body, "id": f"j-{len(self.journal)}", "at": "2026-01-01T00:00:00Z"}
        self.journal.append(line)
        return {**line, "seen": claim}

    def add(self, body: dict[str, Any]) -> dict[str, Any]:
        """Take a claim that a person found."""
        report = self.reports[body["report_id"]]
        trigger = report["text"][body["start"] : body["end"]]
        claim = {
            **self.claims[0],
            "claim_id": f"c-added{len(self.claims):010x}",
            "event": body["event"],
            "participants": [],
            "attribution": [],
            "time": None,
            "place": None,
            "figures": [],
            "report": {k: v for k, v in report.items() if k != "text"},
            "trigger": {"text": trigger, "start": body["start"], "end": body["end"]},
            "evidence": {"start": body["start"], "end": body["end"], "quote": trigger},
            "quad": answers.QUAD[body["event"]],
            "incident_id": None,
            "review": None,
        }
        self.claims.append(claim)
        return {"claim": claim}


def _why(claim: dict[str, Any]) -> list[dict[str, Any]]:
    fields = [
        {"field": one["field"], "value": claim.get(one["field"], ""), "reasons": [one["reason"]]}
        for one in claim["reasons"]
    ]
    return fields + [
        {"field": party["role"], "value": party["code"], "reasons": party["reasons"]} for party in claim["participants"]
    ]


def _figure(claim: dict[str, Any], figure: dict[str, Any]) -> dict[str, Any]:
    wanted = ("measure", "low", "high", "qualifier", "unit", "text")
    return {
        **{key: figure[key] for key in wanted},
        "claim_id": claim["claim_id"],
        "event": claim["event"],
        "time": claim["time"],
        "report": claim["report"],
    }


class _Handler(BaseHTTPRequestHandler):
    holdings: Holdings
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the base class names it)
        """Say nothing."""

    def _send(self, status: int, kind: str, body: bytes, **more: str) -> None:
        self.send_response(status)
        heads = {
            "Content-Type": f"{kind}; charset=utf-8",
            "Content-Length": str(len(body)),
            "Content-Security-Policy": POLICY,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            **more,
        }
        for name, value in heads.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def _json(self, value: Any, status: int = 200) -> None:
        self._send(status, "application/json", json.dumps(value, ensure_ascii=False).encode())

    def _error(self, status: int, code: str, message: str) -> None:
        self._json(
            {"error": {"code": code, "message": message, "where": self.path, "mend": "Ask for something else."}}, status
        )

    def do_GET(self) -> None:
        """Pages, files and answers."""
        split = urlsplit(self.path)
        path, asked = unquote(split.path), parse_qs(split.query, keep_blank_values=True)
        try:
            if path.startswith("/api/export/"):
                self._export(asked)
            elif path.startswith("/api/"):
                self._json(self.holdings.get(path[5:], asked))
            else:
                self._file(PAGE / path.lstrip("/") if path.startswith("/assets/") else PAGE / "index.html")
        except NotThereError as missing:
            self._error(404, "not_found", f"nothing is called {missing}")
        except (ValueError, KeyError) as error:
            self._error(400, "bad_value", str(error))

    def _file(self, path: Path) -> None:
        if not path.is_file():
            return self._error(404, "not_found", path.name)
        return self._send(200, _TYPES[path.suffix], path.read_bytes())

    def _export(self, asked: answers.Asked) -> None:
        out = io.StringIO()
        rows = csv.writer(out)
        rows.writerow(("claim_id", "event"))
        rows.writerows(
            (claim["claim_id"], claim["event"]) for claim in self.holdings.claims if answers.fits(claim, asked)
        )
        self._send(200, "text/csv", out.getvalue().encode(), Content_Disposition='attachment; filename="claims.csv"')

    def do_POST(self) -> None:
        """Decisions and added claims."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        try:
            takes = {"/api/review/decisions": self.holdings.decide, "/api/review/claims": self.holdings.add}
            self._json(takes[self.path](body))
        except (ValueError, KeyError) as error:
            self._error(400, "bad_value", f"not known: {error}")


@contextmanager
def serving(holdings: Holdings, port: int = 0) -> Iterator[str]:
    """The address of a server of these holdings."""
    handler = type("Handler", (_Handler,), {"holdings": holdings})
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
