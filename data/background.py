"""A refresh in a process of its own: start one, and see how far the newest one is."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from catalog.load import tables
from catalog.model import Language
from data.fetch_lock import LOCK, held
from data.journal import Journal, Line

ROOT = Path(__file__).parents[1]
STEPS = ("read", "write", "check", "done")
_starting = Lock()
_started: list[subprocess.Popen[bytes]] = []


@dataclass(frozen=True)
class State:
    """How far the newest refresh is; its `lines` are none when there was none.

    `elsewhere` says that a fetch or build is at work which tells nothing here, as one that somebody
    started on the command line.
    """

    running: bool
    elsewhere: bool
    lines: tuple[Line, ...]

    @property
    def end(self) -> Line | None:
        """The line that says how it ended; none while it runs, nor where it was broken off."""
        last = self.lines[-1] if self.lines else None
        return last if last is not None and last.event == "ended" else None

    @property
    def done(self) -> tuple[Line, ...]:
        """What became of each table that is finished."""
        return tuple(line for line in self.lines if line.event == "table_done")

    @property
    def held(self) -> tuple[Line, ...]:
        """Tables that were not fetched, and fetched ones that the build left out, with why."""
        return tuple(line for line in self.lines if line.outcome == "held_back")

    @property
    def reasons(self) -> tuple[Line, ...]:
        """Why the whole run came to nothing."""
        return tuple(line for line in self.lines if line.event == "held" and not line.outcome)

    @property
    def part(self) -> float:
        """How much of the whole is done, each step of the build counting as one table."""
        steps = sum(line.event == "step" and line.about in STEPS for line in self.lines)
        return min((len(self.done) + steps) / (len(tables()) + len(STEPS)), 1.0)


def state(facts: Path, fetched: Path) -> State:
    """How far the refresh of `facts` is; only a held lock or our own child says it runs."""
    journal = Journal(facts)
    child = _child()
    running = held(journal.lock)
    lines = journal.read()
    if child is not None and (not lines or lines[0].pid != child):
        return State(True, False, ())  # it has begun and written nothing yet
    elsewhere = not running and child is None and held(fetched / LOCK)
    return State(running or child is not None, elsewhere, lines)


def start(facts: Path, fetched: Path, language: Language) -> bool:
    """Start a refresh that outlives this process; False where one is at work already.

    Where it writes and whom it asks is in the environment, as for the command line.
    """
    with _starting:
        now = state(facts, fetched)
        if now.running or now.elsewhere:
            return False
        _started[:] = [
            subprocess.Popen(
                [sys.executable, "-m", "data", "--language", language, "refresh"],
                cwd=ROOT,
                env=os.environ | {"PYTHONIOENCODING": "utf-8"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,
            )
        ]
        return True


def _child() -> int | None:
    """The id of the process that was started here, while it lives."""
    for process in _started:
        if process.poll() is None:
            return process.pid
    return None
