"""What a new build has otherwise than the one before: StatBank revises two years back."""

import sqlite3
from pathlib import Path

import pandas as pd

COUNTS = {
    "notifications_by_notifier": "notification_count",
    "children_notified": "notified_child_count",
    "population_0_17": "resident_count",
}
"""The totals that are held against the build before, each by the indicator it is read as."""

READY = """
    SELECT i.code AS indicator, a.code AS area, p.code AS period, o.value,
           s.standing, s.source, s.edition
    FROM observation o JOIN indicator i ON i.id = o.indicator JOIN area a ON a.id = o.area
    JOIN period p ON p.id = o.period JOIN snapshot s ON s.id = o.snapshot
    WHERE o.category = 0 AND o.sex = 0 AND o.scope = 0
    AND (a.kind = 'municipality' OR s.source LIKE 'dst-%')
"""
TOTALS = """
    SELECT '{indicator}' AS indicator, a.code AS area, p.code AS period,
           CASE WHEN count(*) = count(t.count) THEN sum(t.count) END AS value,
           s.standing, s.source, s.edition
    FROM {table} t JOIN area a ON a.id = t.area JOIN period p ON p.id = t.period
    JOIN snapshot s ON s.id = t.snapshot
    WHERE {totals} GROUP BY a.id, p.id
"""
CELL = ["indicator", "area", "period"]


def revise(draft: Path, before: Path) -> None:
    """Write into `draft` each figure that is another in the database `before`, if there is one.

    What that database lists of an edition that is still in is carried on: it says what that
    edition changed. Made-up figures are never compared.
    """
    old = _tables(before)
    if old is None:
        return
    with sqlite3.connect(draft) as connection:
        _carry(connection, before)
        if _editions(draft) != _editions(before):
            _write(connection, _changes(old, _all(connection)))
    connection.close()


def _tables(file: Path) -> pd.DataFrame | None:
    """All comparable figures of a database; None where it is of another form, or none."""
    if not file.is_file():
        return None
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
    try:
        connection.execute("SELECT count(*) FROM revision")
        return _all(connection)
    except (sqlite3.DatabaseError, pd.errors.DatabaseError):
        return None
    finally:
        connection.close()


def _all(connection: sqlite3.Connection) -> pd.DataFrame:
    queries = [READY, *(_totals(name, table) for name, table in COUNTS.items())]
    found = pd.concat([pd.read_sql_query(query, connection) for query in queries])
    return found[found["standing"] != "synthetic"].drop_duplicates(CELL, keep=False)


def _totals(indicator: str, table: str) -> str:
    dimensions = {
        "notification_count": "t.notifier = 0 AND t.age = 0 AND t.sex = 0",
        "notified_child_count": "t.times_notified = 0 AND t.age = 0 AND t.sex = 0",
        "resident_count": "t.age <> 0 AND t.sex = 0",
    }
    return TOTALS.format(indicator=indicator, table=table, totals=dimensions[table])


def _changes(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    both = old.merge(new, on=CELL, suffixes=("_before", ""))
    changed = both[(both["value_before"] - both["value"]).abs() > 1e-9]
    return changed.sort_values(CELL, ignore_index=True)


def _editions(file: Path) -> set[tuple[str, str]]:
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
    try:
        return set(connection.execute("SELECT source, checksum FROM snapshot"))
    finally:
        connection.close()


def _write(connection: sqlite3.Connection, changes: pd.DataFrame) -> None:
    connection.executemany(
        """INSERT INTO revision (indicator, area, period, before, after, snapshot)
        SELECT i.id, a.id, p.id, ?, ?, s.id FROM indicator i, area a, period p, snapshot s
        WHERE i.code = ? AND a.code = ? AND p.code = ? AND s.source = ? AND s.edition = ?""",
        [
            (
                *(row.value_before, row.value, row.indicator, row.area, row.period),
                *(row.source, row.edition),
            )
            for row in changes.itertuples()
        ],
    )


def _carry(connection: sqlite3.Connection, before: Path) -> None:
    connection.execute("ATTACH ? AS old", (str(before),))
    connection.execute(
        """INSERT INTO revision (indicator, area, period, before, after, snapshot)
        SELECT i.id, a.id, p.id, r.before, r.after, s.id FROM old.revision r
        JOIN old.indicator oi ON oi.id = r.indicator JOIN indicator i ON i.code = oi.code
        JOIN old.area oa ON oa.id = r.area JOIN area a ON a.code = oa.code
        JOIN old.period op ON op.id = r.period JOIN period p ON p.code = op.code
        JOIN old.snapshot os ON os.id = r.snapshot
        JOIN snapshot s ON s.source = os.source AND s.edition = os.edition"""
    )
    connection.commit()
    connection.execute("DETACH old")
