"""Under which licences parts stand, as their packages and the file NOTICE say it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.metadata import Distribution

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.license import License

#: Words of packages and of NOTICE that mean one licence of the SPDX list, which the list itself has not.
_MEANT = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "CC BY 2.5": "CC-BY-2.5",
    "CC BY 4.0": "CC-BY-4.0",
    "CC BY-SA 3.0": "CC-BY-SA-3.0",
    "CC BY-SA 4.0": "CC-BY-SA-4.0",
    "CC0": "CC0-1.0",
    "ISC License": "ISC",
    "MIT License": "MIT",
    "The BSD 2-Clause License": "BSD-2-Clause",
}
_ROW = re.compile(r"^  (\S.*?) {2,}(\S.*)$")
#: The longest text that names a licence instead of being one.
_NAME = 100


def licence(words: str) -> License:
    """A licence by its SPDX name or expression where it has one, else by the words as they are."""
    meant = _MEANT.get(words.strip(), words.strip())
    return LicenseFactory().make_from_string(meant)


def words_of(package: Distribution) -> str | None:
    """What a package says of its licence: an expression before a name before a class; None: nothing."""
    about = package.metadata
    named = about["License"].strip() if "License" in about else ""
    classes = [
        line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or [] if line.startswith("License ::")
    ]
    short = named if named and len(named) < _NAME and "\n" not in named else None
    expressions = about.get_all("License-Expression") or [None]
    return expressions[0] or short or (" AND ".join(classes) or None)


def notice(text: str) -> Mapping[str, list[tuple[str, str]]]:
    """The rows of NOTICE, name and licence, under the heads that they stand under."""
    found: dict[str, list[tuple[str, str]]] = {}
    head = ""
    for line in text.splitlines():
        if line and not line.startswith(" "):
            head = line
        elif row := _ROW.match(line):
            found.setdefault(head, []).append((row[1], row[2]))
    return found
