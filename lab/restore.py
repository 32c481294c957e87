"""Give training the network of a shipped bundle to start from: `python -m lab.restore --bundle DIR --out RUN`.

Checkpoints stay on the machine that made them; the bundle is what lasts. Its graphs carry every weight in int8 or
float32, under names that the exporter chooses. The same exporter gives a fresh network's weights the same names, and
there each weight is recognised by its values. What quantising rounded away is learnt again in a few hundred steps.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from lab.batches import Labels
from lab.export import GRAPHS, fold, to_onnx
from lab.net import Net
from lab.smooth import PLACES
from lab.train import write_labels

#: Suffixes that the quantiser adds to a weight's name.
_WHOLE, _SCALE, _ZERO = "_quantized", "_scale", "_zero_point"
#: Suffix of a weight that it has turned round, where the graph multiplies by its transpose.
_TURNED = "_Transposed"


def main(argv: list[str]) -> int:
    """The command line; see the module's text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundle", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="run folder; gets shipped.pt and labels.json")
    args = parser.parse_args(argv)
    args.out.mkdir(parents=True, exist_ok=True)
    # Not by `open_bundle`: a bundle of an older format is what this is most needed for.
    sets = json.loads((args.bundle / "manifest.json").read_text(encoding="utf-8"))["labels"]
    known = Labels(tuple(sets["lemmas"]), tuple(sets["relations"]))
    net = restored(args.bundle, known)
    write_labels(args.out, known)
    torch.save({"net": net.state_dict(), "step": 0}, args.out / "shipped.pt")
    print(f"{sum(p.numel() for p in net.parameters()) / 1e6:.1f} million weights in {args.out}", file=sys.stderr)
    return 0


def restored(bundle: Path, known: Labels) -> Net:
    """The network whose int8 graphs lie in `bundle`; heads that they lack start fresh, and are named.

    Raises:
        ValueError: a part of the network is there by halves: the bundle is of another network.
    """
    torch.manual_seed(0)
    net = Net(len(known.lemmas), len(known.relations))
    for parameter in net.parameters():
        torch.nn.init.normal_(parameter)  # no two alike, so that values tell them apart
    for layer in net.trunk.layers:
        for place, buffer in PLACES.items():
            setattr(layer, buffer, torch.rand(getattr(layer, place).in_features) + 0.5)
    with tempfile.TemporaryDirectory() as folder:
        to_onnx(net, Path(folder))
        fresh, stored = {}, {}
        for name in GRAPHS:
            fold(Path(folder) / f"{name}.onnx", Path(folder) / "folded.onnx")
            graph = onnx.load(str(Path(folder) / "folded.onnx")).graph
            fresh |= {f"{name} {i.name}": numpy_helper.to_array(i) for i in graph.initializer}
            stored |= {
                f"{name} {key}": value for key, value in _stored(onnx.load(str(bundle / f"{name}.onnx"))).items()
            }
    torch.manual_seed(1)
    whole = Net(len(known.lemmas), len(known.relations))
    state = whole.state_dict()
    missing: set[str] = set()
    present: set[str] = set()
    for name, parameter in net.named_parameters():
        found = _found(parameter.detach().numpy(), fresh, stored)
        if found is not None:
            state[name] = torch.tensor(found)
        (missing if found is None else present).add(name.split(".")[0])
    if missing & present:
        raise ValueError(f"only half of {', '.join(sorted(missing & present))} is in the bundle")
    for name, factors in net.named_buffers():
        # Activations were divided by what the weights were multiplied by.
        found = _found(factors.numpy(), fresh, stored)
        if found is not None:
            state[name.replace("_scale", ".weight")] *= torch.tensor(found)
    for name in sorted(missing):
        print(f"not in the bundle, starts fresh: {name}", file=sys.stderr)
    whole.load_state_dict(state)
    return whole


def _stored(model: onnx.ModelProto) -> dict[str, np.ndarray]:
    """Weights by the name they had before quantising."""
    raw = {i.name: numpy_helper.to_array(i) for i in model.graph.initializer}
    out = {}
    for name, value in raw.items():
        if name.endswith(_WHOLE):
            base = name.removesuffix(_WHOLE)
            zero, scale = raw[base + _ZERO].astype(np.float32), raw[base + _SCALE]
            out[base] = ((value.astype(np.float32) - zero) * scale).astype(np.float32)
        elif not any(name.endswith(end) and name.removesuffix(end) + _WHOLE in raw for end in (_SCALE, _ZERO)):
            # The factors of activations end like a quantiser's scale too, and are none.
            out[name] = value
    for name in [n for n in out if n.endswith(_TURNED)]:
        out[name.removesuffix(_TURNED)] = out.pop(name).T
    return out


def _found(mine: np.ndarray, fresh: dict[str, np.ndarray], stored: dict[str, np.ndarray]) -> np.ndarray | None:
    """The stored weight at the place where the fresh graph has `mine`, in the shape of `mine`, or None."""
    turns = [tuple(range(mine.ndim)), *([(1, 0, *range(2, mine.ndim))] if mine.ndim > 1 else [])]
    for label, value in fresh.items():
        for turn in turns if label in stored and value.size == mine.size else ():
            turned = mine.transpose(turn)
            if np.array_equal(value.reshape(-1), turned.reshape(-1)):
                return np.ascontiguousarray(stored[label].reshape(turned.shape).transpose(np.argsort(turn)))
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
