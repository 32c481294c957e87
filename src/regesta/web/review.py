"""`/api/review`: people's decisions. Until the register keeps any, every answer is empty and says so."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from regesta.web import contract
from regesta.web.answers import Json, failure
from regesta.web.lists import FAILURES, missing

router = APIRouter()

REASON = "this version keeps no decisions yet"


def _empty() -> Response:
    """Nothing yet, and why."""
    return Json({"total": 0, "items": [], "next": None, "reason": REASON})


def _refused() -> Response:
    """Nothing is kept yet."""
    return failure(404, "E404", REASON)


for name in ("queue", "journal", "agreement"):
    router.add_api_route(
        f"/api/review/{name}",
        _empty,
        response_class=Response,
        responses={200: {"model": contract.Empty}, **FAILURES},
        operation_id=f"review_{name}",
    )
for name in ("decisions", "claims"):
    router.add_api_route(
        f"/api/review/{name}",
        _refused,
        methods=["POST"],
        response_class=Response,
        responses=missing("place to keep a decision"),
        operation_id=f"review_{name}",
    )
