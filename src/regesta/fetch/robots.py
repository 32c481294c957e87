"""robots.txt: what a site asks of programs (RFC 9309).

Our own reader, as the standard library's knows neither `*` and `$` inside paths nor that the longest rule wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes

#: The name by which rules for Regesta are found.
PRODUCT = "regesta"
#: Bytes that are read; RFC 9309 section 2.5 asks for at least so many.
MAX_BYTES = 500 * 1024
#: Seconds between two requests that a site can ask for by `Crawl-delay`; more is taken as this.
MAX_DELAY = 120.0

_LINE = re.compile(r"\s*([A-Za-z-]+)\s*:\s*([^#]*)")
_DELAY = re.compile(r"\d{1,6}(?:\.\d{1,3})?")


@dataclass(frozen=True, slots=True)
class Rules:
    """What a site asks of Regesta.

    Attributes:
        paths: patterns and whether they may be fetched.
        delay: seconds between two requests; 0 when it says nothing.
    """

    paths: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allow(self, path: str) -> bool:
        """Whether a path with its query may be fetched: the longest pattern decides, of equals the kind one."""
        path = _plain(path)
        if path == "/robots.txt":
            return True
        fitting = [(len(pattern), allowed) for pattern, allowed in self.paths if _fits(pattern, path)]
        return max(fitting, default=(0, True))[1]


#: When a site has no robots.txt; when nobody knows.
ALL = Rules()


def read_rules(data: bytes) -> Rules:
    """The rules for Regesta in a robots.txt; those for everybody where it names Regesta nowhere."""
    ours: list[tuple[str, str]] = []
    everybody: list[tuple[str, str]] = []
    named = mine = all_of_them = False
    within = True
    for key, value in _lines(data):
        if key == "user-agent":
            # Of many agents with many rules nothing is asked again for each pair of them.
            mine = (mine and not within) or _product(value) == PRODUCT
            all_of_them = (all_of_them and not within) or value == "*"
            named, within = named or mine, False
            continue
        if key not in ("allow", "disallow", "crawl-delay"):
            continue
        within = True
        if mine:
            ours.append((key, value))
        if all_of_them:
            everybody.append((key, value))
    return _rules(ours if named else everybody)


def _lines(data: bytes) -> list[tuple[str, str]]:
    text = data[:MAX_BYTES].removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    found = (_LINE.match(line) for line in re.split(r"[\r\n]+", text))
    return [(match[1].lower(), match[2].strip()) for match in found if match]


def _product(agent: str) -> str:
    """The product token that a line names: letters, `-` and `_` up to anything else."""
    match = re.match(r"[a-z_-]+", agent.lower())
    return match[0] if match else ""


def _rules(lines: list[tuple[str, str]]) -> Rules:
    paths, delay = [], 0.0
    for key, value in lines:
        if key == "crawl-delay":
            delay = min(MAX_DELAY, float(value)) if _DELAY.fullmatch(value) else delay
        elif value:
            paths.append((_plain(value), key == "allow"))
    return Rules(tuple(paths), delay)


def _plain(path: str) -> str:
    """A path in one form of percent-encoding; what is encoded as `*` or `$` stays apart from the two signs."""
    held = path.replace("%2A", "%2a").replace("%24", "%2524").replace("%2a", "%252A")
    return quote(unquote_to_bytes(held.replace("%2F", "%252F").replace("%2f", "%252F")), safe="/*$?&=:;,@+!()'~")


def _fits(pattern: str, path: str) -> bool:
    """Whether a pattern fits a path: from its beginning, `*` for anything, `$` at the end for the end. Linear."""
    ended = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    last = rest.pop() if rest and ended else None
    for piece in rest:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    if last is not None:
        return path.endswith(last) and len(path) - len(last) >= at
    return not ended or at == len(path)
