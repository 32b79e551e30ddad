"""The fetched editions of one table: which are there, putting in a new one whole, clearing old."""

import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.cards import PART, Release, changed, read_release
from data.faults import RefusedError

KEPT = 8
"""Newer editions may all be held back for want of words; then an older one stands in."""
ABANDONED_SECONDS = 3600
NAME = re.compile(r"(\d{4}-\d\d-\d\d)(?:-(\d+))?")


def editions(folder: Path) -> list[Release]:
    """The readable editions in the folder of a table, the newest last.

    The newest is the one retrieved last, even if StatBank has gone back to an older stamp.
    """
    found = [_readable(edition) for edition in _folders(folder)]
    return sorted((release for release in found if release is not None), key=_age)


def damaged(folder: Path) -> list[Path]:
    """The editions that cannot be read, or whose files are not as they were received."""
    found = [(edition, _readable(edition)) for edition in _folders(folder)]
    return [edition for edition, release in found if release is None or list(changed(release))]


def _folders(folder: Path) -> list[Path]:
    found = folder.iterdir() if folder.is_dir() else []
    return [path for path in found if path.is_dir() and not path.name.startswith(PART)]


def _readable(edition: Path) -> Release | None:
    try:
        return read_release(edition)
    except (RefusedError, FileNotFoundError):
        return None


def _age(release: Release) -> tuple[str, str, int]:
    day, number = _parts(release.edition)
    return release.card.retrieved or "", day, number


def _parts(name: str) -> tuple[str, int]:
    found = NAME.fullmatch(name)
    return (found[1], int(found[2] or 1)) if found else (name, 1)


@contextmanager
def part(folder: Path) -> Iterator[Path]:
    """A folder to fill; it is gone afterwards unless `place` has moved it."""
    draft = folder / f"{PART}{os.getpid()}"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def place(draft: Path, day: str) -> Release:
    """Make a filled folder the newest edition of its table, by one rename."""
    taken = [_parts(path.name) for path in draft.parent.iterdir()]
    last = max((number for date, number in taken if date == day), default=0)
    target = draft.with_name(f"{day}-{last + 1}" if last else day)
    os.replace(draft, target)
    return read_release(target)


def remove_old(folder: Path) -> None:
    """Keep the newest editions only."""
    for number, release in enumerate(editions(folder)[:-KEPT]):
        remove(release.folder, f"old-{number}")


def remove(edition: Path, mark: str) -> None:
    """Remove one edition of a table; renamed first, so that it is never read in half."""
    leaving = edition.with_name(f"{PART}{os.getpid()}-{mark}")
    os.replace(edition, leaving)
    shutil.rmtree(leaving, ignore_errors=True)


def forget_made_up(folder: Path) -> None:
    """Remove the made-up editions of a table: its real figures are here, or others are made up."""
    for number, release in enumerate(editions(folder)):
        if release.card.standing == "synthetic":
            remove(release.folder, f"made-up-{number}")


def clear_abandoned(folder: Path) -> None:
    """A fetch that was killed leaves its part; one at work has a newer one."""
    for left in folder.glob(f"*/{PART}*"):
        if time.time() - left.stat().st_mtime > ABANDONED_SECONDS:
            shutil.rmtree(left, ignore_errors=True)
