"""How long linking takes: `python -m benchmarks.linking REGISTER --claims 100000`.

The claims of a small register are repeated under new ids until there are enough. Each round is moved by some days of a
fixed pseudo-random draw over ten years, and one word in three is altered, so that the rounds are neither copies of one
another nor strangers: they share types, actors, places and most words. Reading from disk and writing are not timed.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from regesta.linking.river import Article, link
from regesta.linking.scorer import shipped
from regesta.register.register import Register

#: Days over which the rounds are spread.
SPREAD = 3650


def altered(text: str, turn: int) -> str:
    """The text with one word in three written otherwise, the same ones each time."""
    if not turn:
        return text
    words = text.split(" ")
    return " ".join(
        f"{word}{turn}" if (len(word) + n) % 3 == 0 and word.isalpha() else word for n, word in enumerate(words)
    )


def moved(day: date | None, days: int) -> date | None:
    """The day some days later."""
    return day + timedelta(days=days) if day and day.year < 9980 else day


def repeated(
    rows: list[dict[str, Any]], articles: list[Article], count: int
) -> tuple[list[dict[str, Any]], list[Article]]:
    """So many claims with their reports."""
    chance, out_rows, out_articles = random.Random(7), list[dict[str, Any]](), list[Article]()
    turn = 0
    while len(out_rows) < count:
        days = chance.randrange(SPREAD) if turn else 0
        for article in articles:
            text, day = altered(article.text, turn), moved(article.published, days)
            out_articles.append(replace(article, id=f"{article.id}-{turn}", text=text, published=day))
        for row in rows:
            evidence = {**row["evidence"], "quote": altered(row["evidence"]["quote"], turn)}
            ids = {"claim_id": f"{row['claim_id']}-{turn}", "report_id": f"{row['report_id']}-{turn}"}
            times = {name: moved(row[name], days) for name in ("time_from", "time_to", "published")}
            out_rows.append({**row, **ids, **times, "evidence": evidence})
        turn += 1
    return out_rows, out_articles


def main() -> None:
    """Repeats, links, tells."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("register", type=Path)
    parser.add_argument("--claims", type=int, default=100_000)
    args = parser.parse_args()
    with Register(args.register) as opened:
        claims, texts = opened.linkable()
    rows, articles = repeated(claims, [Article(*one) for one in texts], args.claims)
    began, worked = time.monotonic(), time.process_time()

    def tell(line: str) -> None:
        print(f"{time.monotonic() - began:7.1f} s  {line}", flush=True)

    linked = link(rows, articles, shipped(), tell=tell)
    clock, worked = time.monotonic() - began, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(rows)} claims, {len(articles)} reports: {len(linked.incidents)} incidents")
    print(f"{clock:.1f} s on the clock, {worked:.1f} s of processor, {peak:.0f} MB")


if __name__ == "__main__":
    main()
