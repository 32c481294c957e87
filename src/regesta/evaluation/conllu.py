"""CoNLL-U as the measures need it: documents of sentences of syntactic words, each with its place in the plain text.

The text is put together from the tokens and their `SpaceAfter=No`, so that offsets are exact; paragraphs and documents
are separated by blank lines, as in the shared tasks on parsing raw text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from regesta.errors import DataError
from regesta.evaluation.corpus import files, text_of
from regesta.model.session import Words
from regesta.records.spans import Span


@dataclass(frozen=True, slots=True)
class Word:
    """A syntactic word. `head` counts words of the document; -1 is a root. `group` is the token it is part of.

    Words of one multiword token share its span and its group number.
    """

    form: str
    lemma: str
    upos: str
    head: int
    deprel: str
    span: Span
    group: int


@dataclass(slots=True)
class Document:
    """Words of a document, its sentences as half-open word ranges, its text and the spans of its paragraphs."""

    name: str
    words: list[Word] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    paragraphs: list[Span] = field(default_factory=list)
    text: str = ""

    def gold_words(self) -> Words:
        """As the model takes them."""
        return Words(tuple(word.form for word in self.words), tuple(self.sentences))


@dataclass(slots=True)
class _Sentence:
    """The lines of one sentence and what its comments begin."""

    rows: list[list[str]] = field(default_factory=list)
    starts_document: str | None = None
    starts_paragraph: bool = False


def documents(path: Path, limit: int | None = None) -> list[Document]:
    """All documents of a CoNLL-U file or folder, in order; a file without `# newdoc` is one document.

    Raises:
        MissingPathError, DataError: nothing there, or not CoNLL-U.
    """
    out: list[Document] = []
    for file in files(path, ".conllu"):
        begun = False
        for sentence in _sentences(file):
            if sentence.starts_document is not None or not begun:
                if limit is not None and len(out) >= limit:
                    return out
                out.append(Document(sentence.starts_document or file.stem))
                begun = True
            _append(out[-1], sentence, str(file))
    if not out:
        raise DataError("no sentence in it", where=str(path), mend="name a CoNLL-U file")
    return out


def _sentences(path: Path) -> Iterator[_Sentence]:
    sentence = _Sentence()
    for number, line in enumerate([*text_of(path).split("\n"), ""], start=1):
        line = line.rstrip("\r")
        if line.startswith("# newdoc"):
            sentence.starts_document = line.partition("=")[2].strip() or f"{path.stem}-{number}"
        elif line.startswith("# newpar"):
            sentence.starts_paragraph = True
        elif line.strip() and not line.startswith("#"):
            row = line.split("\t")
            if len(row) != 10:
                raise DataError(f"{len(row)} columns instead of 10", where=f"{path}:{number}", mend="CoNLL-U is wanted")
            sentence.rows.append(row)
        elif not line.strip() and sentence.rows:
            yield sentence
            sentence = _Sentence()


def _append(document: Document, sentence: _Sentence, where: str) -> None:
    fresh = sentence.starts_paragraph or not document.paragraphs
    if fresh:
        document.text = f"{document.text.rstrip(' ')}\n\n" if document.text else ""
    start, base = len(document.text), len(document.words)
    try:
        _words(document, sentence.rows, base)
    except ValueError as error:
        raise DataError(f"not a number: {error}", where=where) from error
    document.sentences.append((base, len(document.words)))
    if not fresh:
        start = document.paragraphs.pop().start
    document.paragraphs.append(Span(start, len(document.text.rstrip(" "))))


def _words(document: Document, rows: Sequence[Sequence[str]], base: int) -> None:
    """Adds the words of a sentence; those of a multiword token share its span, its text is written once."""
    inside, group = 0, document.words[-1].group if document.words else 0
    span = Span(0, 0)
    for row in rows:
        if "." in row[0]:
            continue
        spaced = "SpaceAfter=No" not in row[9].split("|")
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            inside, group = last - first + 1, group + 1
            span = _write(document, row[1], spaced=spaced)
            continue
        if inside:
            inside -= 1
        else:
            group += 1
            span = _write(document, row[1], spaced=spaced)
        head = int(row[6])
        document.words.append(Word(row[1], row[2], row[3], base + head - 1 if head else -1, row[7], span, group))


def _write(document: Document, form: str, *, spaced: bool) -> Span:
    start = len(document.text)
    document.text += form + (" " if spaced else "")
    return Span(start, start + len(form))
