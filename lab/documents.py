"""One shape for every corpus: words in sentences, with whatever labels the corpus gives; the rest is masked.

A label list is None where the corpus says nothing, and IGNORE at single words it says nothing about. Arcs are triples
(source word, target word, label) over word indices of the document.
"""

from __future__ import annotations

from dataclasses import dataclass, field

#: PyTorch's own "no target" index for cross-entropy.
IGNORE = -100

ArcTriple = tuple[int, int, str]


@dataclass(slots=True)
class Document:
    """Consecutive sentences of one text.

    Attributes:
        id: corpus name and the corpus's own id.
        words: surface forms.
        sentences: half-open word ranges, in order, covering all words.
        tags: word labels by head name (`upos`, `lemma`, `ner`, `timex`, `predicate`, `event`, `realis`, `certainty`,
            `stance`, `quotation`); "" at words without a label for that head.
        heads, deprels: UD syntax (document word indices, -1 for root, IGNORE for not known), or None.
        factuality: UDS-IH2 score by word index.
        arcs: triples by arc head name (`roles`, `events`); a name that is there means the corpus labels it fully.
        antecedents: for each anaphor's head word, the head words of all earlier mentions of the same thing; None
            where the corpus has no coreference.
        homes: for a participant's head word, the words that name the country or body its code belongs to; none for one
            whose code is unknown. A participant whose home the document does not name is left out. None where the
            corpus has no participants.
        weight: loss weight of the document.
    """

    id: str
    words: list[str]
    sentences: list[tuple[int, int]]
    tags: dict[str, list[str]] = field(default_factory=dict)
    heads: list[int] | None = None
    deprels: list[str] | None = None
    factuality: dict[int, float] = field(default_factory=dict)
    arcs: dict[str, list[ArcTriple]] = field(default_factory=dict)
    antecedents: dict[int, list[int]] | None = None
    homes: dict[int, list[int]] | None = None
    weight: float = 1.0
