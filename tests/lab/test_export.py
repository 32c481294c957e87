"""The exported graph computes what the network computes, for any sizes (torch is a training-only package)."""

from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnxscript")


@pytest.mark.filterwarnings("ignore")
def test_the_float_graph_equals_the_network_at_other_sizes(tmp_path: Path) -> None:
    import numpy as np  # noqa: PLC0415
    import onnxruntime  # noqa: PLC0415

    from lab.export import GRAPHS, example_inputs, example_rows, modules, to_onnx  # noqa: PLC0415
    from lab.net import Net  # noqa: PLC0415
    from regesta.model.encode import INPUTS  # noqa: PLC0415

    torch.manual_seed(0)
    net = Net(5, 7).eval()
    to_onnx(net, tmp_path)
    for file, (inputs, outputs) in GRAPHS.items():
        session = onnxruntime.InferenceSession(str(tmp_path / f"{file}.onnx"), providers=["CPUExecutionProvider"])
        given = example_inputs(pieces=31, words=23) if inputs == INPUTS else example_rows(words=23, rows=1)
        theirs = session.run(list(outputs), {n: v.numpy() for n, v in zip(inputs, given, strict=True)})
        with torch.no_grad():
            ours = modules(net)[file](*given)
        for left, right in zip(ours, theirs, strict=True):
            if left.is_floating_point():
                np.testing.assert_allclose(left.numpy(), right, rtol=1e-3, atol=2e-3)
            else:
                assert (left.numpy() == right).mean() > 0.9  # near ties


def test_some_rows_of_arcs_are_those_of_all(tmp_path: Path) -> None:
    from lab.export import modules  # noqa: PLC0415
    from lab.net import WIDTH, Net  # noqa: PLC0415

    torch.manual_seed(0)
    net = Net(5, 7).eval()
    words, rows = torch.randn(11, WIDTH), torch.tensor([3, 7])
    with torch.no_grad():
        (some,) = modules(net)["event_arcs"](words, rows)
        every = net.event_arcs(words[None])[0].sigmoid()
    assert torch.allclose(some, every[rows], atol=1e-5)
