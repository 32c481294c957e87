"""Export a trained run as the bundle that ships: `python -m lab.export --data DATA --run RUN --to DIR`.

The network goes to ONNX with everything that can be decided inside it decided there (softmax, argmax, relation of the
chosen head), is quantised to int8 weights, compared with torch on real sentences, and wrapped in a manifest.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from lab.batches import items
from lab.corpora import conllu
from lab.net import Net
from lab.parity import FLOORS, parity
from lab.provenance import facts
from lab.train import PLANS, encoder, labels_of, load_net, minilm_folder
from regesta.model.bundle import write_manifest
from regesta.model.encode import INPUTS

OUTPUTS = (
    "upos", "lemma", "head", "deprel", "arc", "ner", "timex", "predicate", "event", "realis", "certainty", "stance",
    "quotation", "factuality", "event_arcs", "role", "role_score", "antecedent", "antecedent_score", "home",
)  # fmt: skip


class Exported(nn.Module):
    """The network with decisions inside; inputs as `regesta.model.encode.Batch`, outputs as `OUTPUTS`."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor, case_ids: Tensor, first_piece: Tensor, sentence_ids: Tensor
    ) -> tuple[Tensor, ...]:
        x = self.net.words(input_ids, attention_mask, case_ids, first_piece)
        raw = self.net(x, sentence_ids)
        heads = raw["arc"].argmax(-1)
        relations = self.net.syntax.relations(x, heads)
        roles = raw["role_arcs"].softmax(-1)
        role_score, role = roles.max(-1)
        columns = torch.arange(raw["antecedent"].shape[-1])
        rows = torch.arange(raw["antecedent"].shape[-2])
        later = columns[None, :] > rows[:, None]
        links = raw["antecedent"].masked_fill(later, -1e4).softmax(-1)
        link_score, link = links.max(-1)
        return (
            raw["upos"].argmax(-1), raw["lemma"].argmax(-1), heads, relations.argmax(-1), raw["arc"],
            raw["ner"].softmax(-1), raw["timex"].softmax(-1), raw["predicate"].softmax(-1)[..., 1],
            raw["event"].softmax(-1), raw["realis"].softmax(-1), raw["certainty"].softmax(-1),
            raw["stance"].softmax(-1), raw["quotation"].softmax(-1), raw["factuality"], raw["event_arcs"].sigmoid(),
            role, role_score, link, link_score,
            raw["home"].softmax(-1),
        )  # fmt: skip


def example_inputs(*, windows: int = 2, pieces: int = 24, words: int = 17) -> tuple[Tensor, ...]:
    """Arbitrary inputs of the right types, for tracing."""
    ids = torch.randint(1000, 2000, (windows, pieces))
    first = torch.arange(1, words + 1).expand(windows, -1).contiguous()
    sentence = (torch.arange(words) // 9).expand(windows, -1).contiguous()
    return ids, torch.ones_like(ids), torch.zeros_like(ids), first, sentence


def to_onnx(net: Net, path: Path) -> None:
    """The float32 graph with free batch, piece and word sizes."""
    batch, pieces, words = (torch.export.Dim(n, min=1, max=m) for n, m in (("b", 512), ("l", 512), ("w", 510)))
    shapes = {
        "input_ids": {0: batch, 1: pieces}, "attention_mask": {0: batch, 1: pieces}, "case_ids": {0: batch, 1: pieces},
        "first_piece": {0: batch, 1: words}, "sentence_ids": {0: batch, 1: words},
    }  # fmt: skip
    program = torch.onnx.export(
        Exported(net).eval(), example_inputs(), dynamo=True, dynamic_shapes=shapes, input_names=list(INPUTS),
        output_names=list(OUTPUTS), optimize=True,
    )  # fmt: skip
    assert program is not None
    program.save(str(path))


def fold(source: Path, target: Path) -> None:
    """The graph with everything computed that it does to weights alone: bilinear tables become plain matrices."""
    model = onnx.load(str(source))
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        del model.graph.value_info[:]
        onnx.save(model, str(plain))
        quant_pre_process(plain, target, skip_symbolic_shape=True)


def quantise(source: Path, target: Path) -> None:
    """int8 weights per channel; activations are quantised as they come."""
    with tempfile.TemporaryDirectory() as folder:
        folded = Path(folder) / "folded.onnx"
        fold(source, folded)
        quantize_dynamic(
            folded,
            target,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )


def main(argv: list[str]) -> int:
    """The command line; see the module's text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--stage", default="finish", choices=list(PLANS))
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="folder of unpacked corpora, for their digests")
    parser.add_argument("--thresholds", type=Path, default=Path(__file__).parent / "thresholds.json")
    args = parser.parse_args(argv)
    args.to.mkdir(parents=True, exist_ok=True)
    known = labels_of(args.run, [])
    net = load_net(args.run, args.stage, known).eval()
    full = args.run / "full.onnx"
    to_onnx(net, full)
    quantise(full, args.to / "model.onnx")
    shutil.copyfile(minilm_folder() / "tokenizer.json", args.to / "tokenizer.json")
    enc = encoder()
    sample = items(
        conllu.documents(args.data / "ud_gum/en_gum-ud-dev.conllu", "gum", genres=("news", "interview")), enc
    )
    agreed = parity(Exported(net).eval(), OUTPUTS, args.to / "model.onnx", sample, enc)
    print(f"parity with the trained network: {agreed}", file=sys.stderr)
    if any(agreed[name] < floor for name, floor in FLOORS.items()):
        print(f"refused: the floors are {FLOORS}", file=sys.stderr)
        return 1
    made = {**facts(args.data, args.run, args.stage, args.thresholds), "parity": agreed}
    write_manifest(args.to, lemmas=known.lemmas, relations=known.relations, facts=made)
    print(f"{(args.to / 'model.onnx').stat().st_size / 1e6:.1f} MB in {args.to}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
