"""`polnear`: who says what, against the attributions of PolNeAR (a folder with `text/` and, in brat's format,
`attributions/`).

A gold attribution is found when a predicted speaker's head lies in the gold source and the contents share at least half
of each other's words. Gold attributions without a source are not asked for; whatever is predicted counts, so that
naming a speaker where the annotators saw none costs precision. PolNeAR marks each word for one attribution at most (its
README: "univocal"), so it has none inside another; a statement told inside another's content is therefore no answer to
it and set aside, and `every_attribution_f1` says what the same would be with those counted as wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from regesta.errors import DataError
from regesta.evaluation.assignment import best_pairs
from regesta.evaluation.bootstrap import FloatArray, f1, figures, ratio
from regesta.evaluation.corpus import MEASURE, Options, existing, plain_report, text_of
from regesta.evaluation.parts import Parts
from regesta.evaluation.results import Measured
from regesta.records.readings import Reading
from regesta.records.spans import Span
from regesta.stages.quotes import attributions

_BATCH = 8
_LEAST_SHARED = 0.5
_PIECES = re.compile(r"(\d+) (\d+)")


#: The head of a speaker and the words of what is said.
Statement = tuple[int, frozenset[int]]


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """Source and content as stretches of text; the source is empty where none was marked."""

    source: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its attributions."""

    name: str
    text: str
    gold: tuple[GoldAttribution, ...]


def articles(folder: Path, limit: int | None = None) -> list[tuple[Article, tuple[Path, Path]]]:
    """The articles of a folder, each with its two files.

    Raises:
        MissingPathError, DataError: no such folder, no `text/` and `attributions/` in it, a file that does not fit.
    """
    texts, marks = existing(folder) / "text", folder / "attributions"
    if not texts.is_dir() or not marks.is_dir():
        raise DataError("no text/ and attributions/ in it", where=str(folder), mend="a PolNeAR folder is wanted")
    out = []
    for path in sorted(marks.glob("*.ann"))[:limit]:
        # The annotation's name may end in four digits of a digest that the text's has not.
        names = (path.stem, re.sub(r"_[0-9a-f]{4}$", "", path.stem))
        text = next((p for p in (texts / f"{name}.txt" for name in names) if p.exists()), None)
        if text is None:
            raise DataError("its text is missing", where=str(path), mend=f"put it into {texts}")
        out.append((Article(path.stem, text_of(text), tuple(_gold(path))), (text, path)))
    if not out:
        raise DataError("no .ann file in attributions/", where=str(folder))
    return out


def _gold(path: Path) -> list[GoldAttribution]:
    spans: dict[str, tuple[Span, ...]] = {}
    events: list[list[tuple[str, str]]] = []
    for line in text_of(path).split("\n"):
        fields = line.rstrip("\r").split("\t")
        if line.startswith("T") and len(fields) > 1:
            spans[fields[0]] = tuple(Span(int(a), int(b)) for a, b in _PIECES.findall(fields[1]))
        elif line.startswith("E") and len(fields) > 1:
            events.append(
                [(role.rstrip("0123456789"), of) for role, _, of in (x.partition(":") for x in fields[1].split())]
            )
    out = []
    for event in events:
        try:
            source = tuple(span for role, of in event if role == "Source" for span in spans[of])
            content = tuple(span for role, of in event if role == "Content" for span in spans[of])
        except KeyError as error:
            raise DataError(f"{error} is named but not marked", where=str(path)) from error
        if content:
            out.append(GoldAttribution(source, content))
    return out


def words_in(reading: Reading, spans: Sequence[Span]) -> frozenset[int]:
    """Indices of the words, punctuation left aside, that lie in some stretches of text."""
    return frozenset(
        i
        for i, token in enumerate(reading.tokens)
        if token.upos != "PUNCT" and any(span.overlaps(token.span) for span in spans)
    )


def alike(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether two contents share at least half of each other's words."""
    shared = len(one & other)
    return bool(shared) and shared >= _LEAST_SHARED * len(one) and shared >= _LEAST_SHARED * len(other)


def tally(article: Article, reading: Reading) -> list[float]:
    """Additive counts of an article.

    Found, gold with a source, predicted, contents alike whoever speaks; then found and predicted with nested ones.
    """
    every = [(one.speaker_head, words_in(reading, one.content)) for one in attributions(reading)]
    gold = [(one.source, words_in(reading, one.content)) for one in article.gold if one.source]
    found = outermost(every)
    right, same = _pairs(reading, gold, found)
    return [right, len(gold), len(found), same, _pairs(reading, gold, every)[0], len(every)]


def outermost(found: Sequence[Statement]) -> list[Statement]:
    """Without those whose words are some of another's."""
    return [one for one in found if not any(one[1] < other for _, other in found)]


def _pairs(
    reading: Reading, gold: Sequence[tuple[tuple[Span, ...], frozenset[int]]], found: Sequence[Statement]
) -> tuple[float, float]:
    """How many gold ones are found with their speaker, and how many whoever speaks."""
    same, right = [], []
    for source, words in gold:
        fits = [alike(words, content) for _, content in found]
        spoken = [any(span.overlaps(reading.tokens[head].span) for span in source) for head, _ in found]
        same.append([1.0 if fit else None for fit in fits])
        right.append([1.0 if fit and said else None for fit, said in zip(fits, spoken, strict=True)])
    return float(len(best_pairs(right))), float(len(best_pairs(same)))


def statistic(sums: FloatArray) -> dict[str, float]:
    """F1 with its parts; F1 of contents alone; F1 with nested statements."""
    right, gold, found, same, right_of_every, every = sums
    return {
        "attribution_f1": f1(right, gold, found),
        "attribution_precision": ratio(right, found),
        "attribution_recall": ratio(right, gold),
        "content_f1": f1(same, gold, found),
        "every_attribution_f1": f1(right_of_every, gold, every),
    }


def measure(path: Path, parts: Parts, options: Options) -> Measured:
    """F1 of attributions with a source; `limit` counts articles."""
    given = articles(path, options.limit)
    units: list[list[float]] = []
    for start in range(0, len(given), _BATCH):
        batch = [article for article, _ in given[start : start + _BATCH]]
        readings = parts.annotate([plain_report(article.text, article.name) for article in batch])
        units += [tally(article, reading) for article, reading in zip(batch, readings, strict=True)]
    return Measured(
        numbers=figures(units, statistic),
        counts={
            "articles": len(given),
            "gold": int(sum(u[1] for u in units)),
            "predicted": int(sum(u[2] for u in units)),
        },
        unit="article",
        files=tuple(str(file) for _, pair in given for file in pair),
        licence=MEASURE,
        notes=(
            "gold attributions without a source are not asked for; every predicted one counts that stands in no other",
        ),
    )
