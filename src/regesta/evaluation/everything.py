"""`all`: every corpus under a folder, recognised by its layout, measured one by one; and the page of results."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from regesta.errors import DataError, RegestaError
from regesta.evaluation.catalog import run
from regesta.evaluation.corpus import Options, existing
from regesta.evaluation.parts import Parts
from regesta.evaluation.published import peers
from regesta.evaluation.results import Result

#: The figures of each measure that stand on the page; the rest is in the JSON.
HEADLINES = {
    "gold": ("located_f1", "typed_f1", "dyad_f1", "told_f1"),
    "calibration": ("brier", "calibration_error"),
    "plv": ("root_macro_f1", "quad_macro_f1", "accuracy"),
    "ud": ("upos", "uas", "las", "lemma", "upos_gold_tokens", "las_gold_tokens"),
    "propbank": ("role_f1",),
    "uds": ("pearson_r",),
    "polnear": ("attribution_f1",),
    "ngec-actor": ("accuracy",),
    "toponyms": ("accuracy_161km", "exact", "end_to_end_f1", "unknown_recall"),
    "times": ("span_f1", "value_f1", "held_out_span_f1", "held_out_value_f1"),
    "copies": ("copy_f1", "precision", "recall"),
    "ecb": ("conll_f1", "muc_f1", "b_cubed_f1", "ceaf_e_f1", "shipped_conll_f1", "stem_conll_f1"),
    "meantime": ("conll_f1", "b_cubed_f1", "alone_conll_f1", "alone_b_cubed_f1"),
    "maverick": ("b_cubed_f1", "conll_f1", "alone_b_cubed_f1", "alone_conll_f1"),
    "speed": ("reports_per_second", "sentences_per_second"),
}


@dataclass(frozen=True, slots=True)
class Job:
    """A measure to take on a path."""

    name: str
    path: Path
    ud: Path | None = None


def jobs(root: Path) -> list[Job]:
    """What can be measured under a folder, in the order of the page.

    Raises:
        MissingPathError, DataError: nothing there, or nothing that is recognised.
    """
    found = list(_jobs(existing(root)))
    if not found:
        raise DataError("no corpus of a known layout", where=str(root), mend="name the folder the corpora lie in")
    return sorted(dict.fromkeys(found), key=lambda job: (list(HEADLINES).index(job.name), str(job.path)))


def _jobs(root: Path) -> Iterator[Job]:
    ud = sorted(p for p in _files(root, "*-ud-test.conllu") if "_ewt" in p.name or "_pud" in p.name)
    ewt = next((p for p in ud if "_ewt" in p.name), None)
    yield from (Job("ud", path) for path in ud)
    for path in _files(root, "ewt_srl*.conll"):
        if ewt is not None:
            yield Job("propbank", path, ewt)
    yield from (Job("uds", path, ewt) for path in _files(root, "test.jsonl") if path.parent.name == "uds_ih2")
    yield from (Job("plv", path) for path in _files(root, "PLV_*.tsv"))
    yield from (Job("ngec-actor", path) for path in _files(root, "cases.jsonl"))
    yield from (Job("toponyms", path) for path in [*_files(root, "lgl*.xml"), *_files(root, "GeoVirus*.xml")])
    for path in _files(root, "text"):
        if (path.parent / "attributions").is_dir() and path.parent.name != "train":
            yield Job("polnear", path.parent)
    for path in _files(root, "wikiwars-tagged"):
        yield Job("times", path)
    for path in _files(root, "TBAQ*"):
        yield Job("times", path)
    yield from (Job("copies", path) for path in {p.parent for p in _files(root, "wikinews_*.csv")})
    yield from (Job("ecb", path.parent) for path in _files(root, "ECBplus_coreference_sentences.csv"))
    yield from (Job("meantime", path) for path in _files(root, "intra_cross-doc_annotation"))
    yield from (Job("maverick", path.parent) for path in _files(root, "maverick_event_report.csv"))
    for path in {p.parent for p in _files(root, "wikinews_*.csv")}:
        yield Job("speed", path)
    for folder in {p.parent for p in _files(root, "*.json") if p.with_suffix(".txt").exists()}:
        yield from (Job("gold", folder), Job("calibration", folder))


def _files(root: Path, pattern: str) -> list[Path]:
    return [path for path in sorted(root.rglob(pattern)) if not path.name.startswith(".")]


def everything(
    root: Path, parts: Parts, options: Options, *, tell: Callable[[str], None]
) -> tuple[list[Result], list[tuple[Job, str]]]:
    """All results, and the jobs that could not be done with the reason; one failure does not stop the others.

    A defect in one measure is told with its kind: what the others took an hour to measure is not lost to it.
    """
    results: list[Result] = []
    failed: list[tuple[Job, str]] = []
    for job in jobs(root):
        tell(f"{job.name}: {job.path}")
        try:
            results.append(run(job.name, job.path, parts, Options(ud=job.ud, limit=options.limit)))
        except RegestaError as error:
            failed.append((job, error.line()))
        except Exception as error:
            failed.append((job, f"a defect: {type(error).__name__}: {error}"))
    return results, failed


def page(results: Sequence[Result], failed: Sequence[tuple[Job, str]]) -> str:
    """`docs/accuracy.md`: our numbers beside the published ones, with what they were measured on and with."""
    lines = [
        "# Accuracy",
        "",
        "Made by `regesta evaluate all --data FOLDER`; do not edit. Intervals are 95 % bootstrap intervals from 1,000",
        "resamples with a fixed seed. Licence class: `train` corpora may train a shipped model, `measure` corpora only",
        "measure it.",
        "",
        "| measure | corpus | number | ours | interval | published | by, where, and what differs |",
        "|---|---|---|---|---|---|---|",
    ]
    for result in results:
        for name in HEADLINES[result.name]:
            if name in result.measured.numbers:
                lines += _rows(result, name)
    lines += ["", "## What was measured", ""]
    lines += [_provenance(result) for result in results]
    tables = [line for result in results if result.name == "calibration" for line in _reliability(result)]
    lines += tables
    if failed:
        lines += ["", "## Not measured", ""]
        lines += [f"- {job.name} on {job.path.name}: {why}" for job, why in failed]
    return "\n".join(lines) + "\n"


def _rows(result: Result, name: str) -> list[str]:
    number, corpus = result.measured.numbers[name], Path(result.path).name
    ours = f"| {result.name} | {corpus} | {name} | {number.value:.3f} | {number.low:.3f}-{number.high:.3f} |"
    theirs = peers(result.name, name)
    if not theirs:
        return [f"{ours} none known | |"]
    rows = []
    for position, one in enumerate(theirs):
        told = f" {one.value:.3f} | {one.system}: {one.source}{'; ' + one.unlike if one.unlike else ''} |"
        rows.append((ours if not position else "| | | | | |") + told)
    return rows


def _provenance(result: Result) -> str:
    counts = ", ".join(f"{value:,} {name.replace('_', ' ')}" for name, value in result.measured.counts.items())
    partly = f" Only the first {result.limit}." if result.limit else ""
    notes = "; ".join(result.measured.notes)
    return (
        f"- **{result.name}** on {Path(result.path).name} ({result.measured.licence}): {counts}. Corpus "
        f"`{result.corpus_digest[:16]}`, bundle `{result.bundle_digest[:16] or 'none'}`, {result.machine}, "
        f"{result.seconds:.0f} s.{partly} {notes}."
    )


def _reliability(result: Result) -> list[str]:
    table = result.measured.tables["reliability"]
    out = [
        "",
        "## Reliability of the claim score",
        "",
        f"| {' | '.join(table.headings)} |",
        "|---" * len(table.headings) + "|",
    ]
    return out + [f"| {' | '.join(map(str, row))} |" for row in table.rows]
