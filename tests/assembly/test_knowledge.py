from regesta.assembly.knowledge import gazetteer
from regesta.knowledge import gazetteer as compiled


def test_the_gazetteer_is_not_compiled_without_a_word(tmp_path, monkeypatch):
    made = []
    monkeypatch.setattr(compiled, "ensure", lambda target, **_: made.append(target) or target)
    lines = []
    path = gazetteer(tmp_path / "cache", tell=lines.append)
    assert made == [path]
    [line] = lines
    assert str(tmp_path / "cache") in line and "gazetteer" in line
    monkeypatch.setattr(compiled, "is_compiled", lambda *_, **__: True)
    gazetteer(tmp_path / "cache", tell=lines.append)
    assert len(lines) == 1
