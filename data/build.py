"""Snapshots in, a checked database out, swapped in by one rename: wholly or not at all."""

import glob
import hashlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
from sqlalchemy import URL, Connection, Engine, create_engine, event, insert
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, SQLModel

import geo.municipalities as geo
from catalog import load
from data import checks
from data.answers import TABLES, insert_counts, observed, superseded
from data.cards import Release, releases
from data.classes import class_limits
from data.faults import Fault, RefusedError
from data.fetched import Chosen, cards, chosen
from data.importers import KINDS
from data.importers.read import Parts, read_all
from data.keys import Keys, Record
from data.remarks import remarks
from data.revisions import revise
from data.schema import Build, ClassLimit, Observation, QualityNote, Remark
from data.statuses import not_reported, statuses

Progress = Callable[[str], None]
CODE = Path(__file__).parent
BATCH = 5_000
ABANDONED_SECONDS = 3600
DISK = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN")


def build(
    snapshots: Path, target: Path, *, fetched: Path | None = None, progress: Progress = print
) -> str:
    """Build the facts database at `target` from every snapshot under `snapshots`.

    The tables of StatBank under `fetched` are added; one of them that cannot be used is held back
    and noted in the database, and the others go in. Returns the fingerprint of what it was built
    from. Raises RefusedError with all faults found in the embedded ones; then, and when the process
    is ended midway, a database that stood at `target` is untouched.
    """
    progress("read")
    found = list(releases(snapshots))
    tables = read_all(found)
    answers = chosen(fetched) if fetched else Chosen()
    progress("write")
    target.parent.mkdir(parents=True, exist_ok=True)
    _clear_abandoned(target)
    draft = target.with_name(f"{target.name}.{os.getpid()}.next")
    try:
        name = fingerprint(snapshots, fetched)
        with _told_when_full(target):
            _write(draft, found, tables, answers, name)
            revise(draft, target)
            progress("check")
            if faults := checks.faults(draft):
                raise RefusedError(faults)
            _onto_disk(draft)
            os.replace(draft, target)
    finally:
        draft.unlink(missing_ok=True)
    progress("done")
    return name


def fingerprint(snapshots: Path, fetched: Path | None = None) -> str:
    """One hash of all that a build depends on: snapshots, catalog, areas and the code of `data`.

    Of fetched tables the cards are read alone: they hold the checksum of each answer.
    """
    places = (
        (snapshots, "**/*.*"),
        (load.FOLDER, "*.toml"),
        (load.FOLDER, "indicators/*.toml"),
        (geo.FOLDER, "municipalities.csv"),
        (CODE, "**/*.py"),
    )
    digest = hashlib.sha256()
    for folder, pattern in places:
        for file in sorted(found for found in folder.glob(pattern) if found.is_file()):
            name = file.relative_to(folder).as_posix()  # it holds a snapshot's source and edition
            digest.update(name.encode() + b"\0" + file.read_bytes())
    for file in cards(fetched) if fetched else ():
        digest.update("/".join(file.parts[-3:]).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


@contextmanager
def _told_when_full(target: Path) -> Iterator[None]:
    """Turn what a disk that is full or cannot be written does into a fault in plain words."""
    try:
        yield
    except (sqlite3.OperationalError, DBAPIError) as fault:
        name = getattr(getattr(fault, "orig", fault), "sqlite_errorname", "")
        if not name.startswith(DISK):
            raise
        raise RefusedError([Fault(target.name, None, None, name, "disk")]) from fault
    except OSError as fault:
        found = fault.strerror or str(fault)
        raise RefusedError([Fault(target.name, None, None, found, "disk")]) from fault


def _onto_disk(draft: Path) -> None:
    """Once, at the end: while it is written, a draft that is lost is only begun again."""
    with draft.open("rb+") as file:
        os.fsync(file.fileno())


def _clear_abandoned(target: Path) -> None:
    """A build that was killed leaves its draft; a build at work has a newer one."""
    for draft in target.parent.glob(f"{glob.escape(target.name)}.*.next*"):
        if time.time() - draft.stat().st_mtime > ABANDONED_SECONDS:
            draft.unlink(missing_ok=True)


def _write(
    draft: Path,
    found: list[Release],
    tables: Mapping[str, Parts],
    fetched: Chosen,
    name: str,
) -> None:
    keys = Keys([*found, *(answer.release for answer in fetched.answers)], _all(tables, fetched))
    engine = draft_engine(draft)
    SQLModel.metadata.create_all(engine)
    records = _coded(tables, keys, fetched)
    with Session(engine) as session:
        _insert(session, Build, [{"id": 1, "fingerprint": name}])
        for table, rows in (*keys.tables(), *records.items()):
            _insert(session, table, rows)
        _insert(session, Remark, remarks(fetched))
        _insert_counts(session.connection(), fetched, keys, records[QualityNote])
        session.flush()
        _insert(session, ClassLimit, class_limits(session))
        session.commit()
    engine.dispose()


def _insert_counts(
    connection: Connection, fetched: Chosen, keys: Keys, notes: list[Record]
) -> None:
    told = not_reported(notes, keys)
    for answer in fetched.answers:
        if answer.table.grain in TABLES:
            insert_counts(connection, answer, keys, told=told)


def _all(tables: Mapping[str, Parts], fetched: Chosen) -> set[str]:
    """Every period that there is a figure or a note for."""
    embedded = {p for parts in tables.values() for rows in parts.values() for p in _periods(rows)}
    counted = (a.rows["period"].unique() for a in fetched.answers if a.table.grain in TABLES)
    ready = (frame["period"].unique() for frame in fetched.figures.values())
    return embedded.union(*counted, *ready)


def _coded(
    tables: Mapping[str, Parts], keys: Keys, fetched: Chosen
) -> dict[type[SQLModel], list[Record]]:
    records = {
        kind.table: [
            row for name, part in tables[file].items() for row in keys.coded(kind, name, part)
        ]
        for file, kind in KINDS.items()
    }
    found = [
        (answer, observed(fetched.figures[name], keys, snapshot=keys.snapshots[name]))
        for answer in fetched.answers
        for name in [answer.release.name]
    ]
    for answer, added in found:
        gone = keys.of_sources(answer.table.replaces)
        records[Observation] = superseded(records[Observation], added, gone)
    added = [row for _, rows in found for row in rows]
    records[Observation] = statuses([*records[Observation], *added], records[QualityNote], keys)
    return records


def _periods(rows: pd.DataFrame) -> Iterable[str]:
    return set(rows["period"]) - {""} if "period" in rows else ()


def _insert(session: Session, table: type[SQLModel], records: list[Record]) -> None:
    for start in range(0, len(records), BATCH):
        session.execute(insert(table), records[start : start + BATCH])


def draft_engine(draft: Path) -> Engine:
    """A new database that is written in one go."""
    engine = create_engine(URL.create("sqlite", database=str(draft)))

    @event.listens_for(engine, "connect")
    def _quick(connection: sqlite3.Connection, _: object) -> None:
        """Nothing to undo: a draft is whole or gone. Its foreign keys are checked when it is."""
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")

    return engine
