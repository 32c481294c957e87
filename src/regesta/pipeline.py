"""The river: four stages in their one order. A wrong order does not pass `mypy --strict`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from regesta.records.accounts import Account
from regesta.records.claims import Entry
from regesta.records.outcomes import Rejection
from regesta.records.readings import Reading
from regesta.records.reports import Capture, Report

_In = TypeVar("_In", contravariant=True)
_Out = TypeVar("_Out", covariant=True)
_A = TypeVar("_A")
_B = TypeVar("_B")


class Stage(Protocol[_In, _Out]):
    """A batch in, a batch of the same length and order out: the next product or the reason why there is none.

    A stage reads no clock, network or environment, mutates nothing, and answers for one element alike whatever else
    is in the batch.
    """

    def __call__(self, batch: Sequence[_In], /) -> Sequence[_Out | Rejection]:
        """The products of a batch."""
        ...


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The stages from bytes to finished claims; four fields of four types, so that order is not a setting."""

    read: Stage[Capture, Report]
    annotate: Stage[Report, Reading]
    extract: Stage[Reading, Account]
    resolve: Stage[Account, Entry]

    def __call__(self, captures: Sequence[Capture | Rejection]) -> list[Entry | Rejection]:
        """An entry or a rejection for each input, in the same order.

        Args:
            captures: what a source of captures gave; its rejections pass through.

        Raises:
            RuntimeError: a stage returned another number of products than it was given, or products out of order:
                a defect of that stage, never of an input.
        """
        reports = _step("read", self.read, captures)
        readings = _step("annotate", self.annotate, reports)
        accounts = _step("extract", self.extract, readings)
        entries = _step("resolve", self.resolve, accounts)
        _same_order(reports, entries)
        return entries


def _step(name: str, stage: Stage[_A, _B], batch: Sequence[_A | Rejection]) -> list[_B | Rejection]:
    """Runs a stage over what is no rejection and puts its products back between the rejections."""
    given = [item for item in batch if not isinstance(item, Rejection)]
    made = stage(given) if given else []
    if len(made) != len(given):
        raise RuntimeError(f"stage {name} returned {len(made)} products for {len(given)}")
    products = iter(made)
    return [item if isinstance(item, Rejection) else next(products) for item in batch]


def _same_order(reports: Sequence[Report | Rejection], entries: Sequence[Entry | Rejection]) -> None:
    for report, entry in zip(reports, entries, strict=True):
        if isinstance(report, Report) and isinstance(entry, Entry) and report.id != entry.report.id:
            raise RuntimeError(f"a stage changed the order: {entry.report.id} stands where {report.id} was given")
