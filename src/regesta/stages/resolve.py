"""Account to Entry: who, where and when the words mean, each with reasons; ids and evidence.

The only stage that asks the knowledge room. A mention is tried in its own words, then in what it stands for, then in
the report's fullest mention of the same name; it is never forced onto an entry.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from regesta.knowledge.actors import Phrase, Resolved
from regesta.knowledge.calendar import Tense
from regesta.knowledge.names import key_of
from regesta.knowledge.places import Place, PlaceContext
from regesta.records.accounts import Account, Draft, Slot
from regesta.records.claims import Claim, Entry, Evidence, Link, Party, Unlinked, Voice, When, Where
from regesta.records.codec import claim_id
from regesta.records.dates import Interval
from regesta.records.spans import Span
from regesta.stages.people import Cast
from regesta.stages.phrases import Phrases

UNKNOWN = "---"
#: Which way weekday names look, by realis; everything else looks back.
_TENSES: Mapping[str, Tense] = {"future": "future", "hypothetical": "unknown"}
#: Heads and modifiers that do not belong to the country a report is about. Counted on our training annotations: of the
#: common nouns without a country of their own these are uncoded in at least 45 of 100 cases (all others in under 10).
ABROAD = frozenset(
    [
        "nation",
        "diplomat",
        "community",
        "ship",
        "vessel",
        "state",
        "region",
        "power",
        "donor",
        "most",
        "analyst",
        "west",
        "expert",
        "ally",
        "migrant",
        "critic",
        "world",
        "country",
    ]
)
FOREIGN = frozenset(
    ["international", "foreign", "coalition", "western", "allied", "multinational", "global", "overseas", "regional"]
)


class Actors(Protocol):
    """Actor knowledge."""

    def resolve(self, phrase: Phrase, at: date | None, *, acts: bool = True) -> Resolved:
        """Code, sectors, entity and reasons of a phrase."""
        ...

    def names_in(self, text: str) -> list[tuple[int, int, str]]:
        """Known names as (start, end, code)."""
        ...


class Places(Protocol):
    """Place knowledge."""

    def resolve(self, words: str, context: PlaceContext) -> Place | Unlinked:
        """A place, or why not."""
        ...

    def country_of_place(self, name: str) -> str | None:
        """Alpha-3 code of the best-known place of that name, or None."""
        ...


class Calendar(Protocol):
    """Calendar arithmetic."""

    def __call__(
        self, words: str, *, anchor: date | None, narrative: Interval | None = None, tense: Tense = "unknown"
    ) -> Interval | Unlinked:
        """The interval time words mean, or why none."""
        ...


@dataclass(frozen=True, slots=True)
class Resolve:
    """The stage. `countries` are the codes of states and territories.

    `persons` is asked about names of persons: the same knowledge without a gazetteer, since "Paris Hilton" is no town.
    """

    actors: Actors
    persons: Actors
    places: Places
    calendar: Calendar
    countries: frozenset[str]

    def __call__(self, accounts: Sequence[Account]) -> list[Entry]:
        """One entry an account, in order."""
        return [_Finder(self, account).entry() for account in accounts]


@dataclass(slots=True)
class _Finder:
    """Resolves one account."""

    stage: Resolve
    account: Account
    phrases: Phrases = field(init=False)
    cast: Cast = field(init=False)
    points: list[tuple[float, float]] = field(default_factory=list)
    known: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.phrases = Phrases.of(self.account.reading)
        self.cast = Cast.of(self.phrases, self.stage.actors, self.stage.places, self.stage.countries)
        self.known = self.cast.fullest

    def entry(self) -> Entry:
        report = self.account.reading.report
        claims: list[Claim] = []
        for draft in self.account.drafts:
            claims.append(self._claim(draft, claims))
        return Entry(report, tuple(claims))

    def _claim(self, draft: Draft, before: Sequence[Claim]) -> Claim:
        report = self.account.reading.report
        sentence = self.account.reading.sentences[draft.sentence]
        time = self._when(draft)
        at = time.interval.start if time and isinstance(time.interval, Interval) else report.published
        place = self._where(draft)
        near, near_why = self._context(draft, place)
        parties = [
            *(self._party("actor", s, at, near, near_why) for s in draft.actors),
            *(self._party("recipient", s, at, near, near_why) for s in draft.recipients),
        ]
        voices = tuple(
            Voice(
                self._party("voice", hop.speaker, report.published, near, near_why),
                self.phrases.text(hop.cue) if hop.cue else "",
                hop.stance,
                hop.quotation,
            )
            for hop in draft.attribution
        )
        reasons = [*draft.reasons]
        if time is None or place is None:
            carried: list[tuple[str, str]] = []
            then, there = _carried(draft, parties, time, place, before, carried)
            # A sentence with a time of its own, though it is not this event's, is no place to carry another into.
            if time is None and self._tells_time(draft.sentence):
                then, carried = None, [reason for reason in carried if reason[0] != "time"]
            time, place = then, there
            reasons += carried
        return Claim(
            id=claim_id(report.id, draft.trigger, draft.event),
            report_id=report.id,
            event=draft.event,
            mode=draft.mode,
            contexts=draft.contexts,
            trigger=self.phrases.text(draft.trigger),
            trigger_span=draft.trigger,
            participants=tuple(_distinct(parties)),
            realis=draft.realis,
            certainty=draft.certainty,
            attribution=voices,
            time=time,
            place=place,
            figures=draft.figures,
            evidence=Evidence(sentence.span, sentence.span.of(report.text)),
            score=round(draft.score, 4),
            reasons=tuple(reasons),
        )

    def _tells_time(self, sentence: int) -> bool:
        within = self.account.reading.sentences[sentence]
        found = (m for m in self.account.reading.mentions if m.kind == "TIMEX")
        return any(within.first <= m.first < within.last for m in found)

    def _context(self, draft: Draft, place: Where | None) -> tuple[str | None, str]:
        """The country that people without one of their own belong to, with the reason."""
        if place is not None and place.country:
            return place.country, "where it happened"
        return self.cast.home()

    def _party(self, role: str, slot: Slot, at: date | None, near: str | None, near_why: str) -> Party:
        words = self.phrases.text(slot.span)
        tried: list[tuple[str, str]] = []
        if slot.stands_for is None:
            tried.append((words, ""))
        else:
            tried.append((self.phrases.text(slot.stands_for), f"{words!r} stands for it"))
            if self.phrases.token(slot.head).upos != "PRON":
                tried.insert(0, (words, ""))
        apposition = self.phrases.child(slot.head, "appos")
        if apposition is not None:
            tried.append((f"{words}, {self.phrases.text(self.phrases.mention(apposition))}", "with its apposition"))
        surname = key_of(self.phrases.form(slot.head))
        surname = surname if surname in self.known else key_of(words.split()[-1]) if words else ""
        if surname in self.known and self.known[surname] != words:
            tried.append((self.known[surname], "fuller mention in the report"))
        lemma = self.phrases.token(slot.head).lemma.lower()
        same = None if lemma in ABROAD else self.cast.same_head(lemma, slot.head)
        if same is not None and same != words:
            tried.append((same, "as the report names it elsewhere"))
        return self._best(role, slot, tried, at, near, near_why)

    def _best(
        self, role: str, slot: Slot, tried: Sequence[tuple[str, str]], at: date | None, near: str | None, near_why: str
    ) -> Party:
        """The first reading of the words that has a code of its own; else the first, with the country nearby."""
        acts = role != "recipient"
        actors = self.stage.persons if slot.head in self.cast.people else self.stage.actors
        for words, why in tried:
            found = actors.resolve(Phrase(words, known=self.known), at, acts=acts)
            if found.code != UNKNOWN:
                return self._made(role, slot, found, (why,) if why else ())
        words, why = tried[0]
        found = actors.resolve(Phrase(words, context_country=near, known=self.known), at, acts=acts)
        reasons = (why,) if why else ()
        if near is None or (found.code in (UNKNOWN, near) and not self._at_home(slot)):
            return self._made(role, slot, actors.resolve(Phrase(words, known=self.known), at, acts=acts), reasons)
        if found.code == UNKNOWN and (found.sectors or self._is_person(slot)):
            found = replace(found, code=near)
        if found.code == near:
            reasons = (*reasons, f"country: {near_why}")
        return self._made(role, slot, found, reasons)

    def _at_home(self, slot: Slot) -> bool:
        """Whether people of this description belong to the country the report is about."""
        if self.phrases.token(slot.head).lemma.lower() in ABROAD:
            return False
        return not any(self.phrases.form(c).lower() in FOREIGN for c in self.phrases.children[slot.head])

    def _is_person(self, slot: Slot) -> bool:
        return slot.head in self.cast.people or self.phrases.form(slot.head).lower() in ("he", "she", "him", "her")

    def _made(self, role: str, slot: Slot, found: Resolved, reasons: tuple[str, ...]) -> Party:
        text = self.phrases.text(slot.span)
        return Party(
            role, text, slot.span, found.code, found.sectors, found.entity, (slot.why, *reasons, *found.reasons)
        )

    def _when(self, draft: Draft) -> When | None:
        if draft.time is None:
            return None
        words = self.phrases.text(draft.time)
        tense: Tense = _TENSES.get(draft.realis, "past")
        interval = self.stage.calendar(words, anchor=self.account.reading.report.published, tense=tense)
        return When(words, draft.time, interval)

    def _where(self, draft: Draft) -> Where | None:
        if draft.place is None:
            return None
        words = self.phrases.text(draft.place)
        named = tuple(dict.fromkeys((*self.cast.by_sentence[draft.sentence], *self.cast.dominant)))
        found = self.stage.places.resolve(words, PlaceContext(countries=named, near=tuple(self.points)))
        if isinstance(found, Unlinked):
            return Where(words, draft.place, words, None, None, None, None, found)
        if found.latitude is not None and found.longitude is not None:
            self.points.append((found.latitude, found.longitude))
        link = Link(found.id, found.name, found.score, found.reasons)
        return Where(
            words, draft.place, found.name, found.country, found.latitude, found.longitude, found.precision, link
        )


def _distinct(parties: Sequence[Party]) -> list[Party]:
    """Parties without a second one of the same role, words and code."""
    out: dict[tuple[str, Span], Party] = {}
    for party in parties:
        out.setdefault((party.role, party.span), party)
    return list(out.values())


def _carried(
    draft: Draft,
    parties: Sequence[Party],
    time: When | None,
    place: Where | None,
    before: Sequence[Claim],
    reasons: list[tuple[str, str]],
) -> tuple[When | None, Where | None]:
    """Time and place from the nearest earlier claim of the same event (codebook section 7).

    The same event here: same type and realis, and the same actor or recipient code.
    """
    codes = {(p.role, p.code) for p in parties if p.code != UNKNOWN}
    for claim in reversed(before[-12:]):
        theirs = {(p.role, p.code) for p in claim.participants if p.code != UNKNOWN}
        if claim.event != draft.event or claim.realis != draft.realis or not codes & theirs:
            continue
        if time is None and claim.time is not None:
            time = claim.time
            reasons.append(("time", f"carried from {claim.trigger!r} earlier, the same event"))
        if place is None and claim.place is not None:
            place = claim.place
            reasons.append(("place", f"carried from {claim.trigger!r} earlier, the same event"))
        if time is not None and place is not None:
            break
    return time, place
