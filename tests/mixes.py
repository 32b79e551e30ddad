"""Notifications by group as they are stored, for tests."""

import shutil
import sqlite3

import pytest

from analysis.comparison import Comparison

AREA, YEAR = "482", "2025"
HAND = Comparison("hand", AREA, ("101", "741"))


@pytest.fixture(scope="session")
def other_mix(fetched_file, tmp_path_factory):
    """Facts where nobody notifies from day care in Langeland, and its health service does instead.

    Totals and everything that UND2 says stay as they were.
    """
    file = tmp_path_factory.mktemp("other_mix") / "facts.sqlite"
    shutil.copy(fetched_file, file)
    with sqlite3.connect(file) as connection:
        connection.execute(
            """UPDATE notification_count AS n SET count = count + COALESCE((
                SELECT m.count FROM notification_count m JOIN category g ON g.id = m.notifier
                WHERE g.code = 'day_care_clubs' AND m.area = n.area AND m.period = n.period
                AND m.age = n.age AND m.sex = n.sex), 0)
            WHERE n.notifier = (SELECT id FROM category WHERE code = 'health_service')
            AND n.area = (SELECT id FROM area WHERE code = '482')"""
        )
        connection.execute(
            """UPDATE notification_count SET count = 0
            WHERE notifier = (SELECT id FROM category WHERE code = 'day_care_clubs')
            AND area = (SELECT id FROM area WHERE code = '482')"""
        )
    return file
