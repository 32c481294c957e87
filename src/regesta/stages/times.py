"""The time of a draft: what its time words mean, counted from the publication or from another event of the report.

Codebook section 7. The calendar knows what words mean; which event they count from is decided here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice, takewhile

from regesta.knowledge.calendar import Tense
from regesta.knowledge.calendar_resolve import rule_of
from regesta.knowledge.calendar_steps import NO_STORY, NOT_WHEN, UNREAD, lasting
from regesta.knowledge.calendar_why import explain
from regesta.records.accounts import Account, Draft
from regesta.records.claims import Unlinked, When
from regesta.records.dates import Interval, Precision
from regesta.records.spans import Span, overlapping
from regesta.stages.phrases import Phrases
from regesta.stages.story import PARTS, STORY, THAT, Story, fineness

#: Which way weekday names look, by realis; everything else looks back.
_TENSES: Mapping[str, Tense] = {"future": "future", "hypothetical": "unknown"}
_LENGTH = re.compile(r"\b(\w+)[\s-](hour|day|week|month|year|decade)s?\b")
#: A bare length of time: "for nine days", "nearly two years of", "four nights running".
_LASTED = re.compile(
    r"(?:(?:for|in|of|over|during|after|a|an|the|about|some|more|than|nearly|almost|at|least|past|last|up|to)\s+)*"
    r"(?P<count>an?|[\w-]+)[\s-](?P<unit>hour|day|night|week|month|year|decade)s?(?:\s+(?:running|of|now|already|long))?",
    re.IGNORECASE,
)
#: "That evening", "in the afternoon": of the day that the story has reached, not of the day of publication; "the next
#: morning" of the day after.
_PART_OF_DAY = re.compile(
    r"(?:(?:by|in|during|at|on|before|later|early|late|the|that|same)\s+)*"
    rf"(?:{PARTS}|midnight|dusk|nightfall|daybreak|overnight)"
    rf"|(?:on\s+)?(?:the\s+)?(?P<next>next|following)\s+(?:{PARTS})",
    re.IGNORECASE,
)
#: "The evening before", "the morning after": of the day before or after.
_SIDE = re.compile(r" (?:before|after)\b")
_NIGHT_BEFORE = re.compile(rf"\b(?:{PARTS})(?= (?:before|after)$)", re.IGNORECASE)
#: From an event on, whose date stands in or behind the words: "since the first round on 29 March".
_SINCE = re.compile(r"\bsince\s(?:[^\s,;:()]+\s){0,3}\Z", re.IGNORECASE)
#: What may stand between an event and its date: "joined the war on Sunday".
_TO_ITS_DATE = re.compile(r"\s(?:[^\s,;:()]+\s){0,3}")
#: Words between two events that are so far apart: on which side of the first the second lies, and the other way round.
_APART = {"after": ("before", "later"), "before": ("later", "before")}

Reasons = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Times:
    """The times of one account's drafts, counted from where the story of the report stands."""

    account: Account
    phrases: Phrases
    story: Story

    def of(self, draft: Draft, told: Reasons | None = None) -> When | None:
        """The time of a draft, None where it has no time words; `told` takes in how they were read."""
        if draft.time is None:
            return None
        where = self._whole(draft.time)
        words = self._words(where)
        tense = self._tense(draft, where)
        interval, story = self._read(where, words, tense)
        interval, why = self._beside(draft, where, words, interval, tense)
        if told is not None:
            told.append(("time", why or explain(words, interval, anchor=self._published, narrative=story, tense=tense)))
        return When(self.phrases.text(where), where, interval)

    def _read(self, where: Span, words: str, tense: Tense) -> tuple[Interval | Unlinked, Interval | None]:
        """What the words mean by themselves or from where the story stands, and that date if it was asked for."""
        calendar, anchor = self.story.calendar, self._published
        interval = calendar(words, anchor=anchor, tense=tense)
        part = _PART_OF_DAY.fullmatch(words.strip())
        if interval == NO_STORY or THAT.search(words):
            story = self.story.reached(where, fineness(words))
            return calendar(words, anchor=anchor, narrative=story, tense=tense), story
        if part and (day := self.story.reached(where, (Precision.DAY,))) and _is_day(day):
            told_of = self.story.counted("the following day", day) if part["next"] else day
            return told_of or interval, day
        if part and part[0].lower().endswith("overnight") and anchor is not None:
            return Interval(anchor - timedelta(1), anchor + timedelta(1), Precision.DAY), None
        if rule_of(words, anchor=anchor, narrative=None, tense=tense)[0] == "clock_rule":
            story = self.story.reached(where, (Precision.DAY,))
            return calendar(words, anchor=anchor, narrative=story, tense=tense), story
        return interval, None

    def _beside(
        self, draft: Draft, where: Span, words: str, interval: Interval | Unlinked, tense: Tense
    ) -> tuple[Interval | Unlinked, str]:
        """The interval, or the one that what stands beside the words gives, and why; "" for the former."""
        if meant := self.story.told(where, words):
            return meant, f"{words!r} goes by the date that the report has reached"
        if interval == NOT_WHEN and (ended := self._ended(draft, words)):
            return ended, f"{words!r} is a length of time that ended with another event of the sentence"
        if isinstance(interval, Interval):
            return interval, ""
        if apart := self._apart(draft, where, words):
            return apart, f"{words!r} lies between this event and a dated one"
        if lasted := self._lasted(draft, where, words):
            return lasted, f"{words!r} is how long it took, to the day of the report or from a date beside it"
        phrased = self.story.phrased(where)
        if inner := self._dated(where, overlapping(where, phrased), tense):
            return inner, f"of {words!r} only a part says when"
        if interval == UNREAD and (behind := self._dated(where, self._behind(where, phrased), tense)):
            return behind, f"{words!r} has its date behind it"
        return interval, ""

    def _dated(self, where: Span, phrases: Iterable[Span], tense: Tense) -> Interval | None:
        """What the first date in or behind words means that the calendar does not know as a whole: "before dawn on
        Friday", and from there on where they tell since when: "since the siege began in early March"."""
        for phrase in phrases:
            since = "since " if _SINCE.search(self._up_to(where)) else ""
            found = self.story.calendar(since + self.phrases.text(phrase), anchor=self._published, tense=tense)
            if isinstance(found, Interval):
                return found
        return None

    def _up_to(self, where: Span) -> str:
        """The sentence of some words up to behind their first one."""
        first = self.phrases.within(where)[0]
        sentence = self.account.reading.sentences[self.phrases.sentence_of(first)]
        token = self.phrases.token(first).span
        return f"{self.account.reading.report.text[sentence.span.start : token.end]} "

    def _behind(self, where: Span, phrased: Sequence[Span]) -> list[Span]:
        """The date of an event that the model gives as a time without it: "the election of" November 2010."""
        at = bisect_right(phrased, where.end, key=lambda phrase: phrase.start)
        following = phrased[at : at + 1]
        text = self.account.reading.report.text
        return [phrase for phrase in following if _TO_ITS_DATE.fullmatch(text, where.end, phrase.start)]

    def _whole(self, where: Span) -> Span:
        """The words of a time with what the model leaves out of the expression that the calendar finds there."""
        phrased = self.story.phrased(where)
        spans = [where, *overlapping(where, phrased)]
        end, text = max(span.end for span in spans), self.account.reading.report.text
        if _PART_OF_DAY.fullmatch(text[where.start : end].strip()):
            # "Before dawn" and the day that follows: "on Friday", "the evening" and "before".
            spans += [phrase for phrase in phrased if phrase.start == end + 1]
            if side := _SIDE.match(text, end):
                spans.append(Span(where.start, side.end()))
        return Span(min(span.start for span in spans), max(span.end for span in spans))

    def _words(self, where: Span) -> str:
        """The words of a time as the calendar knows them: with "that year" behind "in November of" where the model
        leaves it out, and with the evening before as the day before."""
        words, text = _NIGHT_BEFORE.sub("day", self.phrases.text(where)), self.account.reading.report.text
        rest = THAT.match(text, where.end + 1) if words.endswith(" of") else None
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
        return self.story.published

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
            start = self.story.counted(f"{_number(length)} {length[2]}s before", began.interval)
            if start is not None and start.start < began.interval.start:
                return Interval(start.start, began.interval.start, start.precision)
        return None

    def _apart(self, draft: Draft, where: Span, words: str) -> Interval | None:
        """The date of Y in "X on Sunday, two days after Y", or of X in "X two days after Y"; hours apart count as the
        same day."""
        length, after = _LENGTH.search(words), self._word_after(where)
        if length is None or after is None or self.phrases.form(after).lower() not in _APART:
            return None
        first = draft.trigger_head < after and draft.sentence == self.phrases.sentence_of(after)
        told = self.story.reached(where, fineness(words))
        if told is None or length[2] == "hour":
            return told
        side = _APART[self.phrases.form(after).lower()][first]
        return self.story.counted(f"{_number(length)} {length[2]}s {side}", told)

    def _lasted(self, draft: Draft, where: Span, words: str) -> Interval | None:
        """A bare length of time: up to the publication, of what is to come from it on, else from a date beside it.

        Of 292 such words in annotated training claims 204 end with the day of the report.
        """
        length, published = _LASTED.fullmatch(words.strip()), self._published
        if length is None or published is None:
            return None
        sentence = self.account.reading.sentences[draft.sentence]
        nearest = islice(self.story.before(where), STORY)
        near = takewhile(lambda told: told[0] >= sentence.span.start, nearest)
        began = next((day for _, day in near if day is not None and day.start <= published), None)
        today = Interval(published, published + timedelta(1), Precision.DAY)
        unit = "day" if length["unit"].lower() == "night" else length["unit"].lower()
        many = f"{_number(length)} {unit}s"
        ahead = began is not None or draft.realis == "future"
        found = self.story.counted(f"{many} {'later' if ahead else 'before'}", began or today)
        if found is None:
            return None
        start, end = ((began or today).start, found.end) if ahead else (found.start, today.end)
        return Interval(start, end, lasting(start, end)) if start < end else None

    def _word_after(self, span: Span) -> int | None:
        inside = self.phrases.within(span)
        if not inside:
            return None
        last = inside[-1]
        # The words may already end in "after".
        if self.phrases.form(last).lower() in _APART:
            return last
        return last + 1 if last + 1 < len(self.account.reading.tokens) else None


def _number(length: re.Match[str]) -> str:
    """The number of a length of time: "a day" is one."""
    return "1" if length[1].lower() in ("a", "an", "one") else length[1]


def _is_day(interval: Interval) -> bool:
    return interval.precision is Precision.DAY and (interval.end - interval.start).days == 1
