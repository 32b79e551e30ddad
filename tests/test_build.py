"""A build happens wholly or not at all, is the same each time, and is then only read."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlmodel import SQLModel

import geo.municipalities as geo
from catalog.words import say
from data import __main__ as command
from data.build import build, fingerprint
from data.cards import releases, seal
from data.facts import open_facts
from data.faults import RefusedError
from data.settings import SNAPSHOTS
from tests.conftest import TINY, quiet

ROOT = Path(__file__).parents[1]
RATE = "children_notified_rate"
RATES = "98d-und2/opdigtet/observations.csv"
PATIENCE = 30  # seconds


def rates(facts):
    return facts.observations(RATE)["value"].tolist()


def leftovers(file):
    """Drafts that a build has left behind."""
    return [found.name for found in file.parent.iterdir() if found.name.endswith(".next")]


def test_the_same_snapshots_give_the_same_bytes(tiny_file, tmp_path):
    build(TINY, tmp_path / "again.sqlite", progress=quiet)
    assert (tmp_path / "again.sqlite").read_bytes() == tiny_file.read_bytes()


def test_the_real_snapshots_give_the_same_bytes_in_another_process(full_file, tmp_path):
    """In a process of its own, where sets of texts have another order."""
    run_build(tmp_path / "again.sqlite", check=True)
    assert (tmp_path / "again.sqlite").read_bytes() == full_file.read_bytes()


def test_the_fingerprint_is_of_the_snapshots_and_is_kept(copy, tiny):
    assert fingerprint(copy.folder) == tiny.fingerprint == copy.build().fingerprint
    copy.cell(RATES, 5, "value", "11.5")
    assert fingerprint(copy.folder) != tiny.fingerprint


def test_the_fingerprint_is_of_the_editions_too(copy):
    before = fingerprint(copy.folder)
    (copy.folder / "98d-bu43" / "opdigtet").rename(copy.folder / "98d-bu43" / "udgave-2.1")
    assert fingerprint(copy.folder) != before


def test_progress_is_told_in_steps_that_have_words(tmp_path):
    steps = []
    build(TINY, tmp_path / "facts.sqlite", progress=steps.append)
    assert steps == ["read", "write", "check", "done"]
    assert all(say(f"build.{step}", "da") for step in steps)


def test_a_folder_without_snapshots_gives_a_sound_database_without_figures(empty):
    assert empty.snapshots == {}
    assert rates(empty) == []
    assert empty.notes().empty


def test_a_refused_build_leaves_the_old_file_to_the_last_byte(copy):
    old = copy.build()
    before = copy.target.read_bytes()
    copy.cell(RATES, 5, "area", "411")
    with pytest.raises(RefusedError):
        copy.build()
    assert copy.target.read_bytes() == before
    assert rates(old) == rates(open_facts(copy.target)) != []
    assert leftovers(copy.target) == []


# What stops a build after everything was read: how the copy is spoiled, and what the text names.
ACROSS = {
    "mixed_standing": (
        lambda copy: (
            copy.release("98d-und2/anden", "98d-laby07/opdigtet"),
            copy.text(
                "98d-und2/anden/card.toml", lambda t: t.replace('"synthetic"', '"published"')
            ),
            copy.rows(
                "98d-und2/anden/observations.csv",
                lambda rows: [{**rows[0], "indicator": "gini", "precision": "decimals_2"}],
            ),
        ),
        ("98d-und2", "published", "synthetic"),
    ),
    "two_figures": (
        lambda copy: copy.release("98d-und2/anden", "98d-und2/opdigtet"),
        (RATE, "101", "2017", "98d-und2/opdigtet", "98d-und2/anden"),
    ),
    "share": (
        lambda copy: copy.cell("98d-laby07/opdigtet/observations.csv", 4, "value", "100.5"),
        ("child_poverty_share", "101", "2017", "100.5"),
    ),
    "pair": (
        lambda copy: copy.rows(
            "boernesagsbarometret/opdigtet/barometer_results.csv", lambda rows: rows[1:]
        ),
        ("2023", "child_talk_before_decision", "2020"),
    ),
}


@pytest.mark.parametrize("rule", ACROSS)
def test_what_does_not_hold_across_files_stops_the_build(copy, rule):
    copy.build()
    before = copy.target.read_bytes()
    spoil, told = ACROSS[rule]
    spoil(copy)
    with pytest.raises(RefusedError) as refused:
        copy.build()
    assert {fault.rule for fault in refused.value.faults} == {rule}
    assert say(f"fault.{rule}", "da") in str(refused.value)
    for part in told:
        assert part in str(refused.value)
    assert copy.target.read_bytes() == before
    assert leftovers(copy.target) == []


def test_a_share_of_exactly_a_hundred_is_fine(copy):
    copy.cell("98d-laby07/opdigtet/observations.csv", 4, "value", "100")
    assert 100.0 in copy.build().observations("child_poverty_share")["value"].tolist()


def run_build(target, *, check=False):
    """`python -m data build` of the real snapshots, in a process of its own."""
    environment = {**os.environ, "ATLAS_FACTS_URL": f"sqlite:///{target.as_posix()}"}
    arguments = [sys.executable, "-m", "data", "build"]
    if check:
        return subprocess.run(
            arguments, cwd=ROOT, env=environment, check=True, capture_output=True, timeout=120
        )
    return subprocess.Popen(arguments, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)


def wait_for_draft(process, folder):
    """Wait until the build has begun to write; a build that ends first fails the test."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        if drafts := [file for file in folder.glob("*.next") if file.stat().st_size]:
            return drafts
        time.sleep(0.005)
    process.kill()
    return pytest.fail(f"no draft was seen; the build ended with {process.wait(PATIENCE)}")


def test_a_build_killed_in_the_middle_leaves_the_old_file_serving(copy):
    old = copy.build()
    before = copy.target.read_bytes()
    process = run_build(copy.target)
    drafts = wait_for_draft(process, copy.target.parent)
    process.kill()
    assert process.wait(PATIENCE) != 0
    assert copy.target.read_bytes() == before
    assert rates(old) == rates(open_facts(copy.target)) != []

    for draft in drafts:
        os.utime(draft, (0, 0))  # as a later build finds it, long after
    copy.cell(RATES, 5, "value", "11.5")
    assert rates(copy.build()) != rates(old)
    assert leftovers(copy.target) == []


def test_two_builds_at_once_do_not_disturb_each_other(tmp_path, tiny_file):
    target = tmp_path / "facts.sqlite"
    code = (
        "import sys; from pathlib import Path; from data.build import build; "
        "build(Path(sys.argv[1]), Path(sys.argv[2]))"
    )
    arguments = [sys.executable, "-c", code, TINY, target]
    both = [subprocess.Popen(arguments, cwd=ROOT) for _ in range(2)]
    assert [process.wait(PATIENCE * 2) for process in both] == [0, 0]
    assert target.read_bytes() == tiny_file.read_bytes()
    assert leftovers(target) == []


def test_an_open_reader_goes_on_with_the_old_content_and_a_new_one_sees_the_new(copy):
    old = copy.build()
    copy.cell(RATES, 5, "value", "11.5")
    new = copy.build()
    assert old.fingerprint != new.fingerprint
    assert 10.5 in rates(old)
    assert 11.5 not in rates(old)
    assert 11.5 in rates(new)
    assert 10.5 not in rates(new)


def test_an_old_reader_never_mixes_editions_however_many_read_at_once(copy):
    """Threads of a server share a reader; none of their connections may open the new file."""
    old = copy.build()
    copy.cell(RATES, 5, "value", "11.5")
    copy.build()

    def read(_):
        with old.engine.connect() as connection:
            time.sleep(0.05)
            return connection.execute(text("SELECT fingerprint FROM build")).scalar_one()

    with ThreadPoolExecutor(6) as pool:
        assert set(pool.map(read, range(6))) == {old.fingerprint}


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


# The database's own wall: rows that no importer would let through.
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
