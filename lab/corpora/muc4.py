"""Reports of MUC-4's training part: broadcasts and newspapers of Latin America, 1988 to 1991, all in capitals.

Only the texts are read, not the templates; lines that the telex broke are joined again.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path


@cache
def texts(path: Path) -> dict[str, str]:
    """Texts by the report's id in lower case, such as `dev-muc3-0006`, one paragraph a line."""
    out = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        report = json.loads(line)
        paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", report["text"]))
        out[report["docid"].lower()] = "".join(f"{part}\n" for part in paragraphs if part)
    return out
