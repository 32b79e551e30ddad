"""Answers of StatBank into the database: whole columns at a time, sorted as their table is kept."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, inspect
from sqlmodel import SQLModel

from catalog.load import indicators
from catalog.model import Grain
from data.importers.statbank import Answer
from data.keys import TOTAL, Keys, Record
from data.schema import (
    NotificationCount,
    NotifiedChildCount,
    Observation,
    ReasonCount,
    ResidentCount,
)
from data.statuses import NOT_REPORTED

TABLES: Mapping[Grain, type[SQLModel]] = {
    "notifications": NotificationCount,
    "children_notified": NotifiedChildCount,
    "reasons": ReasonCount,
    "residents": ResidentCount,
    "observations": Observation,
}
Array = np.ndarray[Any, Any]
Told = Collection[tuple[int, int]]
CELL = ("indicator", "area", "period", "category", "sex", "scope")


def insert_counts(connection: Connection, answer: Answer, keys: Keys, *, told: Told) -> None:
    """Write the counts of one table; `told` are areas and periods that were not reported."""
    table = TABLES[answer.table.grain]
    columns = inspect(table).columns.keys()
    numbers: dict[str, Array] = {
        name: _numbers(answer, name, keys) for name in columns if name in answer.rows
    }
    missing = answer.rows["value"].isna().to_numpy()
    numbers["count"] = np.where(missing, None, answer.rows["value"].fillna(0).astype(int))
    numbers["status"] = _statuses(numbers, missing, told if _is_noted(answer) else ())
    numbers["snapshot"] = np.full(len(missing), keys.snapshots[answer.release.name])
    keyed = pd.DataFrame({key.name: numbers[key.name] for key in inspect(table).primary_key})
    order = keyed.sort_values(list(keyed)).index
    marks = ", ".join("?" * len(columns))
    name = inspect(table).local_table.name
    rows = zip(*(numbers[column][order].tolist() for column in columns), strict=True)
    connection.exec_driver_sql(
        f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})",  # noqa: S608
        list(rows),
    )


def observed(answer: Answer, keys: Keys) -> list[Record]:
    """The ready-made figures of one table as records of Observation; what is missing has no row."""
    rows = answer.rows[answer.rows["value"].notna()]
    precision = keys.categories["precision", _precision(rows["value"])]
    names = {found.id for found in answer.table.variables.values() if found.indicators}
    column = next(iter(names), None)
    chosen = rows[column] if column else [answer.table.indicator] * len(rows)
    snapshot = keys.snapshots[answer.release.name]
    return [
        _record(str(name), row, keys, precision=precision, snapshot=snapshot)
        for name, row in zip(chosen, rows.to_dict("records"), strict=True)
        if name
    ]


def superseded(records: list[Record], answers: Iterable[Answer], keys: Keys) -> list[Record]:
    """Embedded records without those that a fetched table has its publisher's own figure for."""
    for answer in answers:
        if answer.table.grain == "observations" and answer.table.replaces:
            cells = {_cell(record) for record in observed(answer, keys)}
            gone = {
                number for name, number in keys.snapshots.items()
                if name.split("/")[0] in answer.table.replaces
            }  # fmt: skip
            records = [r for r in records if r["snapshot"] not in gone or _cell(r) not in cells]
    return records


def _cell(record: Record) -> tuple[object, ...]:
    return tuple(record[name] for name in CELL)


def _record(
    name: str, row: Mapping[str, object], keys: Keys, *, precision: int, snapshot: int
) -> Record:
    dimension = indicators()[name].dimension
    category = str(row.get(dimension) or "") if dimension else ""
    return {
        "indicator": keys.of["indicator"][name],
        "period": keys.of["period"][str(row["period"])],
        "area": keys.of["area"][str(row["area"])],
        "category": keys.categories[str(dimension), category] if category else TOTAL,
        "sex": TOTAL,
        "scope": TOTAL,
        "snapshot": snapshot,
        "value": row["value"],
        "status": "ok",
        "precision": precision,
        "note_da": None,
        "note_en": None,
    }


def _precision(values: "pd.Series[float]") -> str:
    """How exactly a whole table is printed, from the decimals that its figures have."""
    if (values % 1 == 0).all():
        return "whole_number"
    return "decimals_1" if np.isclose(values * 10 % 1, 0).all() else "decimals_2"


def _numbers(answer: Answer, name: str, keys: Keys) -> Array:
    """The integers of one column: each category is looked up once, not each row."""
    found = answer.rows[name].cat
    of = keys.of.get(name)
    known = [
        (of[code] if of else keys.categories[name, code]) if code else TOTAL
        for code in found.categories
    ]
    numbers: Array = np.array(known)[found.codes.to_numpy()]
    return numbers


def _statuses(numbers: Mapping[str, Array], missing: Array, told: Told) -> Array:
    status = np.where(missing, "missing", "ok").astype(object)
    for area, period in told:
        where = (numbers["area"] == area) & (numbers["period"] == period)
        status[where & ~missing] = NOT_REPORTED
    return status


def _is_noted(answer: Answer) -> bool:
    return answer.table.grain in ("notifications", "children_notified", "reasons")
