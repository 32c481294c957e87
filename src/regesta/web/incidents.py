"""`/api/incidents`: claims of one happening together, as `regesta link` found them; an empty list says why."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from regesta.web import contract, shapes
from regesta.web.answers import Json, table
from regesta.web.asked import Happened, Whole
from regesta.web.desk import At
from regesta.web.lists import add, missing

router = APIRouter()

_COLUMNS = ("incident_id", "event", "actors", "recipients", "from", "to", "place", "claims", "reports", "sources")


def incidents(desk: At, asked: Annotated[Happened, Query()]) -> Response:
    """The incidents with claims that fit."""
    question, told = asked.question(), asked.told()
    with desk.asking() as register:
        page = register.questions.incidents(question, told=told, limit=asked.limit, after=asked.after)
        total, reason = register.questions.count_incidents(question, told=told), register.unlinked()
    said = {"reason": reason} if reason else {}
    return Json({"total": total, "items": list(page.items), "next": page.next, **said})


def incidents_csv(desk: At, asked: Annotated[Whole, Query()]) -> Response:
    """The incidents with claims that fit."""
    with desk.asking() as register:
        found = list(register.incidents(asked.question(limit=asked.limit)).jsons())
    return table([shapes.incident_row(one) for one in found], _COLUMNS, name="incidents")


add(router, "incidents", model=contract.Incidents, as_json=incidents, as_csv=incidents_csv)


@router.get(
    "/api/incidents/{incident_id}",
    responses={200: {"model": contract.Told}, **missing("incident")},
    operation_id="incident",
)
def incident(desk: At, incident_id: str) -> Response:
    """One incident as each report tells it, by its id or the beginning of one."""
    with desk.asking() as register:
        found = register.incident(incident_id)
    return Json({**found, "tellings": [shapes.telling(one, found["incident_id"]) for one in found["tellings"]]})
