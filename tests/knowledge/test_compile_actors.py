from __future__ import annotations

from pathlib import Path

import pytest

from regesta.errors import KnowledgeError
from regesta.knowledge.codes import Knowledge, digest_of
from regesta.knowledge.compile_actors import compile_actors, plural

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "knowledge-sources" / "actors"
COMPILED = ROOT / "src/regesta/knowledge/data/actors.tsv"


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the sources do not travel with the package")
def test_the_committed_file_is_what_the_sources_give() -> None:
    assert COMPILED.read_text(encoding="utf-8") == compile_actors(SOURCES), "run python -m lab.knowledge"


def test_the_digest_is_of_the_content() -> None:
    text = COMPILED.read_text(encoding="utf-8")
    assert Knowledge(text).digest == digest_of(text.partition("\n")[2])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("# source: s\n# kind: group\nBlue Brigade\tusa\tREB\n", "t.tsv:3, code"),
        ("# source: s\n# kind: group\nBlue Brigade\tUSA\tREBEL\n", "t.tsv:3, sectors"),
        ("# source: s\n# kind: group\nBlue Brigade\tUSA\tREB\tlast year\n", "t.tsv:3, dates"),
        ("# source: s\n# kind: person\nAda Brask\tUSA GOV since 2001\n", "t.tsv:3, spells"),
        ("# kind: group\nBlue Brigade\tUSA\tREB\n", "does not name its source"),
    ],
)
def test_faults_name_file_line_and_field(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "t.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=says):
        compile_actors(tmp_path)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="no source tables"):
        compile_actors(tmp_path)


def test_a_small_source_compiles(tmp_path: Path) -> None:
    source = "# source: s\n# kind: person\n# prominent: yes\nAda Brask=A. Brask\tUSA GOV 2001..2004-06 mayor\n"
    (tmp_path / "p.tsv").write_text(source, encoding="utf-8")
    knowledge = Knowledge(compile_actors(tmp_path))
    (person,) = knowledge.named("ada brask")
    assert person.spells[0].start == "2001-01-01"
    assert person.spells[0].end == "2004-07-01"
    assert knowledge.surnamed("brask") == (person,)


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("policeman", "policemen"),
        ("embassy", "embassies"),
        ("minister of health", "ministers of health"),
        ("member of parliament", "members of parliament"),
        ("child", "children"),
        ("forces", "forces"),
        ("coach", "coaches"),
    ],
)
def test_plurals(one: str, many: str) -> None:
    assert plural(one) == many
