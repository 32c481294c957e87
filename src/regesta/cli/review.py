"""`review`: people decide about claims, in a keyboard session or one command at a time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from regesta.cli.options import FOLDER
from regesta.cli.terminal import print_table, talk
from regesta.errors import BadValueError

if TYPE_CHECKING:
    from regesta.register.journal import Line
    from regesta.review.desk import Desk

app = typer.Typer(
    help="""Review claims: accept, correct, reject, add; in a keyboard session or one command at a time.

    regesta review --register DIR --coder NAME begins a session: the most doubtful and weightiest claims first. What
    others decided is not shown. Every decision is a line in the register's journal, and can be taken back.
    """,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

CODER = Annotated[str, typer.Option("--coder", metavar="NAME", help="Who decides.")]
WHY = Annotated[str, typer.Option("--why", metavar="WORDS", help="The reason, in words.")]
SET = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="FIELD=VALUE", help="event=AID, actor='TUR GOV', time=2020-05; several times."),
]
_ID = Annotated[str, typer.Argument(metavar="CLAIM", help="The claim's id, or its beginning.")]
_ACT = Annotated[str, typer.Argument(metavar="ACT", help="accept, correct or reject.")]
_LIMIT = Annotated[int | None, typer.Option("--limit", metavar="N", min=0, help="At most so many.")]
#: Claims that `list` shows unless told otherwise: a screen.
_SHOWN = 20


@app.callback(invoke_without_command=True)
def session(
    context: typer.Context,
    register: Annotated[
        Path | None, typer.Option("--register", "-r", metavar="DIR", help="The register's folder.")
    ] = None,
    coder: Annotated[str | None, typer.Option("--coder", metavar="NAME", help="Who decides.")] = None,
    homeless: Annotated[
        bool, typer.Option("--homeless", help="List decisions whose words the newest readings do not have.")
    ] = False,
) -> None:
    """Begin a session at the keyboard."""
    if context.invoked_subcommand is not None:
        if register is not None or coder is not None or homeless:
            mend = f"regesta review {context.invoked_subcommand} --register DIR ..."
            raise BadValueError("an option stands before the command", where="review", mend=mend)
        return
    if register is None:
        raise BadValueError("no register", where="--register", mend="regesta review --register DIR --coder NAME")
    if homeless:
        _homeless(_desk(register))
        return
    if coder is None:
        raise BadValueError("no coder", where="--coder", mend="regesta review --register DIR --coder NAME")
    from regesta.assembly.codes import country_of  # noqa: PLC0415 (heavy)
    from regesta.cli.session import Session, keys  # noqa: PLC0415
    from regesta.review.queue import queue  # noqa: PLC0415 (heavy)

    desk = _desk(register)
    Session(desk, coder, queue(desk, coder, country_of=country_of), keys()).run()


@app.command()
def decide(claim: _ID, act: _ACT, register: FOLDER, coder: CODER, set_: SET = None, why: WHY = "") -> None:
    """Accept, correct or reject one claim.

    A correction names its fields with --set; see docs/review.md for how values are written.
    """
    from regesta.review.notation import changes  # noqa: PLC0415 (heavy)

    desk = _desk(register)
    given = changes(set_ or (), _values(desk, coder, claim))
    _say(desk.decide(coder, claim, act, changes=given, why=why))


@app.command()
def undo(
    register: FOLDER,
    coder: CODER,
    claim: Annotated[str, typer.Argument(metavar="[CLAIM]", help="The claim; else the coder's last decision.")] = "",
    why: WHY = "",
) -> None:
    """Take back a coder's last decision; what stood before it stands again."""
    _say(_desk(register).undo(coder, claim, why=why))


@app.command()
def add(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="The report's id.")],
    trigger: Annotated[
        str, typer.Argument(metavar="WORDS", help="The trigger's words in the report, or START:END in code points.")
    ],
    event: Annotated[str, typer.Argument(metavar="TYPE", help="The event type.")],
    register: FOLDER,
    coder: CODER,
    set_: SET = None,
    why: WHY = "",
) -> None:
    """Add a claim that the reading missed."""
    from regesta.review.fields import EMPTY  # noqa: PLC0415 (heavy)
    from regesta.review.notation import changes  # noqa: PLC0415 (heavy)

    desk = _desk(register)
    span = _trigger(desk.register.text(report), trigger)
    _say(desk.add(coder, report, span, event.upper(), changes=changes(set_ or (), EMPTY), why=why))


@app.command()
def adjudicate(
    claim: _ID,
    act: _ACT,
    register: FOLDER,
    coder: CODER,
    like: Annotated[str, typer.Option("--like", metavar="CODER", help="Take over this coder's corrections.")] = "",
    set_: SET = None,
    why: WHY = "",
) -> None:
    """Settle a claim about which coders differ; what is settled stands."""
    from regesta.review.notation import changes  # noqa: PLC0415 (heavy)

    desk = _desk(register)
    given = changes(set_ or (), _values(desk, like, claim))
    _say(desk.adjudicate(coder, claim, act, changes=given, like=like, why=why))


@app.command("list")
def list_(
    register: FOLDER,
    coder: Annotated[str | None, typer.Option("--coder", metavar="NAME", help="Whose queue.")] = None,
    differing: Annotated[bool, typer.Option("--differing", help="Claims about which coders differ.")] = False,
    journal: Annotated[bool, typer.Option("--journal", help="Every decision, the newest first.")] = False,
    limit: _LIMIT = _SHOWN,
) -> None:
    """List a coder's queue, the claims about which coders differ, or all decisions."""
    desk = _desk(register)
    if differing:
        _differing(desk, limit)
    elif journal:
        rows = [_journal_row(line) for line in reversed(desk.lines)]
        headings = ("line", "when", "who", "what", "claim", "changes", "why")
        print_table(f"{len(rows)} decisions", headings, [_readable(row) for row in rows[:limit]])
    elif coder is None:
        raise BadValueError("whose queue?", where="--coder", mend="give --coder NAME, --differing or --journal")
    else:
        _queue(desk, coder, limit)


@app.command()
def agreement(register: FOLDER) -> None:
    """Say how far coders agree, field by field, on the claims that two or more of them judged."""
    from regesta.review.agreement import agreement as measured  # noqa: PLC0415 (heavy)

    rows = [
        (one.field, str(one.units), *(_number(value) for value in (one.percent, one.alpha, one.ac1)))
        for one in measured(_desk(register))
    ]
    print_table("agreement of coders", ("field", "units", "same", "alpha", "AC1"), rows)


@app.command()
def export(
    register: FOLDER,
    to: Annotated[Path, typer.Option("--to", metavar="FILE", help="The file to write; for standoff a folder.")],
    form: Annotated[
        str, typer.Option("--format", metavar="FORM", help="prodigy, labelstudio or standoff.")
    ] = "prodigy",
) -> None:
    """Write what people settled as training data."""
    from regesta.assembly.registers import open_register  # noqa: PLC0415 (heavy)
    from regesta.exchange.training import write  # noqa: PLC0415 (heavy)

    talk(write(open_register(register), to, form=form))


def _desk(register: Path) -> Desk:
    from regesta.assembly.registers import open_desk  # noqa: PLC0415 (heavy)

    return open_desk(register)


def _values(desk: Desk, coder: str, claim: str) -> dict[str, Any]:
    from regesta.review.fields import plain  # noqa: PLC0415 (heavy)

    return plain(desk.seen(coder, claim).claim)


def _trigger(text: str, words: str) -> tuple[int, int]:
    """Where a trigger is: at its offsets, or at words that stand in the report once."""
    from regesta.review.anchors import occurrences  # noqa: PLC0415 (heavy)

    start, colon, end = words.partition(":")
    if colon and start.isdecimal() and end.isdecimal():
        return int(start), int(end)
    found = occurrences(text, words)
    if len(found) == 1:
        return found[0].start, found[0].end
    places = " ".join(f"{span.start}:{span.end}" for span in found[:_SHOWN])
    mend = f"give one of {places}" if found else "give words of the report to the letter"
    raise BadValueError(f"the words stand {len(found)} times in the report", where="WORDS", mend=mend)


def _queue(desk: Desk, coder: str, limit: int | None) -> None:
    from regesta.assembly.codes import country_of  # noqa: PLC0415 (heavy)
    from regesta.review.queue import queue  # noqa: PLC0415 (heavy)

    items = queue(desk, coder, country_of=country_of)
    rows = []
    for item in items[:limit]:
        claim = desk.seen(coder, item.claim_id).claim
        note = "read otherwise since" if item.again else ""
        rows.append((item.claim_id, f"{item.priority:.2f}", claim["event"], claim["evidence"]["quote"], note))
    headings = ("claim", "priority", "event", "words", "")
    print_table(f"{len(items)} claims for {coder}", headings, [_readable(row) for row in rows])


def _differing(desk: Desk, limit: int | None) -> None:
    from regesta.review.agreement import differences  # noqa: PLC0415 (heavy)

    found = differences(desk)
    rows = [(one.claim_id, ", ".join(one.coders), ", ".join(one.fields)) for one in found[:limit]]
    print_table(f"{len(found)} claims to settle", ("claim", "coders", "fields"), [_readable(row) for row in rows])
    if found:
        talk("settle one: regesta review adjudicate CLAIM accept --like CODER --coder NAME --register DIR")


def _homeless(desk: Desk) -> None:
    rows = [
        (one.claim_id, line.decision.who, line.at, line.decision.act, line.decision.body["anchor"]["exact"], one.why)
        for one in desk.carried.homeless
        for line in one.lines
    ]
    headings = ("claim", "who", "when", "what", "words", "why it has no place")
    print_table(f"{len(rows)} homeless decisions", headings, [_readable(row) for row in rows])


def _journal_row(line: Line) -> tuple[str, ...]:
    from regesta.review.notation import told  # noqa: PLC0415 (heavy)

    decision = line.decision
    body = decision.body
    old, new = body.get("old", {}), body.get("new", {})
    changed = "; ".join(f"{field}: {told(field, old)} > {told(field, new)}" for field in old)
    claims = body.get("claim") or " ".join(body.get("claims", ()))
    act = decision.act if decision.kind == "claim" else f"{decision.kind} {decision.act}"
    return str(line.number), line.at, decision.who, act, claims, changed, decision.why


def _readable(row: Sequence[str]) -> list[str]:
    from regesta.register.wording import readable  # noqa: PLC0415 (heavy)

    return [readable(cell) for cell in row]


def _say(line: Line) -> None:
    decision = line.decision
    about = decision.body.get("claim") or " ".join(decision.body.get("claims", ()))
    print(f"{about}  {decision.act} by {' '.join(_readable([decision.who]))}, line {line.number}")


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
