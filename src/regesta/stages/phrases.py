"""Phrases from syntax: which words belong to the noun phrase, clause or verb around a head word."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from regesta.records.readings import Mention, Reading, Token
from regesta.records.spans import Span

#: Dependents that make up the mention itself. Relative clauses, appositions and coordinated words stand apart.
_WITHIN = frozenset(
    "det det:predet amod compound flat nummod nmod nmod:poss nmod:unmarked nmod:desc nmod:npmod nmod:tmod case fixed "
    "goeswith advmod obl obl:unmarked obl:npmod".split()
)
#: Relations in which a verb's form belongs to a noun phrase; parts of speech that only tie on what follows.
_IN_PHRASE = frozenset(["amod", "compound", "flat", "case"])
_TIES = frozenset(["ADP", "CCONJ", "SCONJ", "PUNCT", "PART"])
_RELATIVES = frozenset(["who", "which", "that", "whom", "whose"])
#: What a preposition or conjunction adds in front of the head is not part of the mention.
_LEADING = frozenset(["case", "cc", "punct", "mark", "advmod", "det:predet"])
_NAMED = frozenset({"PER", "ORG", "LOC"})
_NOMINAL = frozenset(["NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"])


@dataclass(frozen=True, slots=True)
class Phrases:
    """A reading with its children index; all indices are token indices of the report, `starts` where each begins."""

    reading: Reading
    children: tuple[tuple[int, ...], ...]
    names: Mapping[int, Mention]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, reading: Reading) -> Phrases:
        """Indexes the tree and the named entities once."""
        children: list[list[int]] = [[] for _ in reading.tokens]
        for i, token in enumerate(reading.tokens):
            if token.head >= 0:
                children[token.head].append(i)
        names = {i: m for m in reading.mentions if m.kind in _NAMED for i in range(m.first, m.last)}
        starts = tuple(token.span.start for token in reading.tokens)
        return cls(reading, tuple(tuple(c) for c in children), names, starts)

    def token(self, i: int) -> Token:
        """The token at an index."""
        return self.reading.tokens[i]

    def text(self, span: Span) -> str:
        """Words of the report."""
        return span.of(self.reading.report.text)

    def form(self, i: int) -> str:
        """The surface form of one token."""
        return self.text(self.reading.tokens[i].span)

    def child(self, i: int, *relations: str) -> int | None:
        """The first dependent of `i` with one of the relations (subtypes count), or None."""
        for c in self.children[i]:
            relation = self.reading.tokens[c].deprel
            if relation in relations or relation.split(":")[0] in relations:
                return c
        return None

    def ancestors(self, i: int) -> Iterator[int]:
        """Heads of `i`, nearest first."""
        seen = 0
        while (i := self.reading.tokens[i].head) >= 0 and seen < 200:
            seen += 1
            yield i

    def depth(self, i: int) -> int:
        """Number of heads above `i`."""
        return sum(1 for _ in self.ancestors(i))

    def members(self, i: int) -> tuple[int, ...]:
        """The words coordinated with `i` (first conjunct first), `i` among them."""
        first = self.reading.tokens[i].head if self.reading.tokens[i].deprel == "conj" else i
        rest = [c for c in self.children[first] if self.reading.tokens[c].deprel == "conj"]
        return (first, *rest)

    def undergoers(self, verb: int) -> tuple[int, ...]:
        """The words that a passive verb is done to: its passive subject, or the noun a bare participle describes."""
        token = self.reading.tokens[verb]
        if token.upos != "VERB":
            return ()
        passive = [c for c in self.children[verb] if self.reading.tokens[c].deprel == "nsubj:pass"]
        form = self.form(verb).lower()
        participle = form.endswith(("ed", "en", "n", "t")) and form != token.lemma.lower()
        if not passive and token.deprel == "acl" and participle and self.child(verb, "mark", "aux") is None:
            own = [
                c for c in self.children[verb] if self.reading.tokens[c].deprel in ("obj", "nsubj", "ccomp", "xcomp")
            ]
            passive = [] if own else [token.head]
        return tuple(member for head in passive for member in self.members(head))

    def mention(self, head: int) -> Span:
        """The words of the mention headed by `head`: its noun phrase without leading preposition and trailing clause.

        A name that the entity head sees as one stays whole ("Red Cross and Red Crescent").
        """
        while self.token(head).deprel.startswith("flat"):
            head = self.token(head).head
        words = sorted(self._inside(head))
        names = {self.names[w] for w in words if w in self.names and self.token(w).upos == "PROPN"}
        words = sorted({*words, *(w for name in names for w in range(name.first, name.last))})
        low = high = words.index(head)
        while low > 0 and words[low - 1] == words[low] - 1:
            low -= 1
        while high + 1 < len(words) and words[high + 1] == words[high] + 1:
            high += 1
        while low < words.index(head) and self._drops_in_front(words[low], head):
            low += 1
        high = self._before_a_clause(words, words.index(head), high)
        while high > words.index(head) and self.token(words[high]).deprel in ("punct", "case"):
            if self.token(words[high]).deprel == "case" and self.form(words[high])[:1] in "'’":
                break
            high -= 1
        return Span(self.token(words[low]).span.start, self.token(words[high]).span.end)

    def _before_a_clause(self, words: Sequence[int], at: int, high: int) -> int:
        """The last of the words before a verb that a wrong parse has put into the phrase ("the minister said it")."""
        name = self.names.get(words[at])
        for n in range(at + 1, high + 1):
            token = self.token(words[n])
            if name is not None and self.names.get(words[n]) is name:
                continue
            if token.upos in ("VERB", "AUX") and token.deprel.split(":")[0] not in _IN_PHRASE:
                high = n - 1
                while high > at and self._joins(words[high]):
                    high -= 1
                break
        return high

    def _joins(self, i: int) -> bool:
        """Whether a word only ties on what follows it."""
        return self.token(i).upos in _TIES or self.form(i).lower() in _RELATIVES

    def _drops_in_front(self, i: int, head: int) -> bool:
        token = self.token(i)
        if token.deprel == "punct":
            return self.form(i) not in "\"“'‘("
        branch = i
        while self.token(branch).head not in (head, -1):
            branch = self.token(branch).head
        return self.token(branch).deprel in _LEADING

    def _inside(self, head: int) -> set[int]:
        out = {head}
        stack = [head]
        while stack:
            at = stack.pop()
            for c in self.children[at]:
                if self._belongs(c, at, head):
                    out.add(c)
                    stack.append(c)
        out |= self._enclosed_marks(out)
        return out

    def _belongs(self, child: int, parent: int, head: int) -> bool:
        token = self.token(child)
        if parent != head:
            # Inside a modifier everything belongs but clauses.
            return token.deprel.split(":")[0] not in ("acl", "parataxis", "appos") or token.deprel == "flat"
        if token.deprel in ("obl", "obl:unmarked", "advmod") and self.token(head).upos not in _NOMINAL:
            return False
        if token.deprel == "advmod" and child > head:
            return False
        return token.deprel in _WITHIN or (token.deprel == "punct" and self.form(child) in "-–\"“”'’()")

    def _enclosed_marks(self, words: set[int]) -> set[int]:
        """Hyphens, quotes and commas that stand between words of the phrase."""
        low, high = min(words), max(words)
        return {i for i in range(low, high) if self.token(i).deprel == "punct"}

    def subtree(self, head: int) -> Span:
        """Everything below `head`, as one span."""
        words = [head]
        stack = [head]
        while stack:
            for c in self.children[stack.pop()]:
                words.append(c)
                stack.append(c)
        return Span(self.token(min(words)).span.start, self.token(max(words)).span.end)

    def trigger(self, head: int) -> Span:
        """The trigger's words: the head, with a particle or a fixed expression that follows it directly."""
        last = head
        for c in sorted(self.children[head]):
            if c == last + 1 and self.token(c).deprel in ("compound:prt", "fixed", "goeswith"):
                last = c
        return Span(self.token(head).span.start, self.token(last).span.end)

    def within(self, span: Span) -> range:
        """The tokens that lie in a span."""
        first = bisect_left(self.starts, span.start)
        last = bisect_left(self.starts, span.end, first)
        while last > first and self.token(last - 1).span.end > span.end:
            last -= 1
        return range(first, last)

    def last_of_run(self, words: range, ends: Set[str]) -> int | None:
        """The last word with one of the parts of speech in the run of these and adjectives that `words` begin with."""
        last = None
        for i in words:
            upos = self.token(i).upos
            if upos not in ends and upos != "ADJ":
                break
            last = i if upos in ends else last
        return last

    def heads_of(self, tokens: Iterable[int]) -> tuple[int, ...]:
        """Of some tokens, those whose head is not among them, in order."""
        chosen = set(tokens)
        return tuple(i for i in sorted(chosen) if self.token(i).head not in chosen)

    def sentence_of(self, i: int) -> int:
        """Index of a token's sentence."""
        return self.reading.tokens[i].sentence
