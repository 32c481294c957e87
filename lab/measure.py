"""Scores of the heads on held-out documents: what the training log and the manifest report."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from lab.batches import TAGS, Collator, Example, Item
from lab.documents import IGNORE
from lab.losses import antecedent_scores, from_rows, home_scores
from lab.net import Net
from regesta.model import labels
from regesta.model.roles import best_roles


class Counts:
    """Right, gold and predicted, for an F1."""

    def __init__(self) -> None:
        self.right = self.gold = self.predicted = 0

    def f1(self) -> float:
        """2PR/(P+R); 0 where nothing is gold or predicted."""
        total = self.gold + self.predicted
        return 2 * self.right / total if total else 0.0


@torch.no_grad()
def measure(net: Net, pool: Sequence[Item], collate: Collator, *, size: int = 16) -> dict[str, float]:
    """Accuracy of tags, LAS and UAS, F1 of triggers, arcs and entity tags, Pearson r of factuality.

    Arc F1 is given gold sources. Only heads that the documents label appear.
    """
    net.eval()
    hits: dict[str, list[int]] = {}
    counts: dict[str, Counts] = {}
    scored: list[tuple[float, float]] = []
    for start in range(0, len(pool), size):
        example = collate(pool[start : start + size])
        fresh = torch.zeros_like(example.heads, dtype=torch.bool)
        for row, item in enumerate(pool[start : start + size]):
            fresh[row, item.window.fresh - item.window.first : item.window.last - item.window.first] = True
        feeds = example.feeds
        x = net.seen(feeds)
        view = net.event_view(x)
        for name in [*TAGS, "lemma"]:
            target = example.tags[name]
            mask = (target != IGNORE) & fresh
            if not mask.any():
                continue
            head, source = (net.event[name], view) if name in net.event else (net.token[name], x)
            guess = head(source).argmax(-1)
            hit = hits.setdefault(name, [0, 0])
            hit[0] += int((guess == target)[mask].sum())
            hit[1] += int(mask.sum())
            if name in ("event", "ner", "timex", "predicate"):
                typed, located = (
                    counts.setdefault(f"{name}_f1", Counts()),
                    counts.setdefault(f"{name}_any_f1", Counts()),
                )
                for c, same in ((typed, guess == target), (located, (guess > 0) & (target > 0))):
                    c.right += int((same & (target > 0))[mask].sum())
                    c.gold += int((target > 0)[mask].sum())
                    c.predicted += int((guess > 0)[mask].sum())
        _syntax(net, x, example, fresh, hits)
        _arc_counts(net, x, example, fresh, counts)
        known = ~example.factuality.isnan() & fresh
        if known.any():
            guess = net.factuality(view).squeeze(-1)[known]
            scored.extend(zip(guess.tolist(), example.factuality[known].tolist(), strict=True))
    net.train()
    out = {name: right / total for name, (right, total) in hits.items()}
    out |= {name: c.f1() for name, c in counts.items()}
    if len(scored) > 2:
        out["factuality_r"] = float(np.corrcoef(np.array(scored).T)[0, 1])
    return out


def _syntax(net: Net, x: torch.Tensor, example: Example, fresh: torch.Tensor, hits: dict[str, list[int]]) -> None:
    mask = (example.heads != IGNORE) & fresh
    if not mask.any():
        return
    heads = net.syntax.arcs(x, example.feeds["sentence_ids"]).argmax(-1)
    relations = net.syntax.relations(x, heads).argmax(-1)
    right = (heads == example.heads) & mask
    for name, value in (("uas", right), ("las", right & (relations == example.relations))):
        hit = hits.setdefault(name, [0, 0])
        hit[0] += int(value.sum())
        hit[1] += int(mask.sum())


def _arc_counts(net: Net, x: torch.Tensor, example: Example, fresh: torch.Tensor, counts: dict[str, Counts]) -> None:
    words = example.feeds["sentence_ids"] >= 0
    rows, target = example.roles
    if rows.shape[1]:
        keep = _kept(rows, fresh)[..., None] & words[:, None, :]
        chances = from_rows(net.role_arcs, x, rows).softmax(-1).float().numpy(force=True)
        guess = torch.from_numpy(np.stack([best_roles(one) for one in chances])).to(keep.device)[keep]
        wanted = target.long()[keep]
        c = counts.setdefault("roles_f1", Counts())
        c.right += int(((guess == wanted) & (wanted > 0)).sum())
        c.gold += int((wanted > 0).sum())
        c.predicted += int((guess > 0).sum())
    rows, target = example.events
    if rows.shape[1]:
        keep = _kept(rows, fresh)[..., None] & words[:, None, :]
        guesses = (from_rows(net.event_arcs, x, rows) > 0)[keep]
        gold = target[keep] > 0
        for i, name in enumerate(labels.EVENT_ARCS):
            c = counts.setdefault(f"arc_{name}_f1", Counts())
            c.right += int((guesses[..., i] & gold[..., i]).sum())
            c.gold += int(gold[..., i].sum())
            c.predicted += int(guesses[..., i].sum())
    rows, target = example.antecedents
    if rows.shape[1]:
        keep = _kept(rows, fresh)
        best = antecedent_scores(net, x, rows).argmax(-1)[keep]
        wanted = target[keep]
        anaphors = wanted[:, 0] == 0
        c = counts.setdefault("antecedent_f1", Counts())
        c.right += int((wanted.gather(1, best[:, None]).squeeze(1) * (best > 0))[anaphors].sum())
        c.gold += int(anaphors.sum())
        c.predicted += int((best > 0).sum())

    rows, target = example.homes
    if rows.shape[1]:
        keep = _kept(rows, fresh)
        best = home_scores(net, x, rows, words).argmax(-1)[keep]
        c = counts.setdefault("home_f1", Counts())
        c.right += int(target[keep].gather(1, best[:, None]).sum())
        c.gold += len(best)
        c.predicted += len(best)


def _kept(rows: torch.Tensor, fresh: torch.Tensor) -> torch.Tensor:
    """Which source rows are real and decoded in their window."""
    return (rows >= 0) & torch.gather(fresh, 1, rows.clamp(min=0))
