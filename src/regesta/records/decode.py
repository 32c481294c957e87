"""Claims from JSON, strictly: what `records.codec` writes and nothing else.

A field that is unknown, missing or of another type is refused with its path (`$.participants[0].code`), because a
register that guesses is worse than one that stops.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from regesta.errors import CodecError
from regesta.records.accounts import Figure
from regesta.records.claims import Claim, Evidence, Link, Party, Unlinked, Voice, When, Where
from regesta.records.dates import Interval, Precision
from regesta.records.spans import Span

_T = TypeVar("_T")
_LARGEST = sys.float_info.max


def claim_from_json(value: Any) -> Claim:
    """The claim of an object that `codec.claim_to_json` wrote.

    What a register adds about decisions of people (`review`) is passed over: the fields hold their outcome.

    Raises:
        CodecError: a field is unknown, missing or ill-typed; `where` holds its path.
    """
    row = _Fields(value, "$", beside=("review",))
    report = _Fields(row.take("report"), "$.report")
    trigger = _Fields(row.take("trigger"), "$.trigger")
    evidence = _Fields(row.take("evidence"), "$.evidence")
    for name in ("title", "published", "source", "url"):
        report.text_or_none(name)
    claim = Claim(
        id=row.text("claim_id"),
        report_id=report.text("id"),
        event=row.text("event"),
        mode=row.text_or_none("mode"),
        contexts=row.texts("contexts"),
        trigger=trigger.text("text"),
        trigger_span=trigger.span(),
        participants=row.each("participants", lambda f: _party(f, role=f.text("role"))),
        realis=row.text("realis"),
        certainty=row.text("certainty"),
        attribution=row.each("attribution", _voice),
        time=row.maybe("time", _when),
        place=row.maybe("place", _where),
        figures=row.each("figures", _figure),
        evidence=Evidence(evidence.span(), evidence.text("quote")),
        score=row.number("score"),
        reasons=row.each("reasons", lambda f: (f.text("field"), f.text("reason"))),
    )
    for fields in (report, trigger, evidence, row):
        fields.done()
    return claim


class _Fields:
    """The fields of one object, each taken once; what is left over at the end is unknown."""

    def __init__(self, value: Any, path: str, *, beside: Sequence[str] = ()) -> None:
        if not isinstance(value, Mapping):
            raise CodecError(f"expected an object, found {_kind(value)}", where=path)
        self._left = {name: given for name, given in value.items() if name not in beside}
        self._path = path

    def take(self, name: str) -> Any:
        """The field's value, whatever its type."""
        if name not in self._left:
            raise CodecError("the field is missing", where=f"{self._path}.{name}")
        return self._left.pop(name)

    def done(self) -> None:
        """Refuses fields that nobody took."""
        if self._left:
            raise CodecError("the field is unknown", where=f"{self._path}.{min(self._left)}")

    def text(self, name: str) -> str:
        """A string."""
        value = self.take(name)
        if not isinstance(value, str):
            raise self._ill(name, "a string", value)
        return value

    def text_or_none(self, name: str) -> str | None:
        """A string or null."""
        value = self.take(name)
        if value is not None and not isinstance(value, str):
            raise self._ill(name, "a string or null", value)
        return value

    def number(self, name: str) -> float:
        """A number; true and false are none."""
        value = self.number_or_none(name)
        if value is None:
            raise self._ill(name, "a number", None)
        return value

    def number_or_none(self, name: str) -> float | None:
        """A number or null."""
        value = self.take(name)
        if value is None:
            return None
        # A whole number of JSON may be larger than any float.
        if isinstance(value, bool) or not isinstance(value, int | float) or not -_LARGEST <= value <= _LARGEST:
            raise self._ill(name, "a number or null", value)
        return float(value)

    def day(self, name: str) -> date:
        """A day as YYYY-MM-DD."""
        value = self.text(name)
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise self._ill(name, "a day as YYYY-MM-DD", value) from None

    def texts(self, name: str) -> tuple[str, ...]:
        """An array of strings."""
        values = self._array(name)
        for index, value in enumerate(values):
            if not isinstance(value, str):
                raise self._ill(f"{name}[{index}]", "a string", value)
        return tuple(values)

    def each(self, name: str, read: Callable[[_Fields], _T]) -> tuple[_T, ...]:
        """An array of objects, each read and used up."""
        return tuple(self._object(value, f"{name}[{i}]", read) for i, value in enumerate(self._array(name)))

    def maybe(self, name: str, read: Callable[[_Fields], _T]) -> _T | None:
        """An object or null."""
        value = self.take(name)
        return None if value is None else self._object(value, name, read)

    def inner(self, name: str, read: Callable[[_Fields], _T]) -> _T:
        """An object."""
        return self._object(self.take(name), name, read)

    def span(self) -> Span:
        """The half-open range of `start` and `end`."""
        start, end = self.take("start"), self.take("end")
        for name, value in (("start", start), ("end", end)):
            if isinstance(value, bool) or not isinstance(value, int):
                raise self._ill(name, "a whole number", value)
        if not 0 <= start <= end:
            raise CodecError(f"not a half-open span: [{start}, {end})", where=self._path)
        return Span(start, end)

    def path(self, name: str) -> str:
        """The full path of a field."""
        return f"{self._path}.{name}"

    def _array(self, name: str) -> list[Any]:
        value = self.take(name)
        if not isinstance(value, list):
            raise self._ill(name, "an array", value)
        return value

    def _object(self, value: Any, name: str, read: Callable[[_Fields], _T]) -> _T:
        fields = _Fields(value, self.path(name))
        found = read(fields)
        fields.done()
        return found

    def _ill(self, name: str, expected: str, value: Any) -> CodecError:
        return CodecError(f"expected {expected}, found {_kind(value)}", where=self.path(name))


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, str):
        return f"the string {value[:40]!r}"
    return {"dict": "an object", "list": "an array", "bool": "true or false"}.get(
        type(value).__name__, repr(value)[:40]
    )


def _party(fields: _Fields, *, role: str) -> Party:
    text, span, code, sectors = fields.text("text"), fields.span(), fields.text("code"), fields.texts("sectors")
    entity = fields.inner("entity", lambda f: _party_entity(f, code=code, sectors=sectors))
    return Party(role, text, span, code, sectors, entity, fields.texts("reasons"))


def _party_entity(fields: _Fields, *, code: str, sectors: tuple[str, ...]) -> Link | Unlinked:
    """The entity repeats the party's code and sectors for readers that look only there; the two must agree."""
    if fields.text("code") != code:
        raise CodecError("the entity's code differs from the participant's", where=fields.path("code"))
    if fields.texts("sectors") != sectors:
        raise CodecError("the entity's sectors differ from the participant's", where=fields.path("sectors"))
    return _entity(fields)


def _entity(fields: _Fields) -> Link | Unlinked:
    id_, name = fields.text_or_none("id"), fields.text_or_none("name")
    score, reasons = fields.number_or_none("score"), fields.texts("reasons")
    if id_ is not None and name is not None and score is not None:
        return Link(id_, name, score, reasons)
    if id_ is not None or name is not None or score is not None:
        raise CodecError("id, name and score stand together or not at all", where=fields.path("id"))
    if len(reasons) != 1:
        raise CodecError("an unlinked entity has exactly one reason", where=fields.path("reasons"))
    return Unlinked(reasons[0])


def _voice(fields: _Fields) -> Voice:
    party = _party(fields, role="voice")
    return Voice(party, fields.text("cue"), fields.text("stance"), fields.text("quotation"))


def _when(fields: _Fields) -> When:
    text, span, reason = fields.text("text"), fields.span(), fields.text_or_none("reason")
    if reason is None:
        start, end, precision = fields.day("from"), fields.day("to"), fields.text("precision")
        if not start < end:
            raise CodecError(f"not a half-open interval: [{start}, {end})", where=fields.path("to"))
        if precision not in set(Precision):
            raise CodecError(f"unknown precision {precision!r}", where=fields.path("precision"))
        return When(text, span, Interval(start, end, Precision(precision)))
    for name in ("from", "to", "precision"):
        if fields.text_or_none(name) is not None:
            raise CodecError("an unresolved time has no interval", where=fields.path(name))
    return When(text, span, Unlinked(reason))


def _where(fields: _Fields) -> Where:
    text, span = fields.text("text"), fields.span()
    name, country = fields.text("name"), fields.text_or_none("country")
    latitude, longitude = fields.number_or_none("latitude"), fields.number_or_none("longitude")
    precision, reason = fields.text_or_none("precision"), fields.text_or_none("reason")
    entity = fields.inner("entity", _entity)
    if reason != (entity.reason if isinstance(entity, Unlinked) else None):
        raise CodecError("the reason differs from the entity's", where=fields.path("reason"))
    return Where(text, span, name, country, latitude, longitude, precision, entity)


def _figure(fields: _Fields) -> Figure:
    fields.text("text")
    return Figure(
        measure=fields.text("measure"),
        low=fields.number_or_none("low"),
        high=fields.number_or_none("high"),
        qualifier=fields.text_or_none("qualifier"),
        unit=fields.text("unit"),
        span=fields.span(),
    )
