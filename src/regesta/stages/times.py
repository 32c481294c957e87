"""The time of a draft: what its time words mean, counted from the publication or from another event of the report.

Codebook section 7. The calendar knows what words mean; which event they count from is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice, takewhile
from typing import Protocol

from regesta.knowledge.calendar import Tense, find_times
from regesta.knowledge.calendar_steps import NO_STORY, NOT_WHEN, lasting
from regesta.knowledge.calendar_why import explain
from regesta.records.accounts import Account, Draft
from regesta.records.claims import Unlinked, When
from regesta.records.dates import Interval, Precision
from regesta.records.spans import Span, overlapping
from regesta.stages.phrases import Phrases

#: Which way weekday names look, by realis; everything else looks back.
_TENSES: Mapping[str, Tense] = {"future": "future", "hypothetical": "unknown"}
_LENGTH = re.compile(r"\b(\w+)[\s-](hour|day|week|month|year|decade)s?\b")
#: A bare length of time: "for nine days", "nearly two years of", "four nights running".
_LASTED = re.compile(
    r"(?:(?:for|in|of|over|during|after|a|an|the|about|some|more|than|nearly|almost|at|least|past|last|up|to)\s+)*"
    r"(?P<count>an?|[\w-]+)[\s-](?P<unit>hour|day|night|week|month|year|decade)s?(?:\s+(?:running|of|now|already|long))?",
    re.IGNORECASE,
)
_PARTS = "morning|afternoon|evening|night|dawn|noon|midday"
#: "That evening", "in the afternoon": of the day that the story has reached, not of the day of publication; "the next
#: morning" of the day after.
_PART_OF_DAY = re.compile(
    r"(?:(?:by|in|during|at|on|before|later|early|late|the|that|same)\s+)*"
    rf"(?:{_PARTS}|midnight|dusk|nightfall|daybreak|overnight)"
    rf"|(?:on\s+)?(?:the\s+)?(?P<next>next|following)\s+(?:{_PARTS})",
    re.IGNORECASE,
)
#: "In October of that year", "that April": counted from the story, not from the publication.
_THAT = re.compile(
    r"\b(?:that|the same) (?:year|month|week|spring|summer|autumn|fall|winter|january|february|march|april|may|june"
    r"|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
#: What a date must be told by at least, so that days, weeks, months or years are counted from it.
_FINE: Mapping[str, tuple[Precision, ...]] = {
    "day": (Precision.DAY,),
    "week": (Precision.DAY, Precision.WEEK),
    "month": (Precision.DAY, Precision.WEEK, Precision.MONTH),
}
#: Any date but one that is hardly one.
DATED = tuple(precision for precision in Precision if precision is not Precision.LONGER)
_UNIT = re.compile(rf"\b(?:(?P<day>days?|nights?|hours?|{_PARTS})|(?P<week>weeks?)|(?P<month>months?))\b", re.I)
#: Time expressions before "two days later" among which the date that it counts from is looked for.
STORY = 4
#: Words between two events that are so far apart, and on which side of the first the second lies.
_APART = {"after": "before", "before": "later"}

Reasons = list[tuple[str, str]]


class Calendar(Protocol):
    """Calendar arithmetic."""

    def __call__(
        self, words: str, *, anchor: date | None, narrative: Interval | None = None, tense: Tense = "unknown"
    ) -> Interval | Unlinked:
        """The interval time words mean, or why none."""
        ...


@dataclass(frozen=True, slots=True)
class Times:
    """The times of one account's drafts; `phrased` keeps the calendar's own time expressions by sentence."""

    account: Account
    phrases: Phrases
    calendar: Calendar
    phrased: dict[Span, tuple[Span, ...]] = field(default_factory=dict)

    def of(self, draft: Draft, told: Reasons | None = None) -> When | None:
        """The time of a draft, None where it has no time words; `told` takes in how they were read."""
        if draft.time is None:
            return None
        story: Interval | None = None
        where = self._whole(draft.time)
        words = self._words(where)
        tense = self._tense(draft, where)
        anchor = self._published
        interval = self.calendar(words, anchor=anchor, tense=tense)
        part = _PART_OF_DAY.fullmatch(words.strip())
        if interval == NO_STORY or _THAT.search(words):
            story = self._story(where, _fineness(words))
            interval = self.calendar(words, anchor=anchor, narrative=story, tense=tense)
        elif part and (day := self._story(where)) and _is_day(day):
            told_of = self._counted("the following day", day) if part["next"] else day
            interval, story = told_of or interval, day
        elif part and part[0].lower().endswith("overnight") and anchor is not None:
            interval = Interval(anchor - timedelta(1), anchor + timedelta(1), Precision.DAY)
        why = ""
        if interval == NOT_WHEN and (ended := self._ended(draft, words)):
            interval, why = ended, f"{words!r} is a length of time that ended with another event of the sentence"
        if not isinstance(interval, Interval) and (apart := self._apart(draft, where, words)):
            interval, why = apart, f"{words!r} lies between this event and a dated one of the sentence"
        if not isinstance(interval, Interval) and (lasted := self._lasted(draft, where, words)):
            interval, why = lasted, f"{words!r} is how long it took, to the day of the report or from a date beside it"
        if told is not None:
            told.append(("time", why or explain(words, interval, anchor=anchor, narrative=story, tense=tense)))
        return When(words, where, interval)

    def _whole(self, where: Span) -> Span:
        """The words of a time with what the model leaves out of the expression that the calendar finds there."""
        sentence = self.account.reading.sentences[self.phrases.sentence_of(self.phrases.within(where)[0])].span
        if sentence not in self.phrased:
            found = find_times(self.account.reading.report.text, sentence)
            self.phrased[sentence] = tuple(time.phrase for time in found)
        spans = [where, *overlapping(where, self.phrased[sentence])]
        return Span(min(span.start for span in spans), max(span.end for span in spans))

    def _words(self, where: Span) -> str:
        """The words of a time, with "that year" behind "in November of" where the model leaves it out."""
        words, text = self.phrases.text(where), self.account.reading.report.text
        rest = _THAT.match(text, where.end + 1) if words.endswith(" of") else None
        return f"{words} {rest.group()}" if rest else words

    def _tense(self, draft: Draft, where: Span) -> Tense:
        """Which way weekday names look: the way of the event, unless the words belong to who told of it before.

        "Said on Friday that he would resign": the saying is past, and so is its Friday.
        """
        tense = _TENSES.get(draft.realis, "past")
        if tense == "past" or where.start > draft.trigger.start:
            return tense
        inside = self.phrases.within(where)
        governor = next((h for i in inside if (h := self.phrases.token(i).head) >= 0 and h not in inside), None)
        if governor is None or governor == draft.trigger_head:
            return tense
        verb = self.phrases.token(governor)
        return "past" if verb.upos == "VERB" and self.phrases.form(governor).lower() != verb.lemma else tense

    @property
    def _published(self) -> date | None:
        return self.account.reading.report.published

    def _ended(self, draft: Draft, words: str) -> Interval | None:
        """A length of time that ended when another event began: "an assault following a nine-month blockade"."""
        case, governor = self.phrases.child(draft.trigger_head, "case"), self.phrases.token(draft.trigger_head).head
        length = _LENGTH.search(words)
        if case is None or length is None or self.phrases.form(case).lower() not in ("after", "following"):
            return None
        # Of several events that hang together with it, the nearest one is what it came before.
        for other in sorted(self.account.drafts, key=lambda d: abs(d.trigger_head - draft.trigger_head)):
            together = governor in (other.trigger_head, self.phrases.token(other.trigger_head).head)
            # "launched an assault in September following a blockade": a parse may hang it on an earlier verb.
            told_before = other.sentence == draft.sentence and other.trigger_head < draft.trigger_head
            if other is draft or not (together or told_before):
                continue
            began = self.of(other)
            if began is None or not isinstance(began.interval, Interval):
                continue
            start = self._counted(f"{_number(length)} {length[2]}s before", began.interval)
            if start is not None and start.start < began.interval.start:
                return Interval(start.start, began.interval.start, start.precision)
        return None

    def _apart(self, draft: Draft, where: Span, words: str) -> Interval | None:
        """The date of Y in "X on Sunday, two days after Y"; hours apart count as the same day."""
        length = _LENGTH.search(words)
        after = self._word_after(where)
        if length is None or after is None or self.phrases.form(after).lower() not in _APART:
            return None
        within = self.account.reading.sentences[draft.sentence]
        if not after < draft.trigger_head < within.last:
            return None
        near = takewhile(lambda told: told[0] >= within.span.start, self._dates_before(where))
        told = next((day for _, day in near if day is not None), None)
        if told is None or length[2] == "hour":
            return told
        return self._counted(f"{_number(length)} {length[2]}s {_APART[self.phrases.form(after).lower()]}", told)

    def _lasted(self, draft: Draft, where: Span, words: str) -> Interval | None:
        """A bare length of time: up to the publication, of what is to come from it on, else from a date beside it.

        Of 292 such words in annotated training claims 204 end with the day of the report.
        """
        length, published = _LASTED.fullmatch(words.strip()), self._published
        if length is None or published is None:
            return None
        sentence = self.account.reading.sentences[draft.sentence]
        nearest = islice(self._dates_before(where), STORY)
        near = takewhile(lambda told: told[0] >= sentence.span.start, nearest)
        began = next((day for _, day in near if day is not None and day.start <= published), None)
        today = Interval(published, published + timedelta(1), Precision.DAY)
        unit = "day" if length["unit"].lower() == "night" else length["unit"].lower()
        many = f"{_number(length)} {unit}s"
        ahead = began is not None or draft.realis == "future"
        found = self._counted(f"{many} {'later' if ahead else 'before'}", began or today)
        if found is None:
            return None
        start, end = ((began or today).start, found.end) if ahead else (found.start, today.end)
        return Interval(start, end, lasting((end - start).days - 1)) if start < end else None

    def _word_after(self, span: Span) -> int | None:
        inside = self.phrases.within(span)
        if not inside:
            return None
        last = inside[-1]
        # The words may already end in "after".
        if self.phrases.form(last).lower() in _APART:
            return last
        return last + 1 if last + 1 < len(self.account.reading.tokens) else None

    def _counted(self, words: str, story: Interval) -> Interval | None:
        found = self.calendar(words, anchor=self._published, narrative=story, tense="past")
        return found if isinstance(found, Interval) else None

    def _dates_before(self, where: Span) -> Iterator[tuple[int, Interval | None]]:
        """Where the time expressions before these words begin and what each means, the nearest first."""
        tokens = self.account.reading.tokens
        for mention in sorted(self.account.reading.mentions, key=lambda m: -m.first):
            words = Span(tokens[mention.first].span.start, tokens[mention.last - 1].span.end)
            if mention.kind == "TIMEX" and words.end <= where.start:
                found = self.calendar(self.phrases.text(words), anchor=self._published, tense="past")
                yield words.start, found if isinstance(found, Interval) else None

    def _story(self, before: Span, fine: Sequence[Precision] = DATED) -> Interval | None:
        """The date that the story has reached: of the nearest time expression before these words that has one.

        It must be told finely enough: "the same day" is none of "in 1990".
        """
        nearest = islice(self._dates_before(before), STORY)
        return next((day for _, day in nearest if day is not None and day.precision in fine), None)


def _number(length: re.Match[str]) -> str:
    """The number of a length of time: "a day" is one."""
    return "1" if length[1].lower() in ("a", "an", "one") else length[1]


def _fineness(words: str) -> Sequence[Precision]:
    """How finely the date must be told that these words count from."""
    unit = _UNIT.search(words)
    return _FINE.get(unit.lastgroup or "", DATED) if unit else DATED


def _is_day(interval: Interval) -> bool:
    return interval.precision is Precision.DAY and (interval.end - interval.start).days == 1
