"""`ngec-actor`: phrase to country and sector, on the cases of NGEC's own tests (`cases.jsonl`).

A case is {"function", "args": [phrase, context, day], "kwargs": {"query_date"}, "expect"}. `agent_to_code` and
`short_text_to_agent` want a country and a sector, `search_nat` a country, `trf_agent_match` nothing at all. Those which
want only the title of a Wikipedia page say nothing about codes; they are counted apart, by whether a name was linked.
Their codes are PLOVER's of 2022: where they name the same thing otherwise than our codebook, the two are held equal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from regesta.errors import DataError
from regesta.evaluation.bootstrap import FloatArray, figures, ratio
from regesta.evaluation.corpus import MEASURE, Options, files, json_lines
from regesta.evaluation.parts import Parts
from regesta.evaluation.results import Measured, Table
from regesta.knowledge.actors import Actors, Phrase, Resolved
from regesta.records.claims import Link

UNKNOWN = "---"
#: NGEC's codes for bodies that belong to no country; ours are their acronyms (codebook section 3).
_BODIES = {"UN": "UNO", "EU": "EUR", "WHO": "UNO", "IMF": "IGO", "WB": "IGO", "NGO": "", "ICRC": "", UNKNOWN: ""}
#: Our sectors that stand for more than one of theirs.
_SECTORS: Mapping[str, frozenset[str]] = {
    "REL": frozenset({"REL", "BUD", "MUS", "CHR", "JEW", "HIN"}),
    "MED": frozenset({"MED", "HLH"}),
    "SOC": frozenset({"SOC", "NGO"}),
}
#: What "today" meant when the cases were written.
_TODAY = date(2023, 6, 1)
_DAYS = ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y")
_QUOTED = re.compile(r'^cc == "(\w*)"$')


@dataclass(frozen=True, slots=True)
class Case:
    """One case: the words, their context, the day, and what is expected of country and sectors.

    `accepts` is the set of right first sectors, None when no sector was asked for; `country` likewise; `refused` is a
    country that would be wrong; `nobody` that the words name no actor; `linked` that only a page was asked for.
    """

    name: str
    words: str
    context: str
    day: date | None
    country: str | None
    refused: str | None
    accepts: frozenset[str] | None
    second: bool
    nobody: bool
    linked: bool


def cases(path: Path, limit: int | None = None) -> tuple[list[Case], int]:
    """The cases and the number of lines left out because their phrase is a variable of the test's code.

    Raises:
        DataError: a line is no case.
    """
    out, left = [], 0
    for file in files(path, ".jsonl"):
        for row in json_lines(file):
            try:
                case = _case(row)
            except (KeyError, TypeError, IndexError, AttributeError) as error:
                raise DataError(f"not a case: {error!r}", where=str(file)) from error
            if case is None:
                left += 1
            else:
                out.append(case)
    return out[:limit], left


def _case(row: Mapping[str, Any]) -> Case | None:
    arguments, expect = [str(a) for a in row["args"]], row["expect"]
    if not arguments or re.match(r"\w+\[", arguments[0]) or arguments[0] == "crm":
        return None
    told = str(row["kwargs"].get("query_date") or (arguments[2] if len(arguments) > 2 else ""))
    nationality = next((found[1] for found in map(_QUOTED.match, expect) if found), None)
    accepts: frozenset[str] | None = None
    if "code_1 in" in expect:
        accepts = frozenset(expect["code_1 in"])
    elif "code_1" in expect:
        accepts = frozenset({expect["code_1"]})
    country = expect.get("country", nationality)
    nobody = "code is None" in expect
    asks = country is not None or accepts is not None or "country !=" in expect or nobody
    return Case(
        str(row.get("id", "")), arguments[0], arguments[1] if len(arguments) > 1 else "", _day(told), country,
        expect.get("country !="), accepts, "code_2" in expect, nobody, not asks,
    )  # fmt: skip


def _day(told: str) -> date | None:
    if told == "today":
        return _TODAY
    for form in _DAYS:
        try:
            return datetime.strptime(told, form).date()
        except ValueError:
            continue
    return None


def right(case: Case, found: Resolved) -> bool:
    """Whether the code and the sectors are what the case wants."""
    code, first = _BODIES.get(found.code, found.code), found.sectors[0] if found.sectors else ""
    if case.nobody and (code or found.sectors):
        return False
    if case.country is not None and case.country != code:
        return False
    if case.refused is not None and case.refused == code:
        return False
    if case.accepts is None:
        return True
    mine = {first, *_SECTORS.get(first, ())} | ({"UNK"} if first in ("", "UNK") else set())
    if case.second:
        # Where two sectors are asked for, "most specific first" may order them the other way round.
        mine |= set(found.sectors)
    return bool(mine & case.accepts)


def resolve(case: Case, actors: Actors) -> Resolved:
    """What the words mean, in the country that the context names, on the day."""
    near = actors.resolve(Phrase(case.context)).code if case.context else UNKNOWN
    return actors.resolve(Phrase(case.words, context_country=None if near == UNKNOWN else near), case.day)


def statistic(sums: FloatArray) -> dict[str, float]:
    """Shares right from (right, asked, linked, pages)."""
    return {"accuracy": ratio(sums[0], sums[1]), "linked": ratio(sums[2], sums[3])}


def measure(path: Path, parts: Parts, options: Options) -> Measured:
    """Accuracy over the cases that ask for a country or a sector."""
    found, left = cases(path, options.limit)
    units, wrong = [], []
    for case in found:
        answer = resolve(case, parts.actors)
        good = right(case, answer)
        linked = isinstance(answer.entity, Link)
        units.append([0.0, 0.0, float(linked), 1.0] if case.linked else [float(good), 1.0, 0.0, 0.0])
        if not good and not case.linked:
            wrong.append((case.name, answer.code, " ".join(answer.sectors)))
    return Measured(
        numbers=figures(units, statistic),
        counts={"cases": sum(not c.linked for c in found), "pages": sum(c.linked for c in found), "left_out": left},
        unit="case",
        files=tuple(map(str, files(path, ".jsonl"))),
        licence=MEASURE,
        tables={"wrong": Table(("case", "code", "sectors"), _rows(wrong))},
        notes=(
            "cases that ask only for a Wikipedia page count in `linked`; NGEC's codes are mapped to the codebook's",
        ),
    )


def _rows(wrong: Sequence[tuple[str, str, str]]) -> tuple[tuple[float | int | str, ...], ...]:
    return tuple(wrong)
