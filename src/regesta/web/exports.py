"""`/api/export`: claims as files to keep, in the formats of `regesta.exchange`."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.background import BackgroundTask
from starlette.responses import FileResponse, Response

from regesta.errors import UnknownIdError
from regesta.exchange import registry
from regesta.exchange.files import write
from regesta.exchange.linked import options_for
from regesta.exchange.profile import Profile
from regesta.register.filters import Filter
from regesta.web import contract
from regesta.web.answers import Json
from regesta.web.asked import Whole
from regesta.web.desk import At, Desk
from regesta.web.lists import FAILURES, missing

router = APIRouter()

#: What is downloaded of a profile that is several files.
_ARCHIVE = ("application/zip", "zip")


def _described(profile: Profile) -> contract.Profile:
    media, extension = (profile.files[0].media, profile.ending.removeprefix(".")) if profile.ending else _ARCHIVE
    return {
        "name": profile.name,
        "title": profile.title,
        "media_type": media,
        "extension": extension,
        "note": f"opened by: {profile.opens}",
    }


@router.get("/api/export", responses={200: {"model": contract.Profiles}, **FAILURES}, operation_id="profiles")
def profiles() -> Response:
    """The formats in which claims can be written."""
    return Json({"profiles": [_described(profile) for profile in registry.profiles()]})


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
    known = next((one for one in registry.profiles() if one.name == profile), None)
    if known is None:
        mend = "one of " + " ".join(one.name for one in registry.profiles())
        raise UnknownIdError(f"there is no profile {profile!r}", mend=mend)
    said = _described(known)
    folder = tempfile.TemporaryDirectory(prefix="regesta-")
    try:
        path = Path(folder.name, f"claims.{said['extension']}" if known.ending else f"{known.name}.zip")
        with desk.exporting(question) as found, path.open("wb") as out:
            write(known, found, out, options=options_for(found.register, found), asked=question.told())
    except BaseException:
        folder.cleanup()
        raise
    return FileResponse(
        path, media_type=said["media_type"], filename=path.name, background=BackgroundTask(folder.cleanup)
    )
