"""The packages of a commit are the same each time, and the wheel is whole."""

import shutil
import subprocess
import tarfile
from pathlib import PurePosixPath

import pytest

from tools.dist import MACHINES, ROOT, build, differing, keep, tracked
from tools.wheel import faults, parts_of


def can_build():
    try:
        import hatchling  # noqa: F401, PLC0415
    except ImportError:
        return False
    asked = ["git", "-C", str(ROOT), "rev-parse", "HEAD"]
    return shutil.which("git") is not None and subprocess.run(asked, capture_output=True, check=False).returncode == 0


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    if not can_build():
        pytest.skip("needs hatchling (make dist installs it) and a clone with its history")
    home = tmp_path_factory.mktemp("dist")
    return [build(home / folder, zone, language, mask) for folder, zone, language, mask in MACHINES]


def test_two_builds_are_byte_for_byte_the_same(built):
    assert differing(*built) == []
    assert sorted(path.suffix for path in built[0].iterdir()) == [".gz", ".whl"]


def test_the_wheel_is_whole_and_has_nothing_else(built):
    assert faults(parts_of(next(built[0].glob("*.whl"))), tracked()) == []


def test_the_source_package_has_the_folders_that_it_names_and_no_other(built):
    with tarfile.open(next(built[0].glob("*.gz"))) as archive:
        tops = {PurePosixPath(name).parts[1] for name in archive.getnames()}
    folders = {"src", "tests", "tools"}
    assert tops == folders | {
        "README.md",
        "CHANGELOG.md",
        "LICENSE",
        "NOTICE",
        "PKG-INFO",
        "pyproject.toml",
        ".gitignore",
    }


def test_a_byte_or_a_file_more_differs(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    for folder, text in ((one, "a"), (other, "b")):
        folder.mkdir()
        (folder / "same").write_text("same")
        (folder / "changed").write_text(text)
    (other / "more").write_text("")
    assert differing(one, other) == ["changed", "more"]


def test_packages_are_kept_with_their_digests(tmp_path, capsys):
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "a.whl").write_bytes(b"")
    keep(tmp_path / "made", tmp_path / "dist")
    line = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a.whl"
    assert (tmp_path / "dist" / "SHA256SUMS").read_text() == line + "\n"
    assert line in capsys.readouterr().out
