"""Mentions of names and times from the tags of words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from regesta.records.readings import Mention, Sentence, Token

#: What joins the parts of a name without a space ("Ban Ki-moon", "Omar al-Bashir").
_HYPHENS = frozenset("-\u2010\u2011\u2013")
_TYING = frozenset({"flat", "compound"})


def chunks(sentences: Sequence[Sentence], tags: Sequence[Sequence[str]]) -> list[Mention]:
    """Runs of B and I tags of one kind inside a sentence; an I after another kind begins a new run.

    `tags` holds (prefix, kind) for every word: B, I or O, and a kind of mention.
    """
    out: list[Mention] = []
    for sentence in sentences:
        start, kind = -1, ""
        for i in range(sentence.first, sentence.last + 1):
            prefix, here = tags[i] if i < sentence.last else ("O", "")
            if start >= 0 and (prefix != "I" or here != kind):
                out.append(Mention(start, i, kind))
                start = -1
            if prefix != "O" and start < 0:
                start, kind = i, here
    return out


def whole_names(mentions: Sequence[Mention], tokens: Sequence[Token], text: str) -> list[Mention]:
    """The mentions, persons with the rest of their names.

    The tags often end a name too early ("President Jacob" without "Zuma", "Omar al" without "-Bashir"): on 46 of the
    development reports a part of the name followed after 32 of 270 mentions of persons, as a mention of its own or of
    none.
    """
    at = {i: mention for mention in mentions for i in range(mention.first, mention.last)}
    out: list[Mention] = []
    for mention in mentions:
        if out and mention.first < out[-1].last:
            continue  # taken in by the name before
        if mention.kind == "PER":
            mention = Mention(mention.first, _end(mention, at, tokens, text), "PER")
        out.append(mention)
    return out


def _end(mention: Mention, at: Mapping[int, Mention], tokens: Sequence[Token], text: str) -> int:
    """Where the name that a mention of a person begins ends: after its last token."""
    last = mention.last
    while last < len(tokens) and tokens[last].sentence == tokens[mention.first].sentence:
        if tokens[last].span.of(text) in _HYPHENS and _is_tight(tokens[last - 1 : last + 2]):
            last += 2
        elif _goes_on(mention.first, last, at, tokens, text):
            last += 1
        else:
            break
    return last


def _is_tight(three: Sequence[Token]) -> bool:
    """Whether a hyphen stands between two words without a space."""
    return len(three) == len("a-b") and all(one.span.end == other.span.start for one, other in pairwise(three))


def _goes_on(first: int, i: int, at: Mapping[int, Mention], tokens: Sequence[Token], text: str) -> bool:
    """Whether token `i` is the next word of the name that begins at `first`."""
    token = tokens[i]
    if token.upos != "PROPN" or not token.span.of(text)[0].isupper():
        return False
    other = at.get(i)
    if other is None or other.kind == "PER":
        return True
    # A family name that is also a town's or a firm's.
    tied = first <= token.head < i or first <= tokens[i - 1].head == i
    return tied and other.last - other.first == 1 and token.deprel.partition(":")[0] in _TYING
