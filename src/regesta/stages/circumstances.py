"""When and where a draft's event was: the words that the model's arcs or the syntax give, as stretches of text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from regesta.records.readings import Arc, Mention
from regesta.records.reports import PartKind
from regesta.records.spans import Span
from regesta.stages.phrases import Phrases

#: Probability from which the time or place of another sentence is taken (codebook section 7): values from 0.5 to 0.8
#: made no difference on our development reports.
LEAST_AFAR = 0.5
NEVER = 2.0

#: Words beside a time expression that belong to it: "last week" is not "week".
TIME_BEFORE = frozenset("last next this past late early mid previous following coming same recent".split())
TIME_AFTER = frozenset("ago earlier later before".split())
#: Of those, "before" and the like belong only to a length of time: "two days before", but "on Monday before ...".
UNITS_OF_TIME = frozenset("second minute hour day night week month year decade".split())


class Circumstances:
    """Looks for time and place words in one reading; `least` gives the threshold of an arc label."""

    def __init__(self, phrases: Phrases, least: Callable[[str], float]) -> None:
        self._phrases, self._reading, self._least = phrases, phrases.reading, least
        #: Time expressions by their tokens, and by the word that the syntax hangs them under.
        self._times: dict[int, Mention] = {}
        self._times_under: dict[int, Mention] = {}
        for mention in (m for m in self._reading.mentions if m.kind == "TIMEX"):
            inside = range(mention.first, mention.last)
            for i in inside:
                self._times.setdefault(i, mention)
            for head in self._phrases.heads_of(inside):
                self._times_under.setdefault(self._phrases.token(head).head, mention)

    def time(self, trigger: int, arcs: Sequence[Arc]) -> Span | None:
        """The time words: by arc, else an expression that the syntax hangs directly under the trigger."""
        words = self._words(arcs, "time")
        if words is not None:
            return words
        under = self._times_under.get(trigger)
        return self._expression(under) if under else None

    def place(self, arcs: Sequence[Arc]) -> Span | None:
        """The place words, by arc."""
        return self._words(arcs, "place")

    def _words(self, arcs: Sequence[Arc], label: str) -> Span | None:
        """The time or place words of the likeliest arc: the expression around its target."""
        found = [a for a in arcs if a.label == label and a.score >= self._needed(a)]
        if not found:
            return None
        target = max(found, key=lambda a: a.score).target
        if label == "time" and target in self._times:
            return self._expression(self._times[target])
        return self._with_preposition(target)

    def _needed(self, arc: Arc) -> float:
        """Probability that an arc to a time or place needs: more where it stands in another sentence.

        In a later one only for a title, which names no day: elsewhere what comes later belongs to something else.
        """
        home = self._phrases.sentence_of(arc.source)
        away = home - self._phrases.sentence_of(arc.target)
        if away == 0:
            return self._least(arc.label)
        part = self._reading.sentences[home].part
        return LEAST_AFAR if away > 0 or part in (PartKind.TITLE, PartKind.SUBTITLE) else NEVER

    def _expression(self, mention: Mention) -> Span:
        """A time expression with the words of time around it that the head left out, and the preposition before it."""
        tokens, first, last = self._reading.tokens, mention.first, mention.last
        sentence = self._reading.sentences[tokens[first].sentence]
        while first > sentence.first and self._phrases.form(first - 1).lower() in TIME_BEFORE:
            first -= 1
        length = self._phrases.token(last - 1).lemma.lower() in UNITS_OF_TIME
        if length and last < sentence.last and self._phrases.form(last).lower() in TIME_AFTER:
            last += tokens[last].deprel not in ("mark", "case")
        if first > sentence.first and tokens[first - 1].upos == "ADP":
            first -= 1
        return Span(tokens[first].span.start, tokens[last - 1].span.end)

    def _with_preposition(self, head: int) -> Span:
        span = self._phrases.mention(head)
        case = self._phrases.child(head, "case")
        if case is not None and case < head and self._phrases.form(case).lower() not in ("of", "'s", "’s"):
            return Span(min(span.start, self._phrases.token(case).span.start), span.end)
        return span
