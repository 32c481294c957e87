"""The command `regesta`: its subcommands, exit codes and errors."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
from collections.abc import Sequence
from typing import Annotated, cast

import typer

from regesta.cli import (
    asking,
    compacting,
    comparing,
    evaluate,
    exporting,
    knowing,
    linking,
    reading,
    review,
    serving,
    showing,
    watching,
)
from regesta.cli.terminal import complain, talk
from regesta.errors import RegestaError

#: Exit codes: what the user can mend; interrupted (128 + SIGINT); the reader of a pipe has gone (128 + SIGPIPE); told
#: to end (128 + SIGTERM).
WRONG, INTERRUPTED, NO_READER, TERMINATED = 2, 130, 141, 143

_HELP = """News reports in, a register of sourced claims out: who did what to whom, when, where, according to whom.

regesta code report.txt --published 2024-03-20

regesta read reports/ --register my-register

regesta claims --register my-register --actor TUR --event AID --since 2020
"""

app = typer.Typer(
    help=_HELP,
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    reading.code, reading.read, watching.watch, asking.claims, showing.show, showing.why, linking.link,
    linking.incidents, exporting.export, comparing.import_, comparing.compare, exporting.snapshot, comparing.diff,
    asking.info, compacting.compact, serving.serve, evaluate.evaluate,
):  # fmt: skip
    app.command(command.__name__.rstrip("_"))(command)
app.add_typer(review.app, name="review", short_help="Accept, correct, reject and add claims.")
app.add_typer(knowing.app, name="knowledge")


#: Whatever typer raises for a wrong call: the base of a public exception, since its name moved between versions.
_WRONG_CALL = cast(type[Exception], typer.BadParameter.__mro__[2])


def _version(asked: bool) -> None:
    if asked:
        from regesta.assembly.runs import version  # noqa: PLC0415 (only when asked)

        print(f"regesta {version()}")
        raise typer.Exit


@app.callback()
def _common(
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    pass


def main(arguments: Sequence[str]) -> int:
    """Runs a command and returns its exit code; prints deliberate errors as one line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # JSON is UTF-8 whatever the locale; a character the stream cannot hold is shown escaped, not a crash.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = _run(arguments)
        sys.stdout.flush()
        return code
    except RegestaError as error:
        complain(error)
        return WRONG
    except BrokenPipeError:
        _no_reader()
        return NO_READER
    except KeyboardInterrupt:
        return INTERRUPTED


def _terminate(*_: object) -> None:
    """Ends a call on SIGTERM as Ctrl-C does: the live line is taken down, the workers end."""
    raise SystemExit(TERMINATED)


def _run(arguments: Sequence[str]) -> int:
    try:
        outcome = app(list(arguments), prog_name="regesta", standalone_mode=False)
    except typer.Abort:
        return INTERRUPTED
    except SystemExit as error:
        if error.code == TERMINATED:
            return TERMINATED
        # Typer's answer to a broken pipe.
        raise BrokenPipeError from None
    except _WRONG_CALL as error:
        talk(_message(error))
        return WRONG
    return outcome if isinstance(outcome, int) else 0


def _message(error: Exception) -> str:
    """What is wrong with the call as one line; for a call that says nothing at all, the help."""
    told = str(error.format_message() if hasattr(error, "format_message") else error).strip()
    if told.startswith("Usage:"):
        return told
    context = getattr(error, "ctx", None)
    see = f"{context.command_path if context else 'regesta'} --help"
    return f"regesta: {told} See {see}" if told.endswith("?") else f"regesta: {told.rstrip('.')}; see {see}"


def _no_reader() -> None:
    """Points standard output nowhere, so that closing it at exit does not complain."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def run() -> None:
    """The entry point of the installed command."""
    signal.signal(signal.SIGTERM, _terminate)
    sys.exit(main(sys.argv[1:]))
