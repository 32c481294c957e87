"""Corrections as a person types them, `FIELD=VALUE`, and plain values in the same words.

    event=AID   mode=-   realis=actual   contexts="military economic"
    actor='TUR GOV "Turkish officials"; USA'       a code, its sectors, the words of the report; several by `;`
    voice='SYR GOV "state media" "said" asserts'   a speaker, the cue, the stance, the kind of quotation
    time=2020-05   time='2020-05-03..2020-05-09 week'
    place='Homs, SYR'   place=SYR
    figures='killed 24..99 "dozens of people" qualifier=dozens; wounded 3'

`-` is nothing. A value that begins with `[` or `{` is JSON, as in docs/claims.md.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from regesta.errors import BadValueError
from regesta.records.dates import Precision
from regesta.register.filters import period
from regesta.register.wording import figure_words, period_words, readable
from regesta.review.fields import JUDGED, Values
from regesta.review.rules import QUOTATION, ROLES, STANCE

#: Names that people use for fields, or for a part of one, in the order in which they are shown.
NAMES = (
    "event", "mode", "actor", "recipient", "realis", "certainty", "voice", "time", "place", "figures", "contexts",
)  # fmt: skip
_BOUNDS = re.compile(r"(\d[\d_,]*(?:\.\d+)?)?(\.\.)?(\d[\d_,]*(?:\.\d+)?)?")


def changes(given: Iterable[str], values: Values) -> dict[str, Any]:
    """The corrections of a list of `FIELD=VALUE`, for `Rules.changes`.

    Args:
        given: each one field.
        values: the claim's plain values, for the fields that a correction leaves as they are.

    Raises:
        BadValueError: one of them cannot be read.
    """
    found: dict[str, Any] = {}
    for one in given:
        name, equals, text = one.partition("=")
        if not equals:
            raise BadValueError(f"no FIELD=VALUE: {one!r}", where="--set", mend="for example event=AID")
        field, value = change(name.strip(), text.strip(), {**values, **found})
        found[field] = value
    return found


def change(name: str, text: str, values: Values) -> tuple[str, Any]:
    """The field that a name means, and the value that a text is.

    Raises:
        BadValueError: there is no such field, or it has no such value.
    """
    field = {"voice": "attribution", "actor": "participants", "recipient": "participants"}.get(name, name)
    if field not in JUDGED:
        raise BadValueError(f"no field {name!r}", where="--set", mend="one of " + " ".join(NAMES))
    if text[:1] in ("[", "{"):
        return field, _json(name, text)
    empty = text in ("", "-")
    if name in ROLES:
        others = [party for party in values["participants"] if party["role"] != name]
        mine = [] if empty else [{"role": name, **_party(part, name)} for part in _parts(text, name)]
        return field, [*mine, *others] if name == "actor" else [*others, *mine]
    if name in ("participants",):
        raise BadValueError("participants are set by role", where=name, mend="set actor or recipient")
    if empty:
        return field, [] if field in ("contexts", "attribution", "figures") else None
    made = _READ.get(field)
    return field, made(text, name) if made else text


def _json(name: str, text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadValueError(f"no JSON: {error}", where=name, mend="see docs/claims.md for its shape") from None


def _parts(text: str, name: str) -> list[str]:
    """What stands between `;` outside quotation marks."""
    parts: list[list[str]] = [[]]
    for token in _tokens(text, name, posix=False, apart=";"):
        if set(token) == {";"}:
            parts.append([])
        else:
            parts[-1].append(token)
    return [" ".join(part) for part in parts if part]


def _words(text: str, name: str) -> list[str]:
    """The words of a value; a quotation is one word, with a mark before it where it begins."""
    return _tokens(re.sub(r'"([^"]*)"', '"\x00\\1"', text), name, posix=True)


def _tokens(text: str, name: str, *, posix: bool, apart: str = "") -> list[str]:
    lexer = shlex.shlex(text, posix=posix, punctuation_chars=apart)
    lexer.whitespace_split, lexer.commenters, lexer.quotes, lexer.escape = True, "", '"', ""
    try:
        return list(lexer)
    except ValueError:
        raise BadValueError("a quotation mark is left open", where=name, mend='close it: "words"') from None


def _party(text: str, name: str) -> dict[str, Any]:
    plain, quoted = _apart(text, name)
    if not plain:
        raise BadValueError(f"no code in {text!r}", where=name, mend='for example TUR GOV "Turkish officials"')
    found: dict[str, Any] = {"code": plain[0], "sectors": plain[1:]}
    return {**found, "text": quoted[0]} if quoted else found


def _apart(text: str, name: str) -> tuple[list[str], list[str]]:
    """The words of a value that are not quoted, and the quotations."""
    words = _words(text, name)
    return [one for one in words if one[:1] != "\x00"], [one[1:] for one in words if one[:1] == "\x00"]


def _voices(text: str, name: str) -> list[dict[str, Any]]:
    return [_voice(part, name) for part in _parts(text, name)]


def _voice(text: str, name: str) -> dict[str, Any]:
    plain, quoted = _apart(text, name)
    kinds = {**dict.fromkeys(STANCE, "stance"), **dict.fromkeys(QUOTATION, "quotation")}
    found: dict[str, Any] = {kinds[word]: word for word in plain if word in kinds}
    rest = [word for word in plain if word not in kinds]
    if not rest:
        raise BadValueError(f"no code in {text!r}", where=name, mend='for example SYR GOV "state media" "said"')
    found |= {"code": rest[0], "sectors": rest[1:]}
    return found | dict(zip(("text", "cue"), quoted, strict=False))


def _time(text: str, name: str) -> dict[str, Any]:
    plain, quoted = _apart(text, name)
    if not plain:
        raise BadValueError(f"no days in {text!r}", where=name, mend="write YYYY, YYYY-MM, YYYY-MM-DD or A..B")
    first, dots, last = plain[0].partition("..")
    start, end = period(first, name=name)
    if dots:
        end = period(last, name=name)[1]
    precision = plain[1] if len(plain) > 1 else {4: "year", 7: "month", 10: "day"}.get(len(first), "day")
    if dots and len(plain) < 2:
        mend = "say how finely it was told: " + " ".join(one.value for one in Precision)
        raise BadValueError(f"no precision for {plain[0]}", where=name, mend=mend)
    days = {"from": start.isoformat(), "to": end.isoformat(), "precision": precision}
    return {**days, "text": quoted[0]} if quoted else days


def _place(text: str, name: str) -> dict[str, Any]:
    plain, quoted = _apart(text, name)
    where, comma, country = " ".join(plain).rpartition(",")
    found: dict[str, Any] = {"name": where.strip(), "country": country.strip()}
    if not comma:
        bare = country.strip()
        found = {"name": bare, "country": bare if re.fullmatch("[A-Z]{3}", bare) else None}
    return {**found, "text": quoted[0]} if quoted else found


def _figures(text: str, name: str) -> list[dict[str, Any]]:
    return [_figure(part, name) for part in _parts(text, name)]


def _figure(text: str, name: str) -> dict[str, Any]:
    # `qualifier="at least"` is one word that holds a quotation.
    plain, quoted = _apart(text, name)
    named = {key: value.replace("\x00", "") for key, equals, value in (one.partition("=") for one in plain) if equals}
    rest = [one for one in plain if "=" not in one]
    bounds = _BOUNDS.fullmatch(rest[1]) if len(rest) == 2 else None
    if not bounds or not (bounds[1] or bounds[3]) or set(named) - {"qualifier", "unit"}:
        mend = 'for example killed 12, or killed 24..99 "dozens" qualifier=dozens unit=people'
        raise BadValueError(f"no figure: {text!r}".replace("\x00", ""), where=name, mend=mend)
    low, high = (float(re.sub("[_,]", "", one)) if one else None for one in (bounds[1], bounds[3]))
    found = {"measure": rest[0], "low": low, "high": high if bounds[2] else low, **named}
    return {**found, "text": quoted[0]} if quoted else found


_READ: Mapping[str, Callable[[str, str], Any]] = {
    "contexts": lambda text, _: text.split(),
    "attribution": _voices,
    "time": _time,
    "place": _place,
    "figures": _figures,
}


def told(name: str, values: Values) -> str:
    """A field of plain values in words, safe to show; `-` for nothing."""
    say = _SAID.get(name)
    return readable(say(values) if say else str(values[name] or "")) or "-"


def _told_parties(role: str) -> Callable[[Values], str]:
    return lambda values: "; ".join(_told_party(one) for one in values["participants"] if one["role"] == role)


def _told_party(party: Values) -> str:
    words = f' "{party["text"]}"' if party["text"] else ""
    return " ".join([party["code"], *party["sectors"]]) + words


def _told_voices(values: Values) -> str:
    voices = values["attribution"]
    return "; ".join(f'{_told_party(one)} "{one["cue"]}" {one["stance"]} {one["quotation"]}' for one in voices)


def _told_time(values: Values) -> str:
    time = values["time"]
    if time is None:
        return ""
    days = f"{period_words(time)} ({time['precision']})" if time["from"] else "unresolved"
    return f'{days} "{time["text"]}"' if time["text"] else days


def _told_place(values: Values) -> str:
    place = values["place"]
    if place is None:
        return ""
    name = ", ".join(part for part in (place["name"], place["country"]) if part)
    return f'{name} "{place["text"]}"' if place["text"] else name


_SAID: Mapping[str, Callable[[Values], str]] = {
    **{role: _told_parties(role) for role in ROLES},
    "participants": lambda values: f"{told('actor', values)} > {told('recipient', values)}",
    "contexts": lambda values: " ".join(values["contexts"]),
    "voice": _told_voices,
    "attribution": _told_voices,
    "time": _told_time,
    "place": _told_place,
    "figures": lambda values: "; ".join(figure_words(figure) for figure in values["figures"]),
}


def editable(name: str, values: Values) -> str:
    """A field of plain values as it would be typed, for a line that is then edited; "" where nothing stands there."""
    if name == "time" and values["time"] and values["time"]["from"]:
        time = values["time"]
        last = date.fromisoformat(time["to"]) - timedelta(days=1)
        return f"{time['from']}..{last.isoformat()} {time['precision']}"
    if name == "figures":
        return "; ".join(_editable_figure(figure) for figure in values["figures"])
    shown = told(name, values)
    return "" if shown == "-" or name == "time" else shown


def _editable_figure(figure: Values) -> str:
    low, high = ("" if one is None else f"{one:.15g}" for one in (figure["low"], figure["high"]))
    extra = [f'{name}="{figure[name]}"' for name in ("qualifier", "unit") if figure[name]]
    words = [f'"{figure["text"]}"'] if figure["text"] else []
    return " ".join([figure["measure"], low if low == high else f"{low}..{high}", *words, *extra])
