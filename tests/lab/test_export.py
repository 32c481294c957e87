"""The exported graph computes what the network computes, for any sizes (torch is a training-only package)."""

from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnxscript")


@pytest.mark.filterwarnings("ignore")
def test_the_float_graph_equals_the_network_at_other_sizes(tmp_path: Path) -> None:
    import numpy as np  # noqa: PLC0415
    import onnxruntime  # noqa: PLC0415

    from lab.export import OUTPUTS, Exported, example_inputs, to_onnx  # noqa: PLC0415
    from lab.net import Net  # noqa: PLC0415
    from regesta.model.encode import INPUTS  # noqa: PLC0415

    torch.manual_seed(0)
    net = Net(5, 7).eval()
    to_onnx(net, tmp_path / "full.onnx")
    session = onnxruntime.InferenceSession(str(tmp_path / "full.onnx"), providers=["CPUExecutionProvider"])
    inputs = example_inputs(windows=1, pieces=31, words=23)
    theirs = session.run(list(OUTPUTS), {n: v.numpy() for n, v in zip(INPUTS, inputs, strict=True)})
    with torch.no_grad():
        ours = Exported(net)(*inputs)
    for name, left, right in zip(OUTPUTS, ours, theirs, strict=True):
        if name in ("event", "ner", "event_arcs", "arc", "factuality"):
            np.testing.assert_allclose(left.numpy(), right, rtol=1e-3, atol=2e-3)
