"""`/api/reports`: pages of reports, and one with its text and claims."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from regesta.register.filters import Filter
from regesta.register.paging import MOST, Page
from regesta.register.reports import Heads
from regesta.web import contract, shapes
from regesta.web.answers import Json, table
from regesta.web.asked import Asked, Paged
from regesta.web.desk import At
from regesta.web.lists import add, missing
from regesta.web.views import everything

router = APIRouter()
_COLUMNS = ("id", "title", "published", "published_why", "source", "url", "language", "byline", "claims")


def reports(desk: At, asked: Annotated[Paged, Query()]) -> Response:
    """The reports in which claims that fit stand, newest first; without a filter all reports."""
    with desk.asking() as register:
        found = register.questions.heads(asked.question(), limit=asked.limit, after=asked.after)
        return Json(shapes.reports_(found))


def reports_csv(desk: At, asked: Annotated[Asked, Query()]) -> Response:
    """The reports in which claims that fit stand, newest first; without a filter all reports."""
    question = asked.question()
    with desk.asking() as register:
        found = everything(lambda after: register.questions.heads(question, limit=MOST, after=after).page)
        heads = shapes.reports_(Heads(0, Page(tuple(found), None)))["items"]
    return table(heads, _COLUMNS, name="reports")


add(router, "reports", model=contract.Reports, as_json=reports, as_csv=reports_csv)


@router.get(
    "/api/reports/{report_id}",
    responses={200: {"model": contract.Report}, **missing("report")},
    operation_id="report",
)
def report(desk: At, report_id: str) -> Response:
    """A report with its text and its claims in text order; offsets are code points of the text."""
    with desk.asking() as register:
        found = register.report(report_id)
        claims = register.claims(Filter(report=report_id, all_versions=True)).to_arrow().to_pylist()
        rows = register.questions.with_incidents(claims)
    rows.sort(key=lambda row: (row["trigger"]["start"], row["claim_id"]))
    return Json(shapes.report(found, rows))
