"""Account to Entry: who, where and when the words mean, each with reasons; ids and evidence.

The only stage that asks the knowledge room; `parties` finds who is meant, here are time, place and the claim itself.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from regesta.knowledge.nominals import UNKNOWN
from regesta.knowledge.phrases import PRONOUNS
from regesta.knowledge.places import Place, PlaceContext
from regesta.records.accounts import Account, Draft, Slot
from regesta.records.claims import Claim, Entry, Evidence, Link, Party, Unlinked, Voice, Where
from regesta.records.codec import claim_id
from regesta.records.dates import Interval
from regesta.records.spans import Span
from regesta.stages.deeds import Deeds
from regesta.stages.homes import Home, Homes
from regesta.stages.parties import Actors, Parties
from regesta.stages.people import Cast
from regesta.stages.peoples import shares
from regesta.stages.phrases import Phrases
from regesta.stages.restrictions import checked
from regesta.stages.scenes import DEFINITE, carry
from regesta.stages.story import Calendar, Story
from regesta.stages.times import Times


class Places(Protocol):
    """Place knowledge."""

    def resolve(self, words: str, context: PlaceContext) -> Place | Unlinked:
        """A place, or why not."""
        ...

    def with_container(self, text: str, span: Span) -> str:
        """Place words with the wider place that stands right after them."""
        ...

    def country_of_place(self, name: str) -> str | None:
        """Alpha-3 code of the best-known place of that name, or None."""
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
    parties: Parties = field(init=False)
    times: Times = field(init=False)
    deeds: Deeds = field(init=False)
    points: list[tuple[float, float]] = field(default_factory=list)
    made: dict[Span, Sequence[Party]] = field(default_factory=dict)
    timed: Set[int] = field(init=False)

    def __post_init__(self) -> None:
        self.phrases = Phrases.of(self.account.reading)
        self.cast = Cast.of(self.phrases, self.stage.actors, self.stage.places, self.stage.countries)
        reading = self.account.reading
        homes = Homes.of(reading.homes, self.cast.code_at, reading.tokens)
        self.deeds = Deeds.of(self.phrases, self.account.drafts)
        self.timed = {self.phrases.sentence_of(m.first) for m in reading.mentions if m.kind == "TIMEX"}
        self.times = Times(self.account, self.phrases, Story(self.phrases, self.stage.calendar))
        stage, several = self.stage, shares(self.phrases, self.cast.code_at)
        self.parties = Parties(self.phrases, self.cast, homes, stage.actors, stage.persons, stage.countries, several)

    def entry(self) -> Entry:
        report = self.account.reading.report
        claims: list[Claim] = []
        for draft in self.account.drafts:
            claims.append(self._claim(draft, claims))
            self.made[draft.trigger] = claims[-1].participants
        return Entry(report, tuple(claims))

    def _claim(self, draft: Draft, before: Sequence[Claim]) -> Claim:
        report = self.account.reading.report
        sentence = self.account.reading.sentences[draft.sentence]
        told: list[tuple[str, str]] = []
        time = self.times.of(draft, told)
        at = time.interval.start if time and isinstance(time.interval, Interval) else report.published
        place = self._where(draft)
        near, near_why = self._context(draft, place)
        actors = [p for slot in draft.actors for p in self.parties.of("actor", slot, at, near, near_why)]
        doers = {p.code for p in actors}
        parties = [*actors, *(p for s in draft.recipients for p in self._meant(draft, s, doers, at, near, near_why))]
        voices = tuple(
            Voice(
                self.parties.of("voice", hop.speaker, report.published, near, near_why)[0],
                self.phrases.text(hop.cue) if hop.cue else "",
                hop.stance,
                hop.quotation,
            )
            for hop in draft.attribution
        )
        reasons = [*draft.reasons, *told]
        if time is None or place is None:
            carried: list[tuple[str, str]] = []
            then, there = carry(draft, parties, time, place, before, carried, again=self._is_told_again(draft))
            # A sentence with a time of its own, though it is not this event's, is no place to carry another into.
            if time is None and draft.sentence in self.timed:
                then, carried = None, [reason for reason in carried if reason[0] != "time"]
            time, place = then, there
            reasons += carried
        kind = checked(draft.event, draft.mode, self.phrases.token(draft.trigger_head).lemma.lower(), parties)
        if kind.why:
            reasons.append(("event", kind.why))
        return Claim(
            id=claim_id(report.id, draft.trigger, kind.event),
            report_id=report.id,
            event=kind.event,
            mode=kind.mode,
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

    def _is_told_again(self, draft: Draft) -> bool:
        """Whether the trigger is a noun that goes back to what was told before ("the attack", "these protests")."""
        head, phrases = draft.trigger_head, self.phrases
        before = {phrases.form(c).lower() for c in phrases.children[head] if phrases.token(c).deprel == "det"}
        return phrases.token(head).upos == "NOUN" and bool(before & DEFINITE)

    def _meant(
        self, draft: Draft, slot: Slot, judges: Set[str], at: date | None, near: str | None, near_why: str
    ) -> list[Party]:
        """Who a recipient is; where it is a deed that is judged and its words name nobody, whoever did it.

        `judges` are the codes of the draft's actors: nobody judges a deed of his own told earlier.
        """
        found = self.parties.of("recipient", slot, at, near, near_why)
        deeds = self.deeds.meant(draft, slot.head)
        if not deeds or slot.head in self.cast.people or self._names_somebody(slot):
            return found
        for deed in deeds:
            doers = self.made.get(deed.trigger) or [
                p for actor in deed.actors for p in self.parties.of("actor", actor, at, near, near_why)
            ]
            known = {p.code: p for p in doers if p.role == "actor" and p.code != UNKNOWN}
            if known and (deed.trigger_head == slot.head or not judges & known.keys()):
                why = f"the doer of {self.phrases.text(deed.trigger)!r}"
                return [replace(p, role="recipient", text=found[0].text, span=found[0].span,
                                reasons=(slot.why, why, *p.reasons)) for p in known.values()]  # fmt: skip
        return found

    def _names_somebody(self, slot: Slot) -> bool:
        """Whether a name stands before the slot's head: "the Turkish raid", not "the raid on Turkey"."""
        return any(i in self.cast.code_at for i in self.phrases.within(slot.span) if i < slot.head)

    def _context(self, draft: Draft, place: Where | None) -> tuple[str | None, str]:
        """The country that people without one of their own belong to, with the reason."""
        if place is not None and place.country and isinstance(place.entity, Link):
            return place.country, "where it happened"
        return self.cast.home()

    def _country_of(self, place: Span) -> Home | None:
        """The country that the model's arcs give to the words of a place, None where they give none."""
        homes = [home for i in self.phrases.within(place) for home in self.parties.homes.members(i, many=False)]
        known = [home for home in homes if home.code in self.stage.countries]
        return max(known, key=lambda home: home.share, default=None)

    def _told_elsewhere(self, place: Span) -> bool:
        return any(self.parties.homes.elsewhere(i) for i in self.phrases.within(place))

    def _without_preposition(self, place: Span) -> str:
        named = [t.span for t in map(self.phrases.token, self.phrases.within(place)) if t.upos not in ("ADP", "SCONJ")]
        return self.phrases.text(Span(named[0].start, place.end) if named else place)

    def _where(self, draft: Draft) -> Where | None:
        if draft.place is None:
            return None
        words = self.phrases.text(draft.place)
        home = self._country_of(draft.place)
        named = tuple(dict.fromkeys((*([home.code] if home else []), *self.cast.around(draft.sentence, words))))
        whole = self.stage.places.with_container(self.account.reading.report.text, draft.place)
        found = self.stage.places.resolve(whole, PlaceContext(countries=named, near=tuple(self.points)))
        if isinstance(found, Unlinked):
            country, reason = None, found.reason
            if home is not None:
                country, reason = home.code, f"{reason}; {home.why(self.phrases.form(home.word))}"
            elif self._told_elsewhere(draft.place) and (common := self.cast.home())[0] is not None:
                country, reason = common[0], f"{reason}; country: {common[1]}"
            name = self._without_preposition(draft.place)
            return Where(words, draft.place, name, country, None, None, None, Unlinked(reason))
        if found.latitude is not None and found.longitude is not None:
            self.points.append((found.latitude, found.longitude))
        link = Link(found.id, found.name, found.score, found.reasons)
        return Where(
            words, draft.place, found.name, found.country, found.latitude, found.longitude, found.precision, link
        )


def _distinct(parties: Sequence[Party]) -> list[Party]:
    """Parties without a second one of the same role, words and code, and without pronouns of one that is named."""
    out: dict[tuple[str, Span, str], Party] = {}
    for party in parties:
        out.setdefault((party.role, party.span, party.code), party)
    named = {(p.role, p.code) for p in out.values() if p.code != UNKNOWN and p.text.lower() not in PRONOUNS}
    return [p for p in out.values() if p.text.lower() not in PRONOUNS or (p.role, p.code) not in named]
