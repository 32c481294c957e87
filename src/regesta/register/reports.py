"""Reports in pages, and one with its text and claims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from regesta.register.filters import Where
from regesta.register.paging import Ask, Page, behind, cut, size

#: Conditions that every question has; a question with no others asks for all reports, also those without claims.
_ALWAYS = {"newest", "review"}
_KEYS = ("coalesce(DATE '1970-01-01' - published, 3000000)", "report_id", "segment")


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a report besides its text; `claims` counts those that fit the question."""

    id: str
    title: str
    published: date | None
    published_why: str
    source: str
    url: str
    language: str
    byline: str
    claims: int


_HEAD = "report_id, title, published, published_why, source, url, language, byline"


@dataclass(frozen=True, slots=True)
class Part:
    """A labelled stretch of a report's text, in code points, half open."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Text:
    """A report with the text that all offsets refer to."""

    head: Head
    text: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Heads:
    """How many reports there are, and a page of them."""

    total: int
    page: Page[Head]


def heads(ask: Ask, asked: Where, *, limit: int | None = None, after: str | None = None) -> Heads:
    """The reports in which claims that fit stand, newest first.

    Raises:
        BadValueError: no such size of a page, or no such page.
    """
    rows = size(limit)
    condition, values = behind(_KEYS, after, name="reports")
    every = all(name in _ALWAYS for name, _ in asked.parts)
    newest = "newest" if any(name == "newest" for name, _ in asked.parts) else "true"
    keys = ", ".join(_KEYS)
    # The claims are gone through once, for the page and for the total; titles and the like are fetched for the page.
    found = f"""WITH counted AS (
        SELECT segment, report_id, count(*) AS fitting FROM claims WHERE {asked.sql()} GROUP BY ALL
    ), found AS MATERIALIZED (
        SELECT r.segment, r.report_id, r.published, coalesce(c.fitting, 0) AS fitting
        FROM reports r LEFT JOIN counted c USING (segment, report_id)
        WHERE {newest} AND {"true" if every else "c.fitting > 0"}
    ), total AS (SELECT count(*) AS total FROM found)
    """
    sql = f"""{found}, page AS (SELECT * FROM found WHERE {condition} ORDER BY {keys} LIMIT {rows + 1})
        SELECT {keys}, {_HEAD}, fitting, total FROM (SELECT segment, report_id, fitting FROM page)
        JOIN reports USING (segment, report_id), total ORDER BY {keys}"""
    told = ask(sql, [*asked.values(), *values])
    total = told[0][-1] if told else ask(f"{found} SELECT total FROM total", asked.values())[0][0]
    page, following = cut(told, rows, len(_KEYS), name="reports")
    return Heads(total, Page(tuple(Head(*row[len(_KEYS) : -1]) for row in page), following))
