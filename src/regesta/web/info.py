"""`/api/info`: what is served, and the words it is coded in."""

from __future__ import annotations

from functools import cache
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from regesta.assembly.runs import version
from regesta.ontology import scheme
from regesta.register.conditions import CERTAINTY, MEASURES, REALIS, quad_of
from regesta.web import contract, shapes
from regesta.web.answers import Json
from regesta.web.desk import At
from regesta.web.lists import FAILURES

router = APIRouter()

_NOTE = (
    "Codes follow ISO 3166 and the convention of the field: partially recognised entities carry the code of the state "
    "that claims them and the sector PRE, Kosovo is KOS, Palestine PSE. This is a cataloguing convention, not a "
    "verdict; its tables can be changed."
)


@router.get("/api/info", responses={200: {"model": contract.Info}, **FAILURES}, operation_id="info")
def info(desk: At) -> Response:
    """What the register holds, in numbers, and the words it is coded in."""
    with desk.asking() as register:
        counts = {**register.counts(), "incidents": register.linked_counts()[1]}
        run = register.last_run()
    found = shapes.info(
        counts,
        version=version(),
        name=register.path.resolve().name,
        bundle=run.get("bundle") if run else None,
        note=_NOTE,
        vocabulary=_vocabulary(),
    )
    return Json(found)


@cache
def _vocabulary() -> dict[str, Any]:
    known = scheme.load()
    events = [{"name": one.name, "quad": quad_of(one.name), "definition": one.definition} for one in known.events]
    return {
        "events": events,
        "measures": list(MEASURES),
        "realis": list(REALIS),
        "certainty": list(CERTAINTY),
        "sectors": [{"code": code, "definition": definition} for code, definition in known.sectors],
        "contexts": [{"name": one.name, "definition": one.definition} for one in known.contexts],
    }
