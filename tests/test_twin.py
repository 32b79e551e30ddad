"""The two calculations of one rate, held against a third that shares no code with them."""

import csv
import io
import shutil
import sqlite3
from fractions import Fraction

import pytest

from analysis.twin import RECOMPUTED, rounded, twin
from catalog.load import tables
from data.build import build
from data.facts import open_facts
from data.fetch import fetch
from data.settings import SNAPSHOTS
from data.statbank import StatBank
from reports.changes import twin_csv
from tests.conftest import quiet
from tests.statbank.server import Standin

EMBEDDED = """
    SELECT a.code, p.code, o.value FROM observation o
    JOIN indicator i ON i.id = o.indicator JOIN area a ON a.id = o.area
    JOIN period p ON p.id = o.period
    WHERE i.code = 'children_notified_rate' AND a.kind = 'municipality'
"""
COUNTED = """
    SELECT a.code, p.code, t.count, (
        SELECT sum(r.count) FROM resident_count r
        WHERE r.area = t.area AND r.period = t.period AND r.sex = 0 AND r.age <> 0)
    FROM notified_child_count t JOIN area a ON a.id = t.area JOIN period p ON p.id = t.period
    WHERE t.times_notified = 0 AND t.age = 0 AND t.sex = 0 AND a.kind = 'municipality'
"""
SET = """
    UPDATE observation SET value = ?
    WHERE indicator = (SELECT id FROM indicator WHERE code = 'children_notified_rate')
    AND area = (SELECT id FROM area WHERE code = ?)
    AND period = (SELECT id FROM period WHERE code = ?)
"""


@pytest.fixture(scope="module")
def fetched_file(tmp_path_factory):
    """The real figures with the stand-in's UND2 and FOLK1A beside them."""
    folder = tmp_path_factory.mktemp("twin")
    with Standin(years=[2024, 2025]) as bank:
        done = fetch(["UND2", "FOLK1A"], folder=folder / "fetched", bank=StatBank(bank.url))
    assert [one.outcome for one in done] == ["fetched", "fetched"]
    target = folder / "facts.sqlite"
    build(SNAPSHOTS, target, fetched=folder / "fetched", progress=quiet)
    return target


@pytest.fixture
def file(fetched_file, tmp_path):
    return shutil.copy(fetched_file, tmp_path / "facts.sqlite")


def third(file):
    """Both rates in whole hundredths, halves up, by exact fractions; by area and period."""
    with sqlite3.connect(file) as connection:
        embedded = {
            (a, p): hundredths(Fraction(str(v))) for a, p, v in connection.execute(EMBEDDED)
        }
        counted = {
            (area, period): hundredths(Fraction(1000 * children, residents))
            for area, period, children, residents in connection.execute(COUNTED)
            if residents
        }
    connection.close()
    return embedded, counted


def hundredths(value):
    return int(value * 100 + Fraction(1, 2))


def test_every_cell_that_differs_is_listed_with_both_and_the_difference(file):
    embedded, counted = third(file)
    wanted = {
        (area, period, embedded[area, period], counted[area, period])
        for area, period in embedded.keys() & counted.keys()
        if embedded[area, period] != counted[area, period]
    }
    found = twin(open_facts(file))
    assert found.cells == len(embedded) == 1077
    assert found.compared == len(embedded.keys() & counted.keys()) > 150
    rows = found.differing.to_dict("records")
    assert len(rows) == len(wanted) > 100
    assert {
        (r["area"], r["period"], int(r["embedded"] * 100), int(r["recomputed"] * 100)) for r in rows
    } == wanted
    assert all(r["difference"] == r["recomputed"] - r["embedded"] for r in rows)


def test_twelve_that_differ_are_twelve(file):
    """All cells made equal, then twelve moved by the least that is seen."""
    embedded, counted = third(file)
    cells = sorted(embedded.keys() & counted.keys())
    moved = set(cells[::15][:12])
    with sqlite3.connect(file) as connection:
        for cell in cells:
            value = counted[cell] + (1 if cell in moved else 0)
            assert connection.execute(SET, (value / 100, *cell)).rowcount == 1
    connection.close()
    found = twin(open_facts(file))
    assert set(zip(found.differing["area"], found.differing["period"], strict=True)) == moved
    assert {str(value) for value in found.differing["difference"]} == {"-0.01"}


def test_without_real_figures_there_is_nothing_to_hold_against(full, tiny, empty, file):
    assert [twin(facts) for facts in (full, tiny, empty)] == [None] * 3
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE snapshot SET standing = 'synthetic' WHERE source LIKE 'dst-%'")
    connection.close()
    assert twin(open_facts(file)) is None


@pytest.mark.parametrize(
    ("value", "shown"),
    [(12.345, "12.35"), (0.145, "0.15"), (12.344999999999999, "12.35"), (0, "0.00")],
)
def test_halves_are_rounded_up_and_dust_is_not_counted(value, shown):
    assert str(rounded(value)) == shown


@pytest.mark.parametrize(("language", "delimiter"), [("da", ";"), ("en", ",")])
def test_the_file_has_every_row_and_where_both_are_from(file, language, delimiter):
    found = twin(open_facts(file))
    text = twin_csv(found, language).decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text), delimiter=delimiter)
    assert len(rows) == len(found.differing)
    assert len({len(row) for row in [head, *rows]}) == 1
    assert all("2026-09-24" in " ".join(row) and "378426df" in row for row in rows)
    assert RECOMPUTED not in text
    assert "UND2" in tables()
