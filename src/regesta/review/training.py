"""Reviewed claims as training data: stand-off annotations of our own, and tasks of two tools that teams use.

Only what people settled is given away: claims about which coders differ are left out until somebody adjudicates.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from regesta.register.answers import claim_json
from regesta.register.register import Register
from regesta.review.anchors import nearest
from regesta.review.fields import plain


class Form(StrEnum):
    """Forms of training data."""

    STANDOFF = "standoff"
    PRODIGY = "prodigy"
    LABEL_STUDIO = "labelstudio"


def blocks(register: Register) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Stand-off annotations: for every report with a judged claim its id, and a head and its claims as objects.

    The shape of `lab/annotations` (decision 0007): offsets and labels, no word of the report, a digest of the text they
    refer to. Rejected claims are left out; claims that nobody judged, or that are disputed, are there with the weight
    `optional`, which training passes over instead of taking them for right or for wrong.
    """
    by_report: dict[str, list[dict[str, Any]]] = {}
    for row in register.claims(rejected=True).dicts():
        by_report.setdefault(row["report"]["id"], []).append(row)
    for report, rows in sorted(by_report.items()):
        if not any(_settled(row) for row in rows):
            continue
        text, published = register.text(report), rows[0]["report"]["published"]
        kept = [row for row in rows if not (row["review"] and row["review"]["state"] == "rejected")]
        head = {
            "id": report,
            "text_sha256": hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
            "published": published.isoformat() if published else None,
            "coder": "reviewed",
            "split": "train",
            "starts": [0],
        }
        kept.sort(key=lambda row: (row["trigger"]["start"], row["event"]))
        yield report, [head, *(_standoff(row, text) for row in kept)]


def _standoff(row: Mapping[str, Any], text: str) -> dict[str, Any]:
    values = plain(claim_json(dict(row)))
    time, place = values["time"], values["place"]
    return {
        "event": values["event"],
        "mode": values["mode"],
        "trigger": _place(row["trigger"]),
        "realis": values["realis"],
        "certainty": values["certainty"],
        "time": _place(time) if time else None,
        "place": {**_place(place), "country": place["country"]} if place else None,
        "weight": "core" if _settled(row) else "optional",
        "contexts": values["contexts"],
        "participants": [_bare(party) for party in values["participants"]],
        "attribution": [{**_bare(voice), "cue": _cue(voice, text)} for voice in values["attribution"]],
        "figures": [
            {name: one for name, one in _bare(figure).items() if name != "unit"} for figure in values["figures"]
        ],
    }


def _cue(voice: Mapping[str, Any], text: str) -> dict[str, int] | None:
    """Where the cue stands: of its occurrences the nearest to its speaker, as a claim keeps its words alone."""
    span = nearest(text, voice["cue"], voice["start"])
    return {"start": span.start, "end": span.end} if span else None


def _place(words: Mapping[str, Any]) -> dict[str, int]:
    return {"start": words["start"], "end": words["end"]}


def _bare(value: Mapping[str, Any]) -> dict[str, Any]:
    return {name: one for name, one in value.items() if name != "text"}


def prodigy(register: Register) -> Iterator[dict[str, Any]]:
    """One task a judged claim: its sentence, its words as spans of it, and whether it is one.

    The shape that Prodigy reads as JSON Lines: `text`, `spans` with half-open code points of it and a label, `answer`.
    The trigger's label is the event type, the others are roles. Prodigy makes its hashes itself.
    """
    for row in _judged(register):
        sentence = row["evidence"]
        yield {
            "text": sentence["quote"],
            "spans": [
                {"start": start - sentence["start"], "end": end - sentence["start"], "label": label}
                for start, end, label in _labelled(row)
            ],
            "answer": "reject" if row["review"]["state"] == "rejected" else "accept",
            "meta": _meta(row),
        }


def label_studio(register: Register) -> Iterator[dict[str, Any]]:
    """One task a judged claim, with its words as an annotation; a rejected claim has an annotation without any.

    The shape that Label Studio imports, for a labelling interface with `<Labels name="label" toName="text">` and
    `<Text name="text" value="$text">`. Offsets count code points; the text beside them shows where a front end counts
    otherwise (characters beyond U+FFFF, such as emoji).
    """
    for row in _judged(register):
        sentence = row["evidence"]
        labelled = [] if row["review"]["state"] == "rejected" else _labelled(row)
        results = [
            {
                "id": f"{row['claim_id']}-{number}",
                "from_name": "label",
                "to_name": "text",
                "type": "labels",
                "value": {
                    "start": start - sentence["start"],
                    "end": end - sentence["start"],
                    "text": sentence["quote"][start - sentence["start"] : end - sentence["start"]],
                    "labels": [label],
                },
            }
            for number, (start, end, label) in enumerate(labelled)
        ]
        yield {"data": {"text": sentence["quote"], **_meta(row)}, "annotations": [{"result": results}]}


def _judged(register: Register) -> Iterator[dict[str, Any]]:
    return (row for row in register.claims(rejected=True).dicts() if _settled(row))


def _settled(row: Mapping[str, Any]) -> bool:
    return row["review"] is not None and not row["review"]["disputed"]


def _meta(row: Mapping[str, Any]) -> dict[str, Any]:
    names = ("event", "mode", "realis", "certainty")
    report = {"claim_id": row["claim_id"], "report_id": row["report"]["id"]}
    return {**report, **{name: row[name] for name in names}, "state": row["review"]["state"]}


def _labelled(row: Mapping[str, Any]) -> list[tuple[int, int, str]]:
    """The claim's words inside its sentence with their labels, in text order."""
    every: list[tuple[Mapping[str, Any], str]] = [(row["trigger"], row["event"])]
    every += [(party, party["role"].upper()) for party in row["participants"]]
    every += [(voice, "VOICE") for voice in row["attribution"]]
    every += [(row[name], name.upper()) for name in ("time", "place") if row[name]]
    every += [(figure, "FIGURE") for figure in row["figures"]]
    return sorted(set(_inside(every, row["evidence"]["start"], row["evidence"]["end"])))


def _inside(every: Iterable[tuple[Mapping[str, Any], str]], first: int, last: int) -> Iterator[tuple[int, int, str]]:
    return ((w["start"], w["end"], label) for w, label in every if first <= w["start"] < w["end"] <= last)
