"""The rows of UND1 into the same table in three ways: ours, plain executemany, and session.add."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Engine, inspect
from sqlmodel import Session, SQLModel

from catalog.load import tables
from data.answers import insert_counts
from data.build import draft_engine
from data.cards import Release, read_release
from data.editions import editions
from data.importers.statbank import Answer, read
from data.importers.whole import refuse_broken
from data.keys import Keys
from data.schema import NotificationCount

Found = TypeVar("Found")
SAMPLE = 20_000
"""session.add is too slow for all rows: it gets so many of them, spread evenly."""


def inserting(folder: str) -> dict[str, Any]:
    """Seconds and rows of each way; every database begins empty, with its keys in place."""
    table = tables()["UND1"]
    release = read_release(editions(Path(folder) / table.source)[-1].folder)
    reading, answer = _timed(lambda: _read(release))
    keys = Keys([release], set(answer.rows["period"].unique()))
    place = Path(folder)
    ours = _empty(place / "ours.sqlite", keys)
    seconds, _ = _timed(lambda: _ours(ours, answer, keys))
    rows = _rows(ours)
    few = rows[:: max(len(rows) // SAMPLE, 1)]
    plain, added = (_empty(place / name, keys) for name in ("plain.sqlite", "added.sqlite"))
    return {
        "reading": reading,
        "ours": {"rows": len(rows), "seconds": seconds},
        "executemany": {"rows": len(rows), "seconds": _timed(lambda: _executemany(plain, rows))[0]},
        "session.add": {"rows": len(few), "seconds": _timed(lambda: _session_add(added, few))[0]},
    }


def _read(release: Release) -> Answer:
    answer = read(release, tables()["UND1"])
    refuse_broken(answer)
    return answer


def _timed(work: Callable[[], Found]) -> tuple[float, Found]:
    begun = time.perf_counter()
    found = work()
    return time.perf_counter() - begun, found


def _empty(file: Path, keys: Keys) -> Engine:
    """The database of a build before any count is in it."""
    engine = draft_engine(file)
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        for table, records in keys.tables():
            session.add_all(table(**record) for record in records)
        session.commit()
    return engine


def _ours(engine: Engine, answer: Answer, keys: Keys) -> None:
    with engine.begin() as connection:
        insert_counts(connection, answer, keys, told=())


def _rows(engine: Engine) -> list[Any]:
    with engine.connect() as connection:
        return [
            tuple(row)
            for row in connection.exec_driver_sql(f"SELECT {_columns()} FROM notification_count")  # noqa: S608
        ]


def _columns() -> str:
    return ", ".join(column.name for column in inspect(NotificationCount).columns)


def _executemany(engine: Engine, rows: list[Any]) -> None:
    marks = ", ".join("?" * len(rows[0]))
    with engine.begin() as connection:
        plain: Any = connection.connection.cursor()
        plain.executemany(
            f"INSERT INTO notification_count ({_columns()}) VALUES ({marks})",  # noqa: S608
            rows,
        )


def _session_add(engine: Engine, rows: list[Any]) -> None:
    names = [column.name for column in inspect(NotificationCount).columns]
    with Session(engine) as session:
        for row in rows:
            session.add(NotificationCount(**dict(zip(names, row, strict=True))))
        session.commit()
