"""Time words: where they stand in a text, and which days they mean.

`find_times` finds the expressions of a text by a grammar over letters (see `calendar_words`). `resolve_time` turns
words
into a half-open interval of days (codebook section 7), anchored on the publication date or on a narrative date, never
on
the publication date by default: words that do not say when stay `Unlinked` with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from regesta.knowledge.calendar_resolve import resolve_words
from regesta.knowledge.calendar_words import read
from regesta.records.claims import Unlinked
from regesta.records.dates import Interval, Precision
from regesta.records.spans import Span

Kind = Literal["date", "duration", "set", "vague"]
Tense = Literal["past", "future", "unknown"]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Time words in a text.

    Attributes:
        span: the expression without prepositions (`March`, `the last four years`), TimeML style.
        phrase: the same with its preposition and, in a range, with its other end (`from March to May 2011`); these
        words are
            what `resolve_time` wants.
        kind: `date` says when, `duration` how long, `set` how often, `vague` nothing that a calendar could hold
        (`now`).
    """

    span: Span
    phrase: Span
    kind: Kind


_COUNT = r"(?:[QN]jaf|aQo?t?|Qo?[tD]?|N(?:-?N){0,2}|[DGH]|Y(?=-?A*U)|a)"
_LENGTH = rf"v{{0,2}}a?{_COUNT}-?A{{0,2}}-?U(?:-?A)?(?!-?x)"
_CLOCK = r"(?:Xm{0,2}|Dm)"
_DAY_NUMBER = r"[Dd]"
_YEAR = r"(?:Y|H(?=B)|D(?=B))B?"
_NAMED = r"(?:o?t?[hln]{1,2}U)"
_YEARED = rf"(?:\.?,?(?:o?t?)?{_YEAR}(?!-U)|{_NAMED})"
_DATE = rf"(?:W[,.]?)?(?:{_DAY_NUMBER}o?t?M{_YEARED}?|M\.?t?{_DAY_NUMBER}(?!-?[UGX]){_YEARED}?|M{_YEARED}?)"
_PART = r"(?:t?e-?|t?[be]bo|t?bo|ept?|t?(?:[OlnN]|f)(?:N|O)?[UKf]o|t?Eo|t?Ko|eEo?)"
_NAKED = rf"(?:Wt?d|W{_NAMED}?|S(?:,?o?t?{_YEAR}|{_NAMED})|YS|S|z|y|{_YEAR}|F(?:E)?|K)"
_CORE = (
    rf"(?:{_DATE}|tdoM{_YEARED}?|t?{_DAY_NUMBER}M{_YEARED}?|tS(?:,?o?{_YEAR}|{_NAMED})?|Z(?:B)?"
    rf"|[hln]{{0,2}}[OdN]-?C(?:B)?|{_NAKED})"
)
_GRAMMAR = re.compile(
    "(?![_,.(|pojmi-])(?:"
    + "|".join(
        f"(?P<{kind}{n}>{form})"
        for n, (kind, form) in enumerate(
            (
                ("date", r"I"),
                ("date", rf"{_CLOCK},?{_DATE}"),
                # two days later, three weeks ago, a year earlier, days later
                ("date", rf"{_LENGTH}(?:g|r)"),
                ("date", r"v{0,2}U(?:r|g)"),
                # earlier this month, early next year, later in the day, the end of last year
                ("date", r"(?:r|t?e|t?[be]?b)[op]?(?:t?[hln]{1,2}|t)[UfKSE](?:EU)?"),
                ("date", rf"r(?:p)?(?:o?{_YEAR}|M)"),
                # the end of March 1941, the early 1990s, mid-September, the first half of 2008, the night of May 3
                ("date", rf"(?:{_PART}){{1,2}}t?{_CORE}(?:oh{{1,2}}U)?"),
                # the next two years, the same day, this week, last Tuesday, that March, the four previous weeks
                ("date", rf"t?[hln]{{1,2}}(?:{_COUNT})?A*-?(?:U(?:-?A)?|[SMKE]|[OD]-?f|W(?:E)?|C)(?!-?x)"),
                ("date", rf"VU|t?[hlnO]-?f(?:o?{_YEAR})?|tK|t[ND]U(?!-)"),
                ("date", rf"t(?:{_COUNT})?[ln]A*U"),
                ("date", rf"(?:t?[eb]o?)(?:t?[hln]{{1,2}}|t)(?:{_COUNT})?U"),
                ("date", r"eE|[TW]E|T|hE|tn?hE"),
                ("date", rf"t(?:{_DAY_NUMBER}o?M{_YEARED}?|S(?:,?o?{_YEAR})?|Z(?:B)?|[OdN]-?C(?:B)?|z)|{_DATE}"),
                ("date", rf"Z(?:B)?|[OdN]-?C(?:B)?|{_NAKED}|(?<=Y-)[DG]|(?<=M[Dd]-)[Dd]"),
                ("set", r"k(?:[NOD]|Q)?(?:U|W|E|S|M)|L"),
                ("duration", rf"t(?:[Ol])(?:{_COUNT})?A*U"),
                ("duration", _LENGTH),
                ("vague", r"V|U-A|[ht]{1,2}c"),
                ("date", r"X"),
            )
        )
    )
    + ")"
)

_LEAD = re.compile(
    r"(?:\b(?:(?:just\s)?(?:in|on|at|during|since|by|until|till|from|over|throughout|within|for|through|between"
    r"|around|about|before"
    r"|after|as of|late in|early in|early on|late on|later in|earlier in)\s(?:the\s)?(?:course of\s)?){1,2})$",
    re.I,
)
_COMPOUND = re.compile(r"[Aa]\s[\w-]+-(?:second|minute|hour|day|week|month|year|decade)s?(?:-\w+)?$")
_JOIN = re.compile(r"\s?(?:to|and|until|till|through|[-–—])\s?(?:early\s|late\s|the\s)?", re.I)


def find_times(text: str, span: Span) -> list[TimeExpression]:
    """The time expressions inside `span`, in text order, not overlapping. Offsets are code points of `text`."""
    words = read(text, span.start, span.end)
    found: list[tuple[Span, Kind]] = []
    for match in _GRAMMAR.finditer(words.letters):
        where = _trim(text, words.span(*match.span()))
        kind: Kind = (match.lastgroup or "date").rstrip("0123456789")  # type: ignore[assignment]
        found.append((where, kind))
    return _with_phrases(text, span, found)


def _trim(text: str, span: Span) -> Span:
    """Without a possessive ending (`last year's`) and without the article of a compound (`a nine-month`)."""
    end = span.end - 2 if text[span.end - 2 : span.end] in ("'s", "’s") else span.end
    article = _COMPOUND.match(text, span.start, end)
    return Span(span.start + 2 if article else span.start, end)


def _with_phrases(text: str, span: Span, found: Sequence[tuple[Span, Kind]]) -> list[TimeExpression]:
    out: list[TimeExpression] = []
    for n, (where, kind) in enumerate(found):
        start, end = where.start, where.end
        if n and kind == "date" and _joins(text, found[n - 1], (where, kind)):
            start = out[-1].phrase.start
            out[-1] = TimeExpression(out[-1].span, Span(start, end), out[-1].kind)
        else:
            lead = _LEAD.search(text, max(span.start, start - 24), start)
            start = lead.start() if lead else start
        out.append(TimeExpression(where, Span(start, end), kind))
    return out


def _joins(text: str, one: tuple[Span, Kind], two: tuple[Span, Kind]) -> bool:
    between = text[one[0].end : two[0].start]
    if one[1] != "date" or len(between) > 12 or not _JOIN.fullmatch(between):
        return False
    if between.strip().lower() == "and":
        return bool(re.search(r"\bbetween\s(?:the\s)?$", text[max(0, one[0].start - 14) : one[0].start], re.I))
    return True


def resolve_time(
    words: str, *, anchor: date | None, narrative: Interval | None = None, tense: Tense = "unknown"
) -> Interval | Unlinked:
    """The days that time words mean (codebook section 7).

    Args:
        words: an expression as it stands in the text, with or without its preposition.
        anchor: publication date; without it words like `yesterday` or `last month` stay unresolved.
        narrative: the date the story has reached: `two days later`, `that year` and bare months count from it.
        tense: of the verb the words belong to; weekdays and bare months look back unless it is `future`.

    Conventions: `early 2014` is January to April, `mid` May to August, `late` September to December (precision season);
    `early March` is the 1st to the 10th, `late` from the 21st (precision week); seasons are those of the north and
    winter
    belongs to the year of its December (`the winter of 2013`: December 2013 to February 2014); `the last four years`
    end with
    the anchor; weeks begin on Monday; a weekday names the publication day itself when it is that day.
    """
    return resolve_words(words, anchor=anchor, narrative=narrative, tense=tense)


def resolve_times(
    text: str, times: Sequence[TimeExpression], *, anchor: date | None, history: bool = False
) -> list[Interval | Unlinked]:
    """Every expression of a report resolved in text order, each with the nearest earlier date as its narrative date.

    `history` is for texts that tell the past from end to end (chronicles, encyclopaedias): bare months and days then
    take their year from the narrative and never from the anchor.
    """
    out: list[Interval | Unlinked] = []
    narrative: Interval | None = None
    dated = -_SCENE
    for time in times:
        stale = not history and time.span.start - dated > _SCENE and bool(_BARE.search(time.span.of(text)))
        story = None if stale else narrative
        if _YEAR_WORD.search(time.span.of(text)):
            dated = time.span.end
        whole = time.phrase if time.phrase.end == time.span.end and not _range(text, time) else time.span
        words = _century_of(text, time.span) + whole.of(text)
        value = resolve_time(words, anchor=None if history else anchor, narrative=story, tense="past")
        told = True
        if isinstance(value, Unlinked) and history and anchor:
            # Such words ("tomorrow" in a quotation) speak of the writer's day, where the story does not go on.
            value, told = resolve_time(words, anchor=anchor, narrative=narrative, tense="past"), False
        if told and isinstance(value, Interval) and value.precision is not Precision.LONGER and time.kind == "date":
            narrative = narrative if _RELATIVE.search(time.span.of(text)) else value
        out.append(value)
    return out


def _century_of(text: str, span: Span) -> str:
    """The first two digits of a year whose last two a range gives ("2006-07"), else ""."""
    before = _CLIPPED.search(text, max(0, span.start - 6), span.start)
    return before[1] if before and len(span) == 2 and span.of(text).isdigit() else ""


_CLIPPED = re.compile(r"\b([12]\d)\d\d[-–/]$")
#: In a news report a bare month or day takes its year from a story date at most so many code points before, else from
#: the anchor.
_SCENE = 200
_BARE = re.compile(r"\b[A-Z][a-z]{2,8}\b(?!.*\d{4})")
#: Words that look back or ahead from the story's date do not move it: the next sentence goes on where the story stood.
_RELATIVE = re.compile(r"\b(?:later|earlier|ago|last|past|next|previous)\b", re.I)
_YEAR_WORD = re.compile(r"\b[12]\d{3}\b")


def _range(text: str, time: TimeExpression) -> bool:
    before = text[time.phrase.start : time.span.start]
    return (
        len(before) > 30
        or any(c.isdigit() for c in before)
        or bool(re.search(r"\b(?:to|until|and)\s(?:the\s)?$|[-–—]\s?$", before))
    )
