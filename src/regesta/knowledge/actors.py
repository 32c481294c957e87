"""Words of a participant or speaker → code, sectors, entry and reasons (codebook section 3): offline, dated.

Composition comes before look-up: the words are cut into units (`phrases`), the head noun phrase is read first, what
follows "of", "in", "from" gives the affiliation or the country, an apposition gives what the first part lacks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from regesta.knowledge.codes import PLACES, Knowledge
from regesta.knowledge.names import Token, keys_at, tokens
from regesta.knowledge.nominals import HOMELESS, UNKNOWN, Nominal, Places, Setting
from regesta.knowledge.phrases import AFFILIATION, PRONOUNS, Unit, is_common_word, is_word_too, parse
from regesta.knowledge.reading import read_nominal
from regesta.records.claims import Link, Unlinked

#: A phrase longer than this is a sentence; the head stands in its first words.
LONGEST_PHRASE = 400
#: Words above which a text in capitals is a sentence or a headline, where capitals mark no names.
SHOUTED = 3
_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words plus what the report knows.

    Attributes:
        text: the mention.
        head: its head word ("officials"), "" to let the resolver find it.
        context_country: alpha-3 of the country the sentence or report is about; used only where the words name a role
            ("police", "soldiers", "the government") and no country of their own.
        known: folded family name → full name seen earlier in the report.
        among: codes of the countries that the report names, the likeliest first: of several bearers of a name one of
            these is meant. Empty where nothing is known of the report.
    """

    text: str
    head: str = ""
    context_country: str | None = None
    known: Mapping[str, str] = field(default_factory=dict)
    among: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolved:
    """The code (`---` if unknown), sectors most specific first, the entry or why there is none, and every step."""

    code: str
    sectors: tuple[str, ...]
    entity: Link | Unlinked
    reasons: tuple[str, ...]


class Actors:
    """Resolves phrases with one compiled knowledge file and, where given, a gazetteer."""

    def __init__(self, knowledge: Knowledge, *, places: Places | None = None) -> None:
        self._knowledge = knowledge
        self._places = places

    @classmethod
    def load(cls, *, places: Places | None = None) -> Actors:
        """With the file that ships.

        Raises:
            KnowledgeError: the file is missing or of another version.
        """
        return cls(Knowledge.load(), places=places)

    @property
    def digest(self) -> str:
        """Digest of the knowledge file, for the run's record."""
        return self._knowledge.digest

    def resolve(self, phrase: Phrase, at: date | None = None, *, acts: bool | None = None) -> Resolved:
        """Who the words mean on that day.

        Args:
            phrase: the words and their context.
            at: day of the event; None takes a person's latest office.
            acts: True where it acts or speaks, so that the bare name of a state is its government; False where it is
                the place or recipient of a deed, so that it has no sector; None where this is not known: then only a
                seat of government ("the Kremlin", "Ankara") stands for the government.
        """
        text = " ".join(phrase.text[:LONGEST_PHRASE].split())
        banned: frozenset[str] = frozenset()
        for _ in range(_ROUNDS):
            units = parse(text, self._knowledge, banned)
            if not units or all(u.fold in PRONOUNS or u.kind in ("skip", "break") for u in units):
                return Resolved(UNKNOWN, (), Unlinked("no name and no noun in the words"), ())
            setting = Setting(
                self._knowledge, self._places, phrase.known, phrase.context_country, at, acts, phrase.among
            )
            whole = self._whole(_about_head(units, phrase.head), setting)
            if not whole.rejected:
                break
            banned |= whole.rejected
        return _finish(whole, phrase, acts)

    def _whole(self, units: Sequence[Unit], setting: Setting) -> Nominal:
        """The parts between commas, brackets and "and": the first that names somebody, completed from the others."""
        parts = [p for p in _split(units) if p]
        best: Nominal | None = None
        for part in parts:
            found = _part(part, setting)
            if best is None:
                best = found
            else:
                best.complete(found)
            if best.rejected or (best.code and best.sectors and best.link):
                break
        return best or Nominal()

    def names_in(self, text: str) -> list[tuple[int, int, str]]:
        """Known names in a text as (start, end, code), half open, longest match first, in text order, none overlapping.

        For scanning a report. Names without a code of their own ("Europe") are left out.
        """
        words = tokens(text)
        found = []
        shouting = len(words) > SHOUTED and text.isupper()
        capitals = [n for n, word in enumerate(words) if word.capital]
        index = 0
        while capitals and index <= capitals[-1]:
            most = self._knowledge.longest(words[index].fold)
            last, code = index + 1, ""
            if most:
                last, code = self._name_at(words, index, most, capitals[bisect_left(capitals, index)], shouting)
            if code:
                found.append((words[index].start, words[last - 1].end, code))
            index = last
        return found

    def _name_at(self, words: list[Token], index: int, most: int, capital: int, shouting: bool) -> tuple[int, str]:
        """The name of at most so many words that begins at one: where it ends and its code, or the next word and "".

        At least one word of it is capital, the first of which from `index` on is `capital`, and no comma stands in it.
        `shouting`: all words are capital, so that a name which is an everyday word too is taken for the word.
        """
        limit = min(index + most, len(words))
        comma = next((n for n in range(index + 1, limit) if "," in words[n].gap), limit)
        for last in range(comma, capital, -1):
            for key in keys_at(words, index, last):
                names = [e for e in self._knowledge.named(key) if e.rank and e.code != UNKNOWN]
                if names and not (shouting and is_word_too(key, names)):
                    return last, max(names, key=lambda e: e.rank).code
        return index + 1, ""


def _split(units: Sequence[Unit]) -> list[list[Unit]]:
    parts: list[list[Unit]] = [[]]
    for unit in units:
        if unit.kind == "break":
            parts.append([])
        else:
            parts[-1].append(unit)
    return parts


def _about_head(units: list[Unit], head: str) -> Sequence[Unit]:
    """Without what stands before the part in which the given head word is: "On Monday, rebels" with head "rebels"."""
    if not head:
        return units
    folded = head.casefold()
    for start, unit in enumerate(units):
        if folded in unit.fold.split() or folded == unit.fold:
            before = [i for i in range(start) if units[i].kind == "break" and units[i].fold not in ("and", "or")]
            return units[before[-1] + 1 :] if before and start else units
    return units


def _part(units: list[Unit], setting: Setting) -> Nominal:
    """One noun phrase with what its prepositions add."""
    segments: list[tuple[str, list[Unit]]] = [("", [])]
    for unit in units:
        if unit.kind == "end":
            if segments[0][1]:
                break
            continue
        if unit.kind == "prep" and (segments[0][1] or len(segments) > 1):
            segments.append((unit.fold, []))
        elif unit.kind != "prep":
            segments[-1][1].append(unit)
    main = read_nominal(segments[0][1], setting)
    for prep, following in segments[1:]:
        if prep == "of" and _title_part(segments[0][1], following):
            continue
        if main.rejected or (main.code and main.code not in HOMELESS and not main.open):
            break
        other = read_nominal(following, setting, located=prep not in AFFILIATION)
        main.extend(prep, other)
    return main


def _title_part(head: Sequence[Unit], following: Sequence[Unit]) -> bool:
    """Whether "of X" belongs to the name of an institution: the Justice of "Supreme Court of Justice" is no party."""
    names = [u for u in following if u.kind == "name"]
    titled = bool(head) and head[-1].kind == "role" and head[-1].text[:1].isupper()
    return titled and len(names) == 1 and is_common_word(names[0])


def _finish(found: Nominal, phrase: Phrase, acts: bool | None) -> Resolved:
    reasons = list(found.reasons)
    code, sectors = found.code or UNKNOWN, found.sectors or ()
    if code == UNKNOWN and phrase.context_country and found.nameless:
        code = phrase.context_country
        reasons.append(f"no country in the words: {code}, the country the report is about")
    if found.bare in PLACES and not sectors:
        stands = (acts is True and found.bare in ("country", "seat")) or (acts is None and found.bare == "seat")
        if stands:
            sectors = ("GOV",)
            reasons.append("the bare name of a state or its seat, acting, is its government")
    if found.former and sectors != ("ELI",) and found.personal:
        sectors = ("ELI",)
        reasons.append("a former office holder")
    entity: Link | Unlinked = Unlinked(found.unlinked or "no name of the knowledge file in the words")
    if found.link:
        entity = Link(found.link.id, found.link.name, found.score, _linked(found))
    return Resolved(code, sectors, entity, tuple(reasons))


def _linked(found: Nominal) -> tuple[str, ...]:
    """Why the entry: the step that found it, the candidates where there were several, the user's row if it is one."""
    origin = found.link.origin if found.link else ""
    return (*found.reasons[:1], *found.rivals, *((f"by your table {origin}",) if origin else ()))
