"""How much a process remembers of the words it has read."""

from __future__ import annotations

#: Words, names or phrases of which a table keeps what was worked out. The 259 reports of Wikinews 2019-2020 have 17,000
#: different words, and those that come back come back soon; with four times as many a process was still growing after
#: 60,000 reports.
WORDS_KEPT = 1 << 14
