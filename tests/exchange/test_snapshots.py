import hashlib
import io
import json
from datetime import date

import pytest

from regesta.errors import BadValueError, CodecError, MissingPathError, RegisterError
from regesta.exchange.differences import COLUMNS, Change, counts, differences, row, write_csv, write_jsonl
from regesta.exchange.snapshots import Citation, Snapshot, Standing, freeze
from regesta.exchange.sorting import sorted_claims
from regesta.records.outcomes import Reason, Rejection
from regesta.register.folder import create_folder
from tests.exchange.making import ATTACK, MARCH, VISIT
from tests.hand import capture
from tests.register.conftest import Desk

PLAIN = Citation(title='Harbour "talks"', version="2024-06", authors=("A: B", "C"))


@pytest.fixture
def desk(tmp_path):
    made = Desk(tmp_path / "register")
    made.take([capture("One\n\nNorthland helped Westland in 2020.", origin="/home/us/secret/a.txt"),
               capture("Two\n\nEastland helped Southland.", origin="b.txt")])  # fmt: skip
    made.put(Rejection("/home/us/secret/c.txt", "read", Reason.EMPTY, "no words"))
    return made


def files(folder):
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_a_snapshot_holds_what_stands_and_no_text_or_path(desk, tmp_path):
    with desk.open() as register:
        made = freeze(register, tmp_path / "snap", citation=PLAIN)
    assert made.counts == {"claims": 2, "reports": 2, "rejections": 1, "runs": 2}
    there = files(tmp_path / "snap")
    assert set(there) == {"snapshot.json", "claims.jsonl", "reports.jsonl", "rejections.jsonl", "runs.jsonl",
                          "CITATION.cff", "README.md"}  # fmt: skip
    assert "secret" not in "".join(there.values())
    assert json.loads(there["rejections.jsonl"])["name"] == "c.txt"
    assert all("text" not in json.loads(line) for line in there["reports.jsonl"].splitlines())
    head = json.loads(there["snapshot.json"])
    assert head["digest"] == made.digest and made.digest in there["README.md"] and made.digest in there["CITATION.cff"]
    for name, digest in head["files"].items():
        assert digest == "sha256:" + hashlib.sha256((tmp_path / "snap" / name).read_bytes()).hexdigest()
    ids = [json.loads(line)["claim_id"] for line in there["claims.jsonl"].splitlines()]
    assert ids == sorted(ids)


def test_texts_are_there_when_asked_and_change_no_digest(desk, tmp_path):
    with desk.open() as register:
        without = freeze(register, tmp_path / "a", citation=PLAIN)
        with_texts = freeze(register, tmp_path / "b", citation=Citation(), texts=True)
    assert without.digest == with_texts.digest
    texts = [json.loads(line)["text"] for line in files(tmp_path / "b")["reports.jsonl"].splitlines()]
    assert "One\n\nNorthland helped Westland in 2020." in texts


def test_the_same_content_has_the_same_digest_elsewhere_and_another_has_not(desk, tmp_path):
    other = Desk(tmp_path / "other")
    captures = [capture("Two\n\nEastland helped Southland.", origin="x.txt"),
                capture("One\n\nNorthland helped Westland in 2020.", origin="y.txt")]  # fmt: skip
    other.take(captures[:1])
    other.take(captures[1:])
    other.put(Rejection("/tmp/c.txt", "read", Reason.EMPTY, "no words"))
    with desk.open() as one, other.open() as two:
        first, second = (freeze(r, tmp_path / n, citation=PLAIN) for r, n in ((one, "a"), (two, "b")))
    # A run that was made by hand has another id, and rejections say which run refused them.
    frozen = [files(tmp_path / name) for name in "ab"]
    assert frozen[0]["claims.jsonl"] == frozen[1]["claims.jsonl"]
    other.take([capture("Three\n\nEastland helped Westland.", origin="z.txt")])
    with other.open() as two:
        assert freeze(two, tmp_path / "c", citation=PLAIN).digest not in (first.digest, second.digest)


@pytest.mark.parametrize("at_once", [1, 2, 3])
def test_claims_sorted_in_parts_are_those_sorted_at_once(desk, tmp_path, at_once):
    desk.take([capture(f"{n}\n\nNorthland helped Westland in {n}.", origin=f"{n}.txt") for n in range(2001, 2006)])
    with desk.open() as register:
        whole = list(sorted_claims(register))
        parts = list(sorted_claims(register, at_once=at_once, folder=tmp_path))
    assert len(whole) == 7 and parts == whole
    assert [claim["claim_id"] for claim in parts] == sorted(claim["claim_id"] for claim in parts)
    assert {path.name for path in tmp_path.iterdir()} == {"register"}, "no part is left"


def test_the_citation_is_yaml_of_its_format(desk, tmp_path):
    with desk.open() as register:
        freeze(register, tmp_path / "snap", citation=PLAIN)
    lines = files(tmp_path / "snap")["CITATION.cff"].splitlines()
    assert lines[0] == "cff-version: 1.2.0" and 'title: "Harbour \\"talks\\""' in lines and "type: dataset" in lines
    assert lines[lines.index("authors:") + 1 :][:2] == ['  - name: "A: B"', '  - name: "C"']
    assert 'version: "2024-06"' in lines


def test_a_snapshot_is_never_changed(desk, tmp_path):
    (tmp_path / "snap").mkdir()
    with desk.open() as register:
        with pytest.raises(BadValueError, match="never changed"):
            freeze(register, tmp_path / "snap", citation=PLAIN)
        with pytest.raises(BadValueError, match="cannot be written"):
            freeze(register, tmp_path / "none" / "snap", citation=PLAIN)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["register", "snap"]


def test_an_empty_register_can_be_frozen(tmp_path):
    create_folder(tmp_path / "r", version="0")
    with Desk(tmp_path / "r").open() as register:
        assert sum(freeze(register, tmp_path / "snap", citation=PLAIN).counts.values()) == 0
    assert list(Snapshot(tmp_path / "snap").claims()) == []


def test_a_snapshot_that_was_changed_is_refused(desk, tmp_path):
    with desk.open() as register:
        freeze(register, tmp_path / "snap", citation=PLAIN)
    path = tmp_path / "snap" / "claims.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("Northland", "Southland"), encoding="utf-8")
    with pytest.raises(RegisterError, match="changed after freezing"):
        Snapshot(tmp_path / "snap")
    with pytest.raises(MissingPathError):
        Snapshot(tmp_path / "none")
    (tmp_path / "snap" / "snapshot.json").write_text('{"format": 99}')
    with pytest.raises(RegisterError, match="no snapshot of this version"):
        Snapshot(tmp_path / "snap")


def test_a_snapshot_and_its_register_do_not_differ(desk, tmp_path):
    with desk.open() as register:
        freeze(register, tmp_path / "snap", citation=PLAIN)
        assert list(differences(Snapshot(tmp_path / "snap"), Standing(register))) == []
        desk.take([capture("Three\n\nEastland helped Westland.", origin="z.txt")])
    with desk.open() as register:
        [one] = differences(Snapshot(tmp_path / "snap"), Standing(register))
    assert (one.change, one.reason) == (Change.ADDED, "the report is new")


class Edition:
    def __init__(self, *claims, reports=()):
        self._claims = claims
        self._reports = {claim["report"]["id"] for claim in claims} | set(reports)

    def claims(self):
        return iter(self._claims)

    def report_ids(self):
        return self._reports


def test_added_changed_and_withdrawn():
    changed = {**ATTACK, "score": 0.5, "contexts": ["military", "territory"], "time": None}
    found = list(differences(Edition(ATTACK, VISIT), Edition(changed, MARCH, reports=["r-two"])))
    assert counts(found) == {"added": 1, "changed": 1, "withdrawn": 1}
    by_change = {one.change: one for one in found}
    assert by_change[Change.WITHDRAWN].claim == VISIT
    assert by_change[Change.WITHDRAWN].reason == "no longer read from its report"
    assert by_change[Change.ADDED].reason == "the report is new"
    assert {field.path for field in by_change[Change.CHANGED].fields} == {"contexts[1]", "time", "score"}
    assert "score: 0.75 > 0.5" in row(by_change[Change.CHANGED])["fields"]
    assert "contexts[1]: nothing > territory" in row(by_change[Change.CHANGED])["fields"]


def test_fields_can_be_left_out_of_account():
    changed = {**ATTACK, "score": 0.5}
    assert list(differences(Edition(ATTACK), Edition(changed), ignore=["score"])) == []
    [one] = differences(Edition(ATTACK), Edition(changed), ignore=["reasons"])
    assert [field.path for field in one.fields] == ["score"]


def test_a_deep_field_is_named_by_its_path():
    other = json.loads(json.dumps(ATTACK))
    other["participants"][0]["code"] = "MLI"
    del other["participants"][1]
    [one] = differences(Edition(ATTACK), Edition(other))
    assert [field.path for field in one.fields] == ["participants[0].code", "participants[1]"]
    out = io.StringIO()
    write_jsonl([one], out)
    fields = json.loads(out.getvalue())["fields"]
    assert fields[0] == {"path": "participants[0].code", "before": "FRA", "after": "MLI"}
    assert set(fields[1]) == {"path", "before"}
    table = io.StringIO(newline="")
    write_csv([one], table)
    assert table.getvalue().startswith(",".join(COLUMNS) + "\r\n")


def test_dates_are_those_of_the_runs(desk, tmp_path):
    with desk.open() as register:
        freeze(register, tmp_path / "snap", citation=PLAIN)
    released = [
        line for line in files(tmp_path / "snap")["CITATION.cff"].splitlines() if line.startswith("date-released")
    ]
    date.fromisoformat(released[0].split(": ")[1])


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("claims.jsonl", "{"), ("claims.jsonl", "[]"), ("claims.jsonl", '{"claim_id": "c-1"}'),
        ("claims.jsonl", "[" * 100_000),
        ("claims.jsonl", json.dumps({**ATTACK, "score": 10**400})), ("reports.jsonl", "5"), ("reports.jsonl", "{}"),
    ],
)  # fmt: skip
def test_what_was_frozen_by_others_and_is_no_snapshot(desk, tmp_path, name, line):
    with desk.open() as register:
        freeze(register, tmp_path / "snap", citation=PLAIN)
    path, head = tmp_path / "snap" / name, tmp_path / "snap" / "snapshot.json"
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    described = json.loads(head.read_text(encoding="utf-8"))
    described["files"][name] = "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()
    head.write_text(json.dumps(described), encoding="utf-8")
    snapshot = Snapshot(tmp_path / "snap")
    with pytest.raises(CodecError) as caught:
        list(differences(snapshot, snapshot))
    assert f"{name}:3" in caught.value.where
