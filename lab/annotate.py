"""Hand-made annotations: a short notation to write them in, compiled to stand-off offsets without any text.

A coder works on numbered sentences (`S1 ...`) and writes one line a claim, fields divided by ` | `::

    S3 | ASSAULT/aerial | bombed | a: Israeli warplanes = ISR MIL | r: Gaza = PSE | t: on Tuesday | p: Gaza = PSE
    S4 | AID | supplying | a: he = USA GOV | by: Ankara = TUR GOV ; said ; denies ; direct | re: negated | opt
    S5 | ASSAULT | killed | r: five people = PSE CVL | f: killed 5 5 - = five people
    --- S6                      (a new report starts at S6)

Words are looked for in the claim's sentence, then backwards from it, then forwards; `word#2` is the second one in the
sentence. The values are those of the codebook. What is compiled holds offsets and labels only (codebook section 11
without the words), so it may be kept here whatever the licence of the text.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

EVENTS = frozenset(
    [
        "AGREE",
        "CONSULT",
        "SUPPORT",
        "CONCEDE",
        "COOPERATE",
        "AID",
        "RETREAT",
        "REQUEST",
        "ACCUSE",
        "REJECT",
        "THREATEN",
        "PROTEST",
        "SANCTION",
        "MOBILIZE",
        "COERCE",
        "ASSAULT",
    ]
)
REALIS = frozenset(["actual", "future", "hypothetical", "negated"])
CERTAINTY = frozenset(["certain", "probable", "possible"])
STANCE = frozenset(["asserts", "denies", "doubts"])
QUOTATION = frozenset(["direct", "indirect", "mixed"])
SECTORS = frozenset(
    [
        "GOV",
        "MIL",
        "COP",
        "JUD",
        "LEG",
        "PTY",
        "OPP",
        "REB",
        "PRM",
        "SPY",
        "UAF",
        "CRM",
        "BUS",
        "CVL",
        "EDU",
        "JRN",
        "LAB",
        "MED",
        "REF",
        "REL",
        "SOC",
        "ELI",
        "AGR",
        "PRE",
        "UNK",
    ]
)
PRECISION = frozenset(["day", "week", "month", "season", "year", "decade", "longer"])

Span = tuple[int, int]


class AnnotationError(Exception):
    """One annotation line that cannot be compiled; the message says why."""


@dataclasses.dataclass(frozen=True, slots=True)
class Source:
    """A text with its sentences, each a half-open code-point span of `text`; words are looked for in `reach` only."""

    text: str
    sentences: Sequence[Span]
    reach: Span = (0, 10**9)

    def locate(self, words: str, sentence: int) -> Span:
        """Half-open offsets of `words`: in the sentence, else the nearest before it, else the first after it.

        Whole words are preferred everywhere; a stretch inside a word is taken only where there is no other.
        """
        words, nth = words.strip(), 1
        if match := re.fullmatch(r"(.*)#(\d+)", words):
            words, nth = match[1], int(match[2])
        lo, hi = self.sentences[sentence]
        pattern = re.escape(words)
        for form in (rf"(?<!\w){pattern}(?!\w)", pattern):
            if not words:
                break
            found = [m.span() for m in re.finditer(form, self.text) if self.reach[0] <= m.start() < self.reach[1]]
            inside = [s for s in found if lo <= s[0] and s[1] <= hi]
            if len(inside) >= nth:
                return inside[nth - 1]
            before, after = [s for s in found if s[1] <= lo], [s for s in found if s[0] >= hi]
            if inside or before or after:
                return (inside[-1:] or before[-1:] or after)[0]
        raise AnnotationError(f"not in the text: {words!r}")


def _coded(value: str) -> tuple[str, str, list[str]]:
    words, mark, label = value.rpartition(" = ")
    if not mark:
        raise AnnotationError(f"no ' = CODE' in {value!r}")
    code, *sectors = label.split()
    if not re.fullmatch(r"[A-Z][A-Za-z0-9&-]*|---", code):
        raise AnnotationError(f"code {code!r}")
    _within(sectors, SECTORS, "sector")
    return words, code, sectors


def _within(values: Sequence[str], allowed: frozenset[str], what: str) -> None:
    for value in values:
        if value not in allowed:
            raise AnnotationError(f"{what} {value!r}")


def _span(span: Span) -> dict[str, int]:
    return {"start": span[0], "end": span[1]}


def _participant(source: Source, sentence: int, role: str, value: str) -> dict[str, object]:
    words, code, sectors = _coded(value)
    return {"role": role, **_span(source.locate(words, sentence)), "code": code, "sectors": sectors}


def _voice(source: Source, sentence: int, value: str) -> dict[str, object]:
    speaker, *rest = [part.strip() for part in value.split(";")]
    words, code, sectors = _coded(speaker)
    cue, stance, quotation = ([*rest, "", "", ""])[:3]
    stance, quotation = stance or "asserts", quotation or "indirect"
    _within([stance], STANCE, "stance")
    _within([quotation], QUOTATION, "quotation")
    hop: dict[str, object] = {**_span(source.locate(words, sentence)), "code": code, "sectors": sectors}
    hop["cue"] = _span(source.locate(cue, sentence)) if cue else None
    return {**hop, "stance": stance, "quotation": quotation}


def _time(source: Source, sentence: int, value: str) -> dict[str, object]:
    words, mark, rest = value.partition(" = ")
    out: dict[str, object] = {**_span(source.locate(words, sentence))}
    if mark:
        match = re.fullmatch(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d) (\w+)", rest.strip())
        if not match or match[3] not in PRECISION or match[1] >= match[2]:
            raise AnnotationError(f"time {rest!r}: want FROM..TO PRECISION, the end exclusive")
        out |= {"from": match[1], "to": match[2], "precision": match[3]}
    return out


def _place(source: Source, sentence: int, value: str) -> dict[str, object]:
    words, _, country = value.partition(" = ")
    return {**_span(source.locate(words, sentence)), "country": country.strip().split()[-1] if country else None}


def _figure(source: Source, sentence: int, value: str) -> dict[str, object]:
    label, mark, words = value.partition(" = ")
    parts = label.split()
    if not mark or len(parts) < 4:
        raise AnnotationError(f"figure {value!r}: want MEASURE LOW HIGH QUALIFIER = words")
    low, high = (None if p in ("-", "?") else float(p.replace(",", "")) for p in parts[1:3])
    qualifier = " ".join(parts[3:])
    return {
        "measure": parts[0],
        "low": low,
        "high": high,
        "qualifier": None if qualifier in ("-", "none") else qualifier,
        **_span(source.locate(words, sentence)),
    }


def compile_line(source: Source, line: str) -> dict[str, object]:
    """One claim from one line of the notation; raises `AnnotationError`."""
    fields = [field.strip() for field in line.split(" | ")]
    head = re.fullmatch(r"S(\d+)", fields[0])
    if not head or len(fields) < 3 or not 1 <= int(head[1]) <= len(source.sentences):
        raise AnnotationError("want S<number> | TYPE[/mode] | trigger | ...")
    sentence = int(head[1]) - 1
    event, _, mode = fields[1].partition("/")
    _within([event], EVENTS, "event")
    trigger = source.locate(fields[2], sentence)
    lo, hi = source.sentences[sentence]
    if not lo <= trigger[0] < trigger[1] <= hi:
        raise AnnotationError(f"trigger {fields[2]!r} is not in sentence S{sentence + 1}")
    claim: dict[str, object] = {"event": event, "mode": mode or None, "trigger": _span(trigger)}
    lists: dict[str, list[dict[str, object]]] = {"participants": [], "attribution": [], "figures": []}
    claim |= {"realis": "actual", "certainty": "certain", "time": None, "place": None, "weight": "core", "contexts": []}
    for field in fields[3:]:
        _add_field(claim, lists, source, sentence, field)
    return {**claim, **lists}


def _add_field(
    claim: dict[str, object], lists: dict[str, list[dict[str, object]]], source: Source, sentence: int, field: str
) -> None:
    key, _, value = field.partition(":")
    key, value = key.strip(), value.strip()
    if key in ("a", "r"):
        lists["participants"].append(_participant(source, sentence, "actor" if key == "a" else "recipient", value))
    elif key == "by":
        lists["attribution"].append(_voice(source, sentence, value))
    elif key == "f":
        lists["figures"].append(_figure(source, sentence, value))
    elif key == "t":
        claim["time"] = _time(source, sentence, value)
    elif key == "p":
        claim["place"] = _place(source, sentence, value)
    elif key in ("re", "ce"):
        _within([value], REALIS if key == "re" else CERTAINTY, "value")
        claim["realis" if key == "re" else "certainty"] = value
    elif key == "x":
        claim["contexts"] = value.split()
    elif key == "opt":
        claim["weight"] = "optional"
    elif key:
        raise AnnotationError(f"unknown field {field!r}")


def compile_lines(source: Source, lines: Sequence[str]) -> tuple[list[dict[str, object]], list[int], list[str]]:
    """Claims, the sentences (0-based) at which reports start, and one message for each line that is faulty.

    Words of a claim are looked for in its own report only.
    """
    marks = [re.fullmatch(r"---\s*S(\d+)", line.strip()) for line in lines]
    starts = sorted({0} | {int(m[1]) - 1 for m in marks if m and 0 < int(m[1]) <= len(source.sentences)})
    edges = [source.sentences[s][0] for s in starts] + [len(source.text)]
    claims, faults = [], []
    for number, (raw, mark) in enumerate(zip(lines, marks, strict=True), 1):
        line = raw.strip()
        if not line or line.startswith("#") or mark:
            continue
        try:
            claims.append(compile_line(_within_report(source, edges, line), line))
        except AnnotationError as fault:
            faults.append(f"line {number}: {fault}")
    return claims, starts, faults


def _within_report(source: Source, edges: Sequence[int], line: str) -> Source:
    """The source with its reach narrowed to the report the line's sentence stands in."""
    head = re.match(r"S(\d+)\s", line)
    if not head or not 1 <= int(head[1]) <= len(source.sentences):
        return source
    at = source.sentences[int(head[1]) - 1][0]
    report = max(i for i, edge in enumerate(edges[:-1]) if edge <= at)
    return dataclasses.replace(source, reach=(edges[report], edges[report + 1]))
