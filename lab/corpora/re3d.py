"""Reports of re3d: statements, press releases and encyclopaedia on the war in Syria and Iraq, undated.

Only the texts are read, not the entities and relations. Each folder has a licence of its own; the one under a
non-commercial licence is not read.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

#: The folders that may be used, by the short names that block ids have.
FOLDERS = {
    "dfat": "Australian Department of Foreign Affairs",
    "centcom": "CENTCOM",
    "uk": "UK Government",
    "state": "US State Department",
    "wikipedia": "Wikipedia",
}


@cache
def texts(folder: Path) -> dict[str, str]:
    """Texts by short name of the folder and number of the line in it, from 0, such as `uk-07`."""
    out = {}
    for short, name in FOLDERS.items():
        lines = (folder / name / "documents.json").read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(line for line in lines if line.strip()):
            out[f"{short}-{number:02d}"] = json.loads(line)["text"].replace("\r\n", "\n").strip("\n") + "\n"
    return out
