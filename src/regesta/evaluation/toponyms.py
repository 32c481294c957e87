"""`toponyms`: place names to coordinates, on XML of the LGL and GeoVirus families.

LGL: `<article>` with `<text>` and `<toponyms><toponym>` of start, end, phrase and, when the gazetteer has it,
`<gaztag>` with lat and lon; a toponym without one is a name outside the gazetteer, and rightly left unresolved.
GeoVirus: `<locations><location>` of name, start, lat and lon, its offsets counted from 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from regesta.errors import BundleError, DataError
from regesta.evaluation.bootstrap import FloatArray, f1, figures, ratio
from regesta.evaluation.corpus import MEASURE, TRAIN, Options, files, plain_report, xml_of
from regesta.evaluation.parts import Parts
from regesta.evaluation.results import Measured
from regesta.knowledge.gazetteer import distance_km
from regesta.knowledge.names import key_of
from regesta.knowledge.places import Place, PlaceContext
from regesta.knowledge.places_seen import places_seen
from regesta.records.claims import Unlinked
from regesta.records.spans import Span

#: The usual bound of the field: 100 miles.
NEAR_KM = 161.0
_MOVES = (0, -1, 1, -2, 2)


@dataclass(frozen=True, slots=True)
class Toponym:
    """A marked name. `point` is None outside the gazetteer; `id` and `name` are its entry, `words` the text's."""

    span: Span
    point: tuple[float, float] | None
    id: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its marked names in text order."""

    text: str
    toponyms: tuple[Toponym, ...]


def articles(path: Path, limit: int | None = None) -> tuple[list[Article], str]:
    """The articles of one file and the licence class of its family.

    Raises:
        DataError: not XML of one of the two families.
    """
    root = xml_of(path)
    found, family = [], ""
    for element in root.iter("article"):
        text = element.findtext("text") or ""
        marked = [*_lgl(element), *_geovirus(element, text)]
        family = family or ("lgl" if element.find("toponyms") is not None else "geovirus")
        found.append(Article(text, tuple(sorted(marked, key=lambda one: one.span))))
    if not any(article.toponyms for article in found):
        raise DataError("no marked toponym", where=str(path), mend="XML of the LGL or GeoVirus family is wanted")
    return found[:limit], TRAIN if family == "geovirus" else MEASURE


def _lgl(element: Any) -> Iterator[Toponym]:
    for one in element.iterfind("toponyms/toponym"):
        tag, words = one.find("gaztag"), one.findtext("phrase") or ""
        span = Span(_whole(one, "start"), _whole(one, "end"))
        if tag is None or tag.findtext("lat") is None:
            yield Toponym(span, None, "", "", words)
        else:
            yield Toponym(span, _point(tag), tag.get("geonameid") or "", tag.findtext("name") or "", words)


def _geovirus(element: Any, text: str) -> Iterator[Toponym]:
    for one in element.iterfind("locations/location"):
        name, start = one.findtext("name") or "", _whole(one, "start")
        at = next((start + move for move in _MOVES if text[max(0, start + move) :].startswith(name)), start)
        yield Toponym(Span(max(0, at), max(0, at) + len(name)), _point(one), "", name, name)


def _point(element: Any) -> tuple[float, float]:
    try:
        return float(element.findtext("lat")), float(element.findtext("lon"))
    except (TypeError, ValueError) as error:
        raise DataError(f"coordinates: {error}", where=f"line {element.sourceline}") from error


def _whole(element: Any, name: str) -> int:
    try:
        return int(element.findtext(name))
    except (TypeError, ValueError) as error:
        raise DataError(f"{name}: {error}", where=f"line {element.sourceline}") from error


def near(gold: Toponym, found: Place | Unlinked) -> bool:
    """Whether a name was resolved to within 161 km of its coordinates."""
    if gold.point is None or isinstance(found, Unlinked):
        return False
    return distance_km(gold.point, (found.latitude, found.longitude)) <= NEAR_KM


def exact(gold: Toponym, found: Place | Unlinked) -> bool:
    """The same GeoNames entry. Places of our own tables have no such id: near, and named as the gazetteer or the text
    does.

    (GeoNames' main names of countries are their long ones, "Arab Republic of Egypt".)
    """
    if isinstance(found, Unlinked) or not near(gold, found):
        return False
    if found.id.startswith("geonames:"):
        return found.id == f"geonames:{gold.id}"
    return key_of(found.name) in (key_of(gold.name), key_of(gold.words))


def given_spans(article: Article, found: Sequence[Place | Unlinked]) -> list[float]:
    """Additive counts with names given: resolved near, resolved exactly, all known, rightly unknown, all unknown."""
    pairs = list(zip(article.toponyms, found, strict=True))
    known = [(gold, place) for gold, place in pairs if gold.point is not None]
    unknown = [place for gold, place in pairs if gold.point is None]
    return [
        float(sum(near(*pair) for pair in known)),
        float(sum(exact(*pair) for pair in known)),
        float(len(known)),
        float(sum(isinstance(place, Unlinked) for place in unknown)),
        float(len(unknown)),
    ]


def end_to_end(article: Article, spans: Sequence[Span], found: Sequence[Place | Unlinked]) -> list[float]:
    """Additive counts from raw text: right (overlaps a gold name, lies near it), gold with coordinates, resolved."""
    left = [gold for gold in article.toponyms if gold.point is not None]
    count, right = len(left), 0
    resolved = [(span, place) for span, place in zip(spans, found, strict=True) if isinstance(place, Place)]
    for span, place in resolved:
        match = next((gold for gold in left if gold.span.overlaps(span) and near(gold, place)), None)
        if match is not None:
            left.remove(match)
            right += 1
    return [float(right), float(count), float(len(resolved))]


def statistic(sums: FloatArray) -> dict[str, float]:
    """Shares with names given, F1 end to end."""
    close, same, known, silent, unknown, right, gold, found = sums
    return {
        "accuracy_161km": ratio(close, known),
        "exact": ratio(same, known),
        "unknown_recall": ratio(silent, unknown),
        "end_to_end_f1": f1(right, gold, found) if gold else 0.0,
        "end_to_end_precision": ratio(right, found),
        "end_to_end_recall": ratio(right, gold),
    }


def measure(path: Path, parts: Parts, options: Options) -> Measured:
    """Resolution of given names, and recognition and resolution together, on one XML file or a folder of one."""
    path = files(path, ".xml")[0]
    given, licence = articles(path, options.limit)
    units, notes = [], ["GeoNames ids decide `exact`; places of our own tables count by name and nearness"]
    try:
        read = parts.annotate([plain_report(a.text, str(n)) for n, a in enumerate(given)])
    except BundleError as error:
        read = []
        notes.append(f"nothing end to end: {error.what}")
    for number, article in enumerate(given):
        places = parts.places.resolve_all(article.text, [t.span for t in article.toponyms], PlaceContext())
        raw = [0.0, 0.0, 0.0]
        if read:
            spans = places_seen(read[number], parts.places)
            raw = end_to_end(article, spans, parts.places.resolve_all(article.text, spans, PlaceContext()))
        units.append(given_spans(article, places) + raw)
    numbers = figures(units, statistic)
    absent = {"exact"} if licence == TRAIN else set()
    if not sum(unit[4] for unit in units):
        absent.add("unknown_recall")
    if not read:
        absent |= {name for name in numbers if name.startswith("end_to_end")}
    return Measured(
        numbers={name: number for name, number in numbers.items() if name not in absent},
        counts={
            "articles": len(given),
            "toponyms": int(sum(u[2] for u in units)),
            "outside_gazetteer": int(sum(u[4] for u in units)),
        },
        unit="article",
        files=(str(path),),
        licence=licence,
        notes=tuple(notes),
    )
