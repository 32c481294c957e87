"""Pages of incidents, and the incidents that claims are in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from regesta.register.engine import Engine
from regesta.register.filters import Where
from regesta.register.held import Held
from regesta.register.incidents import incident_json
from regesta.register.paging import Page, behind, cut, size

#: The order of the list: by the first day told, those without one last. Never null, and no two alike.
_KEYS = ("""coalesce("time"."from" - DATE '1970-01-01', 3000000)""", "incident_id")
#: The incidents one of whose claims fits.
_FITTING = "incident_id IN (SELECT incident_id FROM members WHERE claim_id IN (SELECT claim_id FROM claims WHERE {}))"


@dataclass(frozen=True, slots=True)
class Telling:
    """How an incident must be told to be listed: by so many claims and independent sources; and whether in dispute."""

    claims: int = 1
    sources: int = 1
    disputed: bool = False

    def sql(self) -> str:
        """The condition on a row of incidents; its values are numbers of ours."""
        least = f"claims >= {int(self.claims)} AND sources >= {int(self.sources)}"
        return f"{least} AND denied > 0 AND stated > 0" if self.disputed else least


ANYHOW = Telling()


def incidents(
    engine: Engine | Held, where: Where, *, told: Telling = ANYHOW, limit: int | None = None, after: str | None = None
) -> Page[dict[str, Any]]:
    """A page of the incidents one of whose claims fits, as the objects that `regesta incidents` prints."""
    linked, rows = engine.linked(), size(limit)
    condition, values = behind(_KEYS, after, name="incidents")
    fitting = f"{_FITTING.format(where.sql())} AND {told.sql()} AND {condition}"
    sql = f"""SELECT {", ".join(_KEYS)} FROM incidents WHERE {fitting}
              ORDER BY {", ".join(_KEYS)} LIMIT {rows + 1}"""
    found = linked.rows(sql, [*where.values(), *values])
    kept, following = cut(found, rows, len(_KEYS), name="incidents")
    whole = linked.table(
        f"SELECT * FROM incidents WHERE incident_id IN (SELECT unnest(?::VARCHAR[])) ORDER BY {', '.join(_KEYS)}",
        [[row[1] for row in kept]],
    )
    return Page(tuple(incident_json(row) for row in whole.to_pylist()), following)


def count(engine: Engine | Held, where: Where, told: Telling = ANYHOW) -> int:
    """How many incidents have a claim that fits."""
    sql = f"SELECT count(*) FROM incidents WHERE {_FITTING.format(where.sql())} AND {told.sql()}"
    return int(engine.linked().rows(sql, where.values())[0][0])


def incidents_of(engine: Engine | Held, claim_ids: Sequence[str]) -> dict[str, str]:
    """The incident of each claim that is in one."""
    sql = "SELECT claim_id, incident_id FROM members WHERE claim_id IN (SELECT unnest(?::VARCHAR[]))"
    return dict(engine.linked().rows(sql, [list(claim_ids)]))
