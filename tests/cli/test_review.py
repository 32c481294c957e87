import io
import json
import os
import pty
import select
import subprocess
import sys
import time

import pytest


def ids(regesta, register, *asked):
    _, out, _ = regesta("claims", "--register", register, "--format", "jsonl", *asked)
    return [json.loads(line)["claim_id"] for line in out.splitlines()]


@pytest.fixture
def review(regesta, register):
    """`regesta review COMMAND ...` on the register, as Anna unless told otherwise."""

    def call(command, *arguments, coder="anna"):
        return regesta("review", command, *arguments, "--register", register, *(["--coder", coder] if coder else []))

    return call


@pytest.fixture
def session(regesta, register, monkeypatch):
    """A session with these lines typed."""

    def call(*lines, coder="anna"):
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return regesta("review", "--register", register, "--coder", coder)

    return call


def test_decisions_as_commands(regesta, review, register):
    first, second, third = ids(regesta, register)
    assert review("decide", first, "accept")[:2] == (0, f"{first}  accept by anna, line 1\n")
    code, out, _ = review(
        "decide", second, "correct", "--set", "event=ASSAULT", "--set", "actor=NLD MIL", "--why", "war"
    )
    assert (code, out) == (0, f"{second}  correct by anna, line 2\n")
    assert review("decide", third[:9], "reject")[0] == 0
    assert ids(regesta, register) == [first, second]
    assert ids(regesta, register, "--review", "rejected") == [third]
    assert ids(regesta, register, "--rejected") == [first, second, third]
    assert ids(regesta, register, "--event", "ASSAULT") == [second]
    code, out, _ = review("undo", coder="anna")
    assert (code, out) == (0, f"{third}  undo by anna, line 4\n")
    assert ids(regesta, register) == [first, second, third]


def test_a_corrected_claim_is_shown_with_its_mark_and_why_with_the_old_value(regesta, review, register):
    first, second, _ = ids(regesta, register)
    review("decide", first, "correct", "--set", "event=ASSAULT", "--why", "they\x1b[2J fought")
    review("decide", second, "accept", coder="bob")
    out = regesta("claims", "--register", register)[1]
    assert "ASSAULT (corrected)" in out and "AID (accepted)" in out
    out = regesta("show", first, "--register", register)[1]
    assert (
        out.startswith(f"{first}  ASSAULT") and "review    corrected by anna on 20" in out and "changed: event" in out
    )
    out = regesta("why", first, "--register", register)[1]
    assert "event     ASSAULT, set by anna on 20" in out and "in place of AID: they[2J fought" in out
    assert "review    accepted by bob" in regesta("why", second, "--register", register)[1]
    review("decide", second, "reject", coder="cleo")
    assert "disputed" in regesta("show", second, "--register", register)[1]
    assert "coders differ" in regesta("why", second, "--register", register)[1]


def test_exports_obey_the_review(regesta, review, register, tmp_path):
    first, second, third = ids(regesta, register)
    review("decide", first, "reject")
    review("decide", second, "correct", "--set", "realis=future")
    for name in ("a.jsonl", "a.csv", "a.parquet"):
        code, _, err = regesta("export", "--register", register, "--to", tmp_path / name)
        assert code == 0 and err.startswith("2 claims")
    lines = {row["claim_id"]: row for row in map(json.loads, (tmp_path / "a.jsonl").read_text().splitlines())}
    assert lines[second]["realis"] == "future" and lines[second]["review"]["changes"][0]["old"] == "actual"
    assert "review" not in lines[third]
    assert "corrected" in (tmp_path / "a.csv").read_text()
    _, _, err = regesta("export", "--register", register, "--to", tmp_path / "b.csv", "--rejected")
    assert err.startswith("3 claims")


def test_python_obeys_the_review(regesta, review, register):
    from regesta import open as open_  # noqa: PLC0415

    first, second, _ = ids(regesta, register)
    review("decide", first, "correct", "--set", "actor=NLD MIL")
    review("decide", second, "reject")
    claims = open_(register).claims()
    assert len(claims) == 2 and "(corrected)" in repr(claims)
    row = next(iter(claims))
    assert row.claim.participants[0].sectors == ("MIL",) and row.review["state"] == "corrected"
    assert claims.to_pandas()["review"].notna().sum() == 1


def test_lists(regesta, review, register):
    first, second, _ = ids(regesta, register)
    code, out, _ = review("list")
    assert code == 0 and out.startswith("3 claims for anna")
    review("decide", first, "accept")
    review("decide", first, "correct", "--set", "event=SUPPORT", "--why", "praise", coder="bob")
    review("decide", second, "accept", coder="bob")
    assert review("list")[1].startswith("2 claims for anna")
    code, out, err = review("list", "--differing", coder=None)
    assert out.startswith("1 claims to settle") and "anna, bob" in out and "event" in out and "adjudicate" in err
    out = review("list", "--journal", coder=None)[1]
    assert out.startswith("3 decisions") and "event: AID > SUPPORT" in out and "praise" in out
    assert review("adjudicate", first, "accept", "--like", "bob", coder="lead")[0] == 0
    assert review("list", "--differing", coder=None)[1].startswith("0 claims to settle")
    assert "adjudication correct" in review("list", "--journal", coder=None)[1]
    assert regesta("review", "--homeless", "--register", register)[1].startswith("0 homeless decisions")
    out = review("agreement", coder=None)[1]
    assert "decision" in out and "1.000" in out


def test_a_missed_claim_is_added(regesta, review, register):
    report = json.loads(regesta("claims", "--register", register, "--format", "jsonl")[1].splitlines()[0])["report"][
        "id"
    ]
    code, out, _ = review("add", report, "Northland helped", "support", "--set", "actor=NLD GOV", "--why", "a start")
    assert code == 0
    added = out.split()[0]
    assert ids(regesta, register, "--review", "added") == [added]
    assert "SUPPORT (added)" in regesta("claims", "--register", register)[1]
    code, out, err = review("add", report, "helped", "AID")
    assert code == 2 and "stand 2 times" in err and "16:22" in err
    assert review("add", report, "16:22", "AID", "--set", "realis=negated")[0] == 0
    assert review("add", report, "hindered", "AID")[0] == 2


def test_training_data(regesta, review, register, tmp_path):
    first = ids(regesta, register)[0]
    review("decide", first, "accept")
    for form, to in (("prodigy", "p.jsonl"), ("labelstudio", "l.json"), ("standoff", "gold")):
        code, out, err = regesta("review", "export", "--register", register, "--to", tmp_path / to, "--format", form)
        assert (code, out) == (0, "") and err.startswith("1 ")
    assert json.loads((tmp_path / "p.jsonl").read_text())["answer"] == "accept"


WRONG = [
    (["review"], "regesta review --register DIR --coder NAME"),
    (["review", "--register", "REGISTER"], "--coder"),
    (["review", "--register", "REGISTER", "list"], "an option stands before the command"),
    (["review", "list", "--register", "REGISTER"], "give --coder NAME, --differing or --journal"),
    (["review", "decide", "c-none", "accept", "--register", "REGISTER", "--coder", "a"], "no claim 'c-none'"),
    (["review", "decide", "CLAIM", "praise", "--register", "REGISTER", "--coder", "a"], "one of accept correct reject"),
    (["review", "decide", "CLAIM", "correct", "--register", "REGISTER", "--coder", "a"], "FIELD=VALUE"),
    (["review", "decide", "CLAIM", "correct", "--set", "event=X", "--register", "REGISTER", "--coder", "a"], "AGREE"),
    (["review", "decide", "CLAIM", "accept", "--register", "REGISTER"], "--coder"),
    (["review", "decide", "CLAIM", "accept", "--register", "REGISTER", "--coder", " "], "no coder's name"),
    (["review", "undo", "--register", "REGISTER", "--coder", "a"], "decided nothing"),
    (["review", "export", "--register", "REGISTER", "--to", "x", "--format", "xml"], "prodigy"),
    (["review", "list", "--register", "none", "--differing"], "there is no register"),
    (["claims", "--register", "REGISTER", "--review", "good"], "one of open accepted"),
]  # fmt: skip


@pytest.mark.parametrize("call", WRONG, ids=lambda case: " ".join(case[0]))
def test_what_is_wrong_is_one_line(regesta, register, call):
    arguments, told = call
    first = ids(regesta, register)[0]
    named = {"REGISTER": register, "CLAIM": first}
    code, out, err = regesta(*[named.get(word, word) for word in arguments])
    assert (code, out) == (2, "")
    assert told in err and len(err.splitlines()) == 1 and "Traceback" not in err
    assert (register / "journal.jsonl").read_bytes() == b""


def test_help_tells_the_commands(regesta):
    out = regesta("review", "--help")[1]
    for command in ("decide", "undo", "add", "adjudicate", "list", "agreement", "export"):
        assert f"\n  {command} " in out
        assert regesta("review", command, "--help")[0] == 0


# ---------------------------------------------------------------- sessions


def test_a_session_of_lines(regesta, register, session):
    code, out, err = session("?", "w they gave", "a", "e event=SUPPORT", "j", "r", "q")
    assert (code, err) == (0, "")
    assert "1 of 3" in out and "[trigger helped]" in out and "a accept" in out
    assert "event      SUPPORT   (read: AID)" in out and "corrected by you" in out
    assert out.endswith("nothing is left in the queue\n3 decided, 0 left\n")
    states = [json.loads(line).get("review", {}).get("state") for line in
              regesta("claims", "--register", register, "--format", "jsonl", "--rejected")[1].splitlines()]  # fmt: skip
    assert sorted(states) == ["accepted", "corrected", "rejected"]
    assert '"why":"they gave"' in (register / "journal.jsonl").read_text()


def test_a_session_goes_on_where_it_was(session):
    assert session("a")[1].endswith("1 decided, 2 left\n")
    out = session("aa")[1]
    assert "1 of 2" in out and out.endswith("nothing is left in the queue\n2 decided, 0 left\n")
    assert session()[1] == "nothing is left in the queue\n0 decided, 0 left\n"
    assert "1 of 3" in session("q", coder="bob")[1]


def test_undo_back_and_skip(regesta, register, session):
    out = session("a", "u", "s", "j", "k", "k", "r", "q")[1]
    assert "taken back: your last decision" in out
    first = [line.split()[3] for line in out.splitlines() if " of 3  c-" in line]
    assert first[0] == first[2] and first[3] != first[0]  # undone: shown again; skipped: another
    assert len(ids(regesta, register)) == 2


def test_wrong_keys_and_values_are_told_and_nothing_is_lost(session, register):
    code, out, err = session("x", "e event=HELP", "e colour=red", "e", "", "e mode", "", "u", "q")
    assert code == 0 and "no key 'x'" in out
    assert "no such value: 'HELP'" in err and "no field 'colour'" in err and "decided nothing" in err
    assert (register / "journal.jsonl").read_bytes() == b""


def test_a_field_alone_is_shown_as_it_is_typed(session):
    out = session("e actor", 'NLD MIL "Eastland"', "q")[1]
    assert 'actor=ELD GOV "Eastland"' in out or 'actor=NLD GOV "Northland"' in out or 'actor=SLD GOV "Southland"' in out


def test_a_hostile_report_cannot_write_to_the_screen(regesta, tmp_path, monkeypatch):
    (tmp_path / "evil.txt").write_text("Evil\n\nNorthland\x9b2J helped \u202eWestland in 2020. [red]bold[/red]")
    regesta("read", tmp_path / "evil.txt", "--register", tmp_path / "r", "--published", "2024-03-20")
    monkeypatch.setattr("sys.stdin", io.StringIO("q\n"))
    for call in (["review", "--register", tmp_path / "r", "--coder", "a"],
                 ["review", "list", "--register", tmp_path / "r", "--coder", "a"]):  # fmt: skip
        out = regesta(*call)[1]
        assert not set(out) & set("\x1b\x9b\u202e")


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_one_key_a_decision_on_a_terminal(regesta, register):
    child, terminal = pty.openpty()
    command = [sys.executable, "-m", "regesta", "review", "--register", str(register), "--coder", "anna"]
    process = subprocess.Popen(command, stdin=terminal, stdout=terminal, stderr=terminal, close_fds=True)
    os.close(terminal)
    seen = b""

    def until(words):
        nonlocal seen
        limit = time.monotonic() + 60
        while words not in seen:
            assert time.monotonic() < limit, seen
            if select.select([child], [], [], 1)[0]:
                seen += os.read(child, 4096)
        seen = seen.partition(words)[2]

    until(b"? help")
    os.write(child, b"a")
    until(b"2 of 3")
    until(b"? help")
    os.write(child, b"e")
    until(b"typed: ")
    os.write(child, b"realis=future\n")
    until(b"corrected by you")
    os.write(child, b"q")
    until(b"2 decided, 2 left")
    assert process.wait(30) == 0
    os.close(child)
    assert len((register / "journal.jsonl").read_text().splitlines()) == 2
