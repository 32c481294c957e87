import csv
import hashlib
import json

import pytest

from regesta.exchange.files import write
from regesta.exchange.registry import profiles
from tests.exchange.making import ALL, answer

KINDS = {"string", "integer", "number", "date", "datetime", "boolean", "any"}


@pytest.mark.parametrize("profile", profiles(), ids=lambda profile: profile.name)
def test_the_package_describes_what_is_there(profile, tmp_path):
    tally = write(profile, answer(*ALL), tmp_path / "out", folder=True, asked="7 claims: actor FRA | x")
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    assert package["name"] == f"regesta-{profile.name}" and package["regesta"]["claims"] == len(ALL)
    paths = [resource["path"] for resource in package["resources"]]
    there = {path.name for path in (tmp_path / "out").iterdir()}
    assert there == {*paths, "datapackage.json", "CODEBOOK.md", "LOSS.md"}
    assert ("claims.csv" in paths) >= profile.single
    for resource in package["resources"]:
        data = (tmp_path / "out" / resource["path"]).read_bytes()
        assert resource["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()
        assert resource["bytes"] == len(data) and resource["rows"] == tally.rows[resource["path"]]
        for field in resource.get("schema", {}).get("fields", ()):
            assert field["type"] in KINDS
    loss = (tmp_path / "out" / "LOSS.md").read_text(encoding="utf-8")
    for reason, count in tally.left_out.items():
        assert f"- left out, {reason}: {count}\n" in loss
    assert "actor FRA" in loss
    codebook = (tmp_path / "out" / "CODEBOOK.md").read_text(encoding="utf-8")
    for table in profile.files:
        assert f"## {table.name}" in codebook
        assert all(f"| `{column.name}` |" in codebook for column in table.columns)


@pytest.mark.parametrize("profile", profiles(), ids=lambda profile: profile.name)
def test_tables_of_text_keep_to_their_schema(profile, tmp_path):
    write(profile, answer(*ALL), tmp_path / "out", folder=True)
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        if "dialect" not in resource:
            continue
        dialect, fields = resource["dialect"], resource["schema"]["fields"]
        with (tmp_path / "out" / resource["path"]).open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, delimiter=dialect["delimiter"]))
        if dialect["header"]:
            assert rows.pop(0) == [field["name"] for field in fields]
        assert len(rows) == resource["rows"]
        for row in rows:
            assert len(row) == len(fields)
            for value, field in zip(row, fields, strict=True):
                assert value == "" or fits(value, field), (resource["path"], field["name"], value)


def fits(value, field):
    if "constraints" in field and value not in field["constraints"]["enum"]:
        return False
    checks = {"integer": int, "number": float, "date": __import__("datetime").date.fromisoformat}
    try:
        checks.get(field["type"], str)(value)
    except ValueError:
        return False
    return True


def test_every_claim_stands_beside_its_event(tmp_path):
    write("ged", answer(*ALL), tmp_path / "out")
    with (tmp_path / "out" / "claims.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["claim_id"] for row in rows] == [one["claim_id"] for one in ALL]
    with (tmp_path / "out" / "events.csv").open(encoding="utf-8", newline="") as file:
        [event] = csv.DictReader(file)
    mine = [row for row in rows if row["event_number"] == event["id"]]
    assert [row["claim_id"] for row in mine] == [ALL[0]["claim_id"], "c-second"]
    assert {row["event_id"] for row in mine} == {event["relid"].replace("RGS-", "h-")}
