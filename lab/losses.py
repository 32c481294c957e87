"""One loss a head, each over the words its corpora label; their weighted sum trains the network."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from lab.batches import TAGS, Example
from lab.documents import IGNORE
from lab.net import Arcs, Net, picked

#: Weights of the heads in the sum, chosen by the scale of the raw losses after the first 200 steps. The event head has
#: two losses: whether a word is a trigger, over all words, and of which type, over triggers alone. As one cross-entropy
#: over all words (98 of 100 are no trigger) the types stayed underfit: after nine epochs "praised" was no SUPPORT.
#: From `ground` on the arcs of events weigh 3 (2 before): on reports it had learnt from, the network of `widen` was
#: right in 0.93 of the types but 0.75 of the recipients.
WEIGHTS = {
    "upos": 0.5, "lemma": 0.5, "ner": 0.7, "timex": 0.5, "predicate": 0.5, "trigger": 0.5, "event": 1.5, "realis": 0.7,
    "certainty": 0.4, "stance": 0.3, "quotation": 0.3, "arc": 1.0, "relation": 0.7, "roles": 1.0, "events": 3.0,
    "antecedent": 0.7, "home": 0.7, "factuality": 0.3,
}  # fmt: skip
#: The losses that treebanks teach, alone or nearly so.
TREEBANK = frozenset({"upos", "lemma", "predicate", "arc", "relation", "roles"})


def _tags(scores: Tensor, target: Tensor, weight: Tensor) -> Tensor | None:
    """Cross-entropy per labelled word, averaged with document weights; None where no word is labelled."""
    mask = target != IGNORE
    if not mask.any():
        return None
    loss = F.cross_entropy(scores[mask], target[mask], reduction="none")
    w = weight[:, None].expand_as(target)[mask]
    return (loss * w).sum() / w.sum()


def losses(net: Net, example: Example) -> dict[str, Tensor]:
    """Raw loss by head for one batch; heads without labels in the batch are absent."""
    feeds = example.feeds
    x = net.seen(feeds)
    view = net.event_view(x)
    out: dict[str, Tensor] = {}
    for name in [*TAGS, "lemma"]:
        source, head = (view, net.event[name]) if name in net.event else (x, net.token[name])
        target = example.tags[name]
        if (target != IGNORE).any():
            if name == "event":
                _events(head(source), target, out)
                continue
            loss = _tags(head(source), target, example.weight)
            if loss is not None:
                out[name] = loss
    _syntax(net, x, example, out)
    _arcs(net, x, example, out)
    known = ~example.factuality.isnan()
    if known.any():
        guess = net.factuality(view).squeeze(-1)[known]
        out["factuality"] = F.smooth_l1_loss(guess, example.factuality[known])
    return out


def _events(scores: Tensor, target: Tensor, out: dict[str, Tensor]) -> None:
    """Two losses from one softmax: trigger or not (a trigger's share of the words), and the type given a trigger."""
    mask = target != IGNORE
    scores, target = scores[mask], target[mask]
    triggers = target > 0
    odds = torch.logsumexp(scores[:, 1:], -1) - scores[:, 0]
    detection = F.binary_cross_entropy_with_logits(odds, triggers.float(), reduction="sum")
    out["trigger"] = detection / triggers.sum().clamp(min=4)
    if triggers.any():
        out["event"] = F.cross_entropy(scores[triggers, 1:], target[triggers] - 1, label_smoothing=0.03)


def _syntax(net: Net, x: Tensor, example: Example, out: dict[str, Tensor]) -> None:
    rows = (example.heads != IGNORE).any(1)
    if not rows.any():
        return
    x, heads, relations = x[rows], example.heads[rows], example.relations[rows]
    arcs = net.syntax.arcs(x, example.feeds["sentence_ids"][rows])
    mask = heads != IGNORE
    out["arc"] = F.cross_entropy(arcs[mask], heads[mask])
    scores = net.syntax.relations(x, heads.clamp(min=0))
    mask = relations != IGNORE
    out["relation"] = F.cross_entropy(scores[mask], relations[mask])


def _arcs(net: Net, x: Tensor, example: Example, out: dict[str, Tensor]) -> None:
    words = example.feeds["sentence_ids"] >= 0
    rows, target = example.roles
    if rows.shape[1]:
        scores = from_rows(net.role_arcs, x, rows)
        valid = (rows >= 0)[..., None] & words[:, None, :]
        loss = F.cross_entropy(scores[valid], target.long()[valid], reduction="sum")
        out["roles"] = loss / (rows >= 0).sum() / 4
    rows, target = example.events
    if rows.shape[1]:
        scores = from_rows(net.event_arcs, x, rows)
        valid = ((rows >= 0)[..., None] & words[:, None, :]).float()[..., None]
        loss = F.binary_cross_entropy_with_logits(scores, target, reduction="none")
        out["events"] = (loss * valid).sum() / (rows >= 0).sum() / 4
    rows, target = example.antecedents
    if rows.shape[1]:
        out["antecedent"] = _any_of(antecedent_scores(net, x, rows), target, rows) * 4
    rows, target = example.homes
    if rows.shape[1]:
        out["home"] = _any_of(home_scores(net, x, rows, words), target, rows)


def _any_of(scores: Tensor, target: Tensor, rows: Tensor) -> Tensor:
    """Cross-entropy of the chance that the choice falls on any of the targets, averaged over real rows."""
    gold = torch.logsumexp(scores.masked_fill(target == 0, -1e4), -1)
    return (torch.logsumexp(scores, -1) - gold)[rows >= 0].mean()


def from_rows(arcs: Arcs, x: Tensor, rows: Tensor) -> Tensor:
    """(B, R, W, labels): as `Arcs.forward`, only for the source words wanted, (B, R); padding rows are noise."""
    at = rows.clamp(min=0)
    return arcs.between(x, arcs.source(picked(x, at)), arcs.nearness(x.shape[1])[at])


def antecedent_scores(net: Net, x: Tensor, rows: Tensor) -> Tensor:
    """(B, R, W + 1) scores over "none" and earlier words."""
    links = from_rows(net.antecedents, x, rows).squeeze(-1)
    later = torch.arange(x.shape[1], device=x.device) >= rows[..., None]
    links = links.masked_fill(later, -1e4)
    none = torch.gather(net.no_antecedent(x).squeeze(-1), 1, rows.clamp(min=0))
    return torch.cat([none[..., None], links], -1)


def home_scores(net: Net, x: Tensor, rows: Tensor, words: Tensor) -> Tensor:
    """(B, R, 2 + W) scores over `labels.NO_HOME` and all real words of the window."""
    links = from_rows(net.homes, x, rows).squeeze(-1).masked_fill(~words[:, None, :], -1e4)
    none = net.no_home(x)
    return torch.cat([picked(none, rows.clamp(min=0)), links], -1)
