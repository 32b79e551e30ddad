"""What users put in is kept whole or not at all, and brought forward without being lost."""

import multiprocessing
import os
import shutil
import signal
import sqlite3
import time
from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel

from data import upgrade as steps
from data import workspace
from data.engine import engine
from data.schema.workspace import Workspace
from data.settings import settings
from data.workspace import NewerError, Row

AREA = "360"


def row(count=12, *, period="2025-01", measure="notifications", dimension="total", category=""):
    return Row(period, measure, dimension, category, count)


def store(rows, *, area=AREA, file="a.csv"):
    return workspace.store(rows, area, file=file, sha256="0" * 64)


def shown(area=AREA):
    table = workspace.counts(area)
    return dict(
        zip(zip(table["period"], table["dimension"], strict=True), table["count"], strict=True)
    )


def sql(file, statement):
    with closing(sqlite3.connect(file)) as connection, connection:
        return connection.execute(statement).fetchall()


def copies(file):
    return sorted(file.parent.glob(f"{file.name}.before-*"))


# --- the form


def test_the_tests_never_touch_the_workspace_of_this_machine():
    assert "store" not in settings().workspace_url


def test_the_tables_are_kept_apart_from_those_of_the_facts():
    assert Workspace.metadata.tables.keys() == {"own_import", "own_count", "own_saying"}
    assert not Workspace.metadata.tables.keys() & SQLModel.metadata.tables.keys()


def test_a_new_database_has_the_form_of_the_code_and_no_copy(workspace_file):
    workspace.upgrade()
    with engine().connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), Workspace.metadata)
    assert found == []
    assert copies(workspace_file) == []
    assert sql(workspace_file, "PRAGMA journal_mode") == [("wal",)]


def test_an_older_database_is_copied_and_brought_forward_with_what_it_holds(workspace_file):
    """A form before the first is a file with a table that we do not know: it stays."""
    workspace_file.parent.mkdir()
    sql(workspace_file, "CREATE TABLE note (text TEXT)")
    sql(workspace_file, "INSERT INTO note VALUES ('keep me')")
    store([row()])
    assert sql(workspace_file, "SELECT text FROM note") == [("keep me",)]
    (copy,) = copies(workspace_file)
    assert sql(copy, "SELECT text FROM note") == [("keep me",)]
    assert sql(copy, "SELECT count(*) FROM sqlite_master") == [(1,)]


def test_a_step_that_fails_changes_nothing(workspace_file, monkeypatch, tmp_path):
    store([row()])
    folder = tmp_path / "migrations"
    shutil.copytree(steps.MIGRATIONS, folder)
    (folder / "versions" / "0003_broken.py").write_text(BROKEN, encoding="utf-8")
    monkeypatch.setattr(steps, "MIGRATIONS", folder)
    monkeypatch.setattr(steps, "_upgraded", set())
    with pytest.raises(ZeroDivisionError):
        workspace.upgrade()
    assert steps.form(engine()) == "0002"
    assert sql(workspace_file, "SELECT name FROM sqlite_master WHERE name = 'half'") == []
    assert len(copies(workspace_file)) == 1
    monkeypatch.undo()


BROKEN = """
import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade():
    op.create_table("half", sa.Column("id", sa.Integer()))
    1 / 0
"""


def test_a_step_more_keeps_every_row(workspace_file, monkeypatch, tmp_path):
    store([row()])
    folder = tmp_path / "migrations"
    shutil.copytree(steps.MIGRATIONS, folder)
    whole = BROKEN.replace("    1 / 0\n", "")
    (folder / "versions" / "0003_whole.py").write_text(whole, encoding="utf-8")
    monkeypatch.setattr(steps, "MIGRATIONS", folder)
    monkeypatch.setattr(steps, "_upgraded", set())
    workspace.upgrade()
    assert steps.form(engine()) == "0003"
    assert shown() == {("2025-01", "total"): 12}
    assert len(copies(workspace_file)) == 1


def test_a_newer_database_is_refused_and_left_as_it_is(workspace_file, monkeypatch):
    store([row()])
    sql(workspace_file, "UPDATE alembic_version SET version_num = '9999'")
    monkeypatch.setattr(steps, "_upgraded", set())
    with pytest.raises(NewerError, match="9999"):
        workspace.counts(AREA)
    assert copies(workspace_file) == []
    assert sql(workspace_file, "SELECT count FROM own_count") == [(12,)]


def test_a_file_that_was_taken_away_is_made_anew(workspace_file):
    store([row()])
    for file in workspace_file.parent.iterdir():
        file.unlink()
    assert shown() == {}


# --- what is kept


def test_the_newest_import_counts_and_the_older_comes_back(workspace_file):
    area = "400"
    first = store([row(1), row(2, period="2025-02"), *by_age(3)], area=area)
    second = store([row(10)], area=area)
    assert shown(area) == {("2025-01", "total"): 10, ("2025-02", "total"): 2, ("2025-01", "age"): 3}
    assert [found.id for found in workspace.imports(area)] == [second, first]
    assert workspace.remove(second, area)
    assert shown(area)["2025-01", "total"] == 1
    assert workspace.remove(first, area)
    assert shown(area) == {}


def by_age(count):
    return [row(count, dimension="age", category="0_5")]


def test_one_municipality_never_sees_or_removes_what_is_another_s(workspace_file):
    number = store([row()])
    assert shown("400") == {}
    assert workspace.imports("400") == []
    assert not workspace.remove(number, "400")
    assert shown() == {("2025-01", "total"): 12}


def test_removing_takes_the_counts_along_and_gives_no_number_twice(workspace_file):
    number = store([row()])
    assert workspace.remove(number, AREA)
    assert sql(workspace_file, "SELECT count(*) FROM own_count") == [(0,)]
    assert not workspace.remove(number, AREA)
    assert store([row()]) == number + 1


def test_a_hidden_count_stays_hidden(workspace_file):
    store([row(None)])
    assert workspace.counts(AREA)["count"].isna().all()


@pytest.mark.parametrize("wrong", [row(-1), row(category="school"), row(dimension="sex"), row()])
def test_a_file_with_one_impossible_row_is_not_kept_at_all(workspace_file, wrong):
    with pytest.raises(IntegrityError):
        store([row(), wrong])
    assert workspace.imports(AREA) == []
    assert shown() == {}


# --- several at once, and an end in the middle


def many(number, count, begun):
    begun.set()
    for turn in range(count):
        store([row(number * 100 + turn, period=f"2025-{turn + 1:02d}")], area=AREA, file="b.csv")


def test_two_writers_at_once_lose_nothing(workspace_file):
    """Both begin on a database that is not there yet."""
    context = multiprocessing.get_context("spawn")
    begun = context.Event()
    writers = [context.Process(target=many, args=(n, 10, begun)) for n in (1, 2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert len(workspace.imports(AREA)) == 20
    assert sql(workspace_file, "SELECT count(*) FROM own_count") == [(20,)]


def endless(begun):
    begun.set()
    rows = [row(period=f"{y}-{m:02d}") for y in range(2010, 2026) for m in range(1, 13)]
    while True:
        store(rows)


@pytest.mark.parametrize("turn", range(3))
def test_a_killed_writer_leaves_whole_imports_only(workspace_file, turn):
    context = multiprocessing.get_context("spawn")
    begun = context.Event()
    workspace.upgrade()
    writer = context.Process(target=endless, args=(begun,))
    writer.start()
    assert begun.wait(60)
    time.sleep(0.15 + turn * 0.037)
    os.kill(writer.pid, signal.SIGKILL)
    writer.join(30)
    per_import = sql(
        workspace_file,
        "SELECT i.rows, count(c.source) FROM own_import i "
        "LEFT JOIN own_count c ON c.source = i.id GROUP BY i.id",
    )
    assert all(told == found == 192 for told, found in per_import)
    assert sql(workspace_file, "PRAGMA integrity_check") == [("ok",)]
    assert store([row()]) > 0
