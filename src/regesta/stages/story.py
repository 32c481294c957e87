"""How far the telling of a report has come in time: the date that "two days later" or "the same evening" count from.

Codebook section 7. Dates are the calendar's own expressions, those of the model's head leave out one in ten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from typing import Protocol

from regesta.knowledge.calendar import Tense, find_times
from regesta.knowledge.calendar_steps import lasting
from regesta.records.claims import Unlinked
from regesta.records.dates import Interval, Precision
from regesta.records.spans import Span
from regesta.stages.phrases import Phrases

#: Names of parts of a day.
PARTS = "morning|afternoon|evening|night|dawn|noon|midday"
#: "In October of that year", "that April": counted from the story, not from the publication.
THAT = re.compile(
    r"\b(?:that|the same) (?:year|month|week|spring|summer|autumn|fall|winter|january|february|march|april|may|june"
    r"|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
#: "Hours after the ruling", "within minutes": on the day that the story has reached; from a day on, on another.
_HOURS = re.compile(
    r"(?:(?:only|just|within|in|for|after|over|about|some|a|few|several|less|more|than|nearly|almost|the|next|following)\s+)*"
    r"(?:(?:an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|[1-9]|1\d)[\s-]+)?"
    r"(?:hour|minute|moment)s?(?:\s+(?:after|later|before|earlier)\b.*)?",
    re.IGNORECASE,
)
#: "At the time", "later that day": when the story is.
_THEN = re.compile(
    r"(?:just\s+|only\s+|back\s+)?then|at\s+(?:about\s+)?(?:the|that|the same|this)\s+(?:time|point|moment|stage)"
    r"|(?:earlier|later)\s+(?:in|on|during)?\s*(?:the|that|the same)\s+day",
    re.IGNORECASE,
)
#: "Has since", "since then": from when the story is to the day of the report.
_SINCE = re.compile(r"(?:ever\s+)?since(?:\s+then)?", re.IGNORECASE)
#: What a date must be told by at least, so that days, weeks, months or years are counted from it.
_FINE: Mapping[str, tuple[Precision, ...]] = {
    "day": (Precision.DAY,),
    "week": (Precision.DAY, Precision.WEEK),
    "month": (Precision.DAY, Precision.WEEK, Precision.MONTH),
}
#: Any date but one that is hardly one.
DATED = tuple(precision for precision in Precision if precision is not Precision.LONGER)
_UNIT = re.compile(rf"\b(?:(?P<day>days?|nights?|hours?|{PARTS})|(?P<week>weeks?)|(?P<month>months?))\b", re.I)
#: Time expressions before "two days later" among which the date that it counts from is looked for.
STORY = 8


class Calendar(Protocol):
    """Calendar arithmetic."""

    def __call__(
        self, words: str, *, anchor: date | None, narrative: Interval | None = None, tense: Tense = "unknown"
    ) -> Interval | Unlinked:
        """The interval time words mean, or why none."""
        ...


@dataclass(frozen=True, slots=True)
class Story:
    """The dates that one report tells, in the order of the text."""

    phrases: Phrases
    calendar: Calendar
    #: Time expressions by sentence, once they were looked for.
    _phrased: dict[int, tuple[Span, ...]] = field(default_factory=dict)

    @property
    def published(self) -> date | None:
        """The report's own date."""
        return self.phrases.reading.report.published

    def told(self, where: Span, words: str) -> Interval | None:
        """What words mean that say no more than that it was when the story is, or since then."""
        text = words.strip()
        if _SINCE.fullmatch(text):
            began, today = self.reached(where), self.published
            if began is None or today is None or began.start > today:
                return None
            return Interval(began.start, today + timedelta(1), lasting(began.start, today + timedelta(1)))
        if _THEN.fullmatch(text):
            return self.reached(where)
        return self.reached(where, (Precision.DAY,)) if _HOURS.fullmatch(text) else None

    def counted(self, words: str, story: Interval) -> Interval | None:
        """What words mean that count from a date, as "two days later"."""
        found = self.calendar(words, anchor=self.published, narrative=story, tense="past")
        return found if isinstance(found, Interval) else None

    def before(self, where: Span) -> Iterator[tuple[int, Interval | None]]:
        """Where the time expressions before these words begin and what each means, the nearest first."""
        for number in range(self._home(where), -1, -1):
            for phrase in reversed(self._phrases_of(number)):
                if phrase.end <= where.start:
                    found = self.calendar(self.phrases.text(phrase), anchor=self.published, tense="past")
                    yield phrase.start, found if isinstance(found, Interval) else None

    def phrased(self, where: Span) -> tuple[Span, ...]:
        """The calendar's own time expressions in the sentence of these words, with their prepositions."""
        return self._phrases_of(self._home(where))

    def _home(self, where: Span) -> int:
        return self.phrases.sentence_of(self.phrases.within(where)[0])

    def _phrases_of(self, number: int) -> tuple[Span, ...]:
        if number not in self._phrased:
            reading = self.phrases.reading
            found = find_times(reading.report.text, reading.sentences[number].span)
            self._phrased[number] = tuple(time.phrase for time in found)
        return self._phrased[number]

    def reached(self, before: Span, fine: Sequence[Precision] = DATED) -> Interval | None:
        """The date that the story has reached: of the nearest time expression before these words that has one.

        It must be told finely enough: "the same day" is none of "in 1990".
        """
        nearest = islice(self.before(before), STORY)
        return next((day for _, day in nearest if day is not None and day.precision in fine), None)


def fineness(words: str) -> Sequence[Precision]:
    """How finely the date must be told that these words count from."""
    unit = _UNIT.search(words)
    return _FINE.get(unit.lastgroup or "", DATED) if unit else DATED
