"""Corpora whose texts alone are read: what a text is made of, and what is left out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lab import standoff
from lab.corpora import causalnews, conllu, muc4, qanom, re3d
from lab.corpora.run_on import run_on

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


def test_sentences_on_protests_are_made_running_text(tmp_path: Path) -> None:
    path = tmp_path / "causalnews" / causalnews.FILE
    path.parent.mkdir(parents=True)
    rows = 'train_01,"The police ’ s reply ( “ no ” ) , he said .",0\ntrain_02,They don ’ t march .,1\n'
    path.write_text("\ufeffindex,text,label\n" + rows, encoding="utf-8")
    told = "The police’s reply (“no”), he said.\nThey don’t march.\n"
    assert standoff.text_of(tmp_path, "cnc-0000") == (told, None)
    assert [told[a:b] for a, b in standoff.source_of("cnc-0000", told).sentences] == told.splitlines()


#: Three sentences of a paragraph; only the second ends with a stop.
MAIL = """# newdoc id = mail
# newpar id = mail-p1
# text = Dear all
1\tDear\tdear\tADJ\t_\t_\t2\tamod\t_\t_
2\tall\tall\tPRON\t_\t_\t0\troot\t_\t_

# text = They left.
1\tThey\tthey\tPRON\t_\t_\t2\tnsubj\t_\t_
2\tleft\tleave\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

# text = Bye
1\tBye\tbye\tINTJ\t_\t_\t0\troot\t_\t_

"""


def test_sentences_run_on_where_the_rules_see_no_end(tmp_path: Path) -> None:
    path = tmp_path / "mail.conllu"
    path.write_text(MAIL, encoding="utf-8")
    (doc,) = conllu.documents(path, "ewt")
    (joined,) = run_on([doc], path)
    assert doc.sentences == [(0, 2), (2, 5), (5, 6)]
    assert joined.sentences == [(0, 5), (5, 6)]
    assert joined.heads == doc.heads == [1, -1, 3, -1, 3, -1]


@pytest.mark.parametrize("corpus", standoff.BY_NAME)
def test_blocks_of_some_corpora_are_found_by_their_names(corpus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(standoff.BY_NAME, corpus, (lambda path: {"a-1": f"{path.name}\n"}, "some/place"))
    assert standoff.text_of(Path("data"), f"{corpus}-a-1") == ("place\n", None)
