import io
import json
import tempfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest


def test_profiles(served):
    found = served.get("/api/export").json()["profiles"]
    assert [profile["name"] for profile in found] == ["jsonl", "csv", "parquet"]
    assert all(profile.keys() == {"name", "title", "media_type", "extension", "note"} for profile in found)


def test_files(served):
    lines = served.get("/api/export/jsonl?event=REJECT").text.splitlines()
    assert [json.loads(line)["event"] for line in lines] == ["REJECT"]
    answer = served.get("/api/export/parquet?actor=NLD")
    assert answer.headers["content-disposition"] == 'attachment; filename="claims.parquet"'
    assert pq.read_table(io.BytesIO(answer.content)).num_rows == 4
    assert len(served.get("/api/export/jsonl?limit=3").text.splitlines()) == 3


def test_nothing_is_left_behind(served, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert served.get("/api/export/csv").status_code == 200
    assert served.get("/api/export/csv?event=HELP").status_code == 400
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("profile", ["xlsx", "..", "csv.", "CSV"])
def test_an_unknown_profile_is_404(served, profile):
    assert served.get(f"/api/export/{profile}").status_code in (200, 404)
    assert served.get("/api/export/xlsx").json()["error"]["code"] == "E103"


def test_only_so_many_exports_at_once(served):
    desk = served.app.state.desk
    taken = [desk._exports.acquire(blocking=False) for _ in range(2)]
    assert all(taken)
    answer = served.get("/api/export/csv")
    for _ in taken:
        desk._exports.release()
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "E301")
    assert served.get("/api/export/csv").status_code == 200


def test_an_export_ends_with_the_server(served):
    desk = served.app.state.desk
    desk.ended.set()
    answer = served.get("/api/export/jsonl")
    desk.ended.clear()
    assert (answer.status_code, answer.json()["error"]["message"]) == (503, "the export was ended")
    assert not list(Path(tempfile.gettempdir()).glob("regesta-*/claims.jsonl"))
