"""What `fetch`, `status` and `demo` print."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from catalog.format import number
from catalog.load import tables
from catalog.model import Language
from catalog.words import say
from data.cards import Release
from data.demo.writing import demo
from data.editions import editions
from data.facts import open_facts
from data.fetch import Fetched, fetch
from data.schema import Remark
from data.statbank import StatBank

LINE_BYTES = 10_000_000
"""A line about a long download for each so many bytes."""


class Lines:
    """Prints a line for each table, and now and then one during a long download."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._next = LINE_BYTES

    def progress(self, table: str, count: int) -> None:
        if not count:
            self._next = LINE_BYTES
        elif count >= self._next:
            self._next = (count // LINE_BYTES + 1) * LINE_BYTES
            self._print(say("fetch.progress", self.language, table=table, mega=count // 1_000_000))

    def done(self, outcome: Fetched) -> None:
        self._print(outcome.told(self.language))

    def waiting(self) -> None:
        self._print(say("fetch.waiting", self.language))

    def _print(self, line: str) -> None:
        print(line, flush=True)


def print_fetch(
    names: Sequence[str], folder: Path, *, bank: StatBank, since: int | None, language: Language
) -> int:
    """Fetch and print; returns 1 if a table was held back, else 0."""
    lines = Lines(language)
    outcomes = fetch(
        names,
        folder=folder,
        bank=bank,
        since=since,
        progress=lines.progress,
        done=lines.done,
        waiting=lines.waiting,
    )
    return int(any(outcome.fault for outcome in outcomes))


def print_status(folder: Path, language: Language, *, today: datetime | None = None) -> None:
    """Print the newest edition of each table: rows, age and standing."""
    today = today or datetime.now(UTC)
    width = max(map(len, tables()))
    for name, table in tables().items():
        found = editions(folder / table.source)
        told = _told(found[-1], today, language) if found else say("fetch.never", language)
        print(f"{name:{width}}  {told}")


def print_demo(snapshots: Path, folder: Path, *, seed: int, language: Language) -> int:
    """Write the made-up tables and say that they are; 1 when every one of them is fetched."""
    written, fetched = demo(snapshots, folder, seed=seed)
    for name in fetched:
        print(say("demo.refused", language, table=name), file=sys.stderr)
    for release in written:
        rows = number(release.rows, language)
        table = str(release.card.table)
        print(say("demo.written", language, table=table, rows=rows, edition=release.edition))
    if written:
        print(say("demo.told", language))
    return int(not written)


def _told(release: Release, today: datetime, language: Language) -> str:
    rows = number(release.rows, language)
    standing = say(f"standing.{release.card.standing}", language)
    return f"{release.edition:13}  {rows:>11}  {_age(release, today, language):22}  {standing}"


def _age(release: Release, today: datetime, language: Language) -> str:
    try:
        retrieved = datetime.fromisoformat(release.card.retrieved or "")
    except ValueError:
        return say("fetch.no_age", language)
    days = (today.date() - retrieved.date()).days
    if days < 1:
        return say("fetch.today", language)
    return say("fetch.age" if days > 1 else "fetch.yesterday", language, days=days)


def print_held_back(file: Path, language: Language = "da") -> None:
    """Print, as errors, what a build left out of the database and what stands in."""
    found = open_facts(file).rows(Remark)
    for told in found.loc[found["kind"] == "held_back", f"text_{language}"]:
        print(told, file=sys.stderr)
