"""The table of words for linking: `python -m lab.linkwords --corpora DIR --to src/regesta/linking/data/words.npz`.

Counts come from Wikinews (CC BY 2.5), the GMB sentences cut into pieces of a dozen (public domain) and MUC-4 (MIT);
vectors from the all-MiniLM-L6-v2 encoder (Apache-2.0), one word at a time, brought down to their main directions.
No sentence of these texts is kept.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer

from lab.train import minilm_folder
from regesta.linking.words import forms

#: Texts a word must stand in: rarer ones are names and slips, for which "rare" is all there is to know.
LEAST = 3
#: Sentences of GMB taken as one text.
PIECE = 12
#: Directions kept of the encoder's 384.
DIRECTIONS = 48


def texts(root: Path) -> Iterator[str]:
    """The free texts counted."""
    csv.field_size_limit(sys.maxsize)
    for path in sorted(root.glob("wikinews/*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from (row["text"] for row in csv.DictReader(file))
    piece: list[str] = []
    sentences = 0
    with (root / "gmb" / "ner_dataset.csv").open(encoding="latin-1", newline="") as file:
        for row in csv.DictReader(file):
            sentences += bool(row["Sentence #"])
            if row["Sentence #"] and sentences % PIECE == 0:
                yield " ".join(piece)
                piece = []
            piece.append(row["Word"] or "")
    yield " ".join(piece)
    for path in sorted((root / "muc4").rglob("*train*.json")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield str(json.loads(line).get("doctext", "")).lower()


def main() -> None:
    """Counts, encodes, writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    args = parser.parse_args()
    counts: Counter[str] = Counter()
    number = 0
    for text in texts(args.corpora):
        number += 1
        counts.update({word.lower() for word in forms(text)})
    words = sorted(word for word, count in counts.items() if count >= LEAST)
    vectors = vectors_of(words)
    centred = vectors - vectors.mean(axis=0)
    _, _, directions = np.linalg.svd(centred[:: max(1, len(centred) // 6000)], full_matrices=False)
    short = centred @ directions[:DIRECTIONS].T
    short /= np.maximum(np.linalg.norm(short, axis=1, keepdims=True), 1e-9)
    np.savez_compressed(
        args.to,
        words=np.frombuffer("\n".join(words).encode(), dtype=np.uint8),
        counts=np.array([counts[word] for word in words], dtype=np.int32),
        texts=np.array([number], dtype=np.int32),
        vectors=np.round(short * 127).astype(np.int8),
    )
    print(f"{len(words)} words of {number} texts in {args.to}: {args.to.stat().st_size} bytes")


@torch.no_grad()
def vectors_of(words: list[str]) -> np.ndarray:
    """The encoder's mean vector of each word on its own."""
    folder = minilm_folder()
    weights = load_file(folder / "model.safetensors")
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    rows = [run(weights, torch.tensor([tokenizer.encode(word).ids[:12]]))[0] for word in words]
    return torch.stack(rows).numpy()


def run(weights: dict[str, torch.Tensor], ids: torch.Tensor) -> torch.Tensor:
    """BERT's forward pass with mean pooling, for inputs without padding."""
    norm, linear = torch.nn.functional.layer_norm, torch.nn.functional.linear

    def part(name: str) -> tuple[torch.Tensor, torch.Tensor]:
        return weights[f"{name}.weight"], weights[f"{name}.bias"]

    length, base = ids.shape[1], "embeddings"
    x = weights[f"{base}.word_embeddings.weight"][ids] + weights[f"{base}.position_embeddings.weight"][:length]
    x = norm(x + weights[f"{base}.token_type_embeddings.weight"][0], (384,), *part(f"{base}.LayerNorm"), 1e-12)
    for n in range(6):
        at = f"encoder.layer.{n}"
        q, k, v = (
            linear(x, *part(f"{at}.attention.self.{name}")).view(-1, length, 12, 32).transpose(1, 2)
            for name in ("query", "key", "value")
        )
        mixed = torch.nn.functional.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(-1, length, 384)
        mixed = linear(mixed, *part(f"{at}.attention.output.dense"))
        x = norm(x + mixed, (384,), *part(f"{at}.attention.output.LayerNorm"), 1e-12)
        up = torch.nn.functional.gelu(linear(x, *part(f"{at}.intermediate.dense")))
        x = norm(x + linear(up, *part(f"{at}.output.dense")), (384,), *part(f"{at}.output.LayerNorm"), 1e-12)
    return x.mean(dim=1)


if __name__ == "__main__":
    main()
