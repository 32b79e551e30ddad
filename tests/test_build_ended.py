"""A build that is killed at any moment, or finds no room, leaves the old figures as they were."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from catalog.words import say
from tests.answers import Answers

ROOT = Path(__file__).parents[1]
MOMENTS = 10
# In a process of its own, which imports once: each build is a child that is really killed.
KILLED = """
import hashlib, os, signal, sqlite3, sys, time
from pathlib import Path
from data.build import build

embedded, target, fetched = map(Path, sys.argv[1:4])
moments = int(sys.argv[4])
old = target.read_bytes()

def run(seconds):
    child = os.fork()
    if child == 0:
        build(embedded, target, fetched=fetched, progress=lambda step: None)
        os._exit(0)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)

def sound():
    connection = sqlite3.connect(f"file:{target}?mode=ro", uri=True)
    told = connection.execute("PRAGMA integrity_check").fetchone()[0]
    connection.close()
    return told

begun = time.monotonic()
run(None)
whole = time.monotonic() - begun
new = target.read_bytes()
assert new != old
for number in range(moments):
    target.write_bytes(old)
    run(whole * (number + 0.5) / moments)
    found = target.read_bytes()
    print("old" if found == old else "new" if found == new else "broken", sound(),
          len(list(target.parent.glob("*.next"))))
    for draft in target.parent.glob("*.next*"):
        draft.unlink()
"""


@pytest.fixture
def answers(tmp_path, fetched_folder):
    """An atlas built from one edition, and another edition that is waiting."""
    found = Answers(tmp_path)
    found.take(fetched_folder, "dst-und2 dst-bu43")
    found.build()
    found.take(fetched_folder, "dst-laby07 dst-folk1a")
    return found


@pytest.mark.skipif(not hasattr(os, "fork"), reason="builds are killed as children of a process")
def test_a_build_killed_at_any_moment_leaves_the_old_file_or_the_whole_new_one(answers):
    arguments = [answers.embedded, answers.target, answers.folder, MOMENTS]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", KILLED, *map(str, arguments)],
        cwd=ROOT, capture_output=True, encoding="utf-8", timeout=240,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = [line.split() for line in done.stdout.splitlines()]
    assert len(found) == MOMENTS
    assert {file for file, _, _ in found} <= {"old", "new"}
    assert {sound for _, sound, _ in found} == {"ok"}
    assert [file for file, _, _ in found].count("old") >= MOMENTS // 2
    assert sum(drafts == "1" for _, _, drafts in found) >= 2, "none was killed while it wrote"


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
from data.__main__ import main
sys.exit(main(["build"]))
"""


@pytest.mark.parametrize("size", [0, 300_000])
def test_a_full_disk_leaves_the_old_figures_and_says_so(answers, size):
    pytest.importorskip("resource")
    before = answers.target.read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(size)],
        cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONIOENCODING": "utf-8",
            "ATLAS_FACTS_URL": f"sqlite:///{answers.target.as_posix()}",
            "ATLAS_SNAPSHOTS": str(answers.folder),
        },
    )  # fmt: skip
    assert done.returncode == 1
    assert say("fault.disk", "da") in done.stderr
    assert "Traceback" not in done.stderr
    assert answers.target.read_bytes() == before
    assert [file.name for file in answers.target.parent.glob("*.next*")] == []
    connection = sqlite3.connect(f"file:{answers.target}?mode=ro", uri=True)
    assert connection.execute("SELECT count(*) FROM notified_child_count").fetchone()[0] > 0
    connection.close()


def test_the_command_says_what_was_held_back_and_builds_the_rest(answers):
    shutil.rmtree(answers.folder / "dst-bu43")
    answers.spoil("dst-und2", lambda text: text.replace("KON", "ALDER", 1))
    done = subprocess.run(
        [sys.executable, "-m", "data", "build"],
        cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120,
        env={
            **os.environ,
            "PYTHONIOENCODING": "utf-8",
            "ATLAS_FACTS_URL": f"sqlite:///{answers.target.as_posix()}",
            "ATLAS_SNAPSHOTS": str(answers.folder),
        },
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert say("fault.heading", "da") in done.stderr
    assert say("build.done", "da") in done.stdout
