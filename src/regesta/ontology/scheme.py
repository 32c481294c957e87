"""The event scheme as data: types with quad classes and modes, contexts, sectors; loaded from `scheme.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from regesta.errors import KnowledgeError

QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")


@dataclass(frozen=True, slots=True)
class Mode:
    """A manner of an event type, with the lemmas that show it."""

    name: str
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventType:
    """One of the sixteen PLOVER types; `not_when` names the neighbouring types it is easily taken for."""

    name: str
    quad: str
    definition: str
    not_when: str
    modes: tuple[Mode, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """A topic an event may stand in, with the words that show it."""

    name: str
    definition: str
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scheme:
    """The whole ontology, in the file's order."""

    version: str
    events: tuple[EventType, ...]
    contexts: tuple[Context, ...]
    sectors: tuple[tuple[str, str], ...]

    def event(self, name: str) -> EventType:
        """An event type by name; KeyError when there is none."""
        for event in self.events:
            if event.name == name:
                return event
        raise KeyError(name)


def load() -> Scheme:
    """The scheme that ships.

    Raises:
        KnowledgeError: a type has an unknown quad class or a field is missing.
    """
    raw = tomllib.loads(files("regesta.ontology").joinpath("scheme.toml").read_text(encoding="utf-8"))
    try:
        events = tuple(_event(name, value) for name, value in raw["events"].items())
        contexts = tuple(
            Context(name, value["definition"], tuple(value.get("cues", ()))) for name, value in raw["contexts"].items()
        )
        return Scheme(raw["version"], events, contexts, tuple(raw["sectors"].items()))
    except KeyError as error:
        raise KnowledgeError(f"no {error.args[0]!r}", where="scheme.toml", mend="see docs/codebook.md") from error


def _event(name: str, value: dict[str, Any]) -> EventType:
    if value["quad"] not in QUADS:
        raise KnowledgeError(f"quad {value['quad']!r}", where=f"scheme.toml, events.{name}")
    modes = tuple(Mode(mode, tuple(cues)) for mode, cues in value.get("modes", {}).items())
    return EventType(name, value["quad"], value["definition"], value["not_when"], modes)
