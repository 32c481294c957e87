import pytest

from regesta.assembly import reading
from regesta.cli.main import main
from regesta.records.runs import Run
from tests.hand import TinyRecipe


@pytest.fixture
def regesta(monkeypatch, capsys):
    """The command line with a pipeline without a model: returns exit code, standard output, standard error."""
    monkeypatch.setattr(reading, "Recipe", lambda settings: TinyRecipe(settings.published))
    monkeypatch.setattr(reading, "run_of", lambda settings: Run("code", "bundle", "knowledge", str(settings.published)))

    def call(*arguments):
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


@pytest.fixture
def folder(tmp_path):
    """Three reports and one empty file."""
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "a.txt").write_text("Arms\n\nNorthland helped Westland in 2020. Southland helped Eastland.")
    (reports / "b.txt").write_text("Bread\n\nEastland helped Southland in 2021.")
    (reports / "c.txt").write_text("Calm\n\nNobody did anything at all today.")
    (reports / "d.txt").write_text("")
    return reports


@pytest.fixture
def register(regesta, folder, tmp_path):
    assert regesta("read", folder, "--register", tmp_path / "register", "--published", "2024-03-20")[0] == 0
    return tmp_path / "register"
