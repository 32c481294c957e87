"""What stands beside the data of an exported folder, so that it explains itself.

datapackage.json   Frictionless Data Package: files, columns, checksums, counts
CODEBOOK.md        every column
LOSS.md            what the format cannot hold, and by which rule one value was chosen; what was left out
claims.csv         beside tables that give one value where claims differ: every claim, with the id of its event
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from regesta.errors import BadValueError
from regesta.exchange import flat
from regesta.exchange.cells import cell
from regesta.exchange.csv import flat as flat_row
from regesta.exchange.profile import Column, Loss, Options, Profile, Source, Table, Tally
from regesta.exchange.tables import number

PACKAGE, CODEBOOK, LOSS, CLAIMS = "datapackage.json", "CODEBOOK.md", "LOSS.md", "claims.csv"
BESIDE = Table(
    CLAIMS,
    "text/csv",
    (
        Column("event_id", "string", "id of the happening that the claim tells; also of one that has no row"),
        Column("event_number", "integer", "the same as the number that tables with numbers for ids use"),
        *flat.COLUMNS,
    ),
)


def complete(
    profile: Profile, source: Source, folder: Path, options: Options, tally: Tally, *, asked: str,
    event_of: Mapping[str, str],
) -> None:  # fmt: skip
    """Writes everything that stands beside the data files of a folder; the package last, as it has their checksums.

    Args:
        profile: what was written.
        source: the claims.
        folder: where.
        options: how.
        tally: what was written and left out.
        asked: the question in words.
        event_of: from claims to the happenings that they tell, for profiles that give one value where claims differ.
    """
    files = list(profile.files)
    if profile.single:
        tally.rows[CLAIMS] = _write_claims(source, folder / CLAIMS, options, event_of)
        files.append(BESIDE)
    (folder / CODEBOOK).write_text(_codebook(profile, files), encoding="utf-8")
    (folder / LOSS).write_text(_loss(profile, tally, len(source), asked, options), encoding="utf-8")
    described = {
        "profile": "data-package",
        "name": f"regesta-{profile.name}",
        "title": f"Regesta claims as {profile.name}: {profile.title}",
        "description": asked,
        "regesta": {"profile": profile.name, "claims": len(source), "left_out": dict(sorted(tally.left_out.items()))},
        "resources": [_resource(folder / table.name, table, tally) for table in files],
    }
    (folder / PACKAGE).write_text(json.dumps(described, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def check_replaceable(folder: Path) -> None:
    """Sees that a folder is empty or an earlier export with nothing of anybody else's in it.

    Raises:
        BadValueError: it is not, so it must not be replaced.
    """
    mend = "name a new folder"
    if not folder.is_dir():
        raise BadValueError("is a file, and a folder was to be written", where=str(folder), mend=mend)
    there = {path.name for path in folder.iterdir()}
    try:
        described = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))
        ours = {PACKAGE, CODEBOOK, LOSS, *(resource["path"] for resource in described["resources"])}
        known = str(described["name"]).startswith("regesta-")
    except (OSError, ValueError, KeyError, TypeError):
        ours, known = set(), not there
    if not known or not there <= ours:
        raise BadValueError("holds files that are no earlier export", where=str(folder), mend=mend)


def _write_claims(source: Source, path: Path, options: Options, event_of: Mapping[str, str]) -> int:
    count = 0
    with path.open("w", encoding="utf-8" if options.raw else "utf-8-sig", newline="") as out:
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow([column.name for column in BESIDE.columns])
        for claim in source.jsons():
            row, event = flat_row(claim), event_of.get(claim["claim_id"])
            cells = [cell(row[column.name], raw=options.raw) for column in flat.COLUMNS]
            writer.writerow([event, number(event) if event else None, *cells])
            count += 1
    return count


def _resource(path: Path, table: Table, tally: Tally) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": path.stem.lower().replace(".", "-"),
        "path": path.name,
        "mediatype": table.media,
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest_of(path)}",
        "rows": tally.rows.get(path.name),
    }
    if not table.columns:
        return found
    found["schema"] = {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
    if table.media.startswith("text/"):
        found["profile"] = "tabular-data-resource"
        found["encoding"] = "utf-8"
        found["dialect"] = {"delimiter": table.delimiter, "header": table.header}
    return found


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.kind, "description": column.meaning}
    if column.values:
        field["constraints"] = {"enum": list(column.values)}
    return field


def digest_of(path: Path) -> str:
    """SHA-256 of a file, lower-case hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _codebook(profile: Profile, files: list[Table]) -> str:
    return "\n".join(
        [
            f"# Codebook: {profile.name}",
            "",
            f"{profile.title[:1].upper()}{profile.title[1:]}. Opened by: {profile.opens}.",
            "",
            "An empty cell is unknown or not told; it is never 0. Dates are YYYY-MM-DD, decimals have a point.",
            *(line for table in files for line in _columns(table)),
            "",
        ]
    )


def _columns(table: Table) -> Iterator[str]:
    yield from ("", f"## {table.name}", "")
    if not table.columns:
        yield f"{table.media}; its shape is described in Regesta's documents (claims.md, exports.md)."
        return
    yield from ("| column | type | meaning | values |", "|---|---|---|---|")
    for column in table.columns:
        values = ", ".join(f"`{value}`" for value in column.values)
        yield f"| `{column.name}` | {column.kind} | {column.meaning.replace('|', chr(92) + '|')} | {values} |"


def _loss(profile: Profile, tally: Tally, claims: int, asked: str, options: Options) -> str:
    lines = [f"# What {profile.name} cannot hold", ""]
    lines += [f"Asked: {asked}" if asked else "Asked: all claims", "", f"- claims: {claims}"]
    lines += [f"- rows in {name}: {count}" for name, count in tally.rows.items()]
    lines += [f"- left out, {reason}: {count}" for reason, count in sorted(tally.left_out.items())]
    lines += [f"- a row is {options.rows}"] if profile.single else []
    lines += [
        f"- texts: {'verbatim (--raw)' if options.raw else 'guarded against formulas where the format is a table'}",
        "",
    ]
    if not profile.losses:
        return "\n".join([*lines, "Nothing is lost: the file holds the whole claims.", ""])
    lines += ["| what | rule |", "|---|---|", *(_rule(loss) for loss in profile.losses), ""]
    return "\n".join(lines)


def _rule(loss: Loss) -> str:
    return f"| {loss.what} | {loss.rule} |".replace("\n", " ")
