"""`watch`: feeds, asked again and again."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated

import typer

from regesta.cli.options import FETCH, FOLDER, PUBLISHED
from regesta.cli.terminal import plainly, talk

if TYPE_CHECKING:
    from regesta.assembly.reading import Tally
    from regesta.fetch.pages import Round

#: Exit code when no feed answered.
_NOTHING = 2


def watch(
    feeds: Annotated[list[str], typer.Argument(metavar="FEED", help="Addresses of RSS or Atom feeds.")],
    register: FOLDER,
    fetch: FETCH = False,
    every: Annotated[str, typer.Option(metavar="TIME", help="How often: 15m, 2h, 1d; not below 5m.")] = "15m",
    once: Annotated[bool, typer.Option("--once", help="One round, for a timer such as cron.")] = False,
    entries_only: Annotated[
        bool, typer.Option("--entries-only", help="Read what the feeds carry; do not fetch the pages they link to.")
    ] = False,
    published: PUBLISHED = None,
) -> int:
    """Watch feeds: what is new in them goes into a register.

    Each round asks every feed and then the pages that its new entries link to, one after the other, as seldom as the
    sites wish, and prints a line. A feed that fails is told and asked again in the next round. Ctrl-C ends it; the same
    command goes on from there. With --once the exit code is 2 when no feed answered.
    """
    from regesta.assembly.fetching import may_fetch  # noqa: PLC0415 (heavy)
    from regesta.assembly.reading import watch_once  # noqa: PLC0415 (heavy)
    from regesta.cli.progress import Progress  # noqa: PLC0415 (heavy)
    from regesta.config import settings  # noqa: PLC0415
    from regesta.fetch.watch import interval  # noqa: PLC0415
    from regesta.fetch.watch import watch as go_on  # noqa: PLC0415

    chosen, seconds = settings(published=published, fetch=fetch), interval(every)
    may_fetch(feeds, chosen)
    answered = 0

    def turn() -> None:
        nonlocal answered
        began = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        with Progress() as progress:
            tally, count = watch_once(
                register, feeds, chosen, entries_only=entries_only, listener=progress, tell=plainly
            )
        answered += count.feeds
        print(f"{began}  {told(tally, count, len(feeds))}", flush=True)

    if once:
        turn()
        return 0 if answered else _NOTHING
    try:
        talk(f"asking {len(feeds)} feeds every {every}; Ctrl-C ends it")
        go_on(turn, seconds)
    except (KeyboardInterrupt, SystemExit):
        # Being told to end is how a watch ends.
        talk("ended; what was read is in the register, and the same command goes on from there")
    return 0


def told(tally: Tally, count: Round, feeds: int) -> str:
    """A round in one line."""
    return (
        f"feeds {count.feeds}/{feeds}  fetched {count.fetched}  unchanged {count.unchanged}  later {count.later}  "
        f"read {tally.read}  skipped {tally.skipped}  rejected {tally.rejected}  claims {tally.claims}"
    )
