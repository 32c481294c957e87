"""`link` and `incidents`: claims of one happening brought together, and asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from regesta.cli.options import (
    ACTOR,
    EVENT,
    FOLDER,
    PLACE,
    REALIS,
    RECIPIENT,
    SINCE,
    TEXT,
    UNTIL,
    VOICE,
    Format,
)
from regesta.cli.terminal import print_table, talk

if TYPE_CHECKING:
    from regesta.register.answers import Incidents

#: Columns of a terminal in which a table of incidents is readable.
_WIDE = 150

#: Of what links a claim: to which other, and the two weightiest reasons.
_REASONS = 3


def link(
    register: FOLDER,
    again: Annotated[bool, typer.Option("--again", help="Also when nothing has changed since the last time.")] = False,
) -> None:
    """Link claims of the same happening into incidents.

    Near copies of one text count as one source. People's decisions in the register's journal always win. Does nothing
    when neither the claims nor the decisions have changed.
    """
    from regesta.assembly.registers import link_register  # noqa: PLC0415 (heavy)

    claims, incidents, fresh = link_register(register, tell=talk, again=again)
    print(f"claims     {claims}")
    print(f"incidents  {incidents}")
    talk(f"ask them: regesta incidents --register {register}" if fresh else "nothing has changed since the last time")


def incidents(
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
    sources: Annotated[int, typer.Option(metavar="N", min=1, help="Told by at least so many independent sources.")] = 1,
    disputed: Annotated[bool, typer.Option("--disputed", help="Only what some state and others deny.")] = False,
    limit: Annotated[int | None, typer.Option(metavar="N", min=0, help="At most so many incidents.")] = None,
    format_: Annotated[Format, typer.Option("--format", help="How to print.")] = Format.TABLE,
    raw: Annotated[bool, typer.Option("--raw", help="CSV with every text as it is, unguarded.")] = False,
) -> None:
    """Ask a register: what happened, as told by how many.

    With low, best and high of each figure, and who says that it happened and who says that it did not. All conditions
    must hold of one claim of the incident.
    """
    import sys  # noqa: PLC0415

    from regesta.assembly.registers import open_register  # noqa: PLC0415 (heavy)
    from regesta.exchange.incidents import write_incidents_csv  # noqa: PLC0415
    from regesta.exchange.jsonl import write_jsonl  # noqa: PLC0415

    asked = {
        "actor": actor, "recipient": recipient, "event": event, "realis": realis, "since": since, "until": until,
        "place": place, "voice": voice, "text": text, "limit": limit,
    }  # fmt: skip
    found = open_register(register).incidents(sources=sources, disputed=disputed, **asked)
    if found.reason:
        talk(found.reason)
    if format_ is Format.JSONL:
        write_jsonl(found.jsons(), sys.stdout)
    elif format_ is Format.CSV:
        write_incidents_csv(found.jsons(), sys.stdout, raw=raw)
    else:
        _print(found)
        if len(found):
            talk("one of them as each source tells it: regesta show INCIDENT --register DIR")


def _print(found: Incidents) -> None:
    """A table where the columns fit, else two lines an incident."""
    from regesta.cli.terminal import console  # noqa: PLC0415 (heavy)
    from regesta.register.wording import readable  # noqa: PLC0415

    rows = [found.cells(row) for row in found.dicts()]
    if console().width >= _WIDE and rows:
        print_table(readable(found.title()), found.headings, rows)
        return
    print(readable(found.title()))
    for id_, event, actor, recipient, when, where, figures, told, stated, denied in rows:
        known = [part for part in (when, where, figures) if part]
        print(f"\n{id_}  {event}: {actor or 'nobody named'} > {recipient or 'nobody named'}  ({'; '.join(known)})")
        against = f"; against: {denied}" if denied else ""
        print(f"    {told}; for: {stated or 'nobody'}{against}")


def show_incident(incident: str, register: Any) -> None:
    """One incident as each source tells it."""
    from regesta.assembly.registers import open_register  # noqa: PLC0415 (heavy)
    from regesta.cli.terminal import console  # noqa: PLC0415 (heavy)
    from regesta.register.wording import counted, period_words, readable  # noqa: PLC0415

    with open_register(register) as opened:
        row = opened.incident(incident)
        if reason := opened.unlinked():
            talk(reason)
    console().print(readable(" ".join([row["incident_id"], "", row["event"], *row["modes"]])), style="bold")
    facts = {
        "actors": " ".join(row["actors"]),
        "recipients": " ".join(row["recipients"]),
        "time": _time(row),
        "place": ", ".join(str(row["place"][k]) for k in ("name", "country") if row["place"][k])
        if row["place"]
        else "",
        "told by": ", ".join(
            counted(row[name], noun)
            for name, noun in (("claims", "claim"), ("reports", "report"), ("sources", "independent source"))
        ),
        "for": ", ".join(row["for"]),
        "against": ", ".join(row["against"]),
    }
    for name, text in facts.items():
        if text:
            print(f"{name:<11}{readable(text)}")
    for one in row["figures"]:
        print(f"{'figure':<11}{readable(_figure(one))}")
    for reason in row["reasons"]:
        print(f"{'why one':<11}{readable(reason)}")
    for telling in row["tellings"]:
        report = telling["report"]
        head = " | ".join(str(report[k]) for k in ("published", "source", "title", "url") if report[k])
        print(f"\n{readable(head)}")
        for copy in telling["copies"]:
            named = " | ".join(str(copy[k]) for k in ("published", "source", "title") if copy[k])
            print(f"    near copy: {readable(named)}")
        for claim in telling["claims"]:
            when = period_words(claim["time"])
            state = claim["realis"] if claim["certainty"] == "certain" else f"{claim['realis']}, {claim['certainty']}"
            told = [claim["claim_id"], claim["event"], state, when, _voices(claim)]
            print(f"    {readable('  '.join(part for part in told if part))}")
            print(f"        {readable(claim['evidence']['quote'])}")
            if why := telling["links"][claim["claim_id"]]:
                print(f"        linked {readable('; '.join(why[:_REASONS]))}")


def _time(row: dict[str, Any]) -> str:
    from regesta.register.wording import period_words  # noqa: PLC0415

    best, span = period_words(row["time"]), period_words(row["span"])
    return best if best == span else f"{best} (told: {span})"


def _figure(one: dict[str, Any]) -> str:
    from regesta.register.wording import range_words  # noqa: PLC0415

    told = ", ".join(repr(told["text"]) for told in one["told"])
    return f"{range_words(one)}: {one['rule']}; told: {told}"


def _voices(claim: dict[str, Any]) -> str:
    return (
        " > ".join(f"{voice['text']} {voice['stance']}" for voice in claim["attribution"]) or "the report's own voice"
    )
