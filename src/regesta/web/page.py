"""The page: one built document for every address of it, and the files it loads."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter
from starlette.responses import FileResponse, Response

from regesta.web.answers import failure

#: Where the build puts the page.
FOLDER = Path(str(files("regesta.web").joinpath("page")))
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
}
#: Built files carry a digest in their names, so what was loaded once is loaded for good.
_FOR_GOOD = {"Cache-Control": "private, max-age=31536000, immutable"}


def router(folder: Path = FOLDER) -> APIRouter:
    """The routes of the page in a folder.

    Only files that are there now are ever served, by the names they have now: no address becomes a path.
    """
    made = APIRouter(include_in_schema=False)
    index, assets = folder / "index.html", folder / "assets"
    known = {path.relative_to(assets).as_posix(): path for path in sorted(assets.rglob("*")) if path.is_file()}

    def page(path: str) -> Response:
        """The page, which makes sense of the address itself."""
        if path == "api" or path.startswith("api/"):
            return failure(404, "E404", "there is no such address")
        if not index.is_file():
            what = "this installation has no built page"
            return failure(404, "E404", what, mend="ask the API under /api, or build the page (page/README.md)")
        return FileResponse(index, media_type=_TYPES[".html"])

    def asset(name: str) -> Response:
        """A file of the page."""
        path = known.get(name)
        if path is None:
            return failure(404, "E404", "there is no such file")
        return FileResponse(path, media_type=_TYPES.get(path.suffix, "application/octet-stream"), headers=_FOR_GOOD)

    made.add_api_route("/assets/{name:path}", asset, response_class=Response)
    made.add_api_route("/{path:path}", page, response_class=Response)
    return made
