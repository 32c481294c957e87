"""Who and where: what ships, compiled for this machine, with the user's tables in front."""

# ruff: noqa: PLC0415 (heavy)

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from regesta.assembly.telling import Tell, silent
from regesta.config import Settings

if TYPE_CHECKING:
    from regesta.knowledge.codes import Knowledge
    from regesta.knowledge.own import Own
    from regesta.knowledge.places import Places


def knowing(settings: Settings, *, tell: Tell = silent) -> tuple[Knowledge, Places]:
    """Actors and places, with the user's tables where the settings name a folder.

    Raises:
        KnowledgeError: the compiled knowledge is missing or damaged, or a table of the user's is faulty.
    """
    from regesta.knowledge.own import read_own

    return with_own(read_own(settings.knowledge), gazetteer(settings.cache, tell=tell))


def with_own(own: Own, gazetteer: Path) -> tuple[Knowledge, Places]:
    """Actors and places that ship, with the user's tables in front."""
    from regesta.knowledge.codes import Knowledge
    from regesta.knowledge.overlay import lay_over
    from regesta.knowledge.places import Places

    return lay_over(Knowledge.load(), own), Places.open(gazetteer, own)


def gazetteer(cache: Path, *, tell: Tell = silent) -> Path:
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
