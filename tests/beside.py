"""Members of a comparison by the tables of geo, and altered figures, for tests."""

import csv

import pytest

from analysis.similar import similar
from geo.municipalities import FOLDER

RATE, EMBEDDED = "children_notified_rate_0_17", "children_notified_rate"
FIVE = {"Langeland": "482", "Holbæk": "316", "København": "101", "Samsø": "741", "Læsø": "825"}
YEAR = "2025"


def table(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_hand(area, kind, facts):
    """The members by the tables of geo; those most alike by tests/test_similar.py's subject."""
    rows = {row["code"]: row for row in table("municipalities.csv")}
    if kind == "border":
        pairs = [(row["a"], row["b"]) for row in table("neighbors.csv")]
        return {b if a == area else a for a, b in pairs if area in (a, b)}
    if kind == "similar":
        return set(similar(facts, area).distances)
    column = {"group": "group_code", "region": "region_code"}.get(kind)
    return {
        code
        for code, row in rows.items()
        if column is None or (code != area and row[column] == rows[area][column])
    }


def answers(folder, source, keep):
    (file,) = (folder / source).glob("*/statbank.csv")
    found = {}
    with file.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines, delimiter=";"):
            if keep(row):
                area = row.get("ADMKOM") or row["OMRÅDE"]
                found[area] = found.get(area, 0) + int(row["INDHOLD"])
    return found


@pytest.fixture(scope="session")
def answered(fetched_folder):
    """Children notified about and children living there, added up from StatBank's answers."""
    ages = {str(age) for age in range(18)}
    above = answers(
        fetched_folder,
        "dst-und2",
        lambda r: (r["UNDERRET"], r["KON"], r["TID"]) == ("00", "0", YEAR) and r["ALDER1"] in ages,
    )
    below = answers(
        fetched_folder,
        "dst-folk1a",
        lambda r: (
            (r["KØN"], r["CIVILSTAND"], r["TID"]) == ("TOT", "TOT", f"{YEAR}K1")
            and r["ALDER"] in ages
        ),
    )
    return above, below


def times(codes, factor):
    """Children notified about in those municipalities, times a factor, in one year."""
    listed = ",".join(f"'{code}'" for code in codes)
    return (
        f"UPDATE notified_child_count SET count = CAST(count * {factor} AS INTEGER) WHERE area IN"
        f" (SELECT id FROM area WHERE code IN ({listed})) AND period ="
        f" (SELECT id FROM period WHERE code = '{YEAR}')"
    )


def doubted(area):
    """A note that the figure is in doubt."""
    return (
        "INSERT INTO quality_note"
        " (indicator, topic, area, period, kind, text_da, text_en, snapshot)"
        " SELECT i.id, NULL, a.id, p.id, 'doubtful', 'x', 'x', 1"
        " FROM indicator i, area a, period p"
        f" WHERE i.code = '{RATE}' AND a.code = '{area}' AND p.code = '{YEAR}'"
    )
