"""Who a slot's words mean: each participant and voice of a claim with code, sectors, entity and reasons.

A mention is tried in its own words, then in what it stands for, then in the report's fullest mention of the same name;
where none names a country, the model's arcs to the names of the report decide (`homes`), and behind them the country
nearby. Nothing is ever forced onto an entry.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from regesta.knowledge.actors import Phrase, Resolved
from regesta.knowledge.names import key_of
from regesta.knowledge.nominals import UNKNOWN
from regesta.records.accounts import Slot
from regesta.records.claims import Party
from regesta.stages.homes import Home, Homes
from regesta.stages.people import Cast
from regesta.stages.peoples import Several, Share
from regesta.stages.phrases import Phrases
from regesta.text.number_measures import measure_of

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
#: Nouns that say of whose side somebody is, or how he stands to the owner, and so are of another country as often.
OTHERS = frozenset(
    "ally neighbour neighbor captor friend rival enemy foe opponent critic victim killer attacker counterpart"
    " predecessor successor member country".split()
)
#: Share from which a home by arcs is believed against the owner that a possessive pronoun stands for. Of 0.5, 0.58 and
#: 0.65, on 222 annotated and 138 development reports, it mends 11, 17 and 20 dyads and spoils 0, 2 and 6.
SURE = 0.58
#: Plural words that may stand for several parties.
GROUPS = frozenset("they them their theirs themselves both we us our ours ourselves two three four five".split())
#: Of two of these each is a party of its own; two soldiers may well be of one.
SIDES = frozenset(
    "side country nation state party government leader president minister neighbour neighbor capital rival foe".split()
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


@dataclass(frozen=True, slots=True)
class Parties:
    """Finds the parties of one report.

    Attributes:
        phrases, cast, homes: what the report's words, names and the model's arcs say.
        actors: actor knowledge with the gazetteer's towns; `persons`: without them, for names of persons.
        countries: codes of states and territories.
        shares: what words of "French and German ministers" stand for.
    """

    phrases: Phrases
    cast: Cast
    homes: Homes
    actors: Actors
    persons: Actors
    countries: frozenset[str]
    shares: Mapping[int, Several]

    def of(self, role: str, slot: Slot, at: date | None, near: str | None, near_why: str) -> list[Party]:
        """Who a slot means: one party, or for "both countries" and "they" one for each member the model finds.

        The first reading of the words that has a code of its own decides; else the model's arcs to names of countries;
        else the country nearby.
        """
        acts = role != "recipient"
        several = self.shares.get(slot.head)
        if several is not None:
            # Of two speakers the first one named (codebook, section 2).
            told = (several.first,) if role == "voice" else several.own
            return [self._share(role, slot, share, at) for share in told]
        owner = self._owner(slot, at)
        homes = self.homes.members(slot.head, many=self._is_many(slot), two=self._is_two(slot))
        tried = self._readings(slot, alone=owner is None and not homes)
        for words, why in tried:
            found = self._look_up(slot, words, at, acts)
            if found.code != UNKNOWN and not self._is_member(slot, found.code, homes):
                return [self._made(role, slot, found, (why,) if why else ())]
        if owner is not None and len(homes) < 2 and not (homes and homes[0].share >= SURE):
            return [self._at(role, slot, tried[0], at, owner)]
        if homes:
            # What a group's antecedent names is one member only; its own words stand for all.
            first = (self.phrases.text(slot.span), "") if len(homes) > 1 else tried[0]
            return [self._at(role, slot, first, at, home) for home in homes]
        words, why = tried[0]
        found = self._look_up(slot, words, at, acts, near)
        reasons = (why,) if why else ()
        at_home = self.homes.elsewhere(slot.head) or self._at_home(slot)
        if near is None or (found.code in (UNKNOWN, near) and not at_home):
            return [self._made(role, slot, self._look_up(slot, words, at, acts), reasons)]
        if found.code == UNKNOWN and (found.sectors or self._is_person(slot) or self.homes.elsewhere(slot.head)):
            found = replace(found, code=near)
        if found.code == near:
            reasons = (*reasons, f"country: {near_why}")
        return [self._made(role, slot, found, reasons)]

    def _share(self, role: str, slot: Slot, share: Share, at: date | None) -> Party:
        """One of several peoples before one noun."""
        found = self._look_up(slot, share.words, at, role != "recipient")
        party = self._made(role, slot, found, (f"one of several: {share.words!r}",))
        return replace(party, text=self.phrases.text(share.span), span=share.span)

    def _look_up(self, slot: Slot, words: str, at: date | None, acts: bool, country: str | None = None) -> Resolved:
        """Some words in the knowledge of the slot's kind; `country` is where people without one of their own belong."""
        return self._known(slot, words, slot.head in self.cast.people, at, acts, country)

    def _known(
        self, slot: Slot, words: str, person: bool, at: date | None, acts: bool, country: str | None = None
    ) -> Resolved:
        """Some words, a person's or others, in the knowledge, with what the report around the slot says."""
        among = self.cast.around(self.phrases.sentence_of(slot.head), words)
        phrase = Phrase(words, context_country=country, known=self.cast.fullest, among=among)
        return (self.persons if person else self.actors).resolve(phrase, at, acts=acts)

    def _owner(self, slot: Slot, at: date | None) -> Home | None:
        """The country or body of whoever a possessive pronoun says a party belongs to, with its likeliest word."""
        if slot.owner is None or self.phrases.token(slot.head).lemma.lower().removesuffix("s") in OTHERS:
            return None
        words = self.phrases.within(slot.owner)
        person = any(i in self.cast.people for i in words)
        code = self._known(slot, self.phrases.text(slot.owner), person, at, acts=True).code
        if code != UNKNOWN and words:
            return Home(code, 1.0, words[-1], owner=True)
        told = [home for i in words for home in self.homes.members(i, many=False) if home.code != UNKNOWN]
        likeliest = max(told, key=lambda home: home.share, default=None)
        return replace(likeliest, owner=True) if likeliest else None

    def _readings(self, slot: Slot, *, alone: bool) -> list[tuple[str, str]]:
        """The words to look up, best first, each with the reason why they may be taken for the slot's own.

        What the report calls by the same noun elsewhere is only asked where the slot stands `alone`, without an owner
        or a home of its own: "the president" need not be the one named last.
        """
        words = _target_of(self.phrases.text(slot.span))
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
        plain = words.split(" ", 1)[1] if words.lower().startswith("the ") else words
        short = self.cast.short_forms.get(key_of(plain))
        if short is not None:
            tried.insert(0, (short, f"the report's own short form of {short!r}"))
        surname = key_of(self.phrases.form(slot.head))
        surname = surname if surname in self.cast.fullest else key_of(words.split()[-1]) if words else ""
        if surname in self.cast.fullest and self.cast.fullest[surname] != words:
            fuller = (self.cast.fullest[surname], "fuller mention in the report")
            # There are places and other people of a family name: of a person's alone the report's own mention tells.
            bare = slot.head in self.cast.people and " " not in words and slot.stands_for is None
            tried = [fuller] if bare else [*tried, fuller]
        lemma = self.phrases.token(slot.head).lemma.lower()
        same = self.cast.same_head(lemma, slot.head) if alone and lemma not in ABROAD else None
        if same is not None and same != words:
            tried.append((same, "as the report names it elsewhere"))
        return tried

    def _is_many(self, slot: Slot) -> bool:
        """Whether the words may stand for several parties: a plural pronoun or noun; drones have one owner."""
        token, form = self.phrases.token(slot.head), self.phrases.form(slot.head).lower()
        if measure_of(token.lemma.lower(), "") == "weapons":
            return False
        return form in GROUPS or (token.upos == "NOUN" and form.endswith("s") and token.lemma.lower() != form)

    def _is_two(self, slot: Slot) -> bool:
        """Whether the words count two parties: "both countries", "the two sides"."""
        token, near = self.phrases.token(slot.head), [slot.head, *self.phrases.children[slot.head]]
        counted = any(self.phrases.form(i).lower() in ("both", "two") for i in near)
        return counted and (token.upos != "NOUN" or token.lemma.lower() in SIDES)

    def _is_member(self, slot: Slot, code: str, homes: Sequence[Home]) -> bool:
        """Whether an antecedent is only one of the several parties that "they" or "both countries" stand for."""
        counts = self.phrases.token(slot.head).upos == "PRON" or self._is_two(slot)
        return counts and len(homes) > 1 and any(home.code == code for home in homes)

    def _at(self, role: str, slot: Slot, first: tuple[str, str], at: date | None, home: Home) -> Party:
        """A participant whose words name no country, with the one that the model's arcs give it, or none."""
        words, why = first
        country = home.code if home.code in self.countries else None
        found = self._look_up(slot, words, at, role != "recipient", country)
        if found.code == UNKNOWN:
            found = replace(found, code=home.code)
        told = home.why(self.phrases.form(home.word) if home.word >= 0 else "")
        return self._made(role, slot, found, (*((why,) if why else ()), told))

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


def _target_of(words: str) -> str:
    """Whom an adjective of opposition stands for: "anti-Syrian" slogans are shouted at Syria."""
    return words[5:] if words.lower().startswith("anti-") and " " not in words else words
