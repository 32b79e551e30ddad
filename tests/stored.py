"""Stored counts of notifications read with plain SQL, for tests."""

import sqlite3

import geo.municipalities as geo

AREA, YEAR = "482", "2025"
EVERY = frozenset(geo.municipalities())


def whole(counts):
    """StatBank's counts with the group that was split in 2024 as one."""
    parts = [counts.pop(code, 0) for code in ("child_itself", "family_acquaintances")]
    return counts | {"family_child_acquaintances": sum(parts)}


def residents(file, area, year):
    sql = """SELECT SUM(n.count) FROM resident_count n JOIN area a ON a.id = n.area
        JOIN period p ON p.id = n.period JOIN category b ON b.id = n.age
        WHERE a.code = ? AND p.code = ? AND b.dimension = 'age' AND b.code GLOB '[0-9]*'
        AND CAST(b.code AS INTEGER) < 18 AND n.sex = 0"""
    return asked(file, sql, area, year)[0][0]


HERE = """area = (SELECT id FROM area WHERE code = '482')
    AND period = (SELECT id FROM period WHERE code = '{}')"""
GROUP = "notifier = (SELECT id FROM category WHERE code = '{}')"


def asked(file, sql, *values):
    with sqlite3.connect(file) as connection:
        return connection.execute(sql, values).fetchall()


def by_source(file, area, year):
    """UND1's counts of ages 0-17 as they are stored: StatBank's code of the notifier, and count."""
    return dict(
        asked(
            file,
            """SELECT g.code, SUM(n.count) FROM notification_count n
            JOIN area a ON a.id = n.area JOIN period p ON p.id = n.period
            JOIN category g ON g.id = n.notifier JOIN category b ON b.id = n.age
            WHERE a.code = ? AND p.code = ? AND b.dimension = 'age' AND b.code GLOB '[0-9]*'
            AND CAST(b.code AS INTEGER) < 18 AND n.sex = 0
            AND g.dimension = 'notifier' GROUP BY g.code""",
            area,
            year,
        )
    )


def times(file, area, year):
    """UND2's children aged 0-17 by how many notifications they had."""
    return dict(
        asked(
            file,
            """SELECT t.code, SUM(n.count) FROM notified_child_count n
            JOIN area a ON a.id = n.area JOIN period p ON p.id = n.period
            JOIN category t ON t.id = n.times_notified JOIN category b ON b.id = n.age
            WHERE a.code = ? AND p.code = ? AND t.dimension = 'times_notified'
            AND b.dimension = 'age' AND b.code GLOB '[0-9]*'
            AND CAST(b.code AS INTEGER) < 18 AND n.sex = 0 GROUP BY t.code""",
            area,
            year,
        )
    )


def squares(children, events):
    closed = {int(code): count for code, count in children.items() if code != "6_or_more"}
    left = events - sum(n * count for n, count in closed.items())
    most = children.get("6_or_more", 0)
    return sum(n * n * count for n, count in closed.items()) + (left**2 / most if most else 0)
