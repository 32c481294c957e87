from threading import Event

from regesta.errors import RegisterError
from regesta.register.held import Held
from regesta.register.live import Live
from tests.hand import capture


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_new_segments_are_taken_in_and_old_answers_stay(desk):
    desk.take([capture("Northland helped Westland.")])
    clock = Clock()
    live = Live(lambda: desk.open(held=True), clock=clock)
    before = live.register()
    desk.take([capture("Southland helped Eastland.", origin="b.txt")])
    assert live.register() is before
    clock.now = 2.0
    live.register()
    live.settle()
    after = live.register()
    assert (len(before.claims()), len(after.claims())) == (1, 2)
    clock.now = 4.0
    assert live.register() is after
    live.close()


def test_what_is_no_segment_changes_nothing(desk):
    desk.take([capture("Northland helped Westland.")])
    clock = Clock()
    live = Live(lambda: desk.open(held=True), clock=clock)
    before = live.register()
    (desk.folder.segments / ".tmp-1-x.parquet").touch()
    clock.now = 2.0
    live.register()
    live.settle()
    assert live.register() is before
    live.close()


def test_a_load_that_fails_is_tried_again(desk):
    desk.take([capture("Northland helped Westland.")])
    clock, fails = Clock(), [False]

    def load():
        if fails[0]:
            raise RegisterError("gone")
        return desk.open(held=True)

    live = Live(load, clock=clock)
    desk.take([capture("Southland helped Eastland.", origin="b.txt")])
    fails[0], clock.now = True, 2.0
    assert len(live.register().claims()) == 1
    live.settle()
    fails[0], clock.now = False, 4.0
    live.register()
    live.settle()
    assert len(live.register().claims()) == 2
    live.close()


def test_what_was_written_while_it_was_opened_is_found(desk):
    clock = Clock()

    def load():
        register = desk.open(held=True)
        desk.take([capture("Southland helped Eastland.", origin="b.txt")])
        return register

    live = Live(load, clock=clock)
    clock.now = 2.0
    live.register()
    live.settle()
    assert len(live.register().claims()) == 1
    live.close()


def test_the_old_one_answers_until_the_new_one_can_at_once(desk, monkeypatch):
    desk.take([capture("Northland helped Westland.")])
    clock, ready = Clock(), Event()
    live = Live(lambda: desk.open(held=True), clock=clock)
    live.register().settle()
    monkeypatch.setattr(Held, "prepare", lambda self: ready.wait(10))
    before = live.register()
    desk.take([capture("Southland helped Eastland.", origin="b.txt")])
    clock.now = 2.0
    for _ in range(3):
        assert live.register() is before
    ready.set()
    live.settle()
    assert live.register() is not before
    live.close()
