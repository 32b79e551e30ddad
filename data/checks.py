"""What must hold across the whole database before it may take the old one's place."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import geo.municipalities as geo
from data.faults import Fault

DATABASE = "facts.sqlite"
MIXED = """
    SELECT source, group_concat(DISTINCT standing) FROM snapshot
    GROUP BY source HAVING count(DISTINCT standing) > 1
"""
DOUBLE = """
    SELECT i.code, a.code, p.code, group_concat(s.source || '/' || s.edition)
    FROM observation o JOIN indicator i ON i.id = o.indicator JOIN area a ON a.id = o.area
    JOIN period p ON p.id = o.period JOIN snapshot s ON s.id = o.snapshot
    WHERE a.kind = 'municipality'
    GROUP BY o.indicator, o.area, o.period, o.category, o.sex, o.scope HAVING count(*) > 1
"""
UNKNOWN = """
    SELECT i.code, a.code, p.code, o.value FROM observation o
    JOIN indicator i ON i.id = o.indicator JOIN area a ON a.id = o.area
    JOIN period p ON p.id = o.period
    WHERE i.kind = 'share' AND (o.value < 0 OR o.value > 100)
"""
KEYS = "PRAGMA foreign_key_check"
PAIRS = """
    SELECT r.edition, c.code, r.same_as FROM barometer_result r
    JOIN category c ON c.id = r.requirement
    WHERE r.same_as IS NOT NULL AND r.kind = 'percent' AND NOT EXISTS (
        SELECT 1 FROM barometer_result b WHERE b.edition = r.same_as
        AND b.requirement = r.requirement AND b.kind = 'percent')
"""


def faults(database: Path) -> list[Fault]:
    """Every fault found in a freshly written database; an empty list lets it be swapped in."""
    with sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True) as connection:
        found = [
            *_each(connection, MIXED, "mixed_standing"),
            *_each(connection, DOUBLE, "two_figures"),
            *_each(connection, UNKNOWN, "share"),
            *_each(connection, PAIRS, "pair"),
            *_municipalities(connection),
            *_strangers(connection),
        ]
    connection.close()
    return found


def _each(connection: sqlite3.Connection, query: str, rule: str) -> Iterator[Fault]:
    for row in connection.execute(query):
        yield Fault(DATABASE, None, None, " ".join(str(part) for part in row), rule)


def _strangers(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Rows that name something that is not there, one for each table and what it names."""
    found = {(table, other) for table, _, other, _ in connection.execute(KEYS)}
    for table, other in sorted(found):
        yield Fault(DATABASE, None, None, f"{table} → {other}", "foreign_key")


def _municipalities(connection: sqlite3.Connection) -> Iterator[Fault]:
    (count,) = connection.execute(
        "SELECT count(*) FROM area WHERE kind = 'municipality'"
    ).fetchone()
    if count != len(geo.municipalities()):
        yield Fault(DATABASE, None, None, str(count), "municipalities")
