from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from regesta.errors import DataError
from regesta.evaluation.conllu import documents
from regesta.evaluation.ud import align, common, tally

HARBOUR = """\
# newdoc id = a
# sent_id = 1
1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_
2\tharbour\tharbour\tNOUN\tNN\t_\t4\tnsubj:pass\t_\t_
3-4\tisn't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
3\tis\tbe\tAUX\tVBZ\t_\t4\tcop\t_\t_
4\tn't\tnot\tPART\tRB\t_\t0\troot\t_\t_
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# newpar
1\tShips\tship\tNOUN\tNNS\t_\t2\tnsubj\t_\t_
2\twait\twait\tVERB\tVBP\t_\t0\troot\t_\tSpaceAfter=No

"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    out = tmp_path / "harbour.conllu"
    out.write_text(HARBOUR, encoding="utf-8")
    return out


def test_text_is_put_together_with_its_offsets(path: Path) -> None:
    (document,) = documents(path)
    assert document.text == "The harbour isn't.\n\nShips wait"
    assert document.sentences == [(0, 5), (5, 7)]
    assert [span.of(document.text) for span in document.paragraphs] == ["The harbour isn't.", "Ships wait"]
    assert [w.span.of(document.text) for w in document.words] == [
        "The",
        "harbour",
        "isn't",
        "isn't",
        ".",
        "Ships",
        "wait",
    ]
    assert document.words[5].head == 6


def found(path: Path) -> list:  # type: ignore[type-arg]
    (document,) = documents(path)
    out = [replace(w, group=n) for n, w in enumerate(document.words)]
    start = document.words[2].span.start
    out[2] = replace(out[2], span=type(out[2].span)(start, start + 2))
    out[3] = replace(out[3], span=type(out[3].span)(start + 2, start + 5))
    return out


def test_the_same_words_are_all_right(path: Path) -> None:
    (document,) = documents(path)
    assert tally(document.words, found(path)) == [7, 7, 7, 7, 7, 7, 7]


def test_words_cut_otherwise_are_not_found(path: Path) -> None:
    (document,) = documents(path)
    words = found(path)
    ships = replace(words[5], span=type(words[5].span)(words[5].span.start, words[6].span.end), head=-1, deprel="root")
    counts = tally(document.words, [*words[:5], ships])
    assert counts[:3] == [7, 6, 5]


def test_subtypes_do_not_matter_and_relations_do(path: Path) -> None:
    (document,) = documents(path)
    words = found(path)
    assert tally(document.words, [words[0], replace(words[1], deprel="nsubj"), *words[2:]])[5] == 7
    assert tally(document.words, [words[0], replace(words[1], deprel="obj"), *words[2:]])[4:6] == [7, 6]


def test_common_subsequence() -> None:
    assert common(["do", "n't"], ["don", "n't"]) == [(1, 1)]
    assert common([], ["a"]) == []
    assert align([], []) == {}


def test_a_broken_line_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.conllu").write_text("1\tThe\n\n", encoding="utf-8")
    with pytest.raises(DataError, match="columns"):
        documents(tmp_path)
