"""Formats and counts of the linker's measures, on tiny files of our own."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from regesta.config import Settings
from regesta.errors import DataError
from regesta.evaluation import copies, eventlinks, maverick, meantime
from regesta.evaluation.corpus import Options
from regesta.evaluation.ecbplus import document, gold_of, validated
from regesta.evaluation.everything import jobs
from regesta.evaluation.parts import Parts

STORIES = [
    ("Rebels", "shelled", "Dunport"), ("Rebels", "shelling", "Dunport"), ("Farmers", "elected", "Torvald"),
    ("Farmers", "election", "Torvald"),
]  # fmt: skip


def cat(words, *, instance, kind="ACTION_OCCURRENCE", tag="CROSS_DOC_COREF", target=""):
    tokens = "".join(f'<token t_id="{n}" sentence="0" number="{n}">{w}</token>' for n, w in enumerate(words, start=1))
    return (
        f'<Document doc_name="d">{tokens}<Markables><{kind} m_id="1"><token_anchor t_id="2"/></{kind}>'
        f'<HUMAN_PART m_id="2"><token_anchor t_id="1"/></HUMAN_PART>{target}</Markables>'
        f'<Relations><{tag} r_id="9" note="{instance}"><source m_id="1"/><target m_id="7"/></{tag}></Relations>'
        "</Document>"
    )


@pytest.fixture
def ecb(tmp_path: Path) -> Path:
    lines = ["Topic,File,Sentence Number"]
    for topic in (1, 2, 36, 37, 38, 39, 40, 41):
        folder = tmp_path / str(topic)
        folder.mkdir()
        for n, words in enumerate(STORIES):
            lines.append(f"{topic},{n}ecb,0")
            told = [f"{words[0]}{topic}", words[1], f"{words[2]}{topic}", f"harbour{topic}", f"gate{topic}"]
            text = cat(told, instance=f"{topic}-{words[0]}")
            (folder / f"{topic}_{n}ecb.xml").write_text(text, encoding="utf-8")
    (tmp_path / "ECBplus_coreference_sentences.csv").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def test_mentions_and_their_events(ecb: Path) -> None:
    (path,) = (ecb / "36").glob("36_0ecb.xml")
    found = document(path, kinds=("ACTION",), keep=validated(ecb / "ECBplus_coreference_sentences.csv")[path.name])
    assert gold_of([found]) == {("36_0ecb.xml", "1"): "36-Rebels"}
    assert found.mentions[0].words == (1,)
    assert document(path, kinds=("ACTION",), keep={5}).mentions == ()


def test_files_of_other_formats_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_text("<Document/>", encoding="utf-8")
    with pytest.raises(DataError, match="CAT"):
        document(tmp_path / "x.xml", kinds=("ACTION",))
    (tmp_path / "list.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(DataError, match="list of sentences"):
        validated(tmp_path / "list.csv")
    with pytest.raises(DataError, match="ECBplus"):
        eventlinks.ecb_documents(tmp_path)
    with pytest.raises(DataError, match="event reports"):
        maverick.rows([tmp_path / "list.csv"])
    with pytest.raises(DataError, match="Word"):
        copies.originals([tmp_path / "list.csv"])


def test_ecb_splits_by_topic_and_scores_the_test_part(ecb: Path) -> None:
    split = eventlinks.ecb_documents(ecb)
    assert {part: len(docs) for part, docs in split.items()} == {"train": 4, "dev": 4, "test": 24}
    found = eventlinks.measure(ecb, Parts(Settings()), Options())
    assert found.licence == "measure"
    assert found.counts == {"documents": 24, "mentions": 24, "events": 12}
    assert all(0.0 <= number.value <= 1.0 for number in found.numbers.values())
    assert found.numbers["stem_conll_f1"].value > 0.5


def test_meantime_keeps_trained_subjects_apart(tmp_path: Path) -> None:
    for subject in ("corpus_airbus", "corpus_apple"):
        folder = tmp_path / "intra_cross-doc_annotation" / subject
        folder.mkdir(parents=True)
        for n, words in enumerate(STORIES):
            target = f'<EVENT m_id="7" instance_id="{words[2]}"/>'
            text = cat(words, instance="", kind="EVENT_MENTION", tag="REFERS_TO", target=target)
            (folder / f"{n}.xml").write_text(text.replace(' note=""', ""), encoding="utf-8")
    found = meantime.measure(tmp_path, Parts(Settings()), Options())
    assert found.counts == {"documents": 4, "mentions": 4, "events": 2}
    assert found.numbers["alone_b_cubed_f1"].value == pytest.approx(2 / 3)
    assert [job.name for job in jobs(tmp_path)] == ["meantime"]


MAVERICK = """\
id,event_id,country,election,date_start,date_end,city,location,latitude,longitude,actor1,actor1_id,deaths_best,source
a,K-1,Kenya,e,2008-01-02,2008-01-02,Dunport,,1.0,2.0,Police,K-9,4,"Desk (2008-01-03) Police shoot four"
b,K-1,Kenya,e,2008-01-02,2008-01-02,Dunport,,1.0,2.0,Police,K-9,4,"Wire (2008-01-03) Four shot by police"
c,K-2,Kenya,e,2008-03-02,2008-03-02,Eastbay,,9.0,9.0,Youth,K-8,,"Desk (2008-03-03) Shops burn"
d,I-1,Ivory Coast,e,2008-01-02,2008-01-02,Dunport,,1.0,2.0,Police,K-9,4,"Desk (2008-01-03) Police shoot four"
"""


def test_maverick_regroups_the_held_out_country(tmp_path: Path) -> None:
    (tmp_path / "maverick_event_report.csv").write_text(MAVERICK, encoding="utf-8")
    found = maverick.measure(tmp_path, Parts(Settings()), Options())
    assert found.counts == {"reports": 3, "events": 2}
    assert found.numbers["b_cubed_f1"].value == 1.0
    assert found.numbers["alone_b_cubed_f1"].value < 1.0
    assert [job.name for job in jobs(tmp_path)] == ["maverick"]


def test_variants_keep_a_third_of_the_text() -> None:
    text = "Title of it\n\n" + " ".join(f"Sentence {n} said what porter {n} carried." for n in range(12))
    for seed in range(30):
        made = copies.variant(text, random.Random(seed))
        assert made.count("porter") >= 4
        assert "\n\n" in made


def test_copies_are_found_among_others(tmp_path: Path) -> None:
    rows = [
        f'"T{n}","{" ".join(f"Porter {n} took crate {n * 31 + k} to mill {n}-{k}." for k in range(14))}"'
        for n in range(6)
    ]
    (tmp_path / "wikinews_2020.csv").write_text("title,text\n" + "\n".join(rows), encoding="utf-8")
    found = copies.measure(tmp_path, Parts(Settings()), Options())
    assert found.numbers["recall"].value > 0.8
    assert found.counts["originals"] == 6
