"""Spans of sentences in English news prose, by rule.

A candidate end is a run of closing punctuation followed by white space; what stands before it (a short form, an
initial, a question inside a quotation) and after it (a small letter, a name, a word that opens sentences) decides.
Blank lines always end a sentence; a single line end never does by itself, because plain text is often wrapped.
"""

from __future__ import annotations

import re

from regesta.records.spans import Span
from regesta.text.abbreviations import ALL as SHORT_FORMS
from regesta.text.abbreviations import AT_THE_END, BEFORE_NAMES, BEFORE_NUMBERS, ORDINARY
from regesta.text.listing import listed

#: Words that open a sentence far more often than they continue a name after a short form. Function words only.
OPENERS = listed(
    """
    The A An He She It They We I You This That These Those There Here His Her Its Their Our My Your But And Or So
    Yet In On At By For From With Without Of To As If When While After Before Since Until Although Though Because
    Despite During Under Over Among Between Against However Meanwhile Moreover Nevertheless Instead Still Also
    Then Now Both Some Many Most Several Few All Each Every Another Other Others One Two Three No Not Nor What Who
    Why How Where Which Whether Once Earlier Later Last Next Although Asked According Officials Police Witnesses
    Nobody Nothing
    """
)

#: What follows "a.m." and "p.m." inside a sentence although it has a capital.
AFTER_HOURS = listed(
    """
    GMT UTC EST EDT CST CDT MST MDT PST PDT BST CET CEST IST MSK ET PT CT MT Eastern Pacific Central Mountain
    Moscow Greenwich London Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April
    May June July August September October November December Jan Feb Mar Apr Aug Sept Oct Nov Dec
    """
)

#: A quotation that ends in ! or ? goes on with its speaker: `"Stop!" Smith said`.
_SAID = re.compile(
    r"(?:[A-Z][\w'’.-]{0,30}\s){1,4}(?:said|says|asked|asks|told|wrote|added|shouted|cried|replied|tweeted|wondered|yelled)\b"
)

#: Short forms that are also words, but rarely the last word of a sentence.
_INSIDE = frozenset(("Ill", "Miss", "Mass", "et", "al", "co"))
_CANDIDATE = re.compile(
    r"(?P<mark>(?<![.!?…])[.!?…]++)(?P<close>[\"”’'»)\]}]{0,4})(?P<gap>\s++|(?=[A-Z\"“][A-Za-z]))|\n[ \t]*+\n\s*+"
)
_WORD_BEFORE = re.compile(r"[^\s(\[\"“‘]{1,24}\Z")
_WORD_AFTER = re.compile(r"[\"“‘'(\[«]{0,3}([^\W_]{1,24})")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.){0,8}[^\W\d_]")
_GLUED = re.compile(r"[a-z]{2}\Z")


def sentences(text: str, span: Span) -> list[Span]:
    """The sentences of `text` inside `span`, in order.

    Args:
        text: a report's text.
        span: the stretch to cut, usually one part of the report (a paragraph).

    Returns:
        Spans without white space at their ends that do not overlap and together hold every character of `span`
        that is not white space.
    """
    found: list[Span] = []
    begin = span.start
    for match in _CANDIDATE.finditer(text, span.start, span.end):
        if match["mark"] is None:
            _add(found, text, begin, match.start())
            begin = match.end()
        elif _ends(text, match, begin, span.end):
            _add(found, text, begin, match.end("close"))
            begin = match.end()
    _add(found, text, begin, span.end)
    return found


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append(Span(start, end))


def _ends(text: str, match: re.Match[str], begin: int, limit: int) -> bool:
    """Whether the candidate closes a sentence that began at `begin`."""
    if match.end() >= limit:
        return True
    after = _WORD_AFTER.match(text, match.end(), min(limit, match.end() + 30))
    word = after[1] if after else ""
    before = _WORD_BEFORE.search(text, max(begin, match.start() - 24), match.start())
    last = before[0].lstrip("'`") if before else ""
    if not match["gap"]:
        return _glued(text, match, last, word)
    if text[match.end()] in ")].,;:?!":
        return False
    if word and word[0].islower():
        return text[match.end()] == word[0] and _careless(match, last)
    if match["mark"] == ".":
        if last.isdigit() and len(last) < 3 and _before(text, begin, match.start() - len(last)) in ("", ":"):
            return False  # the number of a list item
        return _stop_ends(last, word, match["close"], text[match.end()])
    if match["close"] and match["close"][0] in "\"”’'":
        return _SAID.match(text, match.end(), min(limit, match.end() + 120)) is None
    return True


def _careless(match: re.Match[str], last: str) -> bool:
    """Whether a sentence ends although the next begins with a small letter, as people write in mails and on forums.

    Only behind a word in small letters that is no short form ("Yahoo! said" and "approx. ten" go on), and not behind
    three dots, which are a pause.
    """
    plain = last.isalpha() and last.islower() and last not in SHORT_FORMS
    if match["close"] or ".." in match["mark"] or "…" in match["mark"]:
        return False
    return plain and (match["mark"] != "." or len(last) > 2)


def _before(text: str, begin: int, end: int) -> str:
    """The last character before `end` that is no white space; "" when there is none from `begin` on."""
    while end > begin and text[end - 1].isspace():
        end -= 1
    return text[end - 1] if end > begin else ""


def _glued(text: str, match: re.Match[str], last: str, word: str) -> bool:
    """A stop without white space after it, as careless web pages have: `said.The`, `said.”The`."""
    if match["mark"] not in (".", "!", "?") or not _GLUED.search(last) or last in BEFORE_NAMES:
        return False
    return word in OPENERS if not match["close"] else word[:1].isupper()


def _stop_ends(last: str, word: str, close: str, following: str) -> bool:
    """Whether a single full stop after `last`, before `word`, ends a sentence."""
    bare = last.lstrip("-—–")
    if close and close[0] in "\"”’'":
        return True
    if bare in ORDINARY and not (bare in BEFORE_NUMBERS and following.isdigit()):
        return bare not in AT_THE_END or word in OPENERS or not word or bare not in _INSIDE
    if bare in BEFORE_NAMES:
        return False
    if bare in BEFORE_NUMBERS:
        return not following.isdigit() and (word in OPENERS or bare in ("p", "pp"))
    if bare in AT_THE_END:
        return word in OPENERS
    if _ACRONYM.fullmatch(bare):
        return _acronym_ends(bare, word)
    return True


def _acronym_ends(last: str, word: str) -> bool:
    """Whether a dotted short form or an initial ends a sentence: `in the U.S. He` does, `U.S. President` does not."""
    if last.lower() in ("a.m", "p.m"):
        return bool(word) and word not in AFTER_HOURS and not word[0].isdigit()
    if last in ("I", "i") or len(last) > 1:
        return word in OPENERS
    return word in OPENERS and word not in ("A", "I", "So", "No", "My", "An", "Or")
