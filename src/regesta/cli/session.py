"""A review at the keyboard: one claim at a time, one key a decision; lines of keys where there is no keyboard."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from regesta.cli.showing import marked
from regesta.cli.terminal import complain, console
from regesta.errors import RegestaError
from regesta.register.wording import readable
from regesta.review.desk import Desk
from regesta.review.fields import plain
from regesta.review.notation import NAMES, change, editable, told
from regesta.review.queue import Item

_HELP = """
  a accept     the claim is right as it stands
  r reject     these words tell no such event
  e edit       correct a field: e, then FIELD=VALUE, for example event=AID or actor=TUR GOV "Turkish officials"
  w why        a reason for the next decision
  u undo       take back your last decision
  j next       k back       s skip: later       q quit       ? this help

  fields: {names}
"""


#: Keys after which the claim is as it was.
_QUIET = "w?"


class Keys(Protocol):
    """Where keys come from."""

    def key(self) -> str | None:
        """The next key; None when there is none any more."""

    def line(self, prompt: str) -> str | None:
        """A whole line; None when there is none any more."""


@dataclass(slots=True)
class Lines:
    """Keys from plain input: each character of a line is a key, and what stands behind `e ` or `w ` its line."""

    read: Callable[[], str]
    _left: deque[str] = field(default_factory=deque)
    _rest: str = ""

    def key(self) -> str | None:
        """The next key; an empty line is none."""
        while not self._left:
            raw = self.read()
            if not raw:
                return None
            typed = raw.strip()
            if typed[:1] in ("e", "w"):
                self._left.append(typed[0])
                self._rest = typed[1:].strip()
            else:
                self._left.extend("".join(typed.split()))
        return self._left.popleft()

    def line(self, prompt: str) -> str | None:
        """What stood behind the key, else the next line."""
        if self._rest:
            rest, self._rest = self._rest, ""
            return rest
        raw = self.read()
        return raw.strip() if raw else None


class Terminal:
    """Keys from a terminal, as they are pressed."""

    def key(self) -> str | None:
        """One key; the end of the input (Ctrl-D) is none."""
        import termios  # noqa: PLC0415 (not on every system)
        import tty  # noqa: PLC0415

        file = sys.stdin.fileno()
        before = termios.tcgetattr(file)
        try:
            # Draining, not flushing: keys that were pressed ahead are kept.
            tty.setcbreak(file, termios.TCSADRAIN)
            # Past the buffers, which would keep what is typed ahead from `input`.
            found = os.read(file, 1).decode("ascii", "replace")
        finally:
            termios.tcsetattr(file, termios.TCSADRAIN, before)
        return None if found in ("", "\x04") else found

    def line(self, prompt: str) -> str | None:
        """A line, edited as the terminal does it."""
        try:
            return input(prompt).strip()
        except EOFError:
            return None


def keys() -> Keys:
    """The keyboard where there is one, else standard input line by line."""
    if sys.stdin.isatty() and sys.platform != "win32":
        return Terminal()
    return Lines(sys.stdin.readline)


class Session:
    """A coder going through a queue."""

    def __init__(self, desk: Desk, coder: str, items: list[Item], keys: Keys) -> None:
        self._desk, self._coder, self._keys = desk, coder, keys
        self._items = [item.claim_id for item in items]
        self._again = {item.claim_id for item in items if item.again}
        self._at, self._why, self._decided = 0, "", 0
        self._acts: Mapping[str, Callable[[], None]] = {
            "a": lambda: self._decide("accept"),
            "r": lambda: self._decide("reject"),
            "e": self._edit,
            "w": self._reason,
            "u": self._undo,
            "j": lambda: self._move(1),
            "k": lambda: self._move(-1),
            "s": self._skip,
            "?": lambda: print(_HELP.format(names=" ".join(NAMES)), flush=True),
        }

    def run(self) -> None:
        """Goes on until the queue, the input or the coder is at the end."""
        shown = False
        while self._at < len(self._items):
            if not shown:
                with _told():
                    self._show()
            key = self._keys.key()
            if key is None or key == "q":
                break
            act = self._acts.get(key)
            shown = act is None or key in _QUIET
            with _told():
                if act is None:
                    print(f"no key {readable(key)!r}; ? for help", flush=True)
                else:
                    act()
        else:
            print("nothing is left in the queue")
        print(f"{self._decided} decided, {len(self._items) - self._at} left")

    def _show(self) -> None:
        """The sentence with its words marked, and the fields below."""
        id_ = self._items[self._at]
        seen = self._desk.seen(self._coder, id_)
        claim, report = seen.claim, seen.claim["report"]
        about = " ".join(readable(str(report[name])) for name in ("published", "title", "source") if report[name])
        print(f"\n{self._at + 1} of {len(self._items)}  {id_}  {about}\n")
        console().print(marked(claim), soft_wrap=False)
        print()
        values = plain(claim)
        for name in NAMES:
            shown = told(name, values)
            was = told(name, seen.read)
            print(f"  {name:<10} {shown}" + (f"   (read: {was})" if was != shown else ""))
        if id_ in self._again:
            print("  you judged it before; it is read otherwise now")
        state = "" if seen.state == "open" else f"{seen.state} by you   "
        print(f"  {state}a accept  r reject  e edit  u undo  j next  k back  s skip  q quit  ? help", flush=True)

    def _decide(self, act: str) -> None:
        self._desk.decide(self._coder, self._items[self._at], act, why=self._said())
        self._decided += 1
        self._at += 1

    def _edit(self) -> None:
        id_ = self._items[self._at]
        values = plain(self._desk.seen(self._coder, id_).claim)
        given = self._keys.line("FIELD=VALUE, or a field alone to see how it is typed: ")
        if given in NAMES:
            print(f"{given}={editable(given, values)}", flush=True)
            text = self._keys.line(f"{given}=")
            given = f"{given}={text}" if text else ""
        if not given:
            return
        name, _, text = given.partition("=")
        changed, value = change(name.strip(), text.strip(), values)
        self._desk.decide(self._coder, id_, "correct", changes={changed: value}, why=self._said())
        self._decided += 1

    def _reason(self) -> None:
        self._why = self._keys.line("why: ") or ""

    def _said(self) -> str:
        why, self._why = self._why, ""
        return why

    def _undo(self) -> None:
        line = self._desk.undo(self._coder)
        id_ = line.decision.body.get("claim") or line.decision.body["claims"][0]
        if id_ not in self._items:
            self._items.insert(self._at, id_)
        self._at = self._items.index(id_)
        print(f"taken back: your last decision about {id_}")

    def _move(self, by: int) -> None:
        self._at = max(0, self._at + by)

    def _skip(self) -> None:
        """To the end of the queue: it comes again in this session, after all others."""
        self._items.append(self._items.pop(self._at))


@contextmanager
def _told() -> Iterator[None]:
    """A wrong value is told, and the session goes on."""
    try:
        yield
    except RegestaError as error:
        complain(error)
