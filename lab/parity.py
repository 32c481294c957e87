"""Does the exported network say what the trained one says? Shares of words on which both agree."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from lab.batches import Item
from regesta.model.encode import Encoder

#: Least share of words on which int8 and float must agree; below it the export is refused.
FLOORS = {"event": 0.985, "upos": 0.985, "head": 0.96}


@torch.no_grad()
def parity(
    exported: torch.nn.Module, names: Sequence[str], path: Path, pool: Sequence[Item], encoder: Encoder
) -> dict[str, float]:
    """Agreement by output (label of highest score), over the real words of each window, one window a run."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    same: dict[str, int] = dict.fromkeys(FLOORS, 0)
    total = 0
    for item in pool:
        batch = encoder.batch([(item.doc.words, item.pieces, item.sentence_of, item.window)])
        feeds = batch.feeds()
        theirs = dict(zip(names, session.run(list(names), feeds), strict=True))
        ours = dict(zip(names, exported(*(torch.from_numpy(v) for v in feeds.values())), strict=True))
        total += item.window.last - item.window.first
        for name in FLOORS:
            left, right = np.asarray(ours[name].numpy()), np.asarray(theirs[name])
            if left.ndim == 3:
                left, right = left.argmax(-1), right.argmax(-1)
            same[name] += int((left == right).sum())
    return {name: round(count / total, 4) for name, count in same.items()}
