"""The second stage: the bytes of one article to a `Report`, or to the reason why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from regesta.records.codec import report_id
from regesta.records.outcomes import Reason, Rejection
from regesta.records.reports import Capture, Part, Report
from regesta.text.article import Article, compose, read_fragment, read_page
from regesta.text.bounded import text_over
from regesta.text.dates import publication_date
from regesta.text.decode import decode
from regesta.text.language import refuse_other_than_english
from regesta.text.markup import tidy
from regesta.text.pagedata import PageData
from regesta.text.plain import layout, normalise
from regesta.text.refusals import Refusal
from regesta.text.rows import ROW, Row, decode_row
from regesta.text.sniff import HEAD, Kind, kind_of

_STAGE = "read"
#: `Report.published_why` when nobody says when the report appeared.
UNDATED = "neither the document nor --published says when it appeared"


@dataclass(frozen=True, slots=True)
class _Draft:
    """A report before its language is known."""

    text: str
    parts: tuple[Part, ...]
    data: PageData


@dataclass(frozen=True)
class Read:
    """Captures to reports, one for one.

    Attributes:
        published: the caller's publication date for documents that do not tell theirs; None if there is none.
    """

    published: date | None = None

    def __call__(self, captures: Sequence[Capture]) -> list[Report | Rejection]:
        """A report or a rejection for each capture, in the same order. Nothing a document holds makes this raise."""
        return [self._one(capture) for capture in captures]

    def _one(self, capture: Capture) -> Report | Rejection:
        draft = _draft(capture)
        if isinstance(draft, Refusal):
            return _rejection(capture, draft)
        if over := text_over(draft.text):
            return _rejection(capture, over)
        if not any(character.isalpha() for character in draft.text):
            return _rejection(capture, Refusal(Reason.EMPTY, "the document has no words"))
        language = refuse_other_than_english(draft.text)
        if isinstance(language, Refusal):
            return _rejection(capture, language)
        published, why = draft.data.published, draft.data.published_why
        if published is None:
            published, why = self.published, "option" if self.published else UNDATED
        return Report(
            id=report_id(draft.text, capture.sha256, capture.origin.partition("#")[2]),
            text=draft.text,
            parts=draft.parts,
            title=draft.data.title,
            published=published,
            published_why=why,
            language=language.code,
            byline=draft.data.byline,
            source=draft.data.source,
            url=draft.data.url or capture.url,
            origin=capture.origin,
            capture_sha256=capture.sha256,
        )


def _rejection(capture: Capture, refusal: Refusal) -> Rejection:
    return Rejection(capture.origin, _STAGE, refusal.reason, refusal.detail, capture.sha256)


def _draft(capture: Capture) -> _Draft | Refusal:
    if not capture.data.strip():
        return Refusal(Reason.EMPTY, "the document is empty")
    if capture.media_type == ROW:
        row = decode_row(capture.data)
        return row if isinstance(row, Refusal) else _from_row(row)
    kind = kind_of(capture.data[:HEAD])
    html = kind is Kind.HTML or capture.media_type in ("text/html", "application/xhtml+xml")
    decoded = decode(capture.data, declared=capture.charset, lenient=html)
    if isinstance(decoded, Refusal):
        return decoded
    if html:
        article = read_page(decoded.text, url=capture.url)
        return article if isinstance(article, Refusal) else _from_article(article)
    return text_over(decoded.text) or _from_plain(decoded.text)


def _from_plain(text: str) -> _Draft:
    text = normalise(text)
    found = layout(text)
    why = "text" if found.published else ""
    return _Draft(text, found.parts, PageData(found.title, found.published, why, found.byline))


def _from_article(article: Article) -> _Draft:
    text, parts, article = compose(article)
    return _Draft(text, parts, article.data)


def _from_row(row: Row) -> _Draft | Refusal:
    published = publication_date(row.published)
    if row.published and published is None and row.kind == "row":
        return Refusal(Reason.MALFORMED, f'"published" is no date: {row.published[:40]!r}; write YYYY-MM-DD')
    draft = _row_text(row)
    if isinstance(draft, Refusal):
        return draft
    data = replace(
        draft.data,
        title=draft.data.title or tidy(row.title),
        published=published or draft.data.published,
        published_why=row.kind if published else draft.data.published_why,
        byline=row.byline or draft.data.byline,
        source=row.source or draft.data.source,
        url=row.url or draft.data.url,
    )
    return replace(draft, data=data)


def _row_text(row: Row) -> _Draft | Refusal:
    title = tidy(row.title)
    if not row.text.strip():
        whole = "<body" in row.html or "<html" in row.html
        article = read_page(row.html, url=row.url) if whole else read_fragment(row.html)
        if isinstance(article, Refusal):
            return article
        return _from_article(replace(article, data=replace(article.data, title=title or article.data.title)))
    body = normalise(row.text)
    if not title or body.lstrip().partition("\n")[0].strip() == title:
        return _from_plain(body)
    return _from_plain(f"{title}\n\n{body.lstrip()}")
