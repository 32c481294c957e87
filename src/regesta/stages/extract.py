"""Reading to Account: one draft claim a trigger, its slots from the arcs the model sees, checked against the syntax."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from regesta.model.calibrate import UNCALIBRATED, Calibration
from regesta.ontology.cues import Cues
from regesta.records.accounts import Account, Draft, Figure, Hop, Slot
from regesta.records.readings import Arc, Reading, Trigger
from regesta.stages.anaphora import Anaphora
from regesta.stages.backing import backs_a_deed
from regesta.stages.circumstances import Circumstances
from regesta.stages.counts import Counts
from regesta.stages.ellipsis import completed
from regesta.stages.hedges import hedge, only_possible
from regesta.stages.phrases import Phrases
from regesta.stages.voices import Voices
from regesta.stages.yielding import yields

#: Probabilities from which arcs count, where the bundle's manifest does not say; tuned on our own development reports.
#: `first_actor` and `first_recipient`: what the likeliest of its arcs must reach for a claim to have an actor, a
#: recipient, at all.
THRESHOLDS: Mapping[str, float] = {
    "actor": 0.4, "recipient": 0.4, "speaker": 0.45, "place": 0.4, "time": 0.4, "figure": 0.4,
    "first_actor": 0.0, "first_recipient": 0.0,
}  # fmt: skip
FIRST = "first_"
PARTIES = ("actor", "recipient")

#: Types in which "from" says where the thing given or withdrawn comes from, never to whom it goes.
LEAVING = frozenset({"AID", "MOBILIZE", "RETREAT"})

#: Types in which the parties act on each other: when no recipient is told, all are actors (codebook, reciprocal acts).
RECIPROCAL = frozenset({"CONSULT", "COOPERATE"})


@dataclass(frozen=True, slots=True)
class Extract:
    """The stage. `thresholds` override `THRESHOLDS` by name; `calibration` makes the claim score from the trigger's."""

    cues: Cues
    thresholds: Mapping[str, float] = field(default_factory=dict)
    calibration: Calibration = UNCALIBRATED

    def __call__(self, readings: Sequence[Reading]) -> list[Account]:
        """One account a reading, in order; drafts in text order."""
        return [Account(reading, _Teller(self, reading).drafts()) for reading in readings]

    def least(self, name: str) -> float:
        """The threshold of an arc label."""
        return self.thresholds.get(name, THRESHOLDS[name])


#: Words that are nobody, though an arc points to one now and then.
_ARTICLES = frozenset({"a", "an", "the"})
#: Parts of speech that a phrase behind an article ends in ("the wounded").
_DESCRIBED = frozenset({"ADJ", "NOUN", "PROPN"})


class _Teller:
    """Tells one reading."""

    def __init__(self, stage: Extract, reading: Reading) -> None:
        self.stage = stage
        self.reading = reading
        self.phrases = Phrases.of(reading)
        self.anaphora = Anaphora.of(self.phrases)
        self.voices = Voices(self.phrases, self.anaphora, stage.least("speaker"))
        self.counts = Counts.of(self.phrases)
        self.arcs: dict[int, list[Arc]] = {}
        for arc in self._to_nouns():
            self.arcs.setdefault(arc.source, []).append(arc)
        self.events = {trigger.token: trigger.event for trigger in reading.triggers}
        self.contexts: dict[int, tuple[str, ...]] = {}
        self.circumstances = Circumstances(self.phrases, stage.least)

    def _to_nouns(self) -> list[Arc]:
        """The arcs of the reading, those to an article moved to its noun; of two that fall together the likelier."""
        found: dict[tuple[int, int, str], Arc] = {}
        for arc in self.reading.event_arcs:
            arc = replace(arc, target=self._noun_of(arc.target))
            key = (arc.source, arc.target, arc.label)
            if key not in found or arc.score > found[key].score:
                found[key] = arc
        return list(found.values())

    def _noun_of(self, word: int) -> int:
        """Of an article the word that its phrase ends in, by the words themselves, since parses err there."""
        if self.phrases.token(word).lemma.lower() not in _ARTICLES:
            return word
        sentence = self.reading.sentences[self.phrases.sentence_of(word)]
        noun = self.phrases.last_of_run(range(word + 1, sentence.last), _DESCRIBED)
        return word if noun is None else noun

    def drafts(self) -> tuple[Draft, ...]:
        return completed(self.phrases, [self._draft(trigger) for trigger in self.reading.triggers])

    def _draft(self, trigger: Trigger) -> Draft:
        arcs = self.arcs.get(trigger.token, [])
        actors, recipients = self._participants(trigger, arcs)
        chain = self.voices.chain(trigger, arcs, [a.target for a in actors])
        speaker = chain[-1].speaker if chain else None
        weakened = hedge(self.phrases, trigger.token) if trigger.certainty == "certain" else None
        possible = trigger.realis == "future" and only_possible(self.phrases, trigger.token)
        lemma = self.phrases.token(trigger.token).lemma.lower()
        sentence = self.phrases.sentence_of(trigger.token)
        event, retyped = self._type(trigger)
        return Draft(
            event=event,
            mode=self.stage.cues.mode(event, lemma, self._context(trigger.token)),
            contexts=self._contexts(sentence),
            trigger=self.phrases.trigger(trigger.token),
            trigger_head=trigger.token,
            sentence=sentence,
            actors=tuple(self._slot(a, speaker) for a in actors),
            recipients=tuple(self._slot(a, speaker) for a in recipients),
            realis="hypothetical" if possible else trigger.realis,
            certainty=weakened or trigger.certainty,
            attribution=chain,
            time=self.circumstances.time(trigger.token, arcs),
            place=self.circumstances.place(arcs),
            figures=self._figures(trigger, arcs, recipients),
            score=self.stage.calibration(trigger.score),
            reasons=(
                *_reasons(trigger, actors, recipients, chain),
                *([("event", retyped)] if retyped else []),
                *([("certainty", f"the words say {weakened}")] if weakened else []),
                *([("realis", "the words say that it could happen: hypothetical")] if possible else []),
            ),
        )

    def _contexts(self, sentence: int) -> tuple[str, ...]:
        """The contexts that a sentence's words show, looked for once however many claims it tells."""
        if sentence not in self.contexts:
            words = self.phrases.text(self.reading.sentences[sentence].span)
            self.contexts[sentence] = self.stage.cues.contexts(words)
        return self.contexts[sentence]

    def _type(self, trigger: Trigger) -> tuple[str, str]:
        """The event type, and why it is not the model's; "" where it is."""
        if trigger.event == "AGREE" and yields(self.phrases, trigger.token):
            return "CONCEDE", "what is promised is to yield: CONCEDE"
        if trigger.event == "SUPPORT" and backs_a_deed(self.phrases, trigger.token, self.events):
            return "AID", "what is backed is an assault: AID"
        return trigger.event, ""

    def _participants(self, trigger: Trigger, arcs: Sequence[Arc]) -> tuple[list[Arc], list[Arc]]:
        """Actor and recipient arcs; a word has one role, the likelier, and one arc a phrase."""
        best: dict[int, Arc] = {}
        for arc in arcs:
            if arc.label not in PARTIES or arc.score < self.stage.least(arc.label):
                continue
            if arc.target == trigger.token and self.phrases.token(arc.target).upos == "VERB":
                continue
            arc = self._undergone(trigger, arc)
            if arc.target not in best or arc.score > best[arc.target].score:
                best[arc.target] = arc
        best = {target: arc for target, arc in best.items() if self._has_any(arc.label, best.values())}
        near = [arc for arc in best.values() if not self._from_afar(trigger, arc, best.values())]
        kept = self._one_a_phrase(sorted(near, key=lambda a: a.target))
        actors = [a for a in kept if a.label == "actor"]
        recipients = [a for a in kept if a.label == "recipient" and not self._left(trigger, a.target)]
        if trigger.event in RECIPROCAL and not actors:
            actors, recipients = recipients, []
        return actors, recipients

    def _has_any(self, label: str, arcs: Iterable[Arc]) -> bool:
        """Whether the likeliest arc of a role is likely enough for the claim to have that role at all."""
        return max(a.score for a in arcs if a.label == label) >= self.stage.least(FIRST + label)

    def _left(self, trigger: Trigger, party: int) -> bool:
        """Whether a party is only where help, troops or a retreat come from ("mercenaries from Syria")."""
        case = self.phrases.child(party, "case")
        return trigger.event in LEAVING and case is not None and self.phrases.form(case).lower() == "from"

    def _undergone(self, trigger: Trigger, arc: Arc) -> Arc:
        """The arc as the syntax has it: whoever a passive says the deed is done to is its recipient (codebook 3)."""
        if arc.label == "actor" and arc.target in self.phrases.undergoers(trigger.token):
            return replace(arc, label="recipient")
        return arc

    def _from_afar(self, trigger: Trigger, arc: Arc, others: Iterable[Arc]) -> bool:
        """Whether another sentence's party fills a role that a party of the trigger's own sentence fills already.

        Participants are filled in from neighbouring sentences only where their own names none (codebook section 3).
        """
        home = self.phrases.sentence_of(trigger.token)
        if self.phrases.sentence_of(arc.target) == home:
            return False
        return any(o.label == arc.label and self.phrases.sentence_of(o.target) == home for o in others)

    def _one_a_phrase(self, arcs: Sequence[Arc]) -> list[Arc]:
        """Drops an arc to a modifier inside another arc's mention of the same role."""
        spans = {a.target: self.phrases.mention(a.target) for a in arcs}
        out = []
        for arc in arcs:
            inside = [
                b for b in arcs
                if b is not arc and b.label == arc.label
                and spans[b.target].contains(self.phrases.token(arc.target).span)
                and not spans[arc.target].contains(self.phrases.token(b.target).span)
            ]  # fmt: skip
            if not any(b.score >= arc.score * 0.8 for b in inside):
                out.append(arc)
        return out

    def _slot(self, arc: Arc, speaker: Slot | None) -> Slot:
        span = self.phrases.mention(arc.target)
        voice = None if speaker is None else speaker.stands_for or speaker.span
        stands_for, why = self.anaphora.stands_for(arc.target, voice)
        reason = f"model: {arc.label} {arc.score:.2f}" + (f"; {why}" if why else "")
        return Slot(span, arc.target, stands_for, self.anaphora.owner(arc.target), reason)

    def _figures(self, trigger: Trigger, arcs: Sequence[Arc], recipients: Sequence[Arc]) -> tuple[Figure, ...]:
        numbers = [a.target for a in arcs if a.label == "figure" and a.score >= self.stage.least("figure")]
        return self.counts.figures(trigger.event, trigger.token, numbers, [a.target for a in recipients])

    def _context(self, head: int) -> str:
        """Lower-case lemmas of the trigger's clause, for choosing a mode."""
        near = [head, *self.phrases.children[head]]
        more = [c for i in near for c in self.phrases.children[i]]
        return " ".join(self.phrases.token(i).lemma.lower() for i in sorted({*near, *more}))


def _reasons(
    trigger: Trigger, actors: Sequence[Arc], recipients: Sequence[Arc], chain: Sequence[Hop]
) -> tuple[tuple[str, str], ...]:
    """What decided each field, for `why`."""
    out = [
        ("event", f"model: {trigger.event} {trigger.score:.2f}"),
        ("realis", f"model: {trigger.realis} {trigger.realis_score:.2f}"),
        ("certainty", f"model: {trigger.certainty} {trigger.certainty_score:.2f}"),
    ]
    out += [("actor", f"model arc {a.score:.2f}") for a in actors]
    out += [("recipient", f"model arc {a.score:.2f}") for a in recipients]
    out += [("attribution", hop.speaker.why) for hop in chain]
    return tuple(out)
