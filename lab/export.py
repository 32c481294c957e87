"""Export a trained run as the bundle that ships: `python -m lab.export --data DATA --run RUN --to DIR`.

The network goes to ONNX with everything that can be decided inside it decided there (softmax, argmax, relation of the
chosen head), is quantised to int8 weights, compared with torch on real sentences, and wrapped in a manifest.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from lab.batches import items
from lab.corpora import conllu
from lab.net import WIDTH, Arcs, Net, buckets_of
from lab.parity import FLOORS, parity
from lab.provenance import facts
from lab.senses import senses
from lab.smooth import smoothed
from lab.train import BLEND, PLANS, encoder, labels_of, load_net, minilm_folder
from regesta.model.bundle import FILES, write_manifest
from regesta.model.encode import INPUTS
from regesta.model.senses import COUNT, SENSES, write_senses
from regesta.model.session import ROW_INPUTS

#: What each file of the bundle takes and gives, in this order; the arcs of few words are asked for after the first.
GRAPHS = {
    "model": (INPUTS, (
        "words", "upos", "lemma", "head", "deprel", "arc", "ner", "timex", "predicate", "event", "realis", "certainty",
        "stance", "quotation", "factuality", "antecedent", "antecedent_score",
    )),
    "event_arcs": (ROW_INPUTS, ("event_arcs",)),
    "homes": (ROW_INPUTS, ("home",)),
    "role_arcs": (ROW_INPUTS, ("roles",)),
}  # fmt: skip


#: Windows of training text that show how large activations get.
SHOWN = 150
#: Rows below which a table stays float32.
FEW = 64


class Exported(nn.Module):
    """The network with decisions inside; inputs as `regesta.model.encode.Batch`, outputs as `GRAPHS` says."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(
        self, input_ids: Tensor, case_ids: Tensor, sense_ids: Tensor, first_piece: Tensor, sentence_ids: Tensor
    ) -> tuple[Tensor, ...]:
        x = self.net.words(input_ids, case_ids, sense_ids, first_piece)
        raw = self.net(x, sentence_ids)
        heads = raw["arc"].argmax(-1)
        relations = self.net.syntax.relations(x, heads)
        columns = torch.arange(raw["antecedent"].shape[-1])
        rows = torch.arange(raw["antecedent"].shape[-2])
        later = columns[None, :] > rows[:, None]
        links = (raw["antecedent"] + later * -1e4).softmax(-1)
        link_score, link = links.max(-1)
        return (
            x, raw["upos"].argmax(-1), raw["lemma"].argmax(-1), heads, relations.argmax(-1), raw["arc"],
            raw["ner"].softmax(-1), raw["timex"].softmax(-1), raw["predicate"].softmax(-1)[..., 1],
            raw["event"].softmax(-1), raw["realis"].softmax(-1), raw["certainty"].softmax(-1),
            raw["stance"].softmax(-1), raw["quotation"].softmax(-1), raw["factuality"], link, link_score,
        )  # fmt: skip


class ExportedRows(nn.Module):
    """The arcs of some words of one window: word vectors, (W, WIDTH), and row numbers, (R,), to (R, W, ...)."""

    def __init__(
        self, arcs: Arcs, decide: Callable[[Tensor], tuple[Tensor, ...]], none: nn.Module | None = None
    ) -> None:
        super().__init__()
        self.arcs = arcs
        self.none = none
        self.decide = decide

    def forward(self, words: Tensor, rows: Tensor) -> tuple[Tensor, ...]:
        chosen = words[rows]
        gaps = torch.arange(words.shape[0])[None, :] - rows[:, None]
        nearness = self.arcs.distance(buckets_of(gaps))[None]
        scores = self.arcs.between(words[None], self.arcs.source(chosen)[None], nearness)[0]
        if self.none is not None:
            scores = torch.cat([self.none(chosen), scores.squeeze(-1)], -1)
        return self.decide(scores)


def _events(scores: Tensor) -> tuple[Tensor, ...]:
    return (scores.sigmoid(),)


def _chances(scores: Tensor) -> tuple[Tensor, ...]:
    return (scores.softmax(-1),)


def modules(net: Net) -> dict[str, nn.Module]:
    """The modules behind the files of a bundle, by the names of `GRAPHS`."""
    return {
        "model": Exported(net),
        "event_arcs": ExportedRows(net.event_arcs, _events),
        "homes": ExportedRows(net.homes, _chances, net.no_home),
        "role_arcs": ExportedRows(net.role_arcs, _chances),
    }


def example_inputs(*, pieces: int = 24, words: int = 17) -> tuple[Tensor, ...]:
    """Arbitrary inputs of the right types, for tracing."""
    ids = torch.randint(1000, 2000, (1, pieces))
    first = torch.arange(1, words + 1)[None]
    sentence = (torch.arange(words) // 9)[None]
    senses = torch.arange(pieces * SENSES).view(1, pieces, SENSES) % COUNT
    return ids, torch.zeros_like(ids), senses, first, sentence


def example_rows(*, words: int = 17, rows: int = 5) -> tuple[Tensor, ...]:
    """Arbitrary word vectors and row numbers, for tracing."""
    return torch.randn(words, WIDTH), torch.arange(rows) * 2


def to_onnx(net: Net, folder: Path) -> None:
    """The float32 graphs, one file for each of `GRAPHS`, for one window of any number of pieces, words and rows."""
    pieces, words, rows = (torch.export.Dim(n, min=1, max=m) for n, m in (("l", 512), ("w", 510), ("r", 510)))
    window = {
        "input_ids": {1: pieces}, "case_ids": {1: pieces}, "sense_ids": {1: pieces},
        "first_piece": {1: words}, "sentence_ids": {1: words},
    }  # fmt: skip
    some = {"words": {0: words}, "rows": {0: rows}}
    folder.mkdir(parents=True, exist_ok=True)
    for name, module in modules(net).items():
        inputs, outputs = GRAPHS[name]
        examples, shapes = (example_inputs(), window) if inputs == INPUTS else (example_rows(), some)
        program = torch.onnx.export(
            module.eval(), examples, dynamo=True, dynamic_shapes=shapes, input_names=list(inputs),
            output_names=list(outputs), optimize=True,
        )  # fmt: skip
        assert program is not None
        program.save(str(folder / f"{name}.onnx"))


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
            nodes_to_exclude=_small(folded),
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )


def _small(path: Path) -> list[str]:
    """Look-ups in tables of a few rows, which would take longer to turn back into floats than they save in size."""
    graph = onnx.load(str(path)).graph
    rows = {i.name: i.dims[0] for i in graph.initializer if len(i.dims) == 2}
    return [node.name for node in graph.node if node.op_type == "Gather" and rows.get(node.input[0], FEW) < FEW]


def main(argv: list[str]) -> int:
    """The command line; see the module's text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--stage", default="finish", choices=[*PLANS, BLEND])
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="folder of unpacked corpora, for their digests")
    parser.add_argument("--thresholds", type=Path, default=Path(__file__).parent / "thresholds.json")
    args = parser.parse_args(argv)
    args.to.mkdir(parents=True, exist_ok=True)
    known = labels_of(args.run, [])
    net = load_net(args.run, args.stage, known).eval()
    full = args.run / "full"
    enc = encoder()
    shown = items(conllu.documents(args.data / "ud_ewt/ud_ewt-train-rebuilt.conllu", "ewt"), enc)[:SHOWN]
    to_onnx(smoothed(net, shown, enc), full)
    for name in GRAPHS:
        quantise(full / f"{name}.onnx", args.to / f"{name}.onnx")
    shutil.copyfile(minilm_folder() / "tokenizer.json", args.to / "tokenizer.json")
    write_senses(args.to / "senses.tsv", senses())
    sample = items(
        conllu.documents(args.data / "ud_gum/en_gum-ud-dev.conllu", "gum", genres=("news", "interview")), enc
    )
    agreed = parity(Exported(net).eval(), GRAPHS["model"][1], args.to / "model.onnx", sample, enc)
    print(f"parity with the trained network: {agreed}", file=sys.stderr)
    if any(agreed[name] < floor for name, floor in FLOORS.items()):
        print(f"refused: the floors are {FLOORS}", file=sys.stderr)
        return 1
    made = {**facts(args.data, args.run, args.stage, args.thresholds), "parity": agreed}
    write_manifest(args.to, lemmas=known.lemmas, relations=known.relations, facts=made)
    size = sum((args.to / name).stat().st_size for name in FILES)
    print(f"{size / 1e6:.1f} MB in {args.to}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
