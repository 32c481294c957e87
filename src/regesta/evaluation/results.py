"""What a measure returns: numbers with bootstrap intervals, counts, tables, and what makes them comparable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Number:
    """A figure with its 95 % bootstrap interval; both bounds equal the value where there was nothing to resample."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Table:
    """Rows beside the numbers, such as a reliability table."""

    headings: tuple[str, ...]
    rows: tuple[tuple[float | int | str, ...], ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """What one measure found on one corpus.

    Attributes:
        numbers: by name; the names are the keys of the JSON object.
        counts: how much was measured: reports, rows, claims.
        unit: what the bootstrap drew with replacement (`report`, `row`).
        files: the files that were read, whose bytes make the corpus digest.
        licence: `train` or `measure`: whether the corpus may train a shipped model, or its licence only lets one
        measure. tables: further tables by name.
        notes: how the numbers were counted, where that could be understood otherwise.
    """

    numbers: Mapping[str, Number]
    counts: Mapping[str, int]
    unit: str
    files: tuple[str, ...]
    licence: str
    tables: Mapping[str, Table] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """A measure's numbers with everything needed to compare and repeat them."""

    name: str
    measured: Measured
    path: str
    corpus_digest: str
    bundle_digest: str
    machine: str
    seconds: float
    limit: int | None = None


def to_json(result: Result) -> dict[str, Any]:
    """One flat object: the numbers by their names, then intervals, counts and provenance."""
    measured = result.measured
    return {
        "measure": result.name,
        **{name: round(number.value, 6) for name, number in measured.numbers.items()},
        "intervals": {name: [round(n.low, 6), round(n.high, 6)] for name, n in measured.numbers.items()},
        "interval": f"95 %, 1,000 resamples over {measured.unit}s",
        "counts": dict(measured.counts),
        "tables": {
            name: [dict(zip(table.headings, row, strict=True)) for row in table.rows]
            for name, table in measured.tables.items()
        },
        "corpus": result.path,
        "corpus_digest": result.corpus_digest,
        "bundle_digest": result.bundle_digest,
        "licence_class": measured.licence,
        "machine": result.machine,
        "seconds": round(result.seconds, 2),
        "limit": result.limit,
        "notes": list(measured.notes),
    }
