"""Corpora whose texts alone are read: what a text is made of, and what is left out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lab import standoff
from lab.corpora import muc4, qanom, re3d

HEADER = "qasrl_id,sentence,target_idx\n"


def qanom_folder(folder: Path, train: str, dev: str = "") -> Path:
    folder.mkdir()
    for name, rows in zip(qanom.FILES, (train, dev), strict=True):
        (folder / name).write_text(HEADER + rows, encoding="utf-8")
    return folder


def test_sentences_of_a_report_stand_in_their_order_and_once(tmp_path: Path) -> None:
    rows = (
        "Wiki1k:wikinews:7:10:0,Rain fell .,0\n"
        "Wiki1k:wikinews:7:2:1,He said : `` No -LSB- more -RSB- '' .,0\n"
        "Wiki1k:wikinews:7:2:1,He said : `` No -LSB- more -RSB- '' .,3\n"
        "Wiki1k:wikinews:7:3:0,KÃ ¶ ln waits .,0\n"
        "Wiki1k:wikipedia:9:0:0,A lake .,0\n"
    )
    folder = qanom_folder(tmp_path / "qanom", rows, "Wiki1k:wikinews:8:0:0,They left .,0\n")
    assert qanom.texts(folder) == {"7": 'He said: "No [more]".\nRain fell.\n', "8": "They left.\n"}


def test_documents_of_re3d_go_by_folder_and_line(tmp_path: Path) -> None:
    for number, name in enumerate(re3d.FOLDERS.values()):
        (tmp_path / name).mkdir()
        lines = [json.dumps({"text": f"{name} {n}\r\nsays.\n"}) for n in range(number + 1)]
        (tmp_path / name / "documents.json").write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = re3d.texts(tmp_path)
    assert len(found) == sum(range(1, len(re3d.FOLDERS) + 1))
    assert found["uk-02"] == "UK Government 2\nsays.\n"


def test_lines_broken_by_the_telex_are_joined(tmp_path: Path) -> None:
    path = tmp_path / "doc_train"
    path.write_text(json.dumps({"docid": "DEV-MUC3-0006", "text": "THE ARMY\nTODAY  SAID.\n\n   IN THE\nEAST.\n"}))
    assert muc4.texts(path) == {"dev-muc3-0006": "THE ARMY TODAY SAID.\nIN THE EAST.\n"}


@pytest.mark.parametrize("corpus", standoff.BY_NAME)
def test_blocks_of_some_corpora_are_found_by_their_names(corpus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(standoff.BY_NAME, corpus, (lambda path: {"a-1": f"{path.name}\n"}, "some/place"))
    assert standoff.text_of(Path("data"), f"{corpus}-a-1") == ("place\n", None)
