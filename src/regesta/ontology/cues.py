"""Modes and contexts from words: lexical cues kept beside the definitions in `scheme.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from regesta.ontology.scheme import Scheme


@dataclass(frozen=True, slots=True)
class Cues:
    """Compiled cues: for each event type its modes in order of trial, and for each context one pattern."""

    modes: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]
    context_patterns: tuple[tuple[str, re.Pattern[str]], ...]

    @classmethod
    def of(cls, scheme: Scheme) -> Cues:
        """Compiles the scheme's cue words; a cue ending in `*` is a prefix."""
        modes = {
            event.name: tuple((mode.name, _pattern(mode.cues)) for mode in event.modes if mode.cues)
            for event in scheme.events
        }
        contexts = tuple((context.name, _pattern(context.cues)) for context in scheme.contexts if context.cues)
        return cls(modes, contexts)

    def mode(self, event: str, trigger: str, clause: str) -> str | None:
        """The mode of an event: by its trigger's lemma, else by the lemmas of its clause, else None."""
        for text in (trigger, clause):
            for name, pattern in self.modes.get(event, ()):
                if pattern.search(text):
                    return name
        return None

    def contexts(self, sentence: str) -> tuple[str, ...]:
        """Contexts whose words occur in the sentence, in the scheme's order."""
        lowered = sentence.lower()
        return tuple(name for name, pattern in self.context_patterns if pattern.search(lowered))


def _pattern(cues: tuple[str, ...]) -> re.Pattern[str]:
    words = [re.escape(cue[:-1]) + r"\w*" if cue.endswith("*") else re.escape(cue) for cue in cues]
    return re.compile(r"(?<!\w)(?:" + "|".join(sorted(words, key=len, reverse=True)) + r")(?!\w)")
