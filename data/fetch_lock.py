"""One fetch at a time in a folder."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from catalog.model import Language
from catalog.words import say

LOCK = ".fetch.lock"
WAITED_SECONDS = 3.0


class AlreadyFetchingError(Exception):
    """Another fetch is at work in the same folder and has not ended in time."""

    def told(self, language: Language = "da") -> str:
        return say("fetch.at_work", language)


@contextmanager
def only_one(folder: Path, *, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the folder's lock; calls `waiting` before it waits a few seconds for another's end.

    Raises AlreadyFetchingError after that. A process that is killed lets go of its lock.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        waiting()
        _wait(lock)
    try:
        yield
    finally:
        lock.release()


def _wait(lock: FileLock) -> None:
    try:
        lock.acquire(timeout=WAITED_SECONDS)
    except Timeout as fault:
        raise AlreadyFetchingError from fault
