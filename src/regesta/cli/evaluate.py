"""`evaluate`: how well Regesta reads, on annotated corpora of the user's."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regesta.cli.terminal import talk

if TYPE_CHECKING:
    from regesta.evaluation.results import Result

#: Where `evaluate all` writes its page unless told otherwise.
_PAGE = Path("docs/accuracy.md")


class Shown(StrEnum):
    """How `evaluate` prints."""

    TABLE = "table"
    JSON = "json"


def evaluate(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="gold, calibration, plv, ud, propbank, uds, polnear, ngec-actor, toponyms, times, copies, ecb, "
            "meantime, maverick, speed, or all.",
        ),
    ],
    data: Annotated[
        Path, typer.Option("--data", metavar="PATH", help="The corpus: a file or folder of its own format.")
    ],
    ud: Annotated[
        Path | None, typer.Option("--ud", metavar="FILE", help="CoNLL-U file of the split (propbank, uds).")
    ] = None,
    limit: Annotated[int | None, typer.Option(metavar="N", help="Only the first N documents or rows.")] = None,
    page: Annotated[Path, typer.Option(metavar="FILE", help="Where `all` writes its page.")] = _PAGE,
    format_: Annotated[Shown, typer.Option("--format", help="A table, or one JSON object.")] = Shown.TABLE,
) -> int:
    """Measure Regesta on an annotated corpus.

    Prints every number with its 95 % interval, the digests of the corpus and of the model bundle, and the licence class
    of the corpus. `all` measures whatever it recognises under a folder and writes a page that sets our numbers beside
    the published ones.
    """
    from regesta.config import settings  # noqa: PLC0415
    from regesta.evaluation.catalog import run  # noqa: PLC0415 (heavy)
    from regesta.evaluation.corpus import Options  # noqa: PLC0415 (heavy)
    from regesta.evaluation.parts import Parts  # noqa: PLC0415 (heavy)

    parts, options = Parts(settings(workers=1)), Options(ud=ud, limit=limit)
    if name != "all":
        _show([run(name, data, parts, options)], format_, one=True)
        return 0
    from regesta.evaluation.everything import everything  # noqa: PLC0415
    from regesta.evaluation.everything import page as written  # noqa: PLC0415

    results, failed = everything(data, parts, options, tell=talk)
    for job, why in failed:
        talk(f"{job.name} on {job.path}: {why}")
    _show(results, format_, one=False)
    if results:
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(written(results, failed), encoding="utf-8")
        talk(f"written: {page}")
    return 0 if results else 2


def _show(results: list[Result], shown: Shown, *, one: bool) -> None:
    from regesta.evaluation.results import to_json  # noqa: PLC0415
    from regesta.records.codec import json_line  # noqa: PLC0415

    if shown is Shown.JSON:
        objects = [to_json(result) for result in results]
        print(json_line(objects[0] if one else {"results": objects}))
        return
    for result in results:
        _table(result)


def _table(result: Result) -> None:
    from regesta.cli.terminal import print_table  # noqa: PLC0415

    measured = result.measured
    rows = [[k, f"{n.value:.4f}", f"{n.low:.4f} to {n.high:.4f}"] for k, n in measured.numbers.items()]
    print_table(f"{result.name} on {result.path}", ("number", "value", f"95 % over {measured.unit}s"), rows)
    for name, table in measured.tables.items():
        print_table(name, table.headings, [[str(cell) for cell in row] for row in table.rows])
    facts = {
        "measured": ", ".join(f"{value:,} {key.replace('_', ' ')}" for key, value in measured.counts.items()),
        "corpus": f"sha256 {result.corpus_digest}",
        "bundle": f"sha256 {result.bundle_digest}" if result.bundle_digest else "none needed",
        "licence class": measured.licence,
        "machine": result.machine,
        "time": f"{result.seconds:.1f} s" + (f", only the first {result.limit}" if result.limit else ""),
    }
    for key, value in facts.items():
        print(f"{key:14}{value}")
    for note in measured.notes:
        print(f"{'note':14}{note}")
