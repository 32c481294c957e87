from datetime import date
from itertools import count

import pytest

from regesta.records.claims import Entry
from regesta.records.outcomes import Rejection
from regesta.records.runs import Run
from regesta.register.folder import create_folder, start_run
from regesta.register.register import Register
from regesta.register.schema import Taken
from regesta.register.segments import write_segment
from regesta.scale.batches import Intake
from tests.hand import TinyRecipe, capture

COUNTRIES = {"northland": "NLD", "southland": "SLD", "westland": "WLD", "eastland": "ELD"}


class Desk:
    """A register with hands: takes in captures as the scale room does, in batches of the caller's choice."""

    def __init__(self, root):
        self.folder = create_folder(root, version="0")
        self._numbers = count()

    def take(self, *batches, engine="code", published=date(2024, 3, 20)):
        """Reads each batch of captures into a segment of one run; returns what was written."""
        run = Run(engine, "bundle", "knowledge", "settings")
        with self.open() as register:
            intake = Intake(register.known(), set(), run.id)
        number = start_run(self.folder, run)
        written = []
        for batch in batches:
            for taken in intake.batches(batch):
                outcomes = TinyRecipe(published)()([one.item for one in taken])
                written.append(write_segment(self.folder, run=number, run_id=run.id, batch=taken, outcomes=outcomes))
        return written

    def put(self, *outcomes: Entry | Rejection):
        """Writes finished outcomes as a segment, whatever they are."""
        run = Run(f"hand {next(self._numbers)}", "", "", "")
        number = start_run(self.folder, run)
        taken = []
        for ordinal, outcome in enumerate(outcomes):
            origin = outcome.origin if isinstance(outcome, Rejection) else outcome.report.origin
            item = outcome if isinstance(outcome, Rejection) else capture(outcome.report.text, origin=origin)
            taken.append(Taken(ordinal, f"{origin}:{number}", origin, item))
        return write_segment(self.folder, run=number, run_id=run.id, batch=taken, outcomes=outcomes)

    def open(self):
        return Register(self.folder.root, country_of=lambda name: COUNTRIES.get(name.lower()))


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path / "register")
