"""Build the wheel and the source package of the last commit into `dist/`, the same bytes each time: `make dist`.

Both are built twice from the commit itself, never from the folder as it lies there, under another folder's name, time
zone, language and file mask the second time; every time stamp is the commit's. What differs, or what the wheel must
have and has not, or has and must not have, is an error, and then `dist/` is left as it was.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from tools.wheel import faults, parts_of

ROOT = Path(__file__).resolve().parent.parent
#: Folder, time zone, language and file mask of each build: whatever a builder's machine may do otherwise.
MACHINES = (("one", "UTC", "C.UTF-8", 0o022), ("another/deeper", "Pacific/Chatham", "C", 0o077))


def main() -> int:
    """The command line; see the module's text."""
    if _git("status", "--porcelain"):
        print("what is not committed is not in the packages", file=sys.stderr)
    with tempfile.TemporaryDirectory() as name:
        built = [build(Path(name) / folder, zone, language, mask) for folder, zone, language, mask in MACHINES]
        wrong = [f"{file} differs between two builds" for file in differing(*built)]
        wheel = next(built[0].glob("*.whl"))
        wrong += faults(parts_of(wheel), tracked())
        for line in wrong:
            print(line, file=sys.stderr)
        if wrong:
            return 1
        keep(built[0], ROOT / "dist")
    return 0


def build(home: Path, zone: str, language: str, mask: int) -> Path:
    """Packages of the last commit, built under `home`; the folder they lie in."""
    tree, made = home / "tree", home / "made"
    tree.mkdir(parents=True)
    with tarfile.open(fileobj=io.BytesIO(_run("git", "archive", "HEAD"))) as archive:
        archive.extractall(tree, filter="data")
    around = {**os.environ, "SOURCE_DATE_EPOCH": moment(), "TZ": zone, "LC_ALL": language}
    call = [sys.executable, "-m", "hatchling", "build", "--directory", str(made)]
    done = subprocess.run(call, cwd=tree, env=around, umask=mask, check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"hatchling cannot build:\n{done.stdout}{done.stderr}")
    return made


def moment() -> str:
    """Seconds since 1970 at which the last commit was made."""
    return _git("log", "-1", "--format=%ct", "HEAD")


def tracked() -> set[str]:
    """The package's files in the last commit, as a wheel names them."""
    names = _git("ls-tree", "-r", "--name-only", "HEAD", "src/regesta").splitlines()
    return {name.removeprefix("src/") for name in names}


def differing(one: Path, other: Path) -> list[str]:
    """Names of files that are not the same in both folders."""
    names = sorted({path.name for folder in (one, other) for path in folder.iterdir()})
    return [name for name in names if _digest(one / name) != _digest(other / name)]


def keep(built: Path, home: Path) -> None:
    """Puts packages into `home` and says how large they are and what their digests are, also in `SHA256SUMS`."""
    home.mkdir(exist_ok=True)
    lines = []
    for path in sorted(built.iterdir()):
        shutil.copyfile(path, home / path.name)
        lines.append(f"{_digest(path)}  {path.name}")
        print(f"{path.stat().st_size:>12,}  {lines[-1]}")
    (home / "SHA256SUMS").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


def _git(*arguments: str) -> str:
    return _run("git", *arguments).decode().strip()


def _run(*call: str) -> bytes:
    return subprocess.run(call, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout


if __name__ == "__main__":
    sys.exit(main())
