"""What measures are taken of: the pipeline and its pieces, each built when first asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, cast

from regesta.assembly.knowledge import gazetteer
from regesta.assembly.recipe import Recipe
from regesta.config import Settings
from regesta.knowledge.actors import Actors
from regesta.knowledge.places import Places
from regesta.model.bundle import Bundle, open_bundle, shipped
from regesta.model.session import Model, Scores, Words
from regesta.pipeline import Pipeline
from regesta.records.readings import Reading
from regesta.records.reports import Report
from regesta.stages.annotate import TRIGGER_THRESHOLD, Annotate


class Reader(Protocol):
    """A model, or what stands for one in tests."""

    def read(self, docs: Sequence[Words]) -> list[Scores]:
        """Scores of every document, in order."""
        ...


@dataclass(frozen=True)
class Parts:
    """The parts of some settings. The pieces may be given, for tests and for bundles under training."""

    settings: Settings
    make_pipeline: Callable[[], Pipeline] | None = None
    make_model: Callable[[], Reader] | None = None

    @cached_property
    def bundle(self) -> Bundle:
        """The opened bundle.

        Raises:
            BundleError: there is none, or not this version's.
        """
        return open_bundle(self.settings.model or shipped())

    @property
    def bundle_digest(self) -> str:
        """Its digest, or "" where a measure needs none and none is there."""
        return "" if self.make_model or self.make_pipeline else self.bundle.digest

    @cached_property
    def model(self) -> Reader:
        """The network."""
        return self.make_model() if self.make_model else Model(self.bundle, threads=self.settings.threads)

    @cached_property
    def pipeline(self) -> Pipeline:
        """From bytes to claims."""
        return self.make_pipeline() if self.make_pipeline else Recipe(self.settings)()

    @cached_property
    def places(self) -> Places:
        """The gazetteer."""
        return Places.open(gazetteer(self.settings.cache))

    @cached_property
    def actors(self) -> Actors:
        """The actors, with the gazetteer behind them as in the pipeline."""
        return Actors.load(places=self.places)

    def annotate(self, reports: Sequence[Report]) -> list[Reading]:
        """Readings of reports."""
        return self._annotate(reports)

    @cached_property
    def _annotate(self) -> Annotate:
        if self.make_pipeline:
            return cast(Annotate, self.pipeline.annotate)
        return Annotate(self.model, self.bundle, self.bundle.thresholds.get("trigger", TRIGGER_THRESHOLD))
