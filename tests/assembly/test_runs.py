from regesta.assembly.runs import run_of
from regesta.config import Settings


def test_a_changed_table_of_the_users_is_another_run(tmp_path):
    def knowledge() -> str:
        return run_of(Settings(knowledge=tmp_path)).knowledge

    none = knowledge()
    assert none == run_of(Settings()).knowledge
    table = tmp_path / "actors.tsv"
    table.write_text("names\tcode\tkind\tsource\nBlue Brigade\tUSA\tgroup\tours\n")
    one = knowledge()
    table.write_text("names\tcode\tkind\tsource\nBlue Brigade\tCAN\tgroup\tours\n")
    assert len({none, one, knowledge()}) == 3
