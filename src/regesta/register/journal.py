"""The journal: decisions of people, one a line, only ever appended to; nothing else can bring them back.

    {"n": 3, "kind": "claim", "act": "accept", ..., "who": "anna", "at": "2024-05-01T09:30:00Z", "why": "",
     "before": DIGEST OF LINE 2, "hash": DIGEST OF THIS LINE UP TO HERE}

- Every line holds the digest of the line before it, so a line that was changed, moved or taken out shows.
  `journal.head` says how many lines there were and the digest of the last one, so a lost end shows too. It is written
  after the line and never before, hence it may lag by one after a kill and can never lead.
- A line is one write under a lock, flushed to disk before the call returns. A writer that was killed in the middle
  leaves a torn end without a line feed: readers pass over it, and the next writer moves it to `journal.torn`.
- The file is pure ASCII: no half of a character can be left behind, and nothing in it steers a terminal.

What the decisions mean is not known here; `regesta.review` and `regesta.linking` know.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from regesta.errors import BadValueError, RegisterError
from regesta.register.folder import Folder, write_text
from regesta.register.locks import exclusive

#: What stands before the first line.
START = "0" * 64
#: Bytes of a line at most: a claim with every field corrected takes about 5,000, so more is a mistake of the caller.
LONGEST = 1_000_000
#: Characters of a coder's name and of a reason: enough for a sentence or ten, and a list still fits a screen.
_NAME, _WHY = 60, 4_000
_OWN = ("n", "kind", "act", "who", "at", "why", "before", "hash")
_SEAL = ',"hash":"'
#: Of what the journal itself writes, all that is not a number.
_WORDS = tuple(name for name in _OWN if name != "n")
_RESTORE = "restore journal.jsonl from a copy, or move it and journal.head away to begin a new journal"


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided, before it is a line.

    Attributes:
        kind: what it is about: `claim`, `adjudication`, `incident`.
        act: what was done: `accept`, `correct`, `merge` and so on.
        who: the coder's name.
        why: in the coder's words; may be "".
        body: everything else, as JSON values.
    """

    kind: str
    act: str
    who: str
    why: str = ""
    body: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """A decision in the journal: its number from 1, when it was taken (UTC), and its digest, which is its name."""

    number: int
    decision: Decision
    at: str
    hash: str


class Journal:
    """The journal of a register."""

    def __init__(self, folder: Folder) -> None:
        self._path = folder.journal
        self._head = folder.root / "journal.head"
        self._torn = folder.root / "journal.torn"

    def size(self) -> int:
        """Bytes of the journal; grows with every decision."""
        try:
            return self._path.stat().st_size
        except OSError:
            return 0

    def lines(self) -> tuple[Line, ...]:
        """Every whole line in order, each checked against the one before.

        Raises:
            RegisterError: a line was changed, moved or lost, or the file cannot be read.
        """
        head = self._known()
        found: list[Line] = []
        before = START
        for raw in self._whole():
            line = _read(raw, number=len(found) + 1, before=before, where=self._path)
            found.append(line)
            before = line.hash
        self._check(head, len(found), found[head[0] - 1].hash if 0 < head[0] <= len(found) else START)
        return tuple(found)

    def append(self, decision: Decision, *, at: datetime) -> Line:
        """Writes a decision; when this returns it is on disk.

        Args:
            decision: what was decided.
            at: the present, with a time zone; read from a clock by the faces and by nobody else.

        Raises:
            BadValueError: a name is missing or too long, or the decision is too large.
            RegisterError: the folder cannot be written, the disk is full, or the journal is damaged.
        """
        _fits(decision)
        moment = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        with self._opened() as file:
            number, before = self._mended(file)
            raw, digest = _sealed(decision, number=number + 1, at=moment, before=before)
            self._put(file, raw + b"\n")
            # The line is safe already; a head that lags is lawful, so a disk that has just filled up costs nothing.
            with contextlib.suppress(OSError):
                write_text(self._head, json.dumps({"lines": number + 1, "hash": digest}) + "\n")
        return Line(number + 1, decision, moment, digest)

    def _whole(self) -> list[bytes]:
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            return []
        except OSError as error:
            raise RegisterError(f"cannot be read: {error.strerror or error}", where=str(self._path)) from error
        *whole, end = data.split(b"\n")
        # Only its line feed is missing: the decision is all there.
        return [*whole, end] if _is_sealed(end) else whole

    def _known(self) -> tuple[int, str]:
        """How many lines there were at least, and the digest of the last of them."""
        try:
            head = json.loads(self._head.read_text(encoding="ascii"))
            lines, digest = head["lines"], head["hash"]
            if type(lines) is not int or not isinstance(digest, str):
                raise TypeError("no number of lines and digest")
            return lines, digest
        except FileNotFoundError:
            return 0, START
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            raise RegisterError("journal.head cannot be read", where=str(self._head), mend=_RESTORE) from error

    def _check(self, head: tuple[int, str], lines: int, digest: str) -> None:
        if lines < head[0]:
            what = f"the journal has lost lines: {lines} of {head[0]} are left"
            raise RegisterError(what, where=str(self._path), mend=_RESTORE)
        if digest != head[1]:
            raise RegisterError(f"line {head[0]} is not the one that was written", where=str(self._path), mend=_RESTORE)

    @contextmanager
    def _opened(self) -> Iterator[int]:
        """The file, open for this process alone."""
        try:
            file = os.open(self._path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
            try:
                with exclusive(file, where=self._path):
                    yield file
            finally:
                os.close(file)
        except OSError as error:
            what = f"the decision cannot be written: {error.strerror or error}"
            mend = "nothing was lost; make room, or make the folder writable, and decide again"
            raise RegisterError(what, where=str(self._path), mend=mend) from error

    def _mended(self, file: int) -> tuple[int, str]:
        """Number and digest of the last line, after a torn end was set aside."""
        size = os.fstat(file).st_size
        # Two windows of one line each: the last whole line and whatever a killed writer left behind it.
        os.lseek(file, max(0, size - 2 * LONGEST), os.SEEK_SET)
        *whole, end = _all(file).split(b"\n")
        if _is_sealed(end):
            self._put(file, b"\n")
            whole.append(end)
        elif end:
            self._set_aside(end)
            os.ftruncate(file, size - len(end))
        number, digest = _numbered(whole[-1], where=self._path) if whole else (0, START)
        head = self._known()
        self._check(head, number, digest if number == head[0] else head[1])
        return number, digest

    def _set_aside(self, end: bytes) -> None:
        """Before the end is cut off: a kill between the two keeps it twice rather than not at all."""
        with self._torn.open("ab") as file:
            file.write(end + b"\n")
            file.flush()
            os.fsync(file.fileno())

    @staticmethod
    def _put(file: int, data: bytes) -> None:
        size = os.fstat(file).st_size
        try:
            while data:
                data = data[os.write(file, data) :]
            os.fsync(file)
        except OSError:
            # A full disk takes a part: what was written of the line is taken back, so the file ends where it did.
            with contextlib.suppress(OSError):
                os.ftruncate(file, size)
            raise


def _all(file: int) -> bytes:
    found = []
    while piece := os.read(file, 1 << 20):
        found.append(piece)
    return b"".join(found)


def _fits(decision: Decision) -> None:
    who = decision.who
    if not who.strip() or len(who) > _NAME or not who.isprintable():
        mend = f"give --coder NAME, at most {_NAME} printable characters"
        raise BadValueError(f"no coder's name: {who[:_NAME]!r}", where="who", mend=mend)
    if len(decision.why) > _WHY:
        raise BadValueError(f"the reason is longer than {_WHY} characters", where="why", mend="say it shorter")
    if taken := sorted(set(decision.body) & set(_OWN)):
        raise ValueError(f"the journal writes {taken[0]!r} itself")


def _sealed(decision: Decision, *, number: int, at: str, before: str) -> tuple[bytes, str]:
    """A line with its digest at the end, over every byte that stands before it."""
    value = {
        "n": number,
        "kind": decision.kind,
        "act": decision.act,
        **decision.body,
        "who": decision.who,
        "at": at,
        "why": decision.why,
        "before": before,
    }
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)[:-1]
    digest = hashlib.sha256(text.encode("ascii")).hexdigest()
    raw = f'{text}{_SEAL}{digest}"}}'.encode("ascii")
    if len(raw) >= LONGEST:
        raise BadValueError(
            f"the decision is larger than {LONGEST:,} bytes", where="changes", mend="correct less at once"
        )
    return raw, digest


#: Bytes of `,"hash":"..."}` at the end of a line.
_END = len(_SEAL) + 64 + 2


def _is_sealed(raw: bytes) -> bool:
    """Whether the digest at the end is that of what stands before it."""
    text, seal = raw[:-_END], raw[-_END:]
    return seal == f'{_SEAL}{hashlib.sha256(text).hexdigest()}"}}'.encode("ascii")


def _numbered(raw: bytes, *, where: Path) -> tuple[int, str]:
    if not _is_sealed(raw):
        raise RegisterError("the last line was changed after it was written", where=str(where), mend=_RESTORE)
    value = _value(raw, where=str(where))
    return value["n"], value["hash"]


def _read(raw: bytes, *, number: int, before: str, where: Path) -> Line:
    place = f"{where}, line {number}"
    if not _is_sealed(raw):
        raise RegisterError("the line was changed after it was written", where=place, mend=_RESTORE)
    value = _value(raw, where=place)
    if (value["n"], value["before"]) != (number, before):
        raise RegisterError("a line before this one was changed, moved or lost", where=place, mend=_RESTORE)
    body = {name: given for name, given in value.items() if name not in _OWN}
    return Line(
        number, Decision(value["kind"], value["act"], value["who"], value["why"], body), value["at"], value["hash"]
    )


def _value(raw: bytes, *, where: str) -> dict[str, Any]:
    """The object of a line: anybody can make a digest, so what it stands under may still be no decision."""
    try:
        value = json.loads(raw)
        if type(value["n"]) is int and all(isinstance(value[name], str) for name in _WORDS):
            return dict(value)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise RegisterError("the line is no decision", where=where, mend=_RESTORE) from error
    raise RegisterError("the line is no decision", where=where, mend=_RESTORE)
