from hypothesis import given
from hypothesis import strategies as st

from regesta.model.calibrate import Calibration

TABLE = Calibration.of([[0.4, 0.3], [0.6, 0.5], [0.9, 0.9]])


def test_between_points_it_is_linear_and_beyond_them_constant() -> None:
    assert TABLE(0.5) == 0.4
    assert TABLE(0.1) == 0.3
    assert TABLE(0.99) == 0.9


def test_no_table_changes_nothing() -> None:
    assert Calibration()(0.7) == 0.7


@given(st.floats(0, 1), st.floats(0, 1))
def test_order_is_kept(one: float, other: float) -> None:
    assert (TABLE(one) <= TABLE(other)) or one > other
