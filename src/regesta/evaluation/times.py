"""`times`: time expressions and the days they mean, on TimeML files and on WikiWars (TIMEX2 or TIMEX3).

An expression is found when its span is exactly gold's; its value is right when it is found and says the same as gold's.
Our intervals are written as TimeML values for that. The codebook knows days and nothing finer, so the time of day in a
gold value is cut off; modifiers (START, MID, END) are not compared.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from regesta.errors import DataError
from regesta.evaluation.bootstrap import FloatArray, f1, figures, ratio
from regesta.evaluation.corpus import MEASURE, TRAIN, Options, files, text_of
from regesta.evaluation.parts import Parts
from regesta.evaluation.results import Measured
from regesta.evaluation.timevalues import duration_value, normal, value_of
from regesta.knowledge.calendar import TimeExpression, find_times, resolve_times
from regesta.records.spans import Span

_TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
_ATTRIBUTE = re.compile(r'(\w+)\s*=\s*"([^"]*)"')
_CREATED = re.compile(r"<DCT>.*?value=\"(\d{4}-\d\d-\d\d)", re.S)
_FIRST_DAY = re.compile(r"\bval(?:ue)?=\"(\d{4}-\d\d-\d\d)")
#: WikiWars marks its articles so, or names the encyclopaedia; its articles tell the past from end to end.
_HISTORY = re.compile(r"history article|source=\"wikipedia\"", re.I)
#: Every so-many-th article of WikiWars, in the order of names, is held out of training and tuning.
_FIFTH = 5


@dataclass(frozen=True, slots=True)
class Article:
    """A text with the spans and normal values of its marked expressions; `created` anchors them."""

    name: str
    text: str
    created: date | None
    history: bool
    gold: Mapping[Span, str]


def article(path: Path) -> Article:
    """One TimeML or WikiWars file.

    Raises:
        DataError: it has no text element.
    """
    raw = text_of(path).replace("\r\n", "\n")
    start, end = raw.find("<TEXT>"), raw.rfind("</TEXT>")
    if start < 0 or end < start:
        raise DataError("no <TEXT> element", where=str(path), mend="TimeML or WikiWars files are wanted")
    history = bool(_HISTORY.search(raw))
    day = _CREATED.search(raw) or (None if history else _FIRST_DAY.search(raw))
    text, gold = _strip(raw[start + 6 : end])
    return Article(path.stem, text, date.fromisoformat(day[1]) if day else None, history, gold)


def _strip(marked: str) -> tuple[str, dict[Span, str]]:
    """Text without mark-up, and the marked expressions. Of nested ones (TIMEX2) the outermost stands."""
    text, at = "", 0
    gold: dict[Span, str] = {}
    opened: list[tuple[int, str]] = []
    for tag in _TAG.finditer(marked):
        text += html.unescape(marked[at : tag.start()])
        at = tag.end()
        if tag[2] not in ("TIMEX2", "TIMEX3"):
            continue
        if not tag[1]:
            attributes: dict[str, str] = dict(_ATTRIBUTE.findall(tag[3]))
            opened.append((len(text), attributes.get("value") or attributes.get("val") or ""))
        elif opened:
            start, value = opened.pop()
            if not opened and len(text) > start:
                gold[Span(start, len(text))] = normal(value)
    return text + html.unescape(marked[at:]), gold


def predicted(given: Article) -> dict[Span, str]:
    """What Regesta finds in the text: span to value."""
    found: list[TimeExpression] = []
    for paragraph in re.finditer(r"[^\n]+(?:\n[^\n]+)*", given.text):
        found += find_times(given.text, Span(*paragraph.span()))
    meant = resolve_times(given.text, found, anchor=given.created, history=given.history)
    out = {}
    for expression, interval in zip(found, meant, strict=True):
        words = expression.span.of(given.text)
        out[expression.span] = duration_value(words) if expression.kind == "duration" else value_of(interval, words)
    return out


def tally(given: Article, found: Mapping[Span, str]) -> list[float]:
    """Additive counts of an article: same span, same span and value, overlapping, gold, found."""
    same = [span for span in found if span in given.gold]
    touched = sum(any(span.overlaps(other) for other in found) for span in given.gold)
    right = sum(found[span] == given.gold[span] for span in same)
    return [float(len(same)), float(right), float(touched), float(len(given.gold)), float(len(found))]


def statistic(sums: FloatArray) -> dict[str, float]:
    """Strict span F1, value F1, and how many gold expressions were touched at all."""
    same, right, touched, gold, found = sums
    return {
        "span_f1": f1(same, gold, found),
        "value_f1": f1(right, gold, found),
        "span_precision": ratio(same, found),
        "span_recall": ratio(same, gold),
        "relaxed_recall": ratio(touched, gold),
        "value_accuracy": ratio(right, same),
    }


def measure(path: Path, parts: Parts, options: Options) -> Measured:
    """Span and value F1 over the articles of a file or folder."""
    paths = _articles(path)[: options.limit]
    given = [article(one) for one in paths]
    history = any(one.history for one in given)
    # A corpus tells the past or the news as a whole; single files may lack the mark.
    given = [replace(one, history=history) for one in given]
    units = [tally(one, predicted(one)) for one in given]
    numbers = dict(figures(units, statistic))
    if history and len(units) >= _FIFTH and options.limit is None:
        apart = figures(units[_FIFTH - 1 :: _FIFTH], statistic)
        numbers |= {f"held_out_{name}": apart[name] for name in ("span_f1", "value_f1")}
    return Measured(
        numbers=numbers,
        counts={"articles": len(given), "expressions": int(sum(unit[3] for unit in units))},
        unit="article",
        files=tuple(map(str, paths)),
        licence=TRAIN if history else MEASURE,
        notes=(
            "value: found with exactly gold's span and the same value; times of day and modifiers are not compared",
        ),
    )


def _articles(path: Path) -> list[Path]:
    """TimeML files where there are any, else WikiWars' key files."""
    found: Sequence[Path] = files(path, ".tml", ".xml", ".sgml")
    for ending in (".tml", ".xml", ".sgml"):
        kept = [one for one in found if one.suffix == ending]
        if kept:
            return kept
    return list(found)
