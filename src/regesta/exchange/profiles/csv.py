"""Claims as CSV: one flat row a claim."""

from __future__ import annotations

from pathlib import Path

from regesta.exchange import flat
from regesta.exchange.csv import write_csv
from regesta.exchange.profile import Loss, Options, Profile, Source, Table, Tally

FILE = Table("claims.csv", "text/csv", flat.COLUMNS)
LOSSES = (
    *flat.LOSSES,
    Loss(
        "texts as they are",
        "Unless --raw is given, a text that a spreadsheet would take for a formula gets an "
        "apostrophe before it, and controls and characters that turn the direction of the writing are left out.",
    ),
)


def write(source: Source, folder: Path, options: Options) -> Tally:
    """Writes the file; with the byte order mark that spreadsheets need, unless it is raw."""
    encoding = "utf-8" if options.raw else "utf-8-sig"
    with (folder / FILE.name).open("w", encoding=encoding, newline="") as out:
        return Tally({FILE.name: write_csv(source.jsons(), out, raw=options.raw)})


PROFILE = Profile("csv", "one flat row a claim", "spreadsheets, R, pandas, Datawrapper", (FILE,), LOSSES, write, ".csv")
