"""The claims of a register by their ids, however many: sorted in parts, which are merged."""

from __future__ import annotations

import heapq
import itertools
import json
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

from regesta.register.answers import Claims
from regesta.register.register import Register

#: Claims that are held at once, some 300 MB.
AT_ONCE = 50_000


def sorted_claims(
    register: Register, *, at_once: int = AT_ONCE, folder: Path | None = None
) -> Iterator[dict[str, Any]]:
    """The claims that stand, by their ids, so that their order says nothing.

    A register of more than `at_once` is sorted in parts, which lie in `folder` (by default the system's own for
    temporary files) until they are merged, so that memory does not grow with it.
    """
    parts = register.claims_in_parts(at_once)
    first, second = next(parts, None), next(parts, None)
    if first is None:
        return
    if second is None:
        yield from _by_id(first)
        return
    with ExitStack() as stack:
        files = [stack.enter_context(_part(part, folder)) for part in itertools.chain((first, second), parts)]
        del first, second
        for line in heapq.merge(*files, key=_id_of):
            yield json.loads(line.partition("\t")[2])


def _by_id(part: Claims) -> Iterator[dict[str, Any]]:
    return Claims(part.to_arrow().sort_by("claim_id")).jsons()


def _part(part: Claims, folder: Path | None) -> IO[str]:
    """A file without a name that has a line for each claim: its id, a tab, the claim."""
    file = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n", dir=folder)  # noqa: SIM115 - the merge closes it
    for claim in _by_id(part):
        file.write(f"{claim['claim_id']}\t{json.dumps(claim)}\n")
    file.seek(0)
    return file


def _id_of(line: str) -> str:
    return line.partition("\t")[0]
