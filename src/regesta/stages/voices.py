"""Who says so: the attribution chain of a claim, outermost voice first (codebook section 5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from regesta.records.accounts import Hop, Slot
from regesta.records.readings import Arc, Trigger
from regesta.records.spans import Span
from regesta.stages.anaphora import Anaphora
from regesta.stages.phrases import Phrases

#: Types whose actor is the speaker of the act itself; the report says he said it (codebook section 5).
VERBAL = frozenset(["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"])


@dataclass(frozen=True, slots=True)
class Voices:
    """Builds chains from speaker and cue arcs. `least` is the probability from which a speaker counts."""

    phrases: Phrases
    anaphora: Anaphora
    least: float

    def chain(self, trigger: Trigger, arcs: Sequence[Arc], actors: Sequence[int]) -> tuple[Hop, ...]:
        """The hops of one claim; `arcs` are the event arcs from its trigger, `actors` the heads of its actors."""
        speakers = self._speakers(trigger, arcs, actors)
        cues = sorted(a.target for a in arcs if a.label == "cue")
        hops = []
        for position, arc in enumerate(speakers):
            innermost = position == len(speakers) - 1
            slot = self._slot(arc)
            cue = self._cue(arc.target, cues)
            stance = trigger.stance if innermost else "asserts"
            quotation = trigger.quotation if innermost else "indirect"
            hops.append(Hop(slot, cue, stance, quotation))
        return tuple(hops)

    def _speakers(self, trigger: Trigger, arcs: Sequence[Arc], actors: Sequence[int]) -> list[Arc]:
        found = [a for a in arcs if a.label == "speaker" and a.score >= self.least]
        if trigger.quotation == "indirect":
            # Only after words in quotation marks may a whole sentence say whose they were.
            home = self.phrases.sentence_of(trigger.token)
            found = [a for a in found if self.phrases.sentence_of(a.target) <= home]
        if trigger.event in VERBAL:
            found = [a for a in found if a.target not in actors]
        # Two speakers of one statement count as the first named (codebook: decided while the first gold was coded).
        kept: list[Arc] = []
        for arc in sorted(found, key=lambda a: a.target):
            if not any(other.target in self.phrases.members(arc.target) for other in kept):
                kept.append(arc)
        kept = sorted(kept, key=lambda a: -a.score)[:3]
        return sorted(kept, key=lambda a: (self._rank(a.target), a.target))

    def _rank(self, speaker: int) -> tuple[int, int]:
        """Outer voices first: "according to" frames the whole sentence, then the higher in the tree."""
        return (1 if self._according(speaker) is None else 0, self.phrases.depth(speaker))

    def _according(self, speaker: int) -> int | None:
        """The "according" of "according to X", or None."""
        found = (c for c in self.phrases.children[speaker] if self.phrases.form(c).lower() == "according")
        return next(found, None)

    def _slot(self, arc: Arc) -> Slot:
        span = self.phrases.mention(arc.target)
        stands_for, why = self.anaphora.stands_for(arc.target, None)
        reason = f"model: speaker {arc.score:.2f}" + (f"; {why}" if why else "")
        return Slot(span, arc.target, stands_for, self.anaphora.owner(arc.target), reason)

    def _cue(self, speaker: int, cues: Sequence[int]) -> Span | None:
        """The cue that governs the speaker, is governed by it, or stands nearest in its sentence."""
        framing = self._according(speaker)
        if framing is not None:
            return self._cue_words(framing)
        for cue in cues:
            if self.phrases.token(speaker).head == cue or self.phrases.token(cue).head == speaker:
                return self._cue_words(cue)
        same = [c for c in cues if self.phrases.sentence_of(c) == self.phrases.sentence_of(speaker)]
        if same:
            return self._cue_words(min(same, key=lambda c: abs(c - speaker)))
        governor = self.phrases.token(speaker).head
        if governor >= 0 and self.phrases.token(governor).upos == "VERB":
            return self.phrases.token(governor).span
        case = self.phrases.child(speaker, "case")
        return self._cue_words(case) if case is not None else None

    def _cue_words(self, cue: int) -> Span:
        """The cue with fixed parts ("according to")."""
        fixed = [c for c in self.phrases.children[cue] if self.phrases.token(c).deprel == "fixed"]
        return Span(self.phrases.token(cue).span.start, self.phrases.token(max([cue, *fixed])).span.end)
