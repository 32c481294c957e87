"""Reviewed claims as training data in files: whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from regesta.errors import BadValueError
from regesta.exchange.jsonl import write_jsonl
from regesta.register.folder import temporary
from regesta.register.register import Register
from regesta.review.training import Form, blocks, label_studio, prodigy


def write(register: Register, to: Path, *, form: str) -> str:
    """Writes what people settled, and says what was written.

    Args:
        register: where it stands.
        to: the file; for stand-off annotations a folder, with one file a report. A file whose name ends with `.json`
            holds one array, any other one object a line.
        form: one of `review.training.Form`.

    Raises:
        BadValueError: there is no such form, or the file cannot be written.
    """
    if form not in list(Form):
        raise BadValueError(f"no form {form!r}", where="--format", mend="one of " + " ".join(Form))
    try:
        if form == Form.STANDOFF:
            to.mkdir(parents=True, exist_ok=True)
            number = 0
            for report, rows in blocks(register):
                _write(to / f"{report}.jsonl", rows)
                number += 1
            return f"{number} reports in {to}"
        tasks = list(prodigy(register) if form == Form.PRODIGY else label_studio(register))
        _write(to, tasks)
    except OSError as error:
        mend = "name a file in a folder that exists and that you may write to"
        raise BadValueError(f"cannot be written: {error.strerror or error}", where=str(to), mend=mend) from error
    return f"{len(tasks)} claims in {to}"


def _write(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    with temporary(path) as beside, beside.open("w", encoding="utf-8", newline="") as out:
        if path.suffix == ".json":
            json.dump(list(rows), out, ensure_ascii=True, allow_nan=False)
        else:
            write_jsonl(rows, out)
