"""A build happens whole or not at all, and the same each time."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from catalog.words import say
from data.build import build, fingerprint
from data.facts import open_facts
from data.faults import RefusedError
from tests.building import RATE, RATES, ROOT, rates
from tests.conftest import TINY, quiet

PATIENCE = 30  # seconds


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
