"""The person that a noun phrase names, by a known name, by a run of unknown words, or by a town's name."""

from __future__ import annotations

from collections.abc import Sequence

from regesta.knowledge import persons
from regesta.knowledge.bearers import COUNTRIES
from regesta.knowledge.codes import BODIES
from regesta.knowledge.nominals import HOMELESS, Setting
from regesta.knowledge.phrases import Unit

#: Small words inside personal names: "Jean-Charles de Menezes".
_PARTICLES = frozenset("de da do dos das di del della der den van von al el bin ibn ben ter la le du".split())


def person_of(units: Sequence[Unit], setting: Setting, country: str | None, titled: bool) -> persons.Person | None:
    """The person a name unit or a run of unknown capitalised words means."""
    country = None if country in HOMELESS else country
    run: list[Unit] = []
    runs: list[list[Unit]] = []
    for i, unit in enumerate(units):
        if run and unit.fold in _PARTICLES and _name_goes_on(units, i):
            run.append(unit)
            continue
        if unit.kind == "name" and any(e.kind == "person" for e in unit.names) and not unit.far:
            if not any(e.kind in COUNTRIES or e.kind in BODIES for e in unit.names):
                runs.append([unit])
            run = []
        elif unit.kind == "unknown":
            if not run:
                runs.append(run)
            run.append(unit)
        else:
            run = []
    for part in runs:
        name = " ".join(u.text for u in part)
        found = persons.find(
            name,
            setting.knowledge,
            known=setting.known,
            country=country,
            at=setting.at,
            titled=titled,
            among=setting.among,
        )
        if found:
            return found
    return None


def serving_namesake(units: Sequence[Unit], setting: Setting) -> persons.Person | None:
    """The person in office whose family name a town has too: "Kennedy said" in 1962, "President Santos" in 2012.

    Without a day only a title makes one of them a person: "Secretary Kerry".
    """
    titles = units[:-1]
    if not units or (setting.at is None and not titles) or not setting.acts or units[-1].kind != "name":
        return None
    if not all(u.kind == "role" and u.role and u.role.kind in ("office", "title") for u in titles):
        return None
    if not all(e.kind == "place" and e.rank < 2 for e in units[-1].names):
        return None
    found = persons.find(
        units[-1].text,
        setting.knowledge,
        known=setting.known,
        country=None,
        at=setting.at,
        titled=bool(titles),
        among=setting.among,
    )
    return found if found and (setting.at is None or persons.in_office(found.entity, setting.at)) else None


def _name_goes_on(units: Sequence[Unit], at: int) -> bool:
    """Whether a capitalised word follows a run of particles ("van der Leyen")."""
    while at < len(units) and units[at].fold in _PARTICLES:
        at += 1
    return at < len(units) and units[at].kind == "unknown"
