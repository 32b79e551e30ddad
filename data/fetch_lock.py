"""One fetch or build at a time in a folder of fetched tables."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from catalog.model import Language
from catalog.words import say

LOCK = ".fetch.lock"
WAITED_SECONDS = 3.0
BUILD_WAITED_SECONDS = 120.0
"""A build waits for another build to end; that is longer than any takes."""
LOOKED_SECONDS = 0.1
"""Long enough that two who only look never take each other for somebody at work."""


class AlreadyFetchingError(Exception):
    """Another fetch or build is at work in the same folder and has not ended in time."""

    def told(self, language: Language = "da") -> str:
        return say("fetch.at_work", language)


@contextmanager
def only_one(
    folder: Path, *, waiting: Callable[[], None], seconds: float = WAITED_SECONDS
) -> Iterator[None]:
    """Hold the folder's lock; calls `waiting` before it waits some seconds for another's end.

    Raises AlreadyFetchingError after that. A process that is killed lets go of its lock. Who holds
    it may take it again inside, as a fetch within a refresh does.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK, is_singleton=True)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        waiting()
        _wait(lock, seconds)
    try:
        yield
    finally:
        lock.release()


def held(lock: Path) -> bool:
    """Whether somebody holds the lock in that file; looking leaves no file behind."""
    if not lock.is_file():
        return False
    looking = FileLock(lock)
    try:
        looking.acquire(timeout=LOOKED_SECONDS, poll_interval=LOOKED_SECONDS / 10)
    except Timeout:
        return True
    looking.release()
    return False


def _wait(lock: FileLock, seconds: float) -> None:
    try:
        lock.acquire(timeout=seconds)
    except Timeout as fault:
        raise AlreadyFetchingError from fault
