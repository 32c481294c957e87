"""CoNLL-U as the measures need it: documents of sentences of syntactic words, each with its place in the plain text.

The text is put together from the tokens and their `SpaceAfter=No`, so that offsets are exact; paragraphs and documents
are separated by blank lines, as in the shared tasks on parsing raw text.
"""

from __future__ import annotations

from collections.abc import Iterator
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
    """The lines of one sentence. `token` maps the first word number of a multiword token to (last, form)."""

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
    if document.paragraphs and not sentence.starts_paragraph:
        document.paragraphs[-1], start = Span(document.paragraphs[-1].start, document.paragraphs[-1].end), None
    else:
        document.text = f"{document.text.rstrip(' ')}\n\n" if document.text else ""
        start = len(document.text)
    base, group, inside = len(document.words), len(document.words), 0
    heads: list[int] = []
    try:
        for row in sentence.rows:
            identifier, form, space = row[0], row[1].replace(" ", "\u00a0"), "SpaceAfter=No" not in row[9].split("|")
            if "." in identifier:
                continue
            if "-" in identifier:
                first, last = map(int, identifier.split("-"))
                inside, group = last - first + 1, group + 1
                span = _write(document, form, space=space)
                continue
            if inside:
                inside -= 1
            else:
                group += 1
                span = _write(document, form, space=space)
            heads.append(int(row[6]))
            head = base + heads[-1] - 1 if heads[-1] else -1
            document.words.append(Word(row[1], row[2], row[3], head, row[7], span, group))
    except ValueError as error:
        raise DataError(f"not a number: {error}", where=where) from error
    document.sentences.append((base, len(document.words)))
    end = len(document.text.rstrip(" "))
    if start is None:
        document.paragraphs[-1] = Span(document.paragraphs[-1].start, end)
    else:
        document.paragraphs.append(Span(start, end))


def _write(document: Document, form: str, *, space: bool) -> Span:
    start = len(document.text)
    document.text += form + (" " if space else "")
    return Span(start, start + len(form))
