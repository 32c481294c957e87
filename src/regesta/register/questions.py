"""The questions that faces ask: pages, facets, timeline, places, network, actors, figures, reports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from regesta.register import facets, figures, happened, mapping, network, reports, timeline
from regesta.register.engine import Engine
from regesta.register.filters import CountryOf, Filter, Where, narrow
from regesta.register.happened import ANYHOW, Telling
from regesta.register.held import Held
from regesta.register.network import Network, Part
from regesta.register.paging import Page, behind, cut, order_of, size


class Questions:
    """Asks an engine; every question takes a `Filter`, whose own limit does not count.

    All of them raise `BadValueError` for a value that cannot be read, and over a held register `TooLongError`.
    """

    def __init__(self, engine: Engine | Held, *, country_of: CountryOf, name_of: facets.NameOf) -> None:
        self._engine = engine
        self._country_of = country_of
        self._name_of = name_of

    def page(
        self, asked: Filter, *, order: str = "time", limit: int | None = None, after: str | None = None
    ) -> Page[dict[str, Any]]:
        """A page of the rows of the claims that fit, each with its `incident_id`, None while it is in none.

        Args:
            asked: the question.
            order: `time`, `score` (highest first) or `published` (newest first).
            limit: rows of the page.
            after: what the page before ended with; None for the first one.
        """
        where, keys, rows, name = self._where(asked), order_of(order), size(limit), f"claims {order}"
        condition, values = behind(keys, after, name=name)
        among, these = self._engine.beginning(where, order, rows + 1, values[:1])
        sql = f"""SELECT segment, claim_id, {", ".join(keys)} FROM claims WHERE {among} AND {condition}
                  ORDER BY {", ".join(keys)} LIMIT {rows + 1}"""
        found = self._engine.rows(sql, [*these, *values])
        _, following = cut([row[2:] for row in found], rows, len(keys), name=name)
        whole = self._engine.whole([(row[0], row[1]) for row in found[:rows]])
        return Page(tuple(self.with_incidents(whole.to_pylist())), following)

    def with_incidents(self, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Rows of claims, each with its `incident_id`, None while it is in none."""
        within = happened.incidents_of(self._engine, [row["claim_id"] for row in rows])
        return [{**row, "incident_id": within.get(row["claim_id"])} for row in rows]

    def incidents(
        self, asked: Filter, *, told: Telling = ANYHOW, limit: int | None = None, after: str | None = None
    ) -> Page[dict[str, Any]]:
        """A page of the incidents one of whose claims fits, by the first day told."""
        return happened.incidents(self._engine, self._where(asked), told=told, limit=limit, after=after)

    def count_incidents(self, asked: Filter, *, told: Telling = ANYHOW) -> int:
        """How many incidents have a claim that fits."""
        return happened.count(self._engine, self._where(asked), told)

    def count(self, asked: Filter) -> int:
        """How many claims fit."""
        return self._engine.count(self._where(asked))

    def facets(self, asked: Filter) -> facets.Facets:
        """How many claims there are for each value of each filter, the others held."""
        return facets.facets(self._engine.seen(self._where(asked), apart=facets.OWN), name_of=self._name_of)

    def timeline(self, asked: Filter, *, bin_: str = "auto") -> timeline.Timeline:
        """The claims that fit over time, by `day`, `month` or `year`."""
        return timeline.timeline(self._engine.rows, self._engine.seen(self._where(asked)), bin_=bin_)

    def places(self, asked: Filter) -> mapping.Places:
        """The places of the claims that fit, with their points."""
        return mapping.places(self._engine.seen(self._where(asked)))

    def network(self, asked: Filter, *, limit: int | None = None) -> Network:
        """Who does what to whom in the claims that fit; `limit` bounds the nodes."""
        return network.network(self._engine.seen(self._where(asked)), name_of=self._name_of, limit=limit)

    def actors(self, asked: Filter, *, limit: int | None = None, after: str | None = None) -> Page[Part]:
        """Who takes part in the claims that fit, the most frequent first."""
        seen = self._engine.seen(self._where(asked))
        return network.actors(seen, name_of=self._name_of, limit=limit, after=after)

    def figures(self, asked: Filter, *, limit: int | None = None, after: str | None = None) -> Page[figures.Told]:
        """The numbers that the claims that fit tell, in the order of time."""
        return figures.figures(self._engine.rows, self._where(asked), measure=asked.measure, limit=limit, after=after)

    def heads(self, asked: Filter, *, limit: int | None = None, after: str | None = None) -> reports.Heads:
        """A page of the reports in which claims that fit stand, newest first."""
        return reports.heads(self._engine.rows, self._where(asked), limit=limit, after=after)

    def _where(self, asked: Filter) -> Where:
        return narrow(asked, country_of=self._country_of)
