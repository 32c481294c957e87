"""The application: routes, their failures, and the guard before them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from regesta.assembly.runs import version
from regesta.errors import RegestaError
from regesta.web import claims, exports, incidents, info, page, reports, review, views
from regesta.web.answers import failed, failure
from regesta.web.desk import Desk
from regesta.web.guard import Access, Guard

_ABOUT = "Questions to a register of sourced claims: who did what to whom, when, where, according to whom."
_STATUS = {
    404: "there is no such address",
    405: "this address does not take that method",
    413: "the body has more bytes than it may",
}


def create_app(desk: Desk, access: Access, *, built: Path = page.FOLDER) -> FastAPI:
    """The application.

    Args:
        desk: the register to ask.
        access: who may ask.
        built: the folder of the built page.
    """
    app = FastAPI(
        title="Regesta",
        version=version(),
        description=_ABOUT,
        openapi_url="/api/openapi.json",
        docs_url=None,  # FastAPI's pages load scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.desk = desk
    for room in (info, claims, views, reports, incidents, review, exports):
        app.include_router(room.router)
    app.include_router(page.router(built))
    app.add_exception_handler(RegestaError, _deliberate)
    app.add_exception_handler(RequestValidationError, _unreadable)
    app.add_exception_handler(HTTPException, _http)
    app.add_middleware(Guard, access=access)
    app.openapi = lambda: _described(app)  # type: ignore[method-assign]
    return app


def _deliberate(_: Request, error: Exception) -> Response:
    assert isinstance(error, RegestaError)
    return failed(error)


def _unreadable(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    name = str(first["loc"][1]) if len(first["loc"]) > 1 else str(first["loc"][0])
    if first["type"] == "extra_forbidden":
        return failure(400, "E102", f"no parameter {name!r}", where=name, mend="see /api/openapi.json")
    return failure(400, "E102", str(first["msg"]), where=name, mend="see /api/openapi.json")


def _http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    answer = failure(error.status_code, f"E{error.status_code}", _STATUS.get(error.status_code, str(error.detail)))
    for name, value in (error.headers or {}).items():
        answer.headers[name] = value
    return answer


def _described(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document, without the failure that FastAPI takes for granted and this API never gives."""
    if not app.openapi_schema:
        made = FastAPI.openapi(app)
        for path in made["paths"].values():
            for method in path.values():
                method["responses"].pop("422", None)
        app.openapi_schema = made
    return app.openapi_schema
