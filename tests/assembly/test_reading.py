from pathlib import Path

from regesta.assembly.reading import Tally, outcomes
from regesta.config import Settings


def test_the_rate_is_of_reports_read():
    assert Tally(read=10, seconds=2.0).rate == 5.0
    assert Tally().rate == 0.0


def test_nothing_to_read_loads_nothing():
    assert list(outcomes([], Settings(model=Path("none")))) == []
