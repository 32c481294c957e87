"""`python -m benchmarks.peers` without any peer: invented records, and a stand-in for PETRARCH2."""

import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from benchmarks.peers import FILES, Sentence, Subject, Took, asked, measured, paired, rate, table

PYTHON = Path(sys.executable)
RECORD = '<Sentence date="20240320" id="{id}" sentence="true"><Text>\n{text}\n</Text>{parse}</Sentence>'
PARSE = "<Parse>\n(S (NP (NNP Ruritania)))\n</Parse>"

MODULES = {
    "PETRreader.py": "def parse_Config(path):\n    assert path.endswith('PETR_config.ini')\n",
    "utilities.py": (
        "def _get_data(folder, name):\n    return folder + name\n"
        "def _format_parsed_str(text):\n    return ' '.join(text.split())\n"
        "def init_logger(name):\n    open(name, 'w').close()\n"
    ),
    "petrarch2.py": (
        "def read_dictionaries():\n    print('words')\n"
        "def do_coding(stories):\n"
        "    for story in stories.values():\n"
        "        sentence = story['sents']['0']\n"
        "        print(sentence['content'])\n"
        "        if 'fail' in sentence['content']:\n            raise IndexError\n"
        "        if 'discard' in sentence['content']:\n            story['sents'] = None\n"
        "        else:\n            sentence['events'] = [sentence['parsed']]\n"
        "    return stories\n"
    ),
}


def write(folder, number, *rows):
    for files in FILES.values():
        path = folder / files[number]
        path.parent.mkdir(parents=True, exist_ok=True)
        text = "".join(RECORD.format(id=id_, text=text, parse=parse) for id_, text, parse in rows)
        path.write_text(f"<Sentences>{text}</Sentences>", encoding="utf-8")
    return folder


def test_records_are_those_of_both_in_the_same_words(tmp_path):
    trees = [("A-1", "Ruritania met\n Graustark.", PARSE), ("A-2", "Words.", PARSE), ("A-3", "Else.", PARSE)]
    graphs = [("A_1", "Ruritania met Graustark.", "<Parse>1\tRuritania</Parse>"), ("A_2", "Others.", PARSE)]
    one = write(tmp_path / "one", 0, *trees, ("A-1", "Again.", PARSE), ("A-4", "No parse.", ""), ("A-5", "", PARSE))
    other = write(tmp_path / "other", 1, *graphs)
    for rows in paired(one, None).values():
        assert [row.id for row in rows] == ["A_1", "A_2", "A_3"]
    for rows in paired(one, other).values():
        (row,) = rows
        assert (row.id, row.date, row.text) == ("A_1", "20240320", "Ruritania met Graustark.")
        assert row.parses["petrarch2"].strip() == "(S (NP (NNP Ruritania)))"
        assert row.parses["universal"] == "1\tRuritania"


def test_a_peer_answers_from_a_process_of_its_own(tmp_path):
    for name, text in MODULES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    texts = ["Ruritania met Graustark.", "This must fail.", "A story to discard."]
    sets = {"a": [Sentence(str(n), "20240320", text, {"petrarch2": "(S)"}) for n, text in enumerate(texts)], "b": []}
    before = sorted(tmp_path.iterdir())
    with ExitStack() as stack:
        turn = asked("petrarch2", tmp_path, PYTHON, sets, stack)
        took = [turn("a"), turn("b"), turn("a")]
    assert [(one.out, one.failed) for one in took] == [(1, 1), (0, 0), (1, 1)]
    assert all(one.clock >= 0 and one.work >= 0 for one in took)
    assert sorted(tmp_path.iterdir()) == before, "something was written into the checkout"


@pytest.mark.parametrize(
    ("given", "python", "why"), [("", None, "not named"), (None, PYTHON, "not named"), ("no", PYTHON, "does not run")]
)
def test_who_cannot_run_is_left_out_and_the_table_says_why(given, python, why):
    sets = {"a": [Sentence("1", "20240320", "Ruritania met Graustark.", {})] * 2}
    with ExitStack() as stack:
        turn = asked("petrarch2", given, python, sets, stack)
        subjects = [Subject("gone", "nothing", "events", turn), Subject("there", "all", "claims", two)]
        rounds = measured(subjects, sets, 3)
    gone, there = table(subjects, sets, rounds).splitlines()[-2:]
    assert gone.startswith(f"| gone | nothing |  | left out: {why}")
    assert there == "| there | all | 4 (2); 4 | claims: 5 (failed 1 times) |"
    assert list(rounds) == [("there", "a")] and len(rounds["there", "a"]) == 3


def two(name):
    return Took(clock=1.0, work=0.5, out=5, failed=1)


def test_a_rate_has_three_digits():
    assert [rate(5, 2), rate(1, 3), rate(12345, 1), rate(10, 0.0)] == ["2.5", "0.333", "12,345", "10,000,000,000"]
