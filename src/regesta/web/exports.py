"""`/api/export`: claims as files to keep, in the formats of `regesta.exchange`."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.background import BackgroundTask
from starlette.responses import FileResponse, Response

from regesta.errors import UnknownIdError
from regesta.exchange.files import Format, export
from regesta.register.filters import Filter
from regesta.web import contract
from regesta.web.answers import Json
from regesta.web.asked import Whole
from regesta.web.desk import At, Desk
from regesta.web.lists import FAILURES, missing

router = APIRouter()

#: What can be written.
PROFILES: dict[str, contract.Profile] = {
    "jsonl": {
        "name": "jsonl",
        "title": "JSON Lines",
        "media_type": "application/jsonl",
        "extension": "jsonl",
        "note": "Everything; one claim a line, as `regesta code` prints it",
    },
    "csv": {
        "name": "csv",
        "title": "CSV",
        "media_type": "text/csv; charset=utf-8",
        "extension": "csv",
        "note": "One flat row a claim; cells that a spreadsheet would run get an apostrophe",
    },
    "parquet": {
        "name": "parquet",
        "title": "Parquet",
        "media_type": "application/vnd.apache.parquet",
        "extension": "parquet",
        "note": "Everything, in nested columns; for pandas, Polars, R, DuckDB",
    },
}


@router.get("/api/export", responses={200: {"model": contract.Profiles}, **FAILURES}, operation_id="profiles")
def profiles() -> Response:
    """The formats in which claims can be written."""
    return Json({"profiles": list(PROFILES.values())})


@router.get(
    "/api/export/{profile}",
    responses={
        200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}},
        **missing("profile"),
    },
    operation_id="export",
)
def exported(desk: At, profile: str, asked: Annotated[Whole, Query()]) -> Response:
    """The claims that fit, as a file."""
    return download(desk, profile, asked.question(limit=asked.limit))


def download(desk: Desk, profile: str, question: Filter) -> Response:
    """A file with the claims that fit, written whole before its first byte is sent.

    Raises:
        UnknownIdError: there is no such profile.
        BadValueError, TooLongError: as for any question.
    """
    if profile not in PROFILES:
        raise UnknownIdError(f"there is no profile {profile!r}", mend="one of " + " ".join(PROFILES))
    known = PROFILES[profile]
    folder = tempfile.TemporaryDirectory(prefix="regesta-")
    try:
        path = Path(folder.name, f"claims.{known['extension']}")
        with desk.exporting(question) as found:
            export(found, path, format_=Format(profile))
    except BaseException:
        folder.cleanup()
        raise
    return FileResponse(
        path, media_type=known["media_type"], filename=path.name, background=BackgroundTask(folder.cleanup)
    )
