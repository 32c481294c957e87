"""Modes and contexts from words: lexical cues kept beside the definitions in `scheme.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from regesta.ontology.scheme import Scheme


@dataclass(frozen=True, slots=True)
class Cues:
    """Compiled cues: for each event type its modes in order of trial, and for each context one pattern.

    A mode has two patterns: for the trigger and for the clause. A cue that begins with `~` is weak: it does not decide
    by the trigger alone, because other words of the clause may say more ("warplanes bombed" is aerial).
    """

    modes: Mapping[str, tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]]
    context_patterns: tuple[tuple[str, re.Pattern[str]], ...]

    @classmethod
    def of(cls, scheme: Scheme) -> Cues:
        """Compiles the scheme's cue words; a cue ending in `*` is a prefix, one beginning with `~` is weak."""
        modes = {
            event.name: tuple((mode.name, *_mode_patterns(mode.cues)) for mode in event.modes)
            for event in scheme.events
        }
        contexts = tuple((context.name, _pattern(context.cues)) for context in scheme.contexts if context.cues)
        return cls(modes, contexts)

    def mode(self, event: str, trigger: str, clause: str) -> str | None:
        """The mode of an event: by its trigger's lemma, else by the lemmas of its clause, else None."""
        modes = self.modes.get(event, ())
        by_trigger = (name for name, strong, _ in modes if strong.search(trigger))
        by_clause = (name for name, _, every in modes if every.search(clause))
        return next(by_trigger, None) or next(by_clause, None)

    def contexts(self, sentence: str) -> tuple[str, ...]:
        """Contexts whose words occur in the sentence, in the scheme's order."""
        lowered = sentence.lower()
        return tuple(name for name, pattern in self.context_patterns if pattern.search(lowered))


def _mode_patterns(cues: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The patterns for the trigger (strong cues only) and for the clause (all)."""
    return _pattern(tuple(c for c in cues if not c.startswith("~"))), _pattern(tuple(c.lstrip("~") for c in cues))


def _pattern(cues: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for all cues as whole words; it matches nothing where there are none."""
    if not cues:
        return re.compile(r"(?!)")
    words = [re.escape(cue[:-1]) + r"\w*" if cue.endswith("*") else re.escape(cue) for cue in cues]
    return re.compile(r"(?<!\w)(?:" + "|".join(sorted(words, key=len, reverse=True)) + r")(?!\w)")
