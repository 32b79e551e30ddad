"""What was built: read-only, sound behind its own wall, checked and sealed by the command."""

import os
import shutil
import sqlite3
import subprocess
import sys

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlmodel import SQLModel

import geo.municipalities as geo
from catalog.words import say
from data import __main__ as command
from data.build import build
from data.cards import releases
from data.facts import open_facts
from data.faults import RefusedError
from data.seal import seal
from data.settings import SNAPSHOTS
from tests.building import RATE, RATES, ROOT, rates
from tests.conftest import TINY, quiet


@pytest.mark.parametrize(
    "statement",
    ["UPDATE observation SET value = 1", "DELETE FROM snapshot", "CREATE TABLE more (a INTEGER)"],
)
def test_what_was_built_is_opened_read_only(tiny, statement):
    with tiny.engine.connect() as connection, pytest.raises(OperationalError, match="readonly"):
        connection.execute(text(statement))


def test_facts_that_are_not_there_are_not_made(tmp_path):
    with pytest.raises(FileNotFoundError):
        open_facts(tmp_path / "none.sqlite")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["Søren & Åse", "100 % #1", "hvad? nej"])
def test_a_folder_may_have_any_name(tmp_path, name, tiny):
    target = tmp_path / name / "facts.sqlite"
    build(TINY, target, progress=quiet)
    assert rates(open_facts(target)) == rates(tiny)
    assert [file.name for file in target.parent.iterdir()] == ["facts.sqlite"]
    assert [file.name for file in tmp_path.iterdir()] == [name]


REFUSED = {
    "unknown area": "UPDATE observation SET area = 9999",
    "unknown indicator": "UPDATE observation SET indicator = 9999",
    "unknown category": "UPDATE observation SET category = 9999",
    "unknown snapshot": "UPDATE observation SET snapshot = 9999",
    "unknown status": "UPDATE observation SET status = 'perhaps'",
    "no value": "UPDATE observation SET value = NULL",
    "unknown standing": "UPDATE snapshot SET standing = 'rumour'",
    "neither address nor reason": "UPDATE snapshot SET url = NULL, no_url_da = NULL",
    "a share over a hundred": "UPDATE barometer_result SET percent = 101 WHERE kind = 'percent'",
    "unknown edition": "UPDATE barometer_result SET edition = '1999' WHERE edition = '2023'",
    "unknown pair": "UPDATE barometer_result SET same_as = '1999'",
    "the same cell twice": "INSERT INTO observation SELECT * FROM observation",
    "the same edition twice": "UPDATE snapshot SET source = 'x', edition = 'y'",
    "a snapshot that figures rest on": "DELETE FROM snapshot",
}


@pytest.mark.parametrize("name", REFUSED)
def test_the_database_itself_refuses_bad_rows(tiny_file, tmp_path, name):
    file = tmp_path / "facts.sqlite"
    shutil.copy(tiny_file, file)
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(REFUSED[name])
    connection.close()


def test_every_table_of_the_schema_is_in_the_file_and_sound(full_file):
    connection = sqlite3.connect(f"file:{full_file}?mode=ro", uri=True)
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    assert {table.name for table in SQLModel.metadata.tables.values()} <= tables
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    rows = connection.execute("SELECT count(*) FROM area WHERE kind = 'municipality'").fetchone()
    assert rows == (len(geo.municipalities()),) == (98,)
    connection.close()


def test_check_prints_rows_standing_and_checksum_by_source(capsys):
    command.check(TINY)
    lines = capsys.readouterr().out.splitlines()
    found = {release.name: release for release in releases(TINY)}
    assert len(lines) == len(found) + 1
    for line in lines[:-1]:
        name, rows, *standing, checksum = line.split()
        assert rows == str(found[name].rows)
        assert " ".join(standing) == "fiktive tal"
        assert found[name].checksum.startswith(checksum)
        assert len(checksum) >= 12
    total = sum(release.rows for release in found.values())
    assert f"6 udgaver, {total} rækker" in lines[-1]


def test_rows_and_checksums_of_the_check_are_those_of_the_files(copy):
    for release in releases(copy.folder):
        files = list(release.folder.glob("*.csv"))
        lines = [file.read_text(encoding="utf-8").strip().count("\n") for file in files]
        assert release.rows == sum(lines)
    before = {release.name: release.checksum for release in releases(copy.folder)}
    copy.cell(RATES, 5, "value", "11.5")
    after = {release.name: release.checksum for release in releases(copy.folder)}
    assert {name for name in before if before[name] != after[name]} == {"98d-und2/opdigtet"}


def test_the_command_checks_the_real_snapshots():
    done = subprocess.run(
        [sys.executable, "-m", "data", "check"],
        cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120, check=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    line = next(li for li in done.stdout.splitlines() if li.startswith("98d-und2/378426df"))
    assert line.split()[1:3] == ["1077", "gengivet"]


def test_the_command_ends_with_1_and_the_fault_on_a_bad_file(copy, capsys, monkeypatch):
    copy.cell(RATES, 5, "area", "411")
    monkeypatch.setattr(command, "SNAPSHOTS", copy.folder)
    assert command.main(["check"]) == 1
    told = capsys.readouterr().err
    for part in (RATES, "række 5", "kolonne area", "»411«", say("data.refused", "da", count=1)):
        assert part in told
    copy.cell(RATES, 5, "area", "101")
    assert command.main(["check"]) == 0


def test_sealing_keeps_the_head_of_a_card_and_makes_the_file_current(copy):
    folder = copy.folder / "98d-und2" / "opdigtet"
    head = "# Skrevet af et menneske\n" + (folder / "card.toml").read_text(encoding="utf-8")
    (folder / "card.toml").write_text(head, encoding="utf-8")
    copy.text(RATES, lambda t: t + f"{RATE},147,2017,,,50,decimals_2,,,\n", sealed=False)
    with pytest.raises(RefusedError):
        copy.check()
    assert command.main(["seal", str(folder)]) == 0
    card = (folder / "card.toml").read_text(encoding="utf-8")
    assert card.split("[files")[0] == head.split("[files")[0]
    assert card.count("[files") == 1
    assert "rows = 12\n" in card
    assert copy.check()


def test_sealing_twice_changes_nothing(copy):
    folder = copy.folder / "atlas-noter" / "opdigtet"
    before = (folder / "card.toml").read_bytes()
    seal(folder)
    assert (folder / "card.toml").read_bytes() == before


def test_sealing_a_folder_without_a_card_is_refused(tmp_path, capsys):
    assert command.main(["seal", str(tmp_path)]) == 1
    assert "card.toml" in capsys.readouterr().err


@pytest.mark.parametrize("folder", [SNAPSHOTS, TINY])
def test_git_leaves_the_line_ends_of_snapshots_alone(folder):
    """Checksums are of bytes: a clone on Windows must not get other line ends."""
    files = [str(file) for file in folder.rglob("*.csv")]
    done = subprocess.run(
        ["git", "check-attr", "text", "--", *files],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert {line.rpartition(": ")[2] for line in done.stdout.splitlines()} == {"unset"}
