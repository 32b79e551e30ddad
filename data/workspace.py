"""What users have put in: store a municipality's own figures, read them, remove them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import pandas as pd
from filelock import Timeout
from sqlalchemy import delete, func, insert, select
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col

from data.engine import WRITES, engine
from data.schema.workspace import OwnCount, OwnImport
from data.upgrade import NewerError, upgrade

__all__ = [
    "FAILURES",
    "NewerError",
    "Row",
    "counts",
    "imports",
    "remove",
    "stamp",
    "store",
    "upgrade",
]

FAILURES = (SQLAlchemyError, OSError, Timeout)
"""What may be raised when the database cannot be opened, read or written."""

COLUMNS = ("period", "measure", "dimension", "category", "count", "source")


@dataclass(frozen=True)
class Row:
    """One count of a file, by ids; `count` is None where the municipality has hidden it."""

    period: str
    measure: str
    dimension: str
    category: str
    count: int | None


def store(rows: Sequence[Row], municipality: str, *, file: str, sha256: str, note: str = "") -> int:
    """Keep the rows of one file, all or none; returns the number of the import."""
    upgrade()
    found = OwnImport(
        municipality=municipality,
        file=file,
        uploaded=datetime.now(UTC).replace(microsecond=0),
        rows=len(rows),
        sha256=sha256,
        note=note,
    )
    with engine().connect().execution_options(**WRITES) as connection, connection.begin():
        values = found.model_dump(exclude={"id"})
        number = connection.execute(insert(OwnImport).values(values)).inserted_primary_key
        source = int(number[0]) if number else 0
        if rows:
            connection.execute(insert(OwnCount), [{"source": source, **vars(row)} for row in rows])
        return source


def imports(municipality: str) -> list[OwnImport]:
    """The files that a municipality has uploaded, the newest first."""
    upgrade()
    chosen = (
        select(OwnImport)
        .where(col(OwnImport.municipality) == municipality)
        .order_by(col(OwnImport.id).desc())
    )
    with Session(engine(), expire_on_commit=False) as session:
        return list(session.scalars(chosen))


def stamp(municipality: str) -> tuple[str, ...]:
    """What changes when the figures of a municipality change."""
    found = imports(municipality)
    return (str(engine().url), *(f"{each.id} {each.uploaded} {each.sha256}" for each in found))


def remove(number: int, municipality: str) -> bool:
    """Remove an import with its counts; False when the municipality has none of that number."""
    upgrade()
    chosen = delete(OwnImport).where(
        col(OwnImport.id) == number, col(OwnImport.municipality) == municipality
    )
    with engine().connect().execution_options(**WRITES) as connection, connection.begin():
        return connection.execute(chosen).rowcount > 0


def counts(municipality: str) -> pd.DataFrame:
    """A municipality's figures as they count now: of each month and division the newest import's.

    Columns: period, measure, dimension, category, count, source (the number of the import).
    """
    upgrade()
    newest = (
        select(
            col(OwnCount.period),
            col(OwnCount.dimension),
            func.max(col(OwnCount.source)).label("source"),
        )
        .join(OwnImport, col(OwnImport.id) == col(OwnCount.source))
        .where(col(OwnImport.municipality) == municipality)
        .group_by(col(OwnCount.period), col(OwnCount.dimension))
        .subquery()
    )
    chosen = (
        select(*(getattr(OwnCount, name) for name in COLUMNS))
        .join(
            newest,
            (col(OwnCount.period) == newest.c.period)
            & (col(OwnCount.dimension) == newest.c.dimension)
            & (col(OwnCount.source) == newest.c.source),
        )
        .order_by(col(OwnCount.period), col(OwnCount.dimension), col(OwnCount.measure))
    )
    with engine().connect() as connection:
        found = connection.execute(chosen).all()
    table = pd.DataFrame([tuple(row) for row in found], columns=list(COLUMNS))
    return table.astype({"count": "Int64"})
