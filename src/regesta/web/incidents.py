"""`/api/incidents`: claims of one happening together. Until claims are linked, the list is empty and says why."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from regesta.errors import UnknownIdError
from regesta.web import contract
from regesta.web.answers import Json, table
from regesta.web.asked import Asked, Paged
from regesta.web.desk import At
from regesta.web.lists import add, missing

router = APIRouter()

REASON = "the claims of this register are not linked into incidents"
_COLUMNS = ("incident_id", "event", "actors", "recipients", "from", "to", "place", "claims", "reports", "sources")


def incidents(desk: At, asked: Annotated[Paged, Query()]) -> Response:
    """The incidents with claims that fit."""
    with desk.asking() as register:
        register.questions.count(asked.question())
    return Json({"total": 0, "items": [], "next": None, "reason": REASON})


def incidents_csv(desk: At, asked: Annotated[Asked, Query()]) -> Response:
    """The incidents with claims that fit."""
    with desk.asking() as register:
        register.questions.count(asked.question())
    return table([], _COLUMNS, name="incidents")


add(router, "incidents", model=contract.Empty, as_json=incidents, as_csv=incidents_csv)


@router.get("/api/incidents/{incident_id}", responses=missing("incident"), operation_id="incident")
def incident(incident_id: str) -> Response:
    """One incident with its tellings."""
    raise UnknownIdError(f"there is no incident {incident_id!r}", mend=REASON)
