"""The journal: chained, torn ends set aside, two writers, full disks, kills."""

import fcntl
import hashlib
import json
import multiprocessing
import os
import random
import resource
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regesta.errors import BadValueError, RegisterError
from regesta.register.folder import Folder, create_folder
from regesta.register.journal import LONGEST, START, Decision, Journal

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path):
    return create_folder(tmp_path / "register", version="0")


def accept(number=0, who="anna"):
    return Decision("claim", "accept", who, f"reason {number}", {"claim": f"c-{number}"})


def fill(folder, count=5):
    journal = Journal(folder)
    return [journal.append(accept(number), at=NOON) for number in range(count)]


def claims(folder):
    return [line.decision.body["claim"] for line in Journal(folder).lines()]


def test_a_new_register_has_an_empty_journal(folder):
    assert Journal(folder).lines() == ()
    assert Journal(folder).size() == 0


def test_what_was_written_is_read_again(folder):
    written = fill(folder)
    assert Journal(folder).lines() == tuple(written)
    assert [line.number for line in written] == [1, 2, 3, 4, 5]
    assert written[0].decision == accept(0)


def test_lines_are_ascii_chained_and_in_utc(folder):
    at = datetime(2024, 5, 1, 12, tzinfo=timezone(timedelta(hours=2)))
    line = Journal(folder).append(Decision("claim", "reject", "Zoë", "\u202eturned\x1b[2J"), at=at)
    raw = folder.journal.read_bytes()
    assert raw.isascii() and raw.endswith(b"\n") and b"\x1b" not in raw
    value = json.loads(raw)
    assert (value["at"], value["before"], value["hash"]) == ("2024-05-01T10:00:00Z", START, line.hash)
    assert Journal(folder).lines()[0].decision.why == "\u202eturned\x1b[2J"


def test_incidents_are_lines_like_any_other(folder):
    body = {"claims": ["c-1", "c-2"]}
    Journal(folder).append(Decision("incident", "merge", "anna", "one attack", body), at=NOON)
    value = json.loads(folder.journal.read_text())
    told = {name: value[name] for name in ("kind", "act", "claims", "who", "at", "why")}
    assert told == {
        "kind": "incident", "act": "merge", "claims": ["c-1", "c-2"], "who": "anna",
        "at": "2024-05-01T12:00:00Z", "why": "one attack",
    }  # fmt: skip


@pytest.mark.parametrize("who", ["", "  ", "a\nb", "x" * 61, "\u202eanna"])
def test_a_coder_has_a_name(folder, who):
    with pytest.raises(BadValueError, match="no coder's name"):
        Journal(folder).append(accept(who=who), at=NOON)
    assert folder.journal.read_bytes() == b""


def test_too_much_is_refused(folder):
    with pytest.raises(BadValueError, match="longer than"):
        Journal(folder).append(Decision("claim", "accept", "anna", "x" * 4001), at=NOON)
    with pytest.raises(BadValueError, match="larger than"):
        Journal(folder).append(Decision("claim", "accept", "anna", "", {"new": "x" * LONGEST}), at=NOON)
    with pytest.raises(ValueError, match="writes 'hash' itself"):
        Journal(folder).append(Decision("claim", "accept", "anna", "", {"hash": ""}), at=NOON)
    assert Journal(folder).lines() == ()


# ---------------------------------------------------------------- tampering and loss


def refused(folder):
    with pytest.raises(RegisterError) as found:
        Journal(folder).lines()
    assert "journal" in str(found.value) and "restore" in str(found.value)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_changed_byte_shows(tmp_path_factory, data):
    folder = create_folder(tmp_path_factory.mktemp("r") / "register", version="0")
    fill(folder, 3)
    raw = bytearray(folder.journal.read_bytes())
    at = data.draw(st.integers(0, len(raw) - 2))
    raw[at] ^= data.draw(st.integers(1, 127))
    folder.journal.write_bytes(raw)
    refused(folder)


@pytest.mark.parametrize("order", [[0, 1, 3], [1, 2, 3], [0, 2, 1, 3], [0, 1, 1, 2, 3], [0, 1, 2], [0], []])
def test_lost_moved_and_doubled_lines_show(folder, order):
    fill(folder, 4)
    lines = folder.journal.read_bytes().splitlines(keepends=True)
    folder.journal.write_bytes(b"".join(lines[at] for at in order))
    refused(folder)
    with pytest.raises(RegisterError):
        for _ in range(2):  # a change far from the end is seen when the journal is read
            Journal(folder).append(accept(9), at=NOON)
            Journal(folder).lines()


def test_another_journal_in_its_place_shows(folder, tmp_path):
    fill(folder, 2)
    other = create_folder(tmp_path / "other", version="0")
    Journal(other).append(accept(7), at=NOON)
    Journal(other).append(accept(8), at=NOON)
    folder.journal.write_bytes(other.journal.read_bytes())
    refused(folder)


def test_a_head_that_lags_is_lawful(folder):
    fill(folder, 2)
    head = (folder.root / "journal.head").read_bytes()
    fill(folder, 1)
    (folder.root / "journal.head").write_bytes(head)
    assert len(Journal(folder).lines()) == 3
    fill(folder, 1)
    assert len(Journal(folder).lines()) == 4


def test_a_head_that_cannot_be_read_is_told(folder):
    fill(folder, 1)
    (folder.root / "journal.head").write_text("{}")
    refused(folder)


def test_a_new_journal_can_be_begun(folder):
    fill(folder, 2)
    folder.journal.unlink()
    refused(folder)
    (folder.root / "journal.head").unlink()
    fill(folder, 1)
    assert claims(folder) == ["c-0"]


# ---------------------------------------------------------------- torn ends


def test_a_torn_end_is_set_aside_wherever_it_is_torn(folder):
    fill(folder, 2)
    whole = folder.journal.read_bytes()
    head = (folder.root / "journal.head").read_bytes()
    Journal(folder).append(accept(2), at=NOON)
    longer = folder.journal.read_bytes()
    for cut in range(len(whole) + 1, len(longer) - 1, 7):
        folder.journal.write_bytes(longer[:cut])
        (folder.root / "journal.head").write_bytes(head)
        (folder.root / "journal.torn").unlink(missing_ok=True)
        assert claims(folder) == ["c-0", "c-1"]
        Journal(folder).append(accept(3), at=NOON)
        assert claims(folder) == ["c-0", "c-1", "c-3"]
        assert (folder.root / "journal.torn").read_bytes() == longer[len(whole) : cut] + b"\n"


def test_a_line_that_lacks_only_its_line_feed_counts(folder):
    fill(folder, 2)
    folder.journal.write_bytes(folder.journal.read_bytes().rstrip(b"\n"))
    assert claims(folder) == ["c-0", "c-1"]
    Journal(folder).append(accept(2), at=NOON)
    assert claims(folder) == ["c-0", "c-1", "c-2"]
    assert not (folder.root / "journal.torn").exists()


def test_zeros_behind_the_end_are_set_aside(folder):
    fill(folder, 1)
    with folder.journal.open("ab") as file:
        file.write(bytes(4096))
    assert claims(folder) == ["c-0"]
    Journal(folder).append(accept(1), at=NOON)
    assert claims(folder) == ["c-0", "c-1"]


# ---------------------------------------------------------------- no room, no leave


_FULL = """
import resource, signal, sys
from datetime import datetime, UTC
from pathlib import Path
from regesta.errors import RegisterError
from regesta.register.folder import Folder
from regesta.register.journal import Decision, Journal

folder = Folder(Path(sys.argv[1]))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
limit = folder.journal.stat().st_size + int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    Journal(folder).append(Decision("claim", "accept", "anna", "x" * 500), at=datetime.now(UTC))
except RegisterError as error:
    print(error)
"""


@pytest.mark.parametrize("room", [0, 1, 300])
def test_a_full_disk_is_told_and_takes_nothing(folder, room):
    fill(folder, 3)
    before = folder.journal.read_bytes()
    told = subprocess.run(
        [sys.executable, "-c", _FULL, str(folder.root), str(room)], capture_output=True, text=True, check=True
    )
    assert "cannot be written" in told.stdout and "nothing was lost" in told.stdout and told.stderr == ""
    assert folder.journal.read_bytes() == before
    fill(folder, 1)
    assert len(Journal(folder).lines()) == 4


def test_a_folder_that_cannot_be_written_is_told(folder, monkeypatch):
    fill(folder, 1)

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("regesta.register.journal.os.open", refuse)
    with pytest.raises(RegisterError, match=r"Permission denied.*make the folder writable"):
        Journal(folder).append(accept(1), at=NOON)
    assert claims(folder) == ["c-0"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_read_only_folder_is_told(folder):
    fill(folder, 1)
    folder.journal.chmod(0o444)
    with pytest.raises(RegisterError, match="cannot be written"):
        Journal(folder).append(accept(1), at=NOON)


def test_whoever_holds_the_lock_is_waited_for_and_not_for_ever(folder, monkeypatch):
    monkeypatch.setattr("regesta.register.locks._PATIENCE", 0.2)
    with folder.journal.open("ab") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(RegisterError, match="another program has locked"):
            Journal(folder).append(accept(1), at=NOON)
    fill(folder, 1)
    assert claims(folder) == ["c-0"]


# ---------------------------------------------------------------- two writers, kills


def write_many(root, who, count):
    journal = Journal(Folder(Path(root)))
    for number in range(count):
        journal.append(accept(number, who), at=NOON)


def test_writers_at_the_same_time_lose_nothing(folder):
    method = multiprocessing.get_context("spawn")
    writers = [method.Process(target=write_many, args=(str(folder.root), who, 40)) for who in ("anna", "bob", "cleo")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    lines = Journal(folder).lines()
    assert len(lines) == 120
    for who in ("anna", "bob", "cleo"):
        own = [line.decision.body["claim"] for line in lines if line.decision.who == who]
        assert own == [f"c-{number}" for number in range(40)]


_WRITER = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from regesta.register.folder import Folder
from regesta.register.journal import Decision, Journal

journal = Journal(Folder(Path(sys.argv[1])))
number = int(sys.argv[2])
print("ready", flush=True)
while True:
    journal.append(Decision("claim", "accept", "anna", "why " * 50, {"claim": f"c-{number}"}), at=datetime.now(UTC))
    print(number, flush=True)  # only now has the coder been told
    number += 1
"""


def test_kills_at_any_moment_lose_and_double_nothing(folder):
    """SIGKILL at random moments: what was acknowledged is there once, and at most one more that was not yet told."""
    chance, told = random.Random(7), []
    for _ in range(12):
        begin = len(Journal(folder).lines())
        writer = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(folder.root), str(begin)], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0, 0.12))
        writer.send_signal(signal.SIGKILL)
        acknowledged = [int(word) for word in writer.communicate()[0].split()]
        told += acknowledged
        there = [int(claim[2:]) for claim in claims(folder)]
        assert there == list(range(len(there)))
        assert len(there) - begin - len(acknowledged) in (0, 1)
        assert set(told) <= set(there)
    assert len(told) > 20


def test_limits_of_this_process_are_untouched():
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY


def sealed(text):
    return f'{text},"hash":"{hashlib.sha256(text.encode()).hexdigest()}"}}\n'.encode()


TOLD = '"act":"accept","who":"anna","at":"2024-05-01T12:00:00Z","why":"","before":"' + START + '"'


@pytest.mark.parametrize(
    "text",
    [
        "[1", '{"n":1', '{"n":1,"kind":5,' + TOLD, '{"n":"1","kind":"claim",' + TOLD,
        '{"n":true,"kind":"claim",' + TOLD, '{"n":1,"kind":"claim","x":' + "[" * 5000 + "]" * 5000 + "," + TOLD,
        '{"n":1,"kind":"claim",' + TOLD.replace('"anna"', "null"),
    ],
)  # fmt: skip
def test_a_right_digest_makes_no_decision(folder, text):
    folder.journal.write_bytes(sealed(text))
    with pytest.raises(RegisterError, match="no decision"):
        Journal(folder).lines()
    with pytest.raises(RegisterError):
        Journal(folder).append(accept(), at=NOON)


@pytest.mark.parametrize(
    "head", ["[]", "{}", '{"lines": Infinity, "hash": ""}', '{"lines": "1", "hash": ""}', "[" * 5000]
)
def test_a_head_that_is_none_is_told(folder, head):
    fill(folder, 1)
    (folder.root / "journal.head").write_text(head, encoding="ascii")
    with pytest.raises(RegisterError, match=r"journal\.head cannot be read"):
        Journal(folder).lines()
