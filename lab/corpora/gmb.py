"""The Groningen Meaning Bank cut: tagged sentences of international news, in their original order.

The file gives tokens; a text is rebuilt by `detokenize`, whose output is what our stand-off annotations refer to
(each annotation file carries the SHA-256 of the text it was made on, so a change here cannot go unnoticed).
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

#: One token as the file gives it: word, part of speech (Penn), entity tag (BIO, silver).
Token = tuple[str, str, str]

_CLOSING = set(",.;:?!%)]}") | {"'s", "n't", "'", "''", "...", "'re", "'ve", "'ll", "'d", "'m"}
_OPENING = set("([{$") | {"``"}


def sentences(path: Path) -> list[list[Token]]:
    """All sentences of `ner_dataset.csv`, in file order (the corpus has no document marks)."""
    text = path.read_text(encoding="latin-1")
    out: list[list[Token]] = []
    for row in csv.reader(io.StringIO(text[text.index("\n") + 1 :])):
        if row[0]:
            out.append([])
        if row[1] and len(row) >= 4:
            out[-1].append((row[1], row[2], row[3]))
    return out


def detokenize(words: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """Running text of one tokenised sentence, and the half-open offsets of each word in it.

    Straight double quotes open and close in turn; a lone apostrophe closes (the corpus writes possessives so).
    """
    text, spans, glue, quoted = "", [], True, False
    for word in words:
        is_quote = word in {'"', "``", "''"}
        closes = (is_quote and quoted) or (not is_quote and word in _CLOSING)
        if text and not glue and not closes:
            text += " "
        start = len(text)
        text += '"' if is_quote else word
        spans.append((start, len(text)))
        glue = word in _OPENING or (is_quote and not quoted)
        if is_quote:
            quoted = not quoted
    return text, spans


def report_text(block: list[list[Token]]) -> str:
    """The text of consecutive sentences: one a line. Annotations of gmb reports refer to this string."""
    return "\n".join(detokenize([word for word, _, _ in sentence])[0] for sentence in block)
