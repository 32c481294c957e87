"""One file through every reader in a process of its own, with the laws that must hold of what comes out.

Forked, so that the libraries are loaded once; where a system cannot fork there is no measuring.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from regesta.knowledge.calendar import find_times, resolve_time
from regesta.records.claims import Entry, Unlinked
from regesta.records.outcomes import Rejection
from regesta.records.reports import TOLD, Capture, Report
from regesta.register.schema import CAPTURES, REJECTIONS, REPORTS, Place, Taken, capture_row, rejection_row, report_row
from regesta.register.schema import table as arrow
from regesta.scale.batches import key_of, lineage_of
from regesta.stages.capture import captures
from regesta.stages.read import Read
from regesta.text.numbers import find_numbers
from regesta.text.sentences import sentences
from regesta.text.tokens import tokens

#: Seconds of computing for one input after which a child is killed. Computing is measured, not the clock, as other
#: programs on the same machine make the clock say anything; a child that waits is killed after ten times as long.
PATIENCE = 40.0
#: The day that time words are counted from.
_ANCHOR = date(2024, 3, 20)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file.

    Attributes:
        reports, refused: how many inputs were read, how many refused.
        worst: seconds of the slowest input; seconds: of the whole file.
        memory: megabytes that the process held at most, the libraries included.
        reasons: why inputs were refused.
        failure: what went wrong; "" if nothing did.
    """

    reports: int = 0
    refused: int = 0
    worst: float = 0.0
    seconds: float = 0.0
    memory: float = 0.0
    reasons: tuple[str, ...] = ()
    failure: str = ""


def apart(path: Path) -> Outcome:
    """The outcome of a file, read in a child."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read_end)
        _child(path, write_end)
    os.close(write_end)
    with os.fdopen(read_end, "rb") as pipe:
        told = pipe.read()
    _, status, usage = os.wait4(child, 0)
    memory, seconds = usage.ru_maxrss * 1024 / 1e6, usage.ru_utime + usage.ru_stime
    if not told:
        code = os.waitstatus_to_exitcode(status)
        why = (
            f"took more than {PATIENCE:.0f} s"
            if code in (-signal.SIGPROF, -signal.SIGALRM)
            else f"the process ended with {code}"
        )
        return Outcome(worst=seconds, seconds=seconds, memory=memory, failure=why)
    found = json.loads(told)
    return Outcome(**{**found, "memory": memory, "reasons": tuple(found["reasons"])})


def _child(path: Path, pipe: int) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _patience()
    try:
        outcome = through(path, after_each=_patience)
    except BaseException as error:
        outcome = Outcome(failure=f"{type(error).__name__}: {error}"[:300])
    os.write(pipe, json.dumps(asdict(outcome)).encode())
    os._exit(0)


def _patience() -> None:
    """Anew for every input: a file of a hundred thousand rows may take its time."""
    signal.setitimer(signal.ITIMER_PROF, PATIENCE)
    signal.alarm(int(10 * PATIENCE))


def through(path: Path, after_each: Callable[[], None] = lambda: None) -> Outcome:
    """Reads a file in this process: captured, read, cut into sentences, words, numbers and times, and made into rows.

    Raises:
        AssertionError: a law does not hold.
    """
    read, reports, refused, worst = Read(), 0, 0, 0.0
    reasons: set[str] = set()
    began = last = time.process_time()
    for number, item in enumerate(captures([path])):
        outcome = item if isinstance(item, Rejection) else read([item])[0]
        rows(item, outcome, number)
        if isinstance(outcome, Rejection):
            refused, reasons = refused + 1, {*reasons, outcome.reason.value}
        else:
            reports += 1
            lawful(outcome)
        now = time.process_time()
        worst, last = max(worst, now - last), now
        after_each()
    seconds = time.process_time() - began
    return Outcome(reports, refused, max(worst, seconds - (last - began)), seconds, 0.0, tuple(sorted(reasons)))


def rows(item: Capture | Rejection, outcome: Report | Rejection, number: int) -> None:
    """An outcome as rows of a register: the tables take it and give it back."""
    place = Place(1, "n-0", "000001-0")
    taken = Taken(number, key_of(item), lineage_of(item), item)
    if isinstance(outcome, Rejection):
        arrow([rejection_row(outcome, taken, place)], REJECTIONS)
        return
    (row,) = arrow([report_row(Entry(outcome, ()), taken, place)], REPORTS).to_pylist()
    assert row["text"] == outcome.text, "the text is another in the register"
    if isinstance(item, Capture):
        (kept,) = arrow([capture_row(item)], CAPTURES).to_pylist()
        assert kept["data"] == item.data, "the bytes are others in the register"


def lawful(report: Report) -> None:
    """Offsets fit the text; parts, sentences and words do not overlap and lose nothing but white space."""
    text, end = report.text, 0
    assert "\0" not in text and text.encode("utf-8") is not None, "a character that no file holds"
    for part in report.parts:
        assert end <= part.span.start <= part.span.end <= len(text), "parts overlap or leave the text"
        end = part.span.end
        if part.kind in TOLD:
            _cut(text, part.span.start, part.span.end)


def _cut(text: str, start: int, end: int) -> None:
    from regesta.records.spans import Span  # noqa: PLC0415

    for sentence in _covering(text, Span(start, end), sentences(text, Span(start, end))):
        for _ in _covering(text, sentence, tokens(text, sentence)):
            pass
        for number in find_numbers(text, sentence):
            assert sentence.start <= number.span.start < number.span.end <= sentence.end, "a number leaves its sentence"
        for told in find_times(text, sentence):
            assert sentence.start <= told.phrase.start < told.phrase.end <= sentence.end, "a time leaves its sentence"
            meant = resolve_time(told.phrase.of(text), anchor=_ANCHOR)
            assert isinstance(meant, Unlinked) or meant.start < meant.end, "a time is over before it began"


def _covering(text, whole, pieces) -> Iterator:  # type: ignore[no-untyped-def, type-arg]
    """The pieces, seen to lie in order inside the whole and to leave out white space only."""
    at = whole.start
    for piece in pieces:
        assert at <= piece.start < piece.end <= whole.end, "pieces overlap or leave their whole"
        assert not text[at : piece.start].strip(), "words are lost"
        at = piece.end
        yield piece
    assert not text[at : whole.end].strip(), "words are lost at the end"
