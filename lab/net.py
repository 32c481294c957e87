"""The network: one MiniLM encoder (6 layers, 384 wide), token heads and arc heads over word vectors.

Shapes: B windows, L pieces, W words. Biaffine attention for arcs: Dozat and Manning 2017 (arXiv:1611.01734).
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from regesta.model import labels
from regesta.model import senses as senses_of
from regesta.model.encode import CASES

WIDTH, LAYERS, ATTENTION_HEADS, INNER = 384, 6, 12, 1536
VOCABULARY, POSITIONS = 30522, 512
#: Classes of distance between the two ends of an arc.
BUCKETS = 19
#: Width of both sides of the table of syntactic relations, the largest of the heads. Cut down from 129 (by what the
#: words of EWT's training windows need most) it gives 0.9973 of 3,332 words of GUM's development news the same
#: relation, 0.9964 at 48, 0.9979 at 96. A window takes 4 % less time.
NARROW = 64


#: Random bits that dropout masks are cut from at random places; some thirty times the length of a mask.
STRIP = 1 << 25


class Dropout(nn.Module):
    """Dropout whose masks are slices of one long random strip: on a CPU, drawing fresh bits is an eighth of a step."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        if x.device.type != "cpu" or x.numel() > STRIP // 2:
            return F.dropout(x, self.share)
        start = int(torch.randint(0, STRIP - x.numel(), ()))
        return x * _strip(self.share, x.dtype)[start : start + x.numel()].view(x.shape)


@functools.cache
def _strip(share: float, kind: torch.dtype) -> Tensor:
    return ((torch.rand(STRIP) >= share) / (1.0 - share)).to(kind)


class Layer(nn.Module):
    """One transformer layer, post-norm, as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = Dropout(dropout)
        # Factors of what goes into `up` and `down`, only for the export (`lab.smooth`).
        self.register_buffer("up_scale", None, persistent=False)
        self.register_buffer("down_scale", None, persistent=False)

    def forward(self, x: Tensor, bias: Tensor | None, rows: Tensor | None = None) -> Tensor:
        """(B, L, WIDTH) to the same, or to (B, R, WIDTH) when only the pieces at `rows`, (B, R), are wanted."""
        q, k, v = self.qkv(x).chunk(3, -1)
        if rows is not None:
            x, q = picked(x, rows), picked(q, rows)
        y = attention(q, k, v, bias)
        x = self.norm1(x + self.dropout(self.out(y)))
        inner = gelu(self.up(_times(x, self.up_scale)))
        return self.norm2(x + self.dropout(self.down(_times(inner, self.down_scale))))


def gelu(x: Tensor) -> Tensor:
    """The activation by hyperbolic tangent: within 0.0005 of that by the error function, in four fifths of its time."""
    return F.gelu(x, approximate="tanh")


def picked(x: Tensor, rows: Tensor) -> Tensor:
    """The vectors of `x`, (B, L, N), at `rows`, (B, R)."""
    if len(rows) == 1:  # as the bundle reads; whole rows are copied faster than numbers one by one
        return x.index_select(1, rows[0])
    return torch.gather(x, 1, rows[..., None].expand(-1, -1, x.shape[-1]))


def _times(x: Tensor, factors: Tensor | None) -> Tensor:
    return x if factors is None else x * factors


def attention(q: Tensor, k: Tensor, v: Tensor, bias: Tensor | None) -> Tensor:
    """Scaled dot-product attention of all heads: queries (B, R, WIDTH) on keys and values (B, L, WIDTH).

    Written out under autocast, as a CPU's fused bfloat16 backward pass is slower. In an export it is one operator of
    onnxruntime's: a window takes 2 % less time than with products and softmax apart.
    """
    width = WIDTH // ATTENTION_HEADS
    if torch.onnx.is_in_onnx_export() and bias is None:
        facts = {"num_heads": ATTENTION_HEADS, "scale": width**-0.5}
        return torch.onnx.ops.symbolic(
            "com.microsoft::MultiHeadAttention", (q, k, v), facts, dtype=q.dtype, shape=q.shape, version=1
        )
    q, k, v = (x.unflatten(-1, (ATTENTION_HEADS, width)).transpose(1, 2) for x in (q, k, v))
    if torch.is_autocast_enabled(q.device.type):
        scores = (q * width**-0.5) @ k.transpose(-1, -2)
        y = (scores if bias is None else scores + bias).softmax(-1).to(v.dtype) @ v
    else:
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
    return y.transpose(1, 2).flatten(-2)


class Trunk(nn.Module):
    """Pieces to vectors, (B, L) to (B, L, WIDTH); or only to those at `rows`, (B, R), to (B, R, WIDTH).

    `senses`, (B, L, WIDTH), is what the lexicon adds to each piece.
    """

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.cases = nn.Embedding(CASES, WIDTH)
        nn.init.zeros_(self.cases.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))

    def forward(
        self,
        input_ids: Tensor,
        attention_mask: Tensor | None,
        case_ids: Tensor,
        senses: Tensor,
        rows: Tensor | None = None,
    ) -> Tensor:
        length = input_ids.shape[1]
        x = self.words(input_ids) + self.positions.weight[:length] + self.cases(case_ids) + senses
        x = self.dropout(self.norm(x))
        padded = attention_mask is not None
        bias = (1.0 - attention_mask[:, None, None, :].to(x.dtype)) * -1e4 if padded else None
        for number, layer in enumerate(self.layers):
            x = layer(x, bias, rows if number + 1 == LAYERS else None)
        return x

    def load_minilm(self, path: Path) -> None:
        """Weights of the packaged MiniLM (safetensors); the token type embedding is folded into the positions."""
        raw = load_file(str(path))
        e = "embeddings."
        state = {
            "words.weight": raw[e + "word_embeddings.weight"],
            "positions.weight": raw[e + "position_embeddings.weight"] + raw[e + "token_type_embeddings.weight"][0],
            "cases.weight": self.cases.weight.data,
            "norm.weight": raw[e + "LayerNorm.weight"],
            "norm.bias": raw[e + "LayerNorm.bias"],
        }
        for i in range(LAYERS):
            old, new = f"encoder.layer.{i}.", f"layers.{i}."
            for kind in ("weight", "bias"):
                parts = [raw[f"{old}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
                state[f"{new}qkv.{kind}"] = torch.cat(parts)
                for ours, theirs in _LAYER_NAMES.items():
                    state[f"{new}{ours}.{kind}"] = raw[f"{old}{theirs}.{kind}"]
        self.load_state_dict(state)


_LAYER_NAMES = {
    "out": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm2": "output.LayerNorm",
}


def buckets_of(gap: Tensor) -> Tensor:
    """Sign times log2 of distances in words, 0 to BUCKETS - 1.

    Counted by comparisons, not by a logarithm, so that every runtime agrees at the powers of two.
    """
    size = sum((gap.abs() + 1 >= 2**k).long() for k in range(1, BUCKETS // 2 + 1))
    return gap.sign() * size + BUCKETS // 2


class Projection(nn.Module):
    """Linear, activation, dropout: the small private view each side of an arc head has of a word."""

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.linear = nn.Linear(WIDTH, width)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor) -> Tensor:
        return self.dropout(gelu(self.linear(x)))


class Arcs(nn.Module):
    """Scores of every labelled arc, (B, W, W, labels): bilinear plus both sides' own scores plus a distance bias."""

    def __init__(self, count: int, width: int, dropout: float) -> None:
        super().__init__()
        self.source = Projection(width, dropout)
        self.target = Projection(width, dropout)
        self.bilinear = nn.Parameter(torch.zeros(count, width + 1, width))
        self.target_score = nn.Linear(width, count)
        self.distance = nn.Embedding(BUCKETS, count)
        nn.init.normal_(self.bilinear, std=0.02)
        nn.init.zeros_(self.distance.weight)

    def forward(self, x: Tensor) -> Tensor:
        return self.between(x, self.source(x), self.nearness(x.shape[1])[None])

    def nearness(self, words: int) -> Tensor:
        """(words, words, labels) bias of every arc by its distance.

        It depends on target minus source alone, so that each row is the one before moved by a word: rows of 2 words
        each, laid end to end and cut anew one shorter, look up 2 words' buckets in the place of words squared.
        """
        gaps = torch.arange(-words, words, device=self.distance.weight.device)
        row = self.distance(buckets_of(gaps + 1))
        end_to_end = row[None].expand(words, -1, -1).reshape(2 * words * words, -1)
        cut = end_to_end[words - 1 : words - 1 + words * (2 * words - 1)]
        return cut.view(words, 2 * words - 1, -1)[:, :words]

    def between(self, x: Tensor, source: Tensor, nearness: Tensor) -> Tensor:
        """(B, R, W, labels) from projected sources, (B, R, width), to all words.

        `nearness` is the bias by distance, (B or 1, R, W, labels).
        """
        b, r, width = source.shape
        count = self.bilinear.shape[0]
        source = torch.cat([source, torch.ones_like(source[..., :1])], -1)
        target = self.target(x)
        mixed = source @ self.bilinear.permute(1, 0, 2).reshape(width + 1, count * width)
        scores = mixed.view(b, r * count, width) @ target.transpose(1, 2)
        scores = scores.view(b, r, count, x.shape[1]).transpose(2, 3)
        return scores + self.target_score(target)[:, None] + nearness


class Syntax(nn.Module):
    """Heads and relations inside each sentence."""

    def __init__(self, relations: int, dropout: float) -> None:
        super().__init__()
        self.dependent, self.head = Projection(256, dropout), Projection(256, dropout)
        self.arc = nn.Parameter(torch.zeros(257, 256))
        self.root_score = nn.Linear(256, 1)
        self.rel_dependent, self.rel_head = Projection(128, dropout), Projection(128, dropout)
        self.narrow_dependent, self.narrow_head = nn.Linear(128, NARROW), nn.Linear(128, NARROW)
        self.rel = nn.Parameter(torch.zeros(relations, NARROW, NARROW))
        self.root_rel = nn.Parameter(torch.zeros(128))
        nn.init.normal_(self.arc, std=0.02)
        nn.init.normal_(self.rel, std=0.02)

    def arcs(self, x: Tensor, sentence_ids: Tensor) -> Tensor:
        """(B, W, W + 1) scores of each word's head; column 0 is the root. Other sentences get -1e4."""
        dependent, head = self.dependent(x), self.head(x)
        with_bias = torch.cat([dependent, torch.ones_like(dependent[..., :1])], -1)
        scores = with_bias @ self.arc @ head.transpose(-1, -2)
        allowed = sentence_ids[:, :, None] == sentence_ids[:, None, :]
        # Added, not filled in, so that the graph chooses between no two tables.
        scores = scores + (~allowed) * -1e4
        return torch.cat([self.root_score(dependent), scores], -1)

    def relations(self, x: Tensor, heads: Tensor) -> Tensor:
        """(B, W, relations) scores given heads, (B, W), where 0 is the root and i + 1 is word i."""
        dependent = self.narrow_dependent(self.rel_dependent(x))
        root = self.root_rel.expand(x.shape[0], 1, -1)
        table = self.narrow_head(torch.cat([root, self.rel_head(x)], 1))
        chosen = torch.gather(table, 1, heads[..., None].expand(-1, -1, table.shape[-1]))
        count, width, _ = self.rel.shape
        mixed = dependent @ self.rel.permute(1, 0, 2).reshape(width, count * width)
        mixed = mixed.view(*dependent.shape[:2], count, width)
        return (mixed @ chosen[..., None]).squeeze(-1)


TOKEN_HEADS = {
    "upos": len(labels.UPOS),
    "ner": len(labels.NER),
    "timex": len(labels.TIMEX),
    "predicate": len(labels.PREDICATE),
}
EVENT_HEADS = {
    "event": len(labels.EVENTS),
    "realis": len(labels.REALIS),
    "certainty": len(labels.CERTAINTY),
    "stance": len(labels.STANCE),
    "quotation": len(labels.QUOTATION),
}


#: The head whose label set has grown at its end; others decide theirs by what is in the corpora, in another order.
_GROWING = "role_arcs."


def _grown(value: Tensor, fresh: Tensor) -> Tensor:
    """A fresh weight with the labels that a checkpoint knows put in."""
    whole = fresh.clone()
    whole[tuple(slice(n) for n in value.shape)] = value
    return whole


class Net(nn.Module):
    """Trunk and heads. `lemmas` and `relations` are the sizes of the two label sets that corpora decide."""

    def __init__(self, lemmas: int, relations: int, dropout: float = 0.1, head_dropout: float = 0.25) -> None:
        super().__init__()
        self.sizes = (lemmas, relations)
        self.trunk = Trunk(dropout)
        # Beside the trunk: these start from nothing and learn at the heads' rate.
        self.senses = nn.Embedding(senses_of.COUNT, WIDTH, padding_idx=0)
        nn.init.zeros_(self.senses.weight)
        self.dropout = Dropout(head_dropout)
        self.token = nn.ModuleDict({k: nn.Linear(WIDTH, n) for k, n in {**TOKEN_HEADS, "lemma": lemmas}.items()})
        self.event_view = Projection(256, head_dropout)
        self.event = nn.ModuleDict({k: nn.Linear(256, n) for k, n in EVENT_HEADS.items()})
        self.factuality = nn.Linear(256, 1)
        self.syntax = Syntax(relations, head_dropout)
        self.event_arcs = Arcs(len(labels.EVENT_ARCS), 160, head_dropout)
        self.role_arcs = Arcs(len(labels.ROLE_ARCS), 96, head_dropout)
        self.antecedents = Arcs(1, 160, head_dropout)
        self.no_antecedent = nn.Linear(WIDTH, 1)
        self.homes = Arcs(1, 160, head_dropout)
        self.no_home = nn.Linear(WIDTH, len(labels.NO_HOME))

    def take(self, state: Mapping[str, Tensor]) -> None:
        """Loads the weights of a checkpoint; labels that came after it, at the end of their set, start fresh."""
        fresh = self.state_dict()
        self.load_state_dict({
            name: _grown(value, fresh[name]) if name.startswith(_GROWING) else value for name, value in state.items()
        })  # fmt: skip

    def words(
        self,
        input_ids: Tensor,
        case_ids: Tensor,
        sense_ids: Tensor,
        first_piece: Tensor,
        attention_mask: Tensor | None = None,
    ) -> Tensor:
        """Word vectors, (B, W, WIDTH); without a mask no piece may be padding."""
        return self.dropout(self.pieces(input_ids, case_ids, sense_ids, attention_mask, first_piece))

    def seen(self, feeds: Mapping[str, Tensor]) -> Tensor:
        """The word vectors of a batch (`lab.batches.Example`)."""
        names = ("input_ids", "case_ids", "sense_ids", "first_piece", "attention_mask")
        return self.words(*(feeds[name] for name in names))

    def pieces(
        self,
        input_ids: Tensor,
        case_ids: Tensor,
        sense_ids: Tensor,
        attention_mask: Tensor | None = None,
        rows: Tensor | None = None,
    ) -> Tensor:
        """Vectors of all pieces or of those at `rows`, as the trunk gives them."""
        return self.trunk(input_ids, attention_mask, case_ids, self.senses(sense_ids).sum(-2), rows)

    def forward(self, x: Tensor, sentence_ids: Tensor) -> dict[str, Tensor]:
        """Raw scores of every head but syntactic relations, which need heads, and arcs that only chosen words have."""
        out = {name: head(x) for name, head in self.token.items()}
        view = self.event_view(x)
        out |= {name: head(view) for name, head in self.event.items()}
        out["factuality"] = self.factuality(view).squeeze(-1)
        out["arc"] = self.syntax.arcs(x, sentence_ids)
        links = self.antecedents(x).squeeze(-1)
        out["antecedent"] = torch.cat([self.no_antecedent(x), links], -1)
        return out
