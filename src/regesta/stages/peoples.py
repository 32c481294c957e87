"""Several peoples before one noun: "French and German ministers" are two parties, of one sector.

The arcs point to the noun, to some of the adjectives, or to both; each of these stands for its share of the phrase.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from regesta.records.readings import Sentence
from regesta.records.spans import Span
from regesta.stages.phrases import Phrases

_NOUN = frozenset({"NOUN"})
#: What may stand between two of the adjectives, and which of it says that they are several parties.
_BETWEEN, _JOINS = frozenset({",", "and", "or", "as", "well"}), frozenset({"and", "or"})
#: Words between the last adjective and the end of the noun: "French and German foreign ministry officials".
_LONGEST = 4
#: Peoples before one noun; a list that is longer is none of parties, and a text of nothing else would take for ever.
_MOST = 12


@dataclass(frozen=True, slots=True)
class Share:
    """One party of such a phrase: its words in the report, and the words that say who it is ("French ministers")."""

    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class Several:
    """What a word of such a phrase stands for: all of the noun's shares, its `own` of each adjective; and the first."""

    own: tuple[Share, ...]
    first: Share


def shares(phrases: Phrases, code_at: Mapping[int, str]) -> dict[int, Several]:
    """The words of such phrases, adjectives and nouns, with what they stand for.

    Args:
        phrases: the report's words.
        code_at: codes of the tokens that lie in known names.
    """
    out: dict[int, Several] = {}
    resume = 0
    for at in sorted(code_at):
        if at < resume:
            continue
        sentence = phrases.reading.sentences[phrases.token(at).sentence]
        peoples, after = _peoples(phrases, code_at, sentence, at)
        rest = range(after, min(after + _LONGEST, sentence.last)) if len(peoples) > 1 else range(0)
        noun = phrases.last_of_run(rest, _NOUN)
        if noun is not None:
            found = tuple(_share(phrases, people, peoples[-1], after, noun) for people in peoples)
            out |= {people: Several((share,), found[0]) for people, share in zip(peoples, found, strict=True)}
            out[noun] = Several(found, found[0])
        resume = max(after, at + 1)
    return out


def _peoples(phrases: Phrases, code_at: Mapping[int, str], sentence: Sentence, start: int) -> tuple[list[int], int]:
    """The joined adjectives of countries that begin at a word, and the word after them; none unless an "and" joins."""
    found: list[int] = []
    at = after = start
    joined = False
    while at < sentence.last:
        if at in code_at and phrases.token(at).upos in ("ADJ", "PROPN") and (not found or at > after):
            if len(found) == _MOST:
                return [], start + 1
            found.append(at)
            after = at + 1
        elif not found or phrases.form(at).lower() not in _BETWEEN:
            break
        joined = joined or (bool(found) and phrases.form(at).lower() in _JOINS)
        at += 1
    # A tagger takes one of them for a name now and then, but names alone ("France and Germany") need no noun.
    several = joined and len({code_at[i] for i in found}) == len(found)
    return (found, after) if several and any(phrases.token(i).upos == "ADJ" for i in found) else ([], start + 1)


def _share(phrases: Phrases, people: int, last: int, after: int, noun: int) -> Share:
    rest = Span(phrases.token(after).span.start, phrases.token(noun).span.end)
    own = phrases.token(people).span
    span = Span(own.start, rest.end) if people == last else own
    return Share(span, f"{phrases.form(people)} {phrases.text(rest)}")
