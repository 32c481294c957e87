"""Answers as bytes: JSON that nothing can read as a page or obey as a command, CSV that no spreadsheet can run."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from starlette.responses import Response

from regesta.errors import (
    BadValueError,
    MissingPathError,
    RegestaError,
    TooLongError,
    UnknownIdError,
    UsageError,
)
from regesta.exchange.cells import BETWEEN, cell
from regesta.records.codec import json_line
from regesta.register.wording import STEERING

#: Inside strings only, where JSON lets any character be escaped: the value is the same. Without `<` no reader, however
#: wrong about the type, sees a tag; the rest steers terminals or ends lines of a script.
_ESCAPED = re.compile(f"[{STEERING}<>&\u2028\u2029]")
#: Status of each deliberate error, the first that fits.
_STATUS: tuple[tuple[type[RegestaError], int], ...] = (
    (UnknownIdError, 404),
    (MissingPathError, 503),
    (BadValueError, 400),
    (UsageError, 400),
    (TooLongError, 503),
    (RegestaError, 503),
)


def dumps(value: Any) -> bytes:
    """A value as strict JSON, UTF-8."""
    text = json_line(value)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text).encode("utf-8")


class Json(Response):
    """A value as JSON."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """The bytes."""
        return dumps(content)


def failure(status: int, code: str, message: str, *, where: str = "", mend: str = "") -> Json:
    """The one shape of everything that went wrong."""
    error = {"code": code, "message": message, "where": where, "mend": mend}
    return Json({"error": error}, status_code=status)


def failed(error: RegestaError) -> Json:
    """A deliberate error as an answer; the path of the register stays here."""
    status = next(status for kind, status in _STATUS if isinstance(error, kind))
    where = "" if "/" in error.where or "\\" in error.where else error.where
    return failure(status, error.code, error.what, where=where, mend=error.mend)


def table(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], *, name: str) -> Response:
    """Rows as a CSV file to keep: text cells guarded, nested values flattened."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(_flat(row[column]), raw=False) for column in columns])
    # A spreadsheet takes a file for UTF-8 only when it begins with the mark.
    return Response(
        out.getvalue().encode("utf-8-sig"),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def _flat(value: Any) -> Any:
    if isinstance(value, Mapping):
        return BETWEEN.join(f"{key} {inner}" for key, inner in value.items())
    return BETWEEN.join(str(inner) for inner in value) if isinstance(value, list) else value
