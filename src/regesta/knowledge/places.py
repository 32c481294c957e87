"""Places: words of a report to a point, a country and a precision, with reasons (codebook section 8).

Containment that the text states decides first, then the report's countries, nearness to its other places, and people
as a weak prior. What the gazetteer does not have, or has only far from everything in the report, stays `Unlinked`.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from regesta.errors import KnowledgeError
from regesta.knowledge.gazetteer_names import LOOSE, SHORT, fold, loosen
from regesta.knowledge.own import NOTHING, Own
from regesta.knowledge.places_heads import link, split
from regesta.knowledge.places_own import OwnPlaces, Worldview
from regesta.knowledge.places_rank import Candidate, Evidence, Scored, credible, id_of, lies_in, rank, share, told
from regesta.knowledge.places_report import WIDE, resolve_report, with_container
from regesta.knowledge.places_shape import Place, PlaceContext, countries_by_frequency, moved, part_of_place
from regesta.knowledge.places_words import Item, PlaceWords, take_apart
from regesta.records.claims import Unlinked
from regesta.records.spans import Span
from regesta.text.memory import WORDS_KEPT

__all__ = ["Place", "PlaceContext", "Places", "countries_by_frequency"]

#: A best guess without context counts as clear from this share of the belief on.
_CLEAR = 0.6
_DIRECTIONS = frozenset("north south east west northeast northwest southeast southwest".split())


class Places:
    """The compiled gazetteer, read-only. Safe to share between threads; cheap to open in every process."""

    def __init__(self, base: sqlite3.Connection, own: Own = NOTHING) -> None:
        self._base = base
        self._own = OwnPlaces(own.places)
        self._view: Worldview | None = None
        self._lock = threading.Lock()
        self.find = lru_cache(maxsize=WORDS_KEPT)(self._find)
        self.adjective = lru_cache(maxsize=4096)(self._adjective)
        self._capitals = dict(self._ask("SELECT code, capital FROM country"))
        self._countries = dict(self._ask("SELECT code, place FROM country"))
        self._seats = frozenset(seat for seat in self._capitals.values() if seat is not None)
        self._hosts = frozenset(place for (place,) in self._ask("SELECT place FROM seat"))
        self._around = {code: tuple(n.split()) for code, n in self._ask("SELECT code, neighbours FROM country")}
        if own.views:
            self._view = Worldview(own.views, self._find)
            self.find.cache_clear()

    @classmethod
    def open(cls, path: Path, own: Own = NOTHING) -> Places:
        """Open a file that `gazetteer.compile_to` wrote, with the user's own places and worldview in front.

        Raises:
            KnowledgeError: the file is missing or not a gazetteer.
        """
        try:
            base = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            base.execute("SELECT value FROM about").fetchone()
            return cls(base, own)
        except sqlite3.DatabaseError as error:
            raise KnowledgeError(
                "not a compiled gazetteer", where=str(path), mend="delete it, it is made anew"
            ) from error

    def _ask(self, query: str, *values: str | int) -> list[Any]:
        with self._lock:
            return self._base.execute(query, values).fetchall()

    def _find(self, name: str, after_comma: bool = False) -> tuple[Candidate, ...]:
        """Every place of this name, towns by size; the loosely similar only when none bears it exactly."""
        key = fold(name)
        short = after_comma or "." in name or (len(name) == 3 and name.isupper())
        keys = [key, f",{key}"] if short else [key]
        if not key or key.isdigit():
            return ()
        rows = [row for one in keys for row in self._rows(one)]
        if len(name) < 4 and name.isupper():
            rows = [row for row in rows if row.kind != "town"]
        rows = [*self._own.find(key), *rows]
        return tuple(rows) or tuple(self._rows(loosen(key)) if len(key) > 3 else ())

    def _rows(self, key: str) -> list[Candidate]:
        rows = self._ask(
            "SELECT id, place.name, code, admin, lat, lon, size, kind, radius, rank FROM name JOIN place ON place = id"
            " WHERE key = ? ORDER BY rank, size DESC LIMIT 80", key,
        )  # fmt: skip
        return [self._candidate(row) for row in rows]

    def _candidate(self, row: tuple[Any, ...]) -> Candidate:
        found = replace(Candidate(*row), capital=row[0] in self._seats, hosts=row[0] in self._hosts)
        return self._view.seen(found) if self._view else found

    def _adjective(self, word: str) -> str | None:
        if not word[:1].isupper():
            return None
        key = fold(word)
        rows = self._ask("SELECT code FROM adjective WHERE key IN (?, ?)", key, key.removesuffix("s"))
        code = str(rows[0][0]) if rows else None
        return self._view.country(code) if code and self._view else code

    def _by_id(self, key: int) -> Candidate | None:
        rows = self._ask("SELECT id, name, code, admin, lat, lon, size, kind, radius, 0 FROM place WHERE id = ?", key)
        return self._candidate(rows[0]) if rows else None

    def country(self, code: str) -> Candidate | None:
        """The row of a country."""
        row = self._countries.get(code)
        return self._by_id(row) if row is not None else None

    def neighbours(self, code: str) -> tuple[str, ...]:
        """Alpha-3 codes of the countries that share a land border with `code`."""
        return self._around.get(code, ())

    def is_place(self, name: str) -> bool:
        """Whether the gazetteer has this exact name, folded (no loose spellings)."""
        return any(one.rank < LOOSE for one in self.find(name))

    def country_of_place(self, name: str) -> str | None:
        """The country of the place that a bare name most likely means; None when unknown or without a clear winner."""
        scored = rank([one for one in self.find(name) if one.rank < LOOSE], Evidence())
        if not scored or not scored[0].candidate.code:
            return None
        best = scored[0].candidate.code
        agree = share(scored)
        if all(one.candidate.code == best for one in scored[:6]):
            return best
        return best if agree >= _CLEAR else None

    def resolve(self, words: str, context: PlaceContext) -> Place | Unlinked:
        """The place that `words` mean, as they stand in the text (`the northern city of Mazar-e-Sharif`)."""
        return self.resolve_with(words, context, {})

    def resolve_with(self, words: str, context: PlaceContext, support: dict[int, float]) -> Place | Unlinked:
        """As `resolve`, with what the report's other places lend to single candidates (by row id)."""
        return self._resolve(take_apart(words, self._is_name, self.adjective), context, support)

    def resolve_all(self, text: str, spans: Sequence[Span], context: PlaceContext) -> list[Place | Unlinked]:
        """All place mentions of a report together, in their order.

        Each mention is read with what stands right after it (`Alexandria, La.`). Countries and stated containers vote
        first; then namesakes near the report's other places are preferred; a name means one place all through a report.
        """
        return resolve_report(self, text, spans, context)

    def with_container(self, text: str, span: Span) -> str:
        """Place words with the wider place that stands right after them in the text, where one does."""
        return with_container(self, text, span)

    def _is_name(self, name: str, after_comma: bool) -> int:
        rows = self.find(name, after_comma)
        return 0 if not rows else 1 if rows[0].rank == LOOSE else 2

    def _is_town(self, item: Item) -> bool:
        kinds = {row.precision for row in self.find(item.text)}
        return "country" not in kinds and not kinds <= set(WIDE)

    def _resolve(self, words: PlaceWords, context: PlaceContext, support: dict[int, float]) -> Place | Unlinked:
        head, containers = split(words, self._known, self._is_town)
        if head is None:
            return self._without_head(words, containers, context)
        if fold(head.text) in _DIRECTIONS:
            return Unlinked(f"{head.text} is a direction and names no place")
        if head.noun == "street":
            return Unlinked(f"{head.text} is part of a street's name")
        evidence = self._evidence(head, containers, context, support)
        heads = self._namesakes(head)
        scored = rank(heads, evidence)
        if not scored or self._elsewhere(heads, containers, context):
            return self._inside(containers, head, context)
        why = credible(scored, informed=bool(context.countries or context.near))
        if why:
            return Unlinked(why)
        return self._finish(scored, words, head)

    def _elsewhere(self, heads: Sequence[Candidate], containers: Sequence[Item], context: PlaceContext) -> bool:
        """Whether the words say "in X" of a known X that holds no namesake: the gazetteer lacks the place meant."""
        if any(one.kind == "country" for one in heads):
            return False
        for item in containers:
            if item.adjective or link(item) != "in":
                continue
            rows = [c for c in self.find(item.text, True) if c.rank != LOOSE]
            if rows and not any(lies_in(h, c) for h in heads for c in rows):
                return not credible(rank(rows, Evidence(report=context.countries)), informed=False)
        return False

    def _namesakes(self, head: Item) -> list[Candidate]:
        """Candidates for the item meant. A town named like its country is meant only where the words say `city`."""
        found = self.find(head.text, head.follows.strip() == ",")
        rows = [c for c in found if c.rank < SHORT or head.follows or len(head.text) > 2]
        states = {c.code for c in rows if c.kind == "country"}
        return [c for c in rows if c.kind != "town" or c.code not in states or head.noun == "town"]

    def _known(self, item: Item) -> bool:
        return bool(item.adjective) or bool(self.find(item.text, item.follows.strip() == ","))

    def _evidence(
        self, head: Item, containers: Sequence[Item], context: PlaceContext, support: dict[int, float]
    ) -> Evidence:
        countries, regions = set(), []
        heads = self.find(head.text, head.follows.strip() == ",")
        state = any(one.kind == "country" for one in heads)
        for item in containers:
            if item.adjective:
                countries.add(item.adjective)
                continue
            rows = [c for c in self.find(item.text, item.follows.strip().endswith(",")) if c.rank != LOOSE]
            if rows:
                best = rank(rows, Evidence(report=context.countries))[0].candidate
                wide = [c for c in rows if c.precision in WIDE] or [best]
                wide = [c for c in wide if not (state and c.kind == "country")]
                holding = [c for c in wide if any(h.id != c.id and lies_in(h, c) for h in heads)]
                regions.extend(holding)
                countries.update(c.code for c in holding)
        return Evidence(frozenset(countries), tuple(regions), head.noun, context.countries, context.near, support)

    def _finish(self, scored: list[Scored], words: PlaceWords, head: Item) -> Place:
        best = scored[0]
        place = best.candidate
        made = Place(
            id_of(place),
            place.name,
            place.code or None,
            place.lat,
            place.lon,
            place.precision,
            place.radius,
            share(scored),
            (*best.reasons, *told(scored)),
        )
        if words.offset:
            return moved(made, words.offset)
        if words.part and place.precision in ("country", "region", "province"):
            return part_of_place(made, words.part)
        if head.noun == "facility" and place.precision == "town":
            return replace(
                made, precision="point", reasons=(*made.reasons, "a place in or near the town, point of the town")
            )
        return made

    def _inside(self, containers: Sequence[Item], head: Item, context: PlaceContext) -> Place | Unlinked:
        """A name that the gazetteer lacks, with a known place around it: that place, said to be so."""
        for item in containers:
            scored = rank(self.find(item.text, True) if not item.adjective else self._country_rows(item.adjective),
                          Evidence(report=context.countries, near=context.near))  # fmt: skip
            if scored and not credible(scored, informed=bool(context.countries)):
                made = self._finish(scored, PlaceWords((), None, "", False, False), item)
                why = f"{head.text} is not in the gazetteer; it lies in or near this"
                return replace(made, score=round(made.score * 0.5, 4), reasons=(why, *made.reasons))
        return Unlinked(f"not in the gazetteer: {head.text}")

    def _country_rows(self, code: str) -> tuple[Candidate, ...]:
        row = self.country(code)
        return (row,) if row else ()

    def _without_head(self, words: PlaceWords, containers: Sequence[Item], context: PlaceContext) -> Place | Unlinked:
        """Words with no name of their own: `Niger's capital`, `the Turkish border`, `the capital`, `Syrian
        territory`.
        """
        codes = [item.adjective or self.country_of_place(item.text) for item in containers]
        code = next((c for c in codes if c), None)
        if words.capital:
            code = code or (context.countries[0] if context.countries else None)
            seat = self._capitals.get(code) if code else None
            row = self._by_id(seat) if seat is not None else None
            if row and code:
                return self._plain(row, f"capital of {code}", 0.9 if codes else 0.6)
        if code is None:
            return Unlinked("no name of a place in these words")
        if words.border and len({c for c in codes if c}) < 2:
            code, why = self._border(code, context)
            row = self.country(code)
            return self._plain(row, why, 0.4) if row else Unlinked(why)
        named = next((i for i in containers if not i.adjective), None)
        if named is not None:
            scored = rank(self.find(named.text), Evidence(report=context.countries, near=context.near))
            if scored:
                return self._finish(scored, words, named)
        row = self.country(code)
        if row is None:
            return Unlinked(f"no country row for {code}")
        made = self._plain(row, f"adjective of {code}", 0.7)
        return part_of_place(made, words.part) if words.part else made

    def _border(self, code: str, context: PlaceContext) -> tuple[str, str]:
        """Which side of a border: the report's first country that has it, else the country named."""
        for other in context.countries:
            if other != code and other in self.neighbours(code):
                return other, f"at the border of {code}, in the report's country {other}"
        return code, f"at the border of {code}; which side is not said"

    def _plain(self, row: Candidate, why: str, score: float) -> Place:
        return Place(id_of(row), row.name, row.code or None, row.lat, row.lon, row.precision, row.radius, score, (why,))
