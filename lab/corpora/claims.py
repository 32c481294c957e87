"""Our annotated claims as documents: one a report, tokenised as the product does, labelled at head words.

Spans become single words by a parse of an earlier network of the run (`lab.parse`): the head of a span is its word
whose syntactic head lies outside. That parse must not teach the parser; a tutor's may, who knows better.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lab import standoff
from lab.documents import Document
from lab.parse import first_stage, parse, teach
from regesta.knowledge.actors import Actors
from regesta.knowledge.nominals import UNKNOWN
from regesta.records.spans import Span
from regesta.stages.people import NameScanner
from regesta.text.sentences import sentences
from regesta.text.tokens import tokens

_NUMERIC = re.compile(r".*\d|(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|scores?|"
                      r"hundreds?|thousands?|millions?|billions?|several|half|twenty|thirty|forty|fifty)$")  # fmt: skip

_DATELINE = re.compile(r"\w+day, \w+ \d{1,2}, \d{4}")


@dataclass(slots=True)
class Told:
    """A report's words with their spans in `text`, and its claims."""

    text: str
    doc: Document
    spans: list[Span]
    claims: Sequence[standoff.Claim]


def documents(data: Path, run: Path, tutor: str | None = None) -> tuple[list[Document], list[Document]]:
    """(train, dev) reports; refuses a text that is not the one annotated.

    With a tutor, a checkpoint of the run, those that train have its syntax.
    """
    told: dict[str, list[Told]] = {"train": [], "dev": []}
    for block in standoff.blocks():
        text, _ = standoff.text_of(data, block.id)
        if hashlib.sha256(text.encode()).hexdigest() != block.text_sha256:
            raise ValueError(f"{block.id}: the text is not the one annotated")
        told[block.split].extend(reports(block, text))
    names = Actors.load()
    parse([t.doc for side in told.values() for t in side], run, tutor or first_stage(run))
    for side in told.values():
        for one in side:
            _label(one, names)
            one.doc.heads = one.doc.deprels = None
    train, dev = ([t.doc for t in told[split]] for split in ("train", "dev"))
    if tutor:
        teach(train, run, tutor)
    return train, dev


def reports(block: standoff.Block, text: str) -> list[Told]:
    """The block's reports, tokenised; a claim belongs to the report its trigger stands in."""
    edges = [*block.starts, len(text)]
    out = []
    for number, (start, end) in enumerate(itertools.pairwise(edges)):
        doc = Document(f"claims:{block.id}:{number}", [], [])
        spans: list[Span] = []
        for paragraph in re.finditer(r"[^\n]*\S[^\n]*", text[start:end]):
            if _DATELINE.fullmatch(paragraph[0].strip()):
                continue  # the product reads no claims from a dateline either
            for sentence in sentences(text, Span(start + paragraph.start(), start + paragraph.end())):
                first = len(spans)
                spans.extend(tokens(text, sentence))
                doc.sentences.append((first, len(spans)))
        doc.words = [s.of(text) for s in spans]
        claims = [c for c in block.claims if start <= c["trigger"]["start"] < end]  # type: ignore[index]
        if spans:
            out.append(Told(text, doc, spans, claims))
    return out


def head_word(told: Told, where: object) -> int | None:
    """The head word of a `{"start", "end"}` span; None where it covers no word of the report."""
    start, end = where["start"], where["end"]  # type: ignore[index]
    inside = [i for i, s in enumerate(told.spans) if s.start < end and start < s.end]
    heads, deprels = told.doc.heads or [], told.doc.deprels or []
    outward = [i for i in inside if heads[i] not in inside and deprels[i] not in ("punct", "case", "det", "mark", "cc")]
    return (outward or inside or [None])[0]


def _label(told: Told, names: NameScanner) -> None:
    doc, count = told.doc, len(told.doc.words)
    doc.tags = {"event": ["-"] * count, **{k: [""] * count for k in ("realis", "certainty", "stance", "quotation")}}
    arcs: list[tuple[int, int, str]] = []
    for claim in sorted(told.claims, key=lambda c: c["weight"] == "optional"):
        trigger = head_word(told, claim["trigger"])
        if trigger is None or doc.tags["realis"][trigger]:
            continue
        # Whether an optional claim is coded is open, so it teaches its arcs but not its existence.
        doc.tags["event"][trigger] = "" if claim["weight"] == "optional" else str(claim["event"])
        doc.tags["realis"][trigger] = str(claim["realis"])
        doc.tags["certainty"][trigger] = str(claim["certainty"])
        hops = claim["attribution"]
        if hops:
            doc.tags["stance"][trigger] = hops[-1]["stance"]  # type: ignore[index]
            doc.tags["quotation"][trigger] = hops[-1]["quotation"]  # type: ignore[index]
        arcs.extend((trigger, target, label) for target, label in _targets(told, claim))
    doc.arcs["events"] = sorted(set(arcs))
    # Invented countries have no code, and must not teach that their police belong to nobody.
    doc.homes = None if doc.id.startswith("claims:tale-") else _homes(told, names)


def _homes(told: Told, names: NameScanner) -> dict[int, list[int]]:
    """For each participant, voice and place the words that name its country or body, anywhere in the report."""
    naming: dict[str, list[int]] = {}
    for first, last in told.doc.sentences:
        start, end = told.spans[first].start, told.spans[last - 1].end
        for low, high, code in names.names_in(told.text[start:end]):
            inside = [i for i in range(first, last) if Span(start + low, start + high).overlaps(told.spans[i])]
            naming.setdefault(code, []).extend(inside[-1:])
    out: dict[int, list[int]] = {}
    for claim in told.claims:
        parts = [(part, part["code"]) for part in [*claim["participants"], *claim["attribution"]]]  # type: ignore[misc]
        place = claim["place"]
        if isinstance(place, dict) and place.get("country"):
            parts.append((place, place["country"]))
        for part, code in parts:
            word = head_word(told, part)
            if word is not None and (code == UNKNOWN or code in naming):
                out.setdefault(word, []).extend(naming.get(code, []))
    return out


def _targets(told: Told, claim: standoff.Claim) -> list[tuple[int, str]]:
    found: list[tuple[int | None, str]] = []
    for part in claim["participants"]:  # type: ignore[attr-defined]
        found.append((head_word(told, part), part["role"]))
    for hop in claim["attribution"]:  # type: ignore[attr-defined]
        found.append((head_word(told, hop), "speaker"))
        if hop["cue"]:
            found.append((head_word(told, hop["cue"]), "cue"))
    for name in ("time", "place"):
        if claim[name]:
            found.append((head_word(told, claim[name]), name))
    for figure in claim["figures"]:  # type: ignore[attr-defined]
        found.append((_number_word(told, figure), "figure"))
    return [(word, label) for word, label in found if word is not None]


def _number_word(told: Told, where: dict[str, int]) -> int | None:
    """The first number word of a figure's span, else its head."""
    for i, span in enumerate(told.spans):
        if span.start >= where["start"] and span.end <= where["end"] and _NUMERIC.match(told.doc.words[i]):
            return i
    return head_word(told, where)
