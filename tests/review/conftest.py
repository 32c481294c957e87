import pytest

from tests.shelf import Shelf


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "register")


@pytest.fixture
def story(shelf):
    """Ids of the claims of STORY, which is in the register: helped, shelled, denied."""
    return [claim.id for claim in shelf.story()]
