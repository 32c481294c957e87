"""The words of a participant as units: known names, role words, prepositions and the rest, longest match first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from regesta.knowledge.codes import Entity, Knowledge, Role
from regesta.knowledge.names import Token, keys_at, tokens, word_set

#: What follows says to whom the words before belong.
AFFILIATION = frozenset(["of", "from", "for", "at", "with", "within", "inside", "under"])
#: What follows says where.
LOCATION = frozenset(["in", "near", "around", "outside", "across", "on", "throughout", "off", "along"])
#: What follows is another matter: the target of an embassy or campaign, a relative clause.
END = word_set(
    """
    to against by about over who whom whose which that after before during since until including despite between
    toward towards into onto upon versus via than because while when where are is was were has have had said
    says based
    """
)
ARTICLES = word_set(
    """
    the a an this that these those its his her their our some any such
    """
)
#: Forms of address: they say that a person follows, and nothing about the person.
HONORIFICS = frozenset(["mr", "mrs", "ms", "dr", "sir", "dame", "prof", "lady", "mme"])
PRONOUNS = word_set(
    """
    he she it they him her them his hers its their theirs we us our i me my you your himself herself itself
    themselves who whoever someone somebody anyone everybody everyone nobody one another this that these those
    """
)
#: Suffixes after which a country or body is not the one acting: "Saudi-led", "Iran-backed", "al-Qaida-linked".
_DISTANCING = word_set(
    """
    led backed supported sponsored linked allied affiliated funded trained inspired occupied controlled held
    ruled born based aligned appointed installed armed dominated friendly speaking style made educated bound
    wide era
    """
)
#: Of those, the ones that still say where: "Kabul-based", "rebel-held", "Israeli-occupied".
_LOCATING = frozenset(["based", "occupied", "controlled", "held", "ruled", "run", "wide"])
#: "more than 500 soldiers": here "than" ends nothing.
_COMPARING = frozenset(["more", "less", "fewer", "greater", "better"])
_OPPOSING = frozenset(["pro", "anti", "non"])


@dataclass(frozen=True, slots=True)
class Unit:
    """Tokens `first` (included) to `last` (excluded) read as one thing.

    `kind` is one of name, role, prep, end, break, skip, pronoun, number, unknown (capitalised, known to nobody), word.
    `far` marks a name that only backs, opposes or links the head ("Iran-backed"); `owner` a possessive.
    """

    kind: str
    first: int
    last: int
    text: str
    fold: str
    names: tuple[Entity, ...] = ()
    role: Role | None = None
    far: bool = False
    owner: bool = False


def parse(text: str, knowledge: Knowledge, banned: frozenset[str] = frozenset()) -> list[Unit]:
    """The units of a phrase, in order; entries whose id is banned are not seen."""
    words = tokens(text)
    units: list[Unit] = []
    index = 0
    while index < len(words):
        if (index and any(mark in words[index].gap for mark in ",;:()[]—/")) or words[index].gap in (" - ", " – "):
            units.append(Unit("break", index, index, words[index].gap.strip(), words[index].gap.strip()))
        unit = _match(words, index, knowledge, banned, text)
        units.append(unit)
        index = unit.last
    return units


def _match(words: list[Token], index: int, knowledge: Knowledge, banned: frozenset[str], text: str) -> Unit:
    word = words[index]
    most = min(knowledge.longest(word.fold), len(words) - index)
    shouting = text.isupper()
    for last in range(index + most, index, -1):
        if any("," in w.gap or "(" in w.gap for w in words[index + 1 : last]):
            continue
        owner = words[last - 1].owner
        if any(w.owner for w in words[index : last - 1]):
            owner = False
        span = text[word.start : words[last - 1].end]
        for key in keys_at(words, index, last):
            names = tuple(e for e in knowledge.named(key) if e.id not in banned) if _written(words, index, last) else ()
            if names and shouting and len(words) > 1 and is_word_too(key, names):
                names = ()
            if names and not (last - index == 1 and _hidden(word, words, index)):
                return Unit("name", index, last, span, key, names, knowledge.role(key), _far(words, index, last), owner)
            role = knowledge.role(key)
            if role and not key.startswith("^"):
                return Unit("role", index, last, span, key, (), role, _joined(words, last), owner)
    return _plain(word, words, index)


def _plain(word: Token, words: list[Token], index: int) -> Unit:
    fold = word.fold
    kind = "word"
    if fold in AFFILIATION or fold in LOCATION:
        kind = "prep"
    elif fold == "than" and index > 0 and words[index - 1].fold in _COMPARING:
        kind = "skip"
    elif fold in END and not (fold in ("that",) and index == 0):
        kind = "end"
    elif fold in ("and", "or", "as", "but"):
        kind = "break"
    elif fold in PRONOUNS and len(words) == 1:
        kind = "pronoun"
    elif fold in ARTICLES or fold in HONORIFICS:
        kind = "skip"
    elif fold[0].isdigit():
        kind = "number"
    elif (word.capital and (index > 0 or not word.acronym)) or word.capital:
        kind = "unknown"
    return Unit(kind, index, index + 1, word.text, fold, (), None, False, word.owner)


def _written(words: list[Token], first: int, last: int) -> bool:
    """Whether the words are written like a name: a capital somewhere, or a name that is printed without one."""
    return any(not w.text.islower() for w in words[first:last]) or words[first].fold in _UNCAPITALISED


_UNCAPITALISED = word_set(
    """
    al mujahideen mujahedin mujahedeen peshmerga janjaweed shabiha anti contras interahamwe foreign
    international world allied multinational congressional transatlantic antifa yellow red blue ethnic pro
    separatists bin colectivos western papal naxalites dissident lions
    """
)


def _hidden(word: Token, words: list[Token], index: int) -> bool:
    """Single short words that are names only in capitals, at the start of a phrase written like any other word."""
    return index == 0 and len(words) > 1 and word.fold in ("he", "of", "the", "a", "an") and not word.acronym


def _joined(words: list[Token], last: int) -> bool:
    """Whether a hyphen and a distancing word follow ("government-backed", "military-led")."""
    return last < len(words) and words[last].hyphen and words[last].fold in _DISTANCING


def _far(words: list[Token], first: int, last: int) -> bool:
    after = words[last] if last < len(words) else None
    if (
        after
        and after.fold in _DISTANCING
        and after.fold not in _LOCATING
        and (after.hyphen or not words[last - 1].owner)
    ):
        return after.hyphen or after.fold in ("backed", "led", "linked", "allied")
    before = words[first - 1] if first else None
    return bool(before and words[first].hyphen and before.fold in _OPPOSING)


#: Words of everyday English that are names of parties, companies and papers too.
_COMMON = word_set(
    """
    justice front union reform future congress unity labour labor liberals democrats republicans greens renewal action
    change hope progress homeland fatherland movement alliance party people freedom liberty peace solidarity order
    times post star sun guardian independent monitor nation herald mirror globe standard express mail target shell apple
    visa meta alphabet orange progressive national democracy coalition forward together
    """
)


#: Acronyms of the knowledge file that the Meaning Bank's news also has as words in small letters.
_WORDS_TOO = word_set(
    """
    the and is an who most can plan car now man must far per good hope care act real star ice pact fast map pace cope
    tip add raw fact red model mud ash roots mend fat cane shape
    """
)
#: Names of parties, companies and papers: an everyday word may be one of theirs.
_TITLED = frozenset({"party", "company", "media"})


def is_word_too(key: str, names: Sequence[Entity]) -> bool:
    """Whether a name of one word is an everyday word as well, which only small letters could tell from it."""
    fold = key.removeprefix("^")
    if key != fold:
        return fold in _WORDS_TOO
    return (fold in _COMMON or fold in ("left", "right")) and all(e.kind in _TITLED for e in names)


def is_common_word(unit: Unit) -> bool:
    """Whether a name is one everyday word: inside a longer name it is a part of that name only."""
    return unit.kind == "name" and unit.fold in _COMMON and all(e.kind in _TITLED for e in unit.names)


def is_far_word(fold: str) -> bool:
    """Whether a word is the second half of a distancing compound."""
    return fold in _DISTANCING or fold in _OPPOSING
