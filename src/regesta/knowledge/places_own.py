"""The user's places, and the user's worldview over the gazetteer: which country a place belongs to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from regesta.knowledge.gazetteer_names import ALTERNATE, MAIN, fold
from regesta.knowledge.own import OwnPlace, View
from regesta.knowledge.places_rank import OWN_ID, Candidate


class OwnPlaces:
    """The user's places by the folded names under which the gazetteer would have them."""

    def __init__(self, places: Sequence[OwnPlace]) -> None:
        self._named: dict[str, list[Candidate]] = {}
        for number, place in enumerate(places):
            for order, name in enumerate(place.names):
                self._named.setdefault(fold(name), []).append(
                    Candidate(
                        OWN_ID - number,
                        place.names[0],
                        place.code,
                        "",
                        place.latitude,
                        place.longitude,
                        0.0,
                        "country" if place.precision == "country" else f"own {place.precision}",
                        place.radius_km,
                        MAIN if order == 0 else ALTERNATE,
                        origin=place.origin,
                    )
                )

    def find(self, key: str) -> list[Candidate]:
        """Those of this folded name."""
        return self._named.get(key, [])


class Worldview:
    """Moves rows of the gazetteer from one country to another.

    A view of a country moves all that lies in it, one of a province all towns that the gazetteer files under it, any
    other the place itself. A moved country is a region of the other.
    """

    def __init__(self, views: Sequence[View], find: Callable[[str], Sequence[Candidate]]) -> None:
        self._countries: dict[str, View] = {}
        self._divisions: dict[tuple[str, str], View] = {}
        self._places: dict[int, View] = {}
        for view in views:
            self._take(view, [row for row in find(view.name) if row.rank <= ALTERNATE and not row.own])

    def _take(self, view: View, rows: Sequence[Candidate]) -> None:
        """Of the places of a name a country is meant, else the regions, else the biggest town."""
        states = [row for row in rows if row.kind == "country"]
        wide = [row for row in rows if row.precision in ("province", "region", "district")]
        for row in states:
            self._countries[row.code] = view
        for row in [] if states else wide or rows[:1]:
            self._places[row.id] = view
            if row.admin and row.precision in ("province", "region"):
                self._divisions[row.code, row.admin] = view

    def country(self, code: str) -> str:
        """The country a code stands for."""
        view = self._countries.get(code)
        return view.code if view else code

    def seen(self, row: Candidate) -> Candidate:
        """The row as the user sees the world."""
        view = self._places.get(row.id) or self._divisions.get((row.code, row.admin)) or self._countries.get(row.code)
        if view is None:
            return row
        kind = "own region" if row.kind == "country" else row.kind
        # Divisions keep their number only within their old country.
        return replace(row, code=view.code, kind=kind, admin=f"{row.code}.{row.admin}", origin=view.origin)
