from datetime import date
from itertools import count

import pytest

from regesta.records.claims import Entry
from regesta.records.outcomes import Rejection
from regesta.records.runs import Run
from regesta.register.folder import create_folder, start_run
from regesta.register.register import Register
from regesta.register.schema import Taken
from regesta.register.segments import known_inputs, write_segment
from regesta.scale.batches import Intake
from tests.hand import TinyRecipe, bare_claim, capture, full_claim, report

COUNTRIES = {"northland": "NLD", "southland": "SLD", "westland": "WLD", "eastland": "ELD"}


class Desk:
    """A register with hands: takes in captures as the scale room does, in batches of the caller's choice."""

    def __init__(self, root):
        self.folder = create_folder(root, version="0")
        self._numbers = count()

    def take(self, *batches, engine="code", published=date(2024, 3, 20)):
        """Reads each batch of captures into a segment of one run; returns what was written."""
        run = Run(engine, "bundle", "knowledge", "settings")
        intake = Intake(known_inputs(self.folder), set(), run.id)
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

    def open(self, *, held=False):
        names = {code: name.title() for name, code in COUNTRIES.items()}
        return Register(
            self.folder.root,
            country_of=lambda name: COUNTRIES.get(name.lower()),
            name_of=lambda code: names.get(code, code),
            held=held,
        )


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path / "register")


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    """A register of ten claims, for looking only."""
    desk = Desk(tmp_path_factory.mktemp("filled") / "register")
    fill(desk)
    return desk


@pytest.fixture(scope="session", params=[False, True], ids=["asked once", "held"])
def many(filled, request):
    """The same, as one question and as a server sees it."""
    with filled.open(held=request.param) as register:
        yield register


def fill(desk):
    """Four reports: one with a full and a bare claim, three of one line a claim, one of them without a date."""
    of = report()
    desk.put(Entry(of, (full_claim(of), bare_claim(of))))
    days = (date(2021, 5, 4), date(2021, 5, 4), None)
    lines = (
        "Northland helped Westland in 2019. Northland helped Eastland in 2020. Southland helped Northland in 2021.",
        "Hezbollah helped Westland in 2019. Northland helped Northland.",
        "Eastland helped Atlantis. Westland helped Southland in 2020. Northland helped Westland in 1950.",
    )
    for number, (text, day) in enumerate(zip(lines, days, strict=True)):
        desk.take([capture(text, origin=f"{number}.txt")], engine=f"run {number}", published=day)
