"""Claims seen together: facets, timeline, places, network, actors, figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Query
from starlette.responses import Response

from regesta.register.conditions import quads
from regesta.register.paging import MOST, Page
from regesta.web import contract, shapes
from regesta.web.answers import Json, table
from regesta.web.asked import Asked, Binned, Bounded, Paged
from regesta.web.desk import At
from regesta.web.lists import add

router = APIRouter()

T = TypeVar("T")
_QUADS = tuple(quads())


def everything(page: Callable[[str | None], Page[T]]) -> Iterator[T]:
    """The rows of all pages; `page` gives the one behind a place."""
    after: str | None = None
    while True:
        found = page(after)
        yield from found.items
        after = found.next
        if after is None:
            return


def _by_quad(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, **{quad: row["counts"].get(quad, 0) for quad in _QUADS}}


def facets(desk: At, asked: Annotated[Asked, Query()]) -> Response:
    """How many claims there are for each value of each filter, the other filters held."""
    with desk.asking() as register:
        return Json(shapes.facets_(register.questions.facets(asked.question())))


def facets_csv(desk: At, asked: Annotated[Asked, Query()]) -> Response:
    """How many claims there are for each value of each filter, the other filters held."""
    with desk.asking() as register:
        found = shapes.facets_(register.questions.facets(asked.question()))
    rows = [{"facet": name, **value} for name, values in found["facets"].items() for value in values]
    return table(rows, ("facet", "value", "label", "count"), name="facets")


def timeline(desk: At, asked: Annotated[Binned, Query()]) -> Response:
    """Claims over time, and of few claims each one's span."""
    with desk.asking() as register:
        return Json(shapes.timeline_(register.questions.timeline(asked.question(), bin_=asked.bin)))


def timeline_csv(desk: At, asked: Annotated[Binned, Query()]) -> Response:
    """Claims over time, and of few claims each one's span."""
    with desk.asking() as register:
        found = shapes.timeline_(register.questions.timeline(asked.question(), bin_=asked.bin))
    return table(map(_by_quad, found["items"]), ("from", "to", *_QUADS), name="timeline")


def places(desk: At, asked: Annotated[Asked, Query()]) -> Response:
    """Where claims are said to happen."""
    with desk.asking() as register:
        return Json(shapes.places(register.questions.places(asked.question())))


def places_csv(desk: At, asked: Annotated[Asked, Query()]) -> Response:
    """Where claims are said to happen."""
    with desk.asking() as register:
        found = shapes.places(register.questions.places(asked.question()))
    columns = ("name", "country", "latitude", "longitude", "precision", "count", *_QUADS)
    return table(map(_by_quad, found["items"]), columns, name="places")


def network(desk: At, asked: Annotated[Bounded, Query()]) -> Response:
    """Who does what to whom, as nodes and directed edges."""
    with desk.asking() as register:
        return Json(shapes.network_(register.questions.network(asked.question(), limit=asked.limit)))


def network_csv(desk: At, asked: Annotated[Bounded, Query()]) -> Response:
    """Who does what to whom, as nodes and directed edges."""
    with desk.asking() as register:
        found = shapes.network_(register.questions.network(asked.question(), limit=asked.limit))
    return table(found["edges"], ("source", "target", "quad", "count", "events"), name="network")


def actors(desk: At, asked: Annotated[Paged, Query()]) -> Response:
    """Who takes part, the most frequent first."""
    with desk.asking() as register:
        return Json(shapes.actors(register.questions.actors(asked.question(), limit=asked.limit, after=asked.after)))


def actors_csv(desk: At, asked: Annotated[Asked, Query()]) -> Response:
    """Who takes part, the most frequent first."""
    question = asked.question()
    with desk.asking() as register:
        found = everything(lambda after: register.questions.actors(question, limit=MOST, after=after))
        rows = shapes.actors(Page(tuple(found), None))["items"]
    return table(rows, ("code", "name", "as_actor", "as_recipient", "as_voice"), name="actors")


def figures(desk: At, asked: Annotated[Paged, Query()]) -> Response:
    """The numbers that claims tell."""
    with desk.asking() as register:
        found = register.questions.figures(asked.question(), limit=asked.limit, after=asked.after)
        return Json(shapes.figures_(found))


def figures_csv(desk: At, asked: Annotated[Asked, Query()]) -> Response:
    """The numbers that claims tell."""
    question = asked.question()
    with desk.asking() as register:
        found = everything(lambda after: register.questions.figures(question, limit=MOST, after=after))
        rows = [_flat(figure) for figure in shapes.figures_(Page(tuple(found), None))["items"]]
    return table(rows, _FIGURE, name="figures")


_FIGURE = (
    "measure", "low", "high", "qualifier", "unit", "text", "claim_id", "event", "from", "to", "precision", "report_id",
    "title", "published", "source",
)  # fmt: skip


def _flat(figure: contract.Figure) -> dict[str, Any]:
    time: Mapping[str, Any] = figure["time"] or {"from": None, "to": None, "precision": None}
    return {**figure, **time, **figure["report"], "report_id": figure["report"]["id"]}


add(router, "facets", model=contract.Facets, as_json=facets, as_csv=facets_csv)
add(router, "timeline", model=contract.Timeline, as_json=timeline, as_csv=timeline_csv)
add(router, "places", model=contract.Places, as_json=places, as_csv=places_csv)
add(router, "network", model=contract.Network, as_json=network, as_csv=network_csv)
add(router, "actors", model=contract.Actors, as_json=actors, as_csv=actors_csv)
add(router, "figures", model=contract.Figures, as_json=figures, as_csv=figures_csv)
