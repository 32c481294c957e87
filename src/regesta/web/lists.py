"""A list of the API under its three names: `/api/NAME`, `/api/NAME.json` and `/api/NAME.csv`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from regesta.web.contract import Failure

#: Answers by status, for the OpenAPI document.
Answers = dict[int | str, dict[str, Any]]
#: What any route may answer besides what it is for.
FAILURES: Answers = {
    status: {"model": Failure, "description": told}
    for status, told in (
        (400, "A parameter cannot be read"),
        (401, "No token, or another one"),
        (403, "Asked from another site or under another name"),
        (503, "It took too long, or the register is changing"),
    )
}


def missing(what: str) -> Answers:
    """The answer where nothing has the id, and what any route may answer."""
    return {404: {"model": Failure, "description": f"There is no such {what}"}, **FAILURES}


def add(
    router: APIRouter, name: str, *, model: Any, as_json: Callable[..., Response], as_csv: Callable[..., Response]
) -> None:
    """Adds a list to a router.

    Args:
        router: of the API.
        name: of the list, as in its address.
        model: what the JSON form answers, for the OpenAPI document.
        as_json, as_csv: the two forms; FastAPI reads their parameters.
    """
    told = (as_json.__doc__ or "").strip()
    answers = {200: {"model": model}, **FAILURES}
    router.add_api_route(
        f"/api/{name}", as_json, response_class=Response, responses=answers, operation_id=name, description=told
    )
    router.add_api_route(f"/api/{name}.json", as_json, response_class=Response, include_in_schema=False)
    router.add_api_route(
        f"/api/{name}.csv",
        as_csv,
        response_class=Response,
        responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}}, **FAILURES},
        operation_id=f"{name}_csv",
        description=f"{told} As a table, guarded for spreadsheets.",
    )
