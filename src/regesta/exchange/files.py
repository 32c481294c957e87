"""Claims to files, folders and streams: whole or not at all, in the profile that was asked."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO

from regesta.errors import BadValueError
from regesta.exchange import package
from regesta.exchange.happenings import Happening
from regesta.exchange.profile import Json, Options, Profile, Source, Tally
from regesta.exchange.registry import named
from regesta.register.folder import TEMPORARY, temporary

#: Bytes copied at a time.
_CHUNK = 1 << 20
#: The date of every member of an archive, so that the same claims give the same bytes: the earliest that ZIP knows.
_DATE = (1980, 1, 1, 0, 0, 0)


def write(
    profile: Profile | str,
    source: Source,
    to: Path | IO[bytes],
    *,
    folder: bool = False,
    options: Options = Options(),  # noqa: B008 (frozen)
    asked: str = "",
) -> Tally:
    """Writes claims in a profile and says what was written and what was left out.

    Args:
        profile: the profile or its name.
        source: the claims: what `Register.claims` answers.
        to: a path, which is replaced only once the new file or folder is whole; or a binary stream, which gets the
            bytes of the one file, or a ZIP archive of the folder.
        folder: the data with `datapackage.json`, `CODEBOOK.md`, `LOSS.md` and, where the profile gives one value for
            claims that differ, `claims.csv`; always so for profiles that are no single file.
        options: how to write.
        asked: the question in words, for the documents beside the data.

    Raises:
        BadValueError: there is no such profile, or the path cannot be written.
    """
    profile = named(profile) if isinstance(profile, str) else profile
    folder = folder or not profile.ending
    if not isinstance(to, Path):
        with tempfile.TemporaryDirectory(prefix="regesta-") as name:
            tally = _fill(profile, source, Path(name), options, asked, folder=folder)
            _stream(Path(name), to, profile, folder=folder)
            return tally
    if not folder and to.is_dir():
        raise BadValueError("is a folder, and a file was to be written", where=str(to), mend="name a file")
    try:
        if folder:
            return _to_folder(profile, source, to, options, asked)
        return _to_file(profile, source, to, options)
    except OSError as error:
        mend = "name a file or folder in a folder that exists and that you may write to"
        raise BadValueError(f"cannot be written: {error.strerror or error}", where=str(to), mend=mend) from error


def _fill(profile: Profile, source: Source, here: Path, options: Options, asked: str, *, folder: bool) -> Tally:
    event_of: dict[str, str] = {}
    tally = profile.write(source, here, replace(options, happenings=_noted(options, event_of)) if folder else options)
    if folder:
        package.complete(profile, source, here, options, tally, asked=asked, event_of=event_of)
    return tally


def _noted(options: Options, event_of: dict[str, str]) -> Callable[[Iterable[Json]], Iterator[Happening]]:
    """The happenings as they come by, noting which claims tell each, so that they are not made a second time."""

    def happenings(claims: Iterable[Json]) -> Iterator[Happening]:
        for happening in options.happenings(claims):
            event_of.update((telling.claim, happening.id) for telling in happening.tellings)
            yield happening

    return happenings


def _to_file(profile: Profile, source: Source, to: Path, options: Options) -> Tally:
    with _beside(to) as here:
        tally = profile.write(source, here, options)
        with temporary(to) as name:
            (here / profile.files[0].name).replace(name)
    return tally


def _to_folder(profile: Profile, source: Source, to: Path, options: Options, asked: str) -> Tally:
    if to.exists():
        package.check_replaceable(to)
    with _beside(to) as here:
        new = here / "new"
        new.mkdir()
        tally = _fill(profile, source, new, options, asked, folder=True)
        for path in new.iterdir():
            _settle(path)
        _take_the_place(new, to, here / "old")
    return tally


def _take_the_place(new: Path, to: Path, old: Path) -> None:
    """Puts a folder where another may be; that one is moved aside, and back when the new one cannot take its place."""
    if to.exists():
        to.rename(old)
    try:
        new.rename(to)
    except OSError:
        if old.exists():
            old.rename(to)
        raise


@contextmanager
def _beside(to: Path) -> Iterator[Path]:
    """A folder beside a path, on the same disk, for what is not whole yet; gone when the block ends."""
    here = Path(tempfile.mkdtemp(prefix=f"{TEMPORARY}{os.getpid()}-", dir=to.absolute().parent))
    try:
        yield here
    finally:
        shutil.rmtree(here, ignore_errors=True)


def _settle(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _stream(here: Path, out: IO[bytes], profile: Profile, *, folder: bool) -> None:
    if not folder:
        with (here / profile.files[0].name).open("rb") as file:
            shutil.copyfileobj(file, out, _CHUNK)
        return
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(here.iterdir()):
            info = zipfile.ZipInfo(f"{profile.name}/{path.name}", _DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            with path.open("rb") as file, archive.open(info, "w", force_zip64=True) as member:
                shutil.copyfileobj(file, member, _CHUNK)
