"""`claims` and `info`: questions to a register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from regesta.cli.filtering import filtered
from regesta.cli.options import (
    ACTOR,
    ALL_VERSIONS,
    EVENT,
    FOLDER,
    LIMIT,
    PLACE,
    REALIS,
    RECIPIENT,
    SINCE,
    TEXT,
    UNTIL,
    VOICE,
    Format,
    asked,
)
from regesta.cli.terminal import print_table, talk

if TYPE_CHECKING:
    from regesta.register.answers import Answer, Claims

#: Columns of a terminal in which a table of claims is readable.
_WIDE = 150
#: Rejections that `info` shows without being asked for all.
_SHOWN = 10


@filtered
def claims(
    register: FOLDER,
    actor: ACTOR = None,
    recipient: RECIPIENT = None,
    event: EVENT = None,
    realis: REALIS = None,
    since: SINCE = None,
    until: UNTIL = None,
    place: PLACE = None,
    voice: VOICE = None,
    text: TEXT = None,
    limit: LIMIT = None,
    all_versions: ALL_VERSIONS = False,
    format_: Annotated[Format, typer.Option("--format", help="How to print.")] = Format.TABLE,
    raw: Annotated[bool, typer.Option("--raw", help="CSV with every text as it is, unguarded.")] = False,
    *,
    more: dict[str, Any],
) -> None:
    """Ask a register: who did what to whom, when, according to whom.

    All conditions must hold. With --since or --until only claims whose time is known are found. What people decided
    holds: corrected values are shown with a mark, rejected claims are left out.
    """
    import sys  # noqa: PLC0415

    from regesta.assembly.registers import open_register  # noqa: PLC0415 (heavy)
    from regesta.exchange.csv import write_csv  # noqa: PLC0415
    from regesta.exchange.jsonl import write_jsonl  # noqa: PLC0415

    found = open_register(register).claims(
        **asked(actor, recipient, event, realis, since, until, place, voice, text, limit, all_versions), **more
    )
    if format_ is Format.JSONL:
        write_jsonl(found.jsons(), sys.stdout)
    elif format_ is Format.CSV:
        write_csv(found.jsons(), sys.stdout, raw=raw)
    else:
        _print_claims(found)
        if len(found):
            talk("one of them with its words: regesta show CLAIM --register DIR")


def info(
    register: FOLDER,
    rejections: Annotated[bool, typer.Option("--rejections", help="All inputs that were refused, and why.")] = False,
) -> None:
    """Say what a register holds and what was refused.

    Reports, claims by event type, rejections with their reasons, runs.
    """
    from regesta.assembly.registers import open_register  # noqa: PLC0415 (heavy)

    opened = open_register(register)
    refused = opened.rejections()
    if rejections:
        _print(refused)
        return
    counts = opened.counts()
    print(f"register  {register}")
    print(f"reports   {counts['reports']}{_span(counts)}")
    if counts["earlier_versions"]:
        print(f"          and {counts['earlier_versions']} earlier versions of them")
    print(f"claims    {counts['claims']}")
    for event, number in counts["events"].items():
        print(f"          {event:<10}{number:>7}")
    print(f"rejected  {len(refused)}")
    for row in list(refused)[:_SHOWN]:
        print("          " + ": ".join(refused.cells(row)[i] for i in (0, 2, 3)))
    if len(refused) > _SHOWN:
        print(f"          and {len(refused) - _SHOWN} more: --rejections")
    print(f"runs      {counts['runs']}, segments {counts['segments']}")


def _span(counts: dict[str, Any]) -> str:
    first, last = counts["published_from"], counts["published_to"]
    return "" if first is None else f", published {first} to {last}"


def _print_claims(found: Claims) -> None:
    """A table where nine columns fit, else two lines a claim: what is claimed, then the words."""
    from regesta.cli.terminal import console  # noqa: PLC0415 (heavy)
    from regesta.register.wording import readable  # noqa: PLC0415

    if not len(found):
        print(readable(found.title()))
        return
    if console().width >= _WIDE:
        _print(found)
        return
    print(readable(found.title()))
    for row in found.dicts():
        id_, event, actor, recipient, when, realis, voices, words, report = found.cells(row)
        told = [part for part in (when, realis, f"according to {voices}" if voices else "") if part]
        print(f"\n{id_}  {event}: {actor or 'nobody named'} > {recipient or 'nobody named'}  ({'; '.join(told)})")
        print(f"    {words}")
        print(f"    {report}")


def _print(found: Answer) -> None:
    from regesta.register.wording import readable  # noqa: PLC0415

    print_table(readable(found.title()), found.headings, [found.cells(row) for row in found.dicts()])
