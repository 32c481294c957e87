"""`show` and `why`: one claim with its words, and what decided each of its fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from regesta.cli.options import FOLDER
from regesta.cli.terminal import console

if TYPE_CHECKING:
    from rich.text import Text

_ID = Annotated[
    str,
    typer.Argument(
        metavar="CLAIM", help="The id, or its beginning, of a claim (c-...) or, for show, an incident (i-...)."
    ),
]
_STYLES = {"trigger": "bold red", "actor": "bold cyan", "recipient": "bold green", "voice": "bold magenta"}
_OTHER = "bold yellow"


def show(claim: _ID, register: FOLDER) -> None:
    """Show one claim with its words, or one incident.

    The words stand in their sentence with the role of each; a link says what person, body or place is meant. An
    incident is shown as each source tells it, side by side.
    """
    if claim.startswith("i-"):
        from regesta.cli.linking import show_incident  # noqa: PLC0415

        show_incident(claim, register)
        return
    from regesta.register.wording import figure_words, period_words, review_words  # noqa: PLC0415

    row = _row(claim, register)
    _heading(row, " ".join(part for part in (row["event"], row["mode"]) if part))
    _line(
        "report", " | ".join(str(row["report"][k]) for k in ("title", "published", "source", "url") if row["report"][k])
    )
    console().print(marked(row), soft_wrap=False)
    for party in row["participants"]:
        _line(party["role"], _party(party))
    _line("realis", f"{row['realis']}, {row['certainty']}")
    for depth, voice in enumerate(row["attribution"]):
        _line(
            "voice" if depth == 0 else "  then",
            f"{_party(voice)}, {voice['cue']!r}: {voice['stance']} ({voice['quotation']})",
        )
    if not row["attribution"]:
        _line("voice", "the report's own")
    if row["time"]:
        _line("time", f"{row['time']['text']!r}: {period_words(row['time']) or _unresolved(row['time'])}")
    if row["place"]:
        _line("place", _place(row["place"]))
    for figure in row["figures"]:
        _line("figure", f"{figure['text']!r}: {figure_words(figure)}")
    if row["contexts"]:
        _line("contexts", " ".join(row["contexts"]))
    if row["review"]:
        _line("review", " | ".join(review_words(row["review"])))
    _line("score", f"{row['score']:.2f}   (what decided each field: regesta why {row['claim_id']})")


def why(claim: _ID, register: FOLDER) -> None:
    """Say what decided each field of a claim."""
    row = _row(claim, register)
    _heading(row, row["event"])
    _line("trigger", repr(row["trigger"]["text"]))
    for field, reason in _reasons(row):
        _line(field, reason)


def _reasons(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every reason with the field it is for: what people decided, then what the reading went by."""
    from regesta.register.reasons import reasons  # noqa: PLC0415
    from regesta.review.telling import decided  # noqa: PLC0415 (heavy)

    for field, value, how in decided(row):
        yield field, f"{value}, {how}"
    for given in reasons(row):
        words = given.field in ("actor", "recipient", "voice")
        for reason in given.reasons:
            told = f"{given.value!r}: {reason}" if given.field == "time" else reason
            told = f"{given.value}: {reason}" if given.field == "score" else told
            yield (f"{given.field} {given.value!r}" if words else given.field), told


def _row(claim: str, register: Any) -> dict[str, Any]:
    from regesta.assembly.registers import open_register  # noqa: PLC0415 (heavy)

    with open_register(register) as opened:
        return opened.claim(claim)


def marked(row: Mapping[str, Any]) -> Text:
    """The sentence with `[role words]` about the claim's words; of overlapping words the first in order of weight."""
    from rich.text import Text  # noqa: PLC0415 (heavy)

    from regesta.register.wording import readable  # noqa: PLC0415

    quote, base = row["evidence"]["quote"], row["evidence"]["start"]
    text, at = Text("  "), 0
    for start, end, role in _marks(row, base, base + len(quote)):
        text.append(_spaced(readable, quote[at : start - base]))
        text.append(f"[{role} {readable(quote[start - base : end - base])}]", style=_STYLES.get(role, _OTHER))
        at = end - base
    text.append(_spaced(readable, quote[at:]))
    return text


def _marks(row: Mapping[str, Any], first: int, last: int) -> list[tuple[int, int, str]]:
    parts = [("trigger", row["trigger"]), *((p["role"], p) for p in row["participants"])]
    parts += [("voice", voice) for voice in row["attribution"]]
    parts += [(name, row[name]) for name in ("time", "place") if row[name]]
    parts += [("figure", figure) for figure in row["figures"]]
    kept: list[tuple[int, int, str]] = []
    for role, words in parts:
        start, end = words["start"], words["end"]
        if first <= start < end <= last and all(end <= s or e <= start for s, e, _ in kept):
            kept.append((start, end, role))
    return sorted(kept)


def _spaced(readable: Callable[[str], str], text: str) -> str:
    """Readable, with a space kept at either end."""
    bare = readable(text)
    return (" " if text[:1].isspace() else "") + bare + (" " if bare and text[-1:].isspace() else "")


def _party(party: dict[str, Any]) -> str:
    entity = party["entity"]
    link = f"{entity['name']} [{entity['id']}]" if entity["id"] else _unresolved({"reason": entity["reasons"][0]})
    return f"{party['text']!r}: {' '.join([party['code'], *party['sectors']])}, {link}"


def _place(place: dict[str, Any]) -> str:
    if place["reason"]:
        return f"{place['text']!r}: {_unresolved(place)}"
    point = "" if place["latitude"] is None else f", {place['latitude']:.2f} {place['longitude']:.2f}"
    return f"{place['text']!r}: {place['name']}, {place['country'] or 'no country'}, {place['precision']}{point}"


def _unresolved(thing: dict[str, Any]) -> str:
    return f"unresolved: {thing['reason']}"


def _heading(row: dict[str, Any], text: str) -> None:
    console().print(f"{row['claim_id']}  {text}", style="bold")


def _line(name: str, text: str) -> None:
    from regesta.register.wording import readable  # noqa: PLC0415 (only when there is something to print)

    print(f"{readable(name):<9} {readable(text)}")
