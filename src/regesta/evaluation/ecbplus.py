"""Documents with gold event mentions and their cross-document coreference: ECB+ and MEANTIME, both in CAT's XML.

A mention is known by its document and its number there. Two mentions are of the same event when they point to the same
instance: across documents by the instance's own id, else by the relation inside the document; the rest stand alone.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from regesta.errors import DataError
from regesta.evaluation.corpus import text_of, xml_of
from regesta.evaluation.results import Number


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of an event: indices of tokens of its document; `event` is the gold instance."""

    id: tuple[str, str]
    words: tuple[int, ...]
    event: str


@dataclass(frozen=True, slots=True)
class Document:
    """Tokens, the half-open token ranges of sentences, and the event mentions.

    `topic` is the folder it lies in; `story` the finer group, where the corpus has one.
    """

    name: str
    topic: str
    story: str
    tokens: tuple[str, ...]
    sentences: tuple[tuple[int, int], ...]
    mentions: tuple[Mention, ...]


def validated(path: Path) -> dict[str, set[int]]:
    """For each ECB+ document the sentences whose annotation was checked, by the corpus's own list.

    Raises:
        DataError: the list is not there or has other columns.
    """
    found: dict[str, set[int]] = {}
    for row in csv.DictReader(StringIO(text_of(path))):
        try:
            name = f"{row['Topic']}_{row['File']}.xml"
            found.setdefault(name, set()).add(int(row["Sentence Number"]))
        except (KeyError, ValueError, TypeError) as error:
            raise DataError(f"not a list of sentences: {error!r}", where=str(path)) from error
    return found


def document(path: Path, *, kinds: Sequence[str], keep: set[int] | None = None) -> Document:
    """A document.

    Args:
        path: the XML file.
        kinds: beginnings of the names of markables that are events (`ACTION`, `NEG_ACTION`, `EVENT_MENTION`).
        keep: the sentences whose mentions count; None for all.

    Raises:
        DataError: it is not of this format.
    """
    root = xml_of(path)
    try:
        tokens = list(root.iter("token"))
        index = {token.get("t_id"): n for n, token in enumerate(tokens)}
        sentence = [int(token.get("sentence")) for token in tokens]
        instance = _instances(root, path.name)
        mentions = []
        for markable in root.find("Markables"):
            words = tuple(index[anchor.get("t_id")] for anchor in markable.iter("token_anchor"))
            if not words or not str(markable.tag).startswith(tuple(kinds)):
                continue
            if keep is None or sentence[words[0]] in keep:
                number = str(markable.get("m_id"))
                mentions.append(Mention((path.name, number), words, instance.get(number, f"{path.name}#{number}")))
    except (TypeError, KeyError, ValueError) as error:
        raise DataError(f"not a CAT document: {error!r}", where=str(path)) from error
    story = f"{path.parent.name}/{'plus' if 'plus' in path.name else 'ecb'}"
    forms = tuple(token.text or "" for token in tokens)
    return Document(path.name, path.parent.name, story, forms, _ranges(sentence), tuple(mentions))


def _instances(root: Any, name: str) -> dict[str, str]:
    """From a mention's number to the event it is of."""
    named = {one.get("m_id"): one.get("instance_id") for one in root.find("Markables") if one.get("instance_id")}
    found: dict[str, str] = {}
    for relation in root.find("Relations"):
        target = relation.find("target")
        if target is None or relation.tag == "HAS_PARTICIPANT" or relation.tag.endswith("LINK"):
            continue
        number = target.get("m_id")
        label = relation.get("note") or named.get(number) or f"{name}#{number}"
        for source in relation.iter("source"):
            found[str(source.get("m_id"))] = str(label)
    return found


def _ranges(sentence: Sequence[int]) -> tuple[tuple[int, int], ...]:
    starts = [n for n, number in enumerate(sentence) if n == 0 or number != sentence[n - 1]]
    return tuple(zip(starts, [*starts[1:], len(sentence)], strict=True))


def gold_of(documents: Iterable[Document]) -> dict[tuple[str, str], str]:
    """The gold partition."""
    return {mention.id: mention.event for document in documents for mention in document.mentions}


def rounded(numbers: dict[str, Number], prefix: str) -> dict[str, Number]:
    """Numbers under names with a prefix."""
    return {f"{prefix}{name}": number for name, number in numbers.items()}
