"""Read the facts: one read-only database, opened anew when another takes its place."""

import sqlite3
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
from sqlalchemy import Engine, Executable, create_engine, inspect, select
from sqlalchemy.exc import DatabaseError, NoResultFound
from sqlalchemy.orm import aliased
from sqlalchemy.pool import QueuePool
from sqlmodel import Session, SQLModel, col

from catalog.model import Count
from data import counts
from data.schema import (
    Area,
    Build,
    CategoryRow,
    ClassLimit,
    IndicatorRow,
    Observation,
    Period,
    QualityNote,
    Revision,
    Snapshot,
)


class UnreadableError(Exception):
    """A file that is no facts database which this version can read."""


@dataclass(frozen=True, eq=False)
class Facts:
    """One edition of the facts: it never changes, and what is read once is kept and shared."""

    engine: Engine
    fingerprint: str
    snapshots: dict[int, Snapshot]
    kept: dict[tuple[str, ...], pd.DataFrame] = field(default_factory=dict, repr=False)

    def observations(self, indicator: str) -> pd.DataFrame:
        """All figures of one indicator, by text codes.

        Columns: area, area_kind, period, category, sex, scope, value, status, precision, note_da,
        note_en, snapshot (a key of `snapshots`); ordered by period and area. No figure, no row.
        """
        return self._read(("observations", indicator), _observations(indicator))

    def counts(self, name: Count, *, by: str | None = None) -> pd.DataFrame:
        """A count by area and period; see `data.counts.read`."""
        key = ("counts", name, by or "")
        if key not in self.kept:
            with self.engine.connect() as connection:
                self.kept[key] = counts.read(connection, name, by=by)
        return self.kept[key]

    def printed(self) -> frozenset[str]:
        """The indicators that a municipality has a ready-made figure of."""
        return frozenset(self._read(("printed",), _printed())["code"])

    def notes(self) -> pd.DataFrame:
        """Known faults and doubts; those that name no indicator, area or period apply to all."""
        return self._read(("notes",), _notes())

    def revisions(self) -> pd.DataFrame:
        """Every figure that is another than in the build before, by text codes."""
        return self._read(("revisions",), _revisions())

    def class_limits(self, indicator: str) -> list[float]:
        """The upper limits of the indicator's map classes; empty where it is on no map."""
        chosen = (
            select(col(ClassLimit.upper))
            .join(IndicatorRow, col(IndicatorRow.id) == col(ClassLimit.indicator))
            .where(col(IndicatorRow.code) == indicator)
            .order_by(col(ClassLimit.number))
        )
        return list(self._read(("limits", indicator), chosen)["upper"])

    def rows(self, table: type[SQLModel]) -> pd.DataFrame:
        """All rows of a table of words or of the barometer, with areas and requirements by code."""
        columns = inspect(table).columns
        chosen = select(
            *(column for column in columns if column.name not in ("area", "requirement"))
        )
        if "area" in columns:
            chosen = chosen.add_columns(col(Area.code).label("area"))
            chosen = chosen.join(Area, columns["area"] == col(Area.id), isouter=True)
        if "requirement" in columns:
            chosen = chosen.add_columns(col(CategoryRow.code).label("requirement"))
            chosen = chosen.join(CategoryRow, columns["requirement"] == col(CategoryRow.id))
        return self._read(("rows", table.__name__), chosen)

    def _read(self, key: tuple[str, ...], chosen: Executable) -> pd.DataFrame:
        if key not in self.kept:
            with self.engine.connect() as connection:
                self.kept[key] = pd.read_sql_query(chosen, connection)
        return self.kept[key]


def open_facts(file: Path) -> Facts:
    """Open a facts database read-only.

    Raises FileNotFoundError when there is none, UnreadableError when it is damaged, something else,
    or of another version.
    """
    if not file.is_file():
        raise FileNotFoundError(file)
    engine = _reader(file)
    try:
        with Session(engine, expire_on_commit=False) as session:
            snapshots = {found.id: found for found in session.scalars(select(Snapshot))}
            fingerprint = session.scalars(select(Build)).one().fingerprint
            session.expunge_all()
    except (DatabaseError, NoResultFound) as fault:
        engine.dispose()
        raise UnreadableError(f"{file} is no facts database of this version: {fault}") from fault
    return Facts(engine, fingerprint, snapshots)


def _reader(file: Path) -> Engine:
    """One connection and no more: another would open a file that has since taken the place."""
    address = f"{file.absolute().as_uri()}?mode=ro"
    return create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(address, uri=True, check_same_thread=False),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
    )


def _observations(indicator: str) -> Executable:
    category, sex, scope, precision = (aliased(CategoryRow) for _ in range(4))
    return (
        select(
            col(Area.code).label("area"),
            col(Area.kind).label("area_kind"),
            col(Period.code).label("period"),
            col(category.code).label("category"),
            col(sex.code).label("sex"),
            col(scope.code).label("scope"),
            col(Observation.value),
            col(Observation.status),
            col(precision.code).label("precision"),
            col(Observation.note_da),
            col(Observation.note_en),
            col(Observation.snapshot),
        )
        .join(IndicatorRow, col(IndicatorRow.id) == col(Observation.indicator))
        .join(Area, col(Area.id) == col(Observation.area))
        .join(Period, col(Period.id) == col(Observation.period))
        .join(category, col(category.id) == col(Observation.category))
        .join(sex, col(sex.id) == col(Observation.sex))
        .join(scope, col(scope.id) == col(Observation.scope))
        .join(precision, col(precision.id) == col(Observation.precision))
        .where(col(IndicatorRow.code) == indicator)
        .order_by(col(Period.code), col(Area.code), col(category.id), col(Observation.snapshot))
    )


def _printed() -> Executable:
    return (
        select(col(IndicatorRow.code).label("code"))
        .distinct()
        .join(Observation, col(IndicatorRow.id) == col(Observation.indicator))
        .join(Area, col(Area.id) == col(Observation.area))
        .where(col(Area.kind) == "municipality")
    )


def _notes() -> Executable:
    return (
        select(
            col(IndicatorRow.code).label("indicator"),
            col(QualityNote.topic),
            col(Area.code).label("area"),
            col(Period.code).label("period"),
            col(QualityNote.kind),
            col(QualityNote.text_da),
            col(QualityNote.text_en),
            col(QualityNote.snapshot),
        )
        .join(IndicatorRow, col(IndicatorRow.id) == col(QualityNote.indicator), isouter=True)
        .join(Area, col(Area.id) == col(QualityNote.area), isouter=True)
        .join(Period, col(Period.id) == col(QualityNote.period), isouter=True)
        .order_by(col(QualityNote.id))
    )


def _revisions() -> Executable:
    return (
        select(
            col(IndicatorRow.code).label("indicator"),
            col(Area.code).label("area"),
            col(Period.code).label("period"),
            col(Revision.before),
            col(Revision.after),
            col(Revision.snapshot),
        )
        .join(IndicatorRow, col(IndicatorRow.id) == col(Revision.indicator))
        .join(Area, col(Area.id) == col(Revision.area))
        .join(Period, col(Period.id) == col(Revision.period))
        .order_by(col(IndicatorRow.code), col(Period.code).desc(), col(Area.code))
    )
