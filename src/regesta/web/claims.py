"""`/api/claims`: pages of claims, one claim, and what decided it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from regesta.web import contract, shapes
from regesta.web.answers import Json
from regesta.web.asked import Ordered, Whole
from regesta.web.desk import At
from regesta.web.exports import download
from regesta.web.lists import add, missing

router = APIRouter()


def claims(desk: At, asked: Annotated[Ordered, Query()]) -> Response:
    """The claims that fit, in pages."""
    question = asked.question()
    with desk.asking() as register:
        page = register.questions.page(question, order=asked.order, limit=asked.limit, after=asked.after)
        return Json(shapes.claims(register.questions.count(question), page))


def claims_csv(desk: At, asked: Annotated[Whole, Query()]) -> Response:
    """The claims that fit, in pages."""
    return download(desk, "csv", asked.question(limit=asked.limit))


add(router, "claims", model=contract.Claims, as_json=claims, as_csv=claims_csv)


@router.get(
    "/api/claims/{claim_id}", responses={200: {"model": contract.Claim}, **missing("claim")}, operation_id="claim"
)
def claim(desk: At, claim_id: str) -> Response:
    """One claim, by its id or the beginning of one."""
    with desk.asking() as register:
        return Json(shapes.claim(register.questions.with_incidents([register.claim(claim_id)])[0]))


@router.get(
    "/api/claims/{claim_id}/why", responses={200: {"model": contract.Whys}, **missing("claim")}, operation_id="why"
)
def why(desk: At, claim_id: str) -> Response:
    """What decided each field of a claim."""
    with desk.asking() as register:
        return Json(shapes.whys(register.claim(claim_id)))
