"""Answers as a notebook shows them: cards with the words they rest on, a small timeline, and the rows as a table.

Everything from a report is escaped; styles stand in the elements, there is no script, link or address, so nothing
is ever loaded. Colours are those of the page (Okabe and Ito's); the quad class is also told in words.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from regesta.register.conditions import quad_of
from regesta.register.wording import (
    counted,
    figure_words,
    harmless,
    period_words,
    range_words,
    readable,
    review_mark,
    who,
)

#: Okabe and Ito's colour-blind-safe colours, as on the page: orange for conflict, blue for cooperation, deeds darker.
_COLOURS = {
    "verbal_cooperation": "#56b4e9",
    "material_cooperation": "#0072b2",
    "verbal_conflict": "#e69f00",
    "material_conflict": "#d55e00",
}
#: The timeline, in pixels; years beyond so many share a bin, so that each stays wide enough to see.
_WIDTH, _HEIGHT, _BINS = 720, 56, 120
#: Claims of an incident whose words are quoted; the page has all of them side by side.
QUOTED = 3

_CARD = (
    "border:1px solid rgba(128,128,128,.35);border-left:4px solid {colour};border-radius:6px;padding:6px 12px;"
    "margin:6px 0;max-width:60em;text-align:left"
)
_WORDS = "margin:3px 0;padding:0;border:0;font-family:Georgia,serif;font-size:1.08em"
_SOFT = "opacity:.72"


def claim_card(row: Mapping[str, Any]) -> str:
    """A claim: who did what to whom and when, its words with the trigger marked, according to whom, and the report."""
    time = row["time"]
    facts = [_sides(row), period_words(time), row["place"]["name"] if row["place"] else ""]
    said = " > ".join(f"{voice['text']} {voice['stance']}" for voice in row["attribution"]) or "the report itself"
    told = [f"according to {said}", row["realis"], row["certainty"], *map(figure_words, row["figures"] or ())]
    report = row["report"]
    source = " · ".join(str(part) for part in (report["source"], report["title"], report["published"]) if part)
    mode = f" {row['mode']}" if row["mode"] else ""
    lines = [
        _head(row["event"], mode + review_mark(row.get("review")), facts, row["claim_id"]),
        f"<blockquote dir='auto' style='{_WORDS}'>{_quote(row)}</blockquote>",
        _soft(" · ".join(told)),
        _soft(source),
    ]
    return _card(row["event"], lines)


def incident_card(row: Mapping[str, Any], quotes: Iterable[str]) -> str:
    """An incident: what happened as told by how many, who denies it, the range of each figure, and some words."""
    sides = f"{', '.join(row['actors']) or '?'} → {', '.join(row['recipients']) or '–'}"
    facts = [sides, period_words(row["time"]), row["place"]["name"] if row["place"] else ""]
    told = [counted(row[f"{noun}s"], noun) for noun in ("source", "report", "claim")]
    told.append(f"{row['stated']} say that it happened")
    denied = [f"{row['denied']} deny it: {', '.join(row['against'])}"] if row["denied"] else []
    lines = [
        _head(row["event"], " " + ", ".join(row["modes"]) if row["modes"] else "", facts, row["incident_id"]),
        *(f"<div>{_safe(range_words(one))} {_range(one)}</div>" for one in row["figures"]),
        *(f"<blockquote dir='auto' style='{_WORDS}'>“{_safe(quote)}”</blockquote>" for quote in quotes),
        _soft(" · ".join([*told, *denied])),
    ]
    return _card(row["event"], lines)


def timeline(table: pa.Table) -> str:
    """How many rows of each year, as a drawing; "" where no two years are told."""
    years = _years(table)
    if len(years) < 2:
        return ""
    first, last = min(years), max(years)
    step = -(-(last - first + 1) // _BINS)
    bins: dict[int, int] = {}
    for year, count in years.items():
        bins[(year - first) // step] = bins.get((year - first) // step, 0) + count
    most, wide = max(bins.values()), _WIDTH / ((last - first) // step + 1)
    base, tall = _HEIGHT - 14, {at: 40 * count / most for at, count in sorted(bins.items())}
    bars = "".join(
        f"<rect x='{at * wide:.1f}' y='{base - height:.1f}' width='{max(1.5, wide - 1):.1f}' height='{height:.1f}' "
        f"fill-opacity='.55'><title>{_years_words(first, at, step)}: {bins[at]}</title></rect>"
        for at, height in tall.items()
    )
    words = f"{sum(years.values())} of {table.num_rows} have a time: {first} to {last}, at most {most} in one bar"
    return (
        f"<svg viewBox='0 0 {_WIDTH} {_HEIGHT}' width='{_WIDTH}' height='{_HEIGHT}' role='img' aria-label='{words}' "
        f"fill='currentColor' font-size='10' style='display:block;max-width:100%'>{bars}"
        f"<text x='0' y='{_HEIGHT - 2}'>{first}</text>"
        f"<text x='{_WIDTH}' y='{_HEIGHT - 2}' text-anchor='end'>{last}</text></svg>{_soft(words)}"
    )


def page(title: str, table: pa.Table, cards: Sequence[str], rows: str, more: Sequence[str]) -> str:
    """What a notebook shows: the title, the timeline, the cards, and the same rows as a table to fold out."""
    lines = "".join(f"<p>{_safe(line)}</p>" for line in more)
    drawn = timeline(table) if "time" in table.column_names else ""
    return (
        f"<div style='text-align:left'><p><b>{_safe(title)}</b></p>{drawn}{''.join(cards)}{lines}"
        f"<details><summary>the same as a table</summary>{rows}</details></div>"
    )


def _years(table: pa.Table) -> dict[int, int]:
    starts = pc.struct_field(table.column("time").combine_chunks(), "from")
    counted_ = pc.value_counts(pc.year(pc.drop_null(starts))).to_pylist()
    return {int(one["values"]): int(one["counts"]) for one in counted_}


def _years_words(first: int, at: int, step: int) -> str:
    start = first + at * step
    return str(start) if step == 1 else f"{start} to {start + step - 1}"


def _sides(row: Mapping[str, Any]) -> str:
    return f"{who(row['participants'], 'actor') or '?'} → {who(row['participants'], 'recipient') or '–'}"


def _head(event: str, more: str, facts: Sequence[str], id_: str) -> str:
    quad = quad_of(event).replace("_", " ")
    told = " · ".join(_safe(fact) for fact in facts if fact)
    return (
        f"<div><b>{_safe(event)}</b>{_safe(more, lead=' ')} <span style='{_SOFT}'>({quad})</span> {told} "
        f"<code style='{_SOFT};font-size:.85em'>{_safe(id_)}</code></div>"
    )


def _quote(row: Mapping[str, Any]) -> str:
    """The sentence with its trigger marked; offsets are cut before anything is left out of the text."""
    quote, base, trigger = row["evidence"]["quote"], row["evidence"]["start"], row["trigger"]
    start, end = trigger["start"] - base, trigger["end"] - base
    if not 0 <= start < end <= len(quote):
        return f"“{_safe(quote)}”"
    before, words, after = (_piece(part) for part in (quote[:start], quote[start:end], quote[end:]))
    mark = f"border-bottom:2px solid {_COLOURS[quad_of(row['event'])]}"
    return f"“{before}<b style='{mark}'>{words}</b>{after}”"


def _range(one: Mapping[str, Any]) -> str:
    """Low, best and high of a figure on an axis from 0."""
    low, best, high = one["low"], one["best"], one["high"]
    if low is None or best is None or high is None or high <= 0:
        return ""
    at = [120 * value / high + 4 for value in (low, best, high)]
    return (
        "<svg viewBox='0 0 128 10' width='128' fill='currentColor' stroke='currentColor' aria-hidden='true'>"
        f"<path d='M4,5H124' stroke-opacity='.25'/><path d='M{at[0]:.1f},5H{at[2]:.1f}' stroke-width='2'/>"
        f"<circle cx='{at[1]:.1f}' cy='5' r='3'/></svg>"
    )


def _card(event: str, lines: Sequence[str]) -> str:
    return f"<div style='{_CARD.format(colour=_COLOURS[quad_of(event)])}'>{''.join(lines)}</div>"


def _soft(text: str) -> str:
    return f"<div dir='auto' style='{_SOFT}'>{_safe(text)}</div>"


def _safe(text: str, *, lead: str = "") -> str:
    words = html.escape(readable(text))
    return lead + words if words and lead else words


def _piece(text: str) -> str:
    """A part of a sentence: made harmless like the whole, but with the spaces at its ends."""
    return html.escape(" ".join(harmless(text).split("\n")))


#: From claims' ids to their sentences, for the incidents that are shown.
Quotes = Callable[[Sequence[str]], Mapping[str, str]]
