from pathlib import Path

from lab.knowledge_count import main, table

COMPILED = Path(__file__).resolve().parents[2] / "src/regesta/knowledge/data/actors.tsv"


def test_the_page_has_the_counts(capsys) -> None:
    assert main(["--check"]) == 0, capsys.readouterr().out


def test_the_floors_of_the_knowledge_file() -> None:
    rows = {cells[1].strip(): cells[2:4] for cells in (r.split("|") for r in table(COMPILED.read_text()).splitlines())}
    numbers = {
        kind: [int(c.strip().replace(",", "") or 0) for c in cells]
        for kind, cells in rows.items()
        if "-" not in kind and kind != "kind"
    }
    assert numbers["organisation"][0] >= 300
    assert numbers["group"][1] + numbers["party"][1] >= 1500
