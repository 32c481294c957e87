"""The flat row of a claim with types: what CSV, XLSX, SQLite, GeoJSON and GeoParquet share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from regesta.exchange.csv import flat
from regesta.exchange.profile import Column, Loss
from regesta.ontology import scheme

_EVENTS = tuple(event.name for event in scheme.load().events)

#: The columns of `csv.COLUMNS` in that order.
COLUMNS = (
    Column("claim_id", "string", "the claim's id"),
    Column("report_id", "string", "its report's id"),
    Column("title", "string", "the report's title"),
    Column("published", "date", "its publication date"),
    Column("source", "string", "the outlet"),
    Column("url", "string", "the report's address"),
    Column("event", "string", "PLOVER type", _EVENTS),
    Column("mode", "string", "PLOVER mode"),
    Column("contexts", "string", "PLOVER contexts"),
    Column("trigger", "string", "the words that name the act"),
    Column("actors", "string", "the report's words for who does it"),
    Column("actor_codes", "string", "their codes and sectors"),
    Column("actor_entities", "string", "their names in the knowledge file"),
    Column("recipients", "string", "the report's words for to whom it is done"),
    Column("recipient_codes", "string", "their codes and sectors"),
    Column("recipient_entities", "string", "their names in the knowledge file"),
    Column("realis", "string", "told as", ("actual", "future", "hypothetical", "negated")),
    Column("certainty", "string", "how surely", ("certain", "probable", "possible")),
    Column("voices", "string", "according to whom, the outermost first; empty for the report itself"),
    Column("voice_codes", "string", "their codes and sectors"),
    Column("stances", "string", "whether each voice asserts, denies or doubts"),
    Column("cues", "string", "the words that say so"),
    Column("time_text", "string", "the words for the time"),
    Column("time_from", "date", "the first day"),
    Column("time_to", "date", "the day after the last day"),
    Column("time_precision", "string", "how finely it is told",
           ("day", "week", "month", "season", "year", "decade", "longer")),
    Column("place_text", "string", "the words for the place"),
    Column("place", "string", "the place as the gazetteer writes it"),
    Column("country", "string", "ISO 3166 alpha-3 of the place"),
    Column("latitude", "number", "degrees, WGS 84"),
    Column("longitude", "number", "degrees, WGS 84"),
    Column("figures", "string", "measure, bounds, unit and qualifier of each number"),
    Column("quote", "string", "the sentence it rests on"),
    Column("quote_start", "integer", "its first code point in the report's text"),
    Column("quote_end", "integer", "the code point after its last"),
    Column("score", "number", "0 to 1: how likely the words tell an event of this type"),
    Column("review", "string", "what people decided: accepted, corrected, rejected or added; empty while nobody has"),
)  # fmt: skip
#: Losses of every format with one flat row a claim.
LOSSES = (
    Loss(
        "which value belongs to which",
        "Several actors, recipients, voices and figures stand in one cell each, divided "
        "by `; `, in the order of the report.",
    ),
    Loss("reasons", "What decided each field, and the scores and ids of entities, are in JSON Lines and Parquet only."),
    Loss("where words stand", "Only the sentence has offsets."),
    Loss("why a time or place is unresolved", "The cells are empty; the words are kept."),
)


def typed(claim: Mapping[str, Any]) -> dict[str, Any]:
    """The flat row with dates as dates and None for what is unknown or not told."""
    row = flat(claim)
    return {column.name: _typed(row[column.name], column.kind) for column in COLUMNS}


def _typed(value: Any, kind: str) -> Any:
    if value is None or value == "":
        return None
    return date.fromisoformat(value) if kind == "date" else value
