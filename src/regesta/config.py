"""The settings of a call, gathered once at the edge and passed down frozen. Nothing below reads the environment."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from regesta.errors import BadValueError, UsageError

#: Names a model bundle other than the one in the package.
MODEL_VARIABLE = "REGESTA_MODEL"
#: Names a folder for what is compiled once a machine; else the user's cache folder (XDG Base Directory).
CACHE_VARIABLE = "REGESTA_CACHE"
#: Allows fetching from the web without `--fetch` in every call: 1, yes, true or on.
FETCH_VARIABLE = "REGESTA_FETCH"
#: An address by which the owners of sites can reach who fetches; it is sent with every request.
CONTACT_VARIABLE = "REGESTA_CONTACT"

#: Ray's own: with the value `token`, its nodes let in nobody without the token.
AUTH_VARIABLE = "RAY_AUTH_MODE"
#: Hosts that are this machine.
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a call asked for.

    Attributes:
        published: publication date for documents that do not tell theirs.
        model: folder of the model bundle; None for the one in the package.
        cache: folder for what is compiled once a machine; may be deleted at any time.
        workers: processes that read; 0 for one a CPU of the cluster.
        threads: threads of the model in each process.
        knowledge: folder with the user's own tables of actors, places and a worldview; None for none.
        engine: `local` or `ray`.
        address: of a Ray cluster that runs; None for one of its own on this machine.
        guarded: whether nodes of the cluster without token authentication are refused.
        fetch: whether addresses of the web may be asked.
        contact: by which the owners of sites can reach who fetches; "" for none.
    """

    published: date | None = None
    model: Path | None = None
    cache: Path = Path(".cache") / "regesta"
    workers: int = 1
    threads: int = 1
    knowledge: Path | None = None
    engine: str = "local"
    address: str | None = None
    guarded: bool = True
    fetch: bool = False
    contact: str = ""


def settings(
    *,
    published: str | None = None,
    workers: int | None = None,
    knowledge: Path | None = None,
    engine: str = "local",
    address: str | None = None,
    fetch: bool = False,
    environment: Mapping[str, str] | None = None,
) -> Settings:
    """The settings from options and environment.

    Args:
        published: `YYYY-MM-DD` or None.
        workers: processes, at least 1; None for as many as there are cores.
        knowledge: folder with the user's own tables; one that is not there is none.
        engine: `local` or `ray`.
        address: of a Ray cluster that runs.
        fetch: whether the call allows fetching; the environment can allow it for every call.
        environment: by default this process's.

    Raises:
        BadValueError: an option cannot be read; `where` names it.
        UsageError: the cluster is elsewhere and would be asked without a token.
    """
    known = os.environ if environment is None else environment
    named = known.get(MODEL_VARIABLE, "")
    if workers is not None and workers < 1:
        raise BadValueError(f"not a number of workers: {workers}", where="--workers", mend="give 1 or more")
    there = engine == "ray"
    workers = workers or (0 if there else cores())
    return Settings(
        published=day(published, "--published"),
        model=Path(named) if named else None,
        cache=_cache(known),
        workers=workers,
        threads=1 if there else max(1, cores() // workers),
        knowledge=knowledge,
        engine=engine,
        address=address,
        guarded=_guarded(engine, address, known),
        fetch=fetch or known.get(FETCH_VARIABLE, "").strip().lower() in _YES,
        contact=_contact(known.get(CONTACT_VARIABLE, "")),
    )


def _guarded(engine: str, address: str | None, known: Mapping[str, str]) -> bool:
    """Whether the cluster must ask for a token: any does, unless it is on this machine and told not to."""
    if address is not None and engine != "ray":
        raise BadValueError("only a Ray cluster has an address", where="--address", mend="add --engine ray")
    if address is not None and "://" in address:
        mend = "run the command on a node of the cluster and give HOST:PORT or auto"
        raise BadValueError(f"not a cluster's address: {address!r}", where="--address", mend=mend)
    token, host = known.get(AUTH_VARIABLE, "").lower() == "token", (address or "").rpartition(":")[0]
    if address is not None and host not in _LOOPBACK and not token:
        mend = f"start every node with {AUTH_VARIABLE}=token and set it here too (docs/cluster.md)"
        raise UsageError("a cluster without token authentication lets in anybody", where="--address", mend=mend)
    return address is None or token


_YES = ("1", "yes", "true", "on")


def _contact(text: str) -> str:
    """A contact that a header can hold; what else could it do but end the header and begin another."""
    if len(text) > 100 or not text.isascii() or not (text + " ").isprintable() or set(text) & set("()<>;\\"):
        mend = "give a mail or web address in plain letters, up to 100"
        raise BadValueError("no contact that can be sent", where=CONTACT_VARIABLE, mend=mend)
    return text.strip()


def day(value: str | None, where: str) -> date | None:
    """A day of the calendar from `YYYY-MM-DD`.

    Raises:
        BadValueError: it cannot be read; `where` names the option.
    """
    if value is None:
        return None
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise BadValueError(f"no date: {value!r}", where=where, mend="write YYYY-MM-DD") from None


def _cache(known: Mapping[str, str]) -> Path:
    if named := known.get(CACHE_VARIABLE):
        return Path(named)
    base = known.get("XDG_CACHE_HOME") or (f"{home}/.cache" if (home := known.get("HOME")) else "")
    # Without a home (a bare container, a service) the machine's temporary folder, by user so that nobody shares it.
    return Path(base, "regesta") if base else Path(tempfile.gettempdir(), f"regesta-{_user()}")


def _user() -> int:
    return os.getuid() if hasattr(os, "getuid") else 0


def cores() -> int:
    """Cores this process may use, which a container can hold below the machine's."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
