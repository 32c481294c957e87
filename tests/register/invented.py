"""Claims by chance, for comparing two ways of counting: few values, many empty fields, ties everywhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from regesta.records.accounts import Figure
from regesta.records.claims import Claim, Entry, Link, Party, Unlinked, Voice, When, Where
from regesta.records.dates import Interval, Precision
from regesta.records.reports import Report
from regesta.records.spans import Span
from tests.hand import full_claim, report

CODES = ("NLD", "SLD", "WLD", "ELD", "IMG", "---")
EVENTS = ("AID", "REJECT", "ASSAULT", "CONSULT", "PROTEST")
NAMES = ("Dunport", "Eastbay", "Dunport, old town")
SOURCES = ("Own Wire", "", "Desk, later")
_NOWHERE = Span(0, 0)


def entry(chance: Random, number: int, claims: int = 25) -> Entry:
    """A report with claims."""
    published = chance.choice([None, date(2021, 5, 4), date(2020, 1, 1)])
    of = replace(report(origin=f"{number}.txt", published=published), source=chance.choice(SOURCES))
    of = replace(of, id=f"r-{number:04d}{of.id[6:]}")
    return Entry(of, tuple(_claim(chance, of, ordinal) for ordinal in range(claims)))


def _claim(chance: Random, of: Report, ordinal: int) -> Claim:
    parties = [_party(chance, role) for role in ("actor", "recipient") for _ in range(chance.choice([0, 1, 1, 2]))]
    voices = [_party(chance, "voice") for _ in range(chance.choice([0, 0, 1, 2]))]
    measures = chance.choices(["killed", "wounded", "weapons"], k=chance.choice([0, 0, 0, 1, 2]))
    return replace(
        full_claim(of, ordinal=ordinal),
        event=chance.choice(EVENTS),
        participants=tuple(parties),
        realis=chance.choice(["actual", "future", "negated"]),
        certainty=chance.choice(["certain", "probable"]),
        attribution=tuple(Voice(one, "said", "asserts", "indirect") for one in voices),
        time=_time(chance),
        place=_place(chance),
        figures=tuple(Figure(measure, 1.0, None, None, "people", _NOWHERE) for measure in measures),
        score=chance.choice([0.4, 0.7, 0.7, 0.9]),
    )


def _party(chance: Random, role: str) -> Party:
    code = chance.choice(CODES)
    return Party(role, code.lower(), _NOWHERE, code, chance.choice([(), ("GOV",)]), Unlinked("by chance"), ("chance",))


def _time(chance: Random) -> When | None:
    start = date(2019, 1, 1) + timedelta(days=chance.choice([0, 1, 40, 366, 800, 7000]))
    span = Interval(start, start + timedelta(days=chance.choice([1, 1, 31])), Precision.DAY)
    return chance.choice([None, When("later", _NOWHERE, Unlinked("by chance")), When("then", _NOWHERE, span)])


def _place(chance: Random) -> Where | None:
    name, country = chance.choice(NAMES), chance.choice([None, "NLD", "SLD"])
    point = chance.choice([(None, None, None), (1.5, 2.5, "town"), (1.5, -2.5, "country")])
    found = Where(name, _NOWHERE, name, country, *point, Link("g:1", name, 0.9, ("by chance",)))
    return chance.choice([None, found, found])
