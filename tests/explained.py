"""Explanations of one municipality's figure, and figures multiplied, for tests."""

import csv

YEAR = "2025"


def written(file):
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def lolland(times, residents=1, **groups):
    """SQL that multiplies Lolland's figures of the year, its residents too, and its groups."""
    place = (
        "area = (SELECT id FROM area WHERE code = '360')"
        f" AND period = (SELECT id FROM period WHERE code = '{YEAR}')"
    )
    tables = {"notification_count": times, "notified_child_count": times}
    for table, more in {**tables, "resident_count": residents}.items():
        yield f"UPDATE {table} SET count = count * {more} WHERE {place}"
    for group, more in groups.items():
        yield (
            f"UPDATE notification_count SET count = CAST(count * {more} AS INTEGER)"
            f" WHERE {place} AND notifier = (SELECT id FROM category WHERE"
            f" dimension = 'notifier' AND code = '{group}')"
        )
