"""What a correction may say: the values of the ontology and the codebook, and words that stand in the report.

Takes values as people and programs give them (fields may be left out where the claim or the words tell them) and gives
plain values, whole. Refuses everything else with the field's path and what would be right.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

from regesta.errors import BadValueError
from regesta.ontology.scheme import Scheme
from regesta.records.dates import Precision
from regesta.register.conditions import CERTAINTY, MEASURES, REALIS
from regesta.review.anchors import nearest
from regesta.review.fields import JUDGED, Values

#: Codebook sections 5 to 8; those that questions ask for as well are in `register.conditions`.
STANCE = ("asserts", "denies", "doubts")
QUOTATION = ("direct", "indirect", "mixed")
ROLES = ("actor", "recipient")
POINTS = ("point", "town", "district", "province", "region", "country")
#: Codes that are no country and no body (codebook section 3).
_GENERAL = ("---", "IMG", "NGO", "MNC", "ISM")
#: Characters of a text that a person gives: a place's name, a unit, a cue.
_LONGEST = 300
#: Participants, voices or figures of one claim: ten times what any report has told.
_MOST = 100


@dataclass(frozen=True, slots=True)
class Told:
    """What a value may refer to.

    Attributes:
        values: the claim's plain values before the correction.
        text: the report's text.
        trigger: where the claim's trigger begins in it.
    """

    values: Values
    text: str
    trigger: int


@dataclass(frozen=True, slots=True)
class Rules:
    """The ontology and the codes that exist.

    Attributes:
        scheme: types, modes, contexts, sectors.
        codes: names by code of countries and bodies that are known.
        countries: those of them that a place can lie in.
    """

    scheme: Scheme
    codes: Mapping[str, str]
    countries: Mapping[str, str]

    def changes(self, given: Mapping[str, Any], told: Told) -> dict[str, Any]:
        """The plain values of a correction.

        A type whose modes do not have the claim's mode takes it away, unless the correction gives another.

        Raises:
            BadValueError: a field or a value is none of the codebook's; `where` holds its path.
        """
        for name in given:
            if name not in JUDGED:
                raise BadValueError(f"no field {name!r}", where="changes", mend="one of " + " ".join(JUDGED))
        # What is given back as it was needs no leave: a program may have read what no rule knows.
        other = {name: value for name, value in given.items() if value != told.values[name]}
        found = {name: self._value(name, value, told) for name, value in other.items()}
        event = str(found.get("event", told.values["event"]))
        modes = [mode.name for mode in self.scheme.event(event).modes]
        mode = found.get("mode", told.values["mode"])
        if mode is not None and mode not in modes:
            if "mode" in other:
                raise _wrong("mode", f"{event} has no mode {mode!r}", modes or ["null"])
            found["mode"] = None
        return {name: value for name, value in found.items() if value != told.values[name]}

    def _value(self, name: str, value: Any, told: Told) -> Any:
        if name == "event":
            return _one_of(value, [event.name for event in self.scheme.events], name)
        if name == "mode":
            return None if value is None else _text(value, name)
        if name == "contexts":
            known = [context.name for context in self.scheme.contexts]
            return list(dict.fromkeys(_one_of(one, known, f"{name}[{i}]") for i, one in enumerate(_list(value, name))))
        if name in _SETS:
            return _one_of(value, _SETS[name], name)
        if name in ("time", "place"):
            made = self._time if name == "time" else self._place
            return None if value is None else made(_Given(value, name, told))
        each: Callable[[_Given], dict[str, Any]] = {
            "participants": self._participant,
            "attribution": self._voice,
            "figures": self._figure,
        }[name]
        return [each(_Given(one, f"{name}[{i}]", told)) for i, one in enumerate(_list(value, name))]

    def _participant(self, given: _Given) -> dict[str, Any]:
        role = _one_of(given.take("role"), ROLES, given.path("role"))
        same = [one for one in given.told.values["participants"] if one["role"] == role]
        return given.done({"role": role, **self._party(given, same)})

    def _voice(self, given: _Given) -> dict[str, Any]:
        party = self._party(given, given.told.values["attribution"])
        return given.done(
            {
                **party,
                "cue": _text(given.take("cue", ""), given.path("cue"), empty=True),
                "stance": _one_of(given.take("stance", "asserts"), STANCE, given.path("stance")),
                "quotation": _one_of(given.take("quotation", "indirect"), QUOTATION, given.path("quotation")),
            }
        )

    def _party(self, given: _Given, before: Sequence[Values]) -> dict[str, Any]:
        code = given.take("code")
        if code not in [one["code"] for one in before]:
            code = self._code(code, given.path("code"))
        sectors = [
            _one_of(one, [name for name, _ in self.scheme.sectors], f"{given.path('sectors')}[{i}]")
            for i, one in enumerate(_list(given.take("sectors", []), given.path("sectors")))
        ]
        like = [one for one in before if one["code"] == code] or (before if len(before) == 1 else [])
        return {**given.words(like), "code": code, "sectors": list(dict.fromkeys(sectors))}

    def _code(self, value: Any, where: str) -> str:
        """A known code, or the acronym of a body nobody has listed; three unknown letters would pass for a country."""
        code = _text(value, where)
        if code in self.codes or code in _GENERAL:
            return code
        if 2 <= len(code) <= 8 and code.isascii() and code.isalpha() and code.isupper() and len(code) != 3:
            return code
        near = get_close_matches(code.upper(), [*self.codes, *_GENERAL], n=3, cutoff=0.6)
        raise _wrong(where, f"no code {code!r}", [f"{one} ({self.codes.get(one, 'general')})" for one in near])

    def _time(self, given: _Given) -> dict[str, Any]:
        start, end = (_day(given.take(name), given.path(name)) for name in ("from", "to"))
        if not start < end:
            mend = "give the day after the last one as `to`"
            raise BadValueError(f"not a half-open interval: {start} to {end}", where=given.path("to"), mend=mend)
        precision = _one_of(given.take("precision"), [one.value for one in Precision], given.path("precision"))
        days = {"from": start.isoformat(), "to": end.isoformat(), "precision": precision}
        return given.done({**given.words(_present(given.told.values["time"])), **days})

    def _place(self, given: _Given) -> dict[str, Any]:
        name = _text(given.take("name"), given.path("name"))
        country = given.take("country", None)
        if country is not None and not (isinstance(country, str) and country in self.countries):
            mend = "give its ISO 3166 alpha-3 code, or null"
            raise BadValueError(f"no country {str(country)[:60]!r}", where=given.path("country"), mend=mend)
        before = given.told.values["place"]
        same = before is not None and (before["name"], before["country"]) == (name, country)
        latitude, longitude = (
            _number(given.take(axis, before[axis] if same else None), given.path(axis), least=-most, most=most)
            for axis, most in (("latitude", 90), ("longitude", 180))
        )
        if (latitude is None) != (longitude is None):
            raise _wrong(given.path("latitude"), "latitude and longitude stand together", ["both", "neither"])
        precision = given.take("precision", before["precision"] if same else None)
        if precision is not None:
            _one_of(precision, POINTS, given.path("precision"))
        point = {"latitude": latitude, "longitude": longitude, "precision": precision}
        return given.done({**given.words(_present(before)), "name": name, "country": country, **point})

    def _figure(self, given: _Given) -> dict[str, Any]:
        measure = _one_of(given.take("measure"), MEASURES, given.path("measure"))
        low, high = (_number(given.take(name, None), given.path(name), least=0) for name in ("low", "high"))
        if low is None and high is None:
            raise _wrong(given.path("low"), "a figure has a low or a high bound, or both", ["12", "0"])
        if low is not None and high is not None and low > high:
            raise BadValueError(f"low {low:g} is above high {high:g}", where=given.path("low"), mend="exchange them")
        qualifier = given.take("qualifier", None)
        unit = _text(given.take("unit", ""), given.path("unit"), empty=True)
        if qualifier is not None:
            _text(qualifier, given.path("qualifier"))
        like = [one for one in given.told.values["figures"] if one["measure"] == measure]
        bounds = {"measure": measure, "low": low, "high": high, "qualifier": qualifier, "unit": unit}
        return given.done({**bounds, **given.words(like)})


_SETS = {"realis": REALIS, "certainty": CERTAINTY}
_NO = object()


class _Given:
    """One object of a correction, each field taken once."""

    def __init__(self, value: Any, where: str, told: Told) -> None:
        if not isinstance(value, Mapping):
            raise BadValueError(f"expected an object, found {value!r}"[:200], where=where)
        self._left, self._where, self.told = dict(value), where, told

    def path(self, name: str) -> str:
        """The full path of a field."""
        return f"{self._where}.{name}"

    def take(self, name: str, otherwise: Any = _NO) -> Any:
        """The field's value, or `otherwise` where it is left out."""
        value = self._left.pop(name, otherwise)
        if value is _NO:
            raise BadValueError("the field is missing", where=self.path(name))
        return value

    def done(self, made: dict[str, Any]) -> dict[str, Any]:
        """What was made of the fields, when nothing is left over."""
        if self._left:
            raise BadValueError(f"no field {min(self._left)!r}", where=self._where, mend="leave it out")
        return made

    def words(self, before: Sequence[Values]) -> dict[str, Any]:
        """The words it stands on: those given, at their offsets or where they stand nearest to the trigger.

        Without any, those of a like value before; else none, which stands at the trigger with no length.
        """
        text, start, end = (self._left.pop(name, None) for name in ("text", "start", "end"))
        at = self.told.trigger
        if text is None and before:
            return {name: before[0][name] for name in ("text", "start", "end")}
        if text in (None, ""):
            return {"text": "", "start": at, "end": at}
        text, where = _text(text, self.path("text"), most=len(self.told.text)), self.path("text")
        if isinstance(start, int) and isinstance(end, int) and self.told.text[max(start, 0) : end] == text:
            return {"text": text, "start": start, "end": end}
        if start is not None or end is not None:
            mend = "leave start and end out, and the nearest such words are taken"
            raise BadValueError(f"{text!r} does not stand from {start} to {end}", where=where, mend=mend)
        span = nearest(self.told.text, text, at)
        if span is None:
            mend = "give words of the report to the letter, or none"
            raise BadValueError(f"the report does not have the words {text!r}", where=where, mend=mend)
        return {"text": span.of(self.told.text), "start": span.start, "end": span.end}


def _present(value: Values | None) -> list[Values]:
    return [] if value is None else [value]


def _wrong(where: str, what: str, right: Iterable[str]) -> BadValueError:
    known = " ".join(right)
    return BadValueError(what, where=where, mend=f"one of {known}" if known else "see docs/codebook.md")


def _one_of(value: Any, known: Sequence[str], where: str) -> str:
    if not isinstance(value, str) or value not in known:
        raise _wrong(where, f"no such value: {str(value)[:60]!r}", known)
    return value


def _list(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list | tuple) or len(value) > _MOST:
        raise BadValueError(f"expected a list of at most {_MOST}", where=where, mend="[] for none")
    return list(value)


def _text(value: Any, where: str, *, empty: bool = False, most: int = _LONGEST) -> str:
    if not isinstance(value, str) or len(value) > most or not (empty or value.strip()):
        raise BadValueError(f"expected a text of 1 to {most} characters", where=where)
    return value


def _day(value: Any, where: str) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise BadValueError(f"no day: {str(value)[:40]!r}", where=where, mend="write YYYY-MM-DD") from None


def _number(value: Any, where: str, *, least: float, most: float = 1e15) -> float | None:
    if value is None:
        return None
    # A whole number of JSON may be larger than any float.
    if isinstance(value, bool) or not (isinstance(value, int) or (isinstance(value, float) and math.isfinite(value))):
        raise BadValueError(f"no number: {str(value)[:40]!r}", where=where)
    if not least <= value <= most:
        raise BadValueError(f"{str(value)[:40]} is not from {least:g} to {most:g}", where=where)
    return float(value)
