"""Answers of StatBank into the database: whole columns at a time, sorted as their table is kept."""

from collections.abc import Collection, Hashable, Mapping
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
    ReasonCount,
    ResidentCount,
)
from data.statuses import NOT_REPORTED

TABLES: Mapping[Grain, type[SQLModel]] = {
    "notifications": NotificationCount,
    "children_notified": NotifiedChildCount,
    "reasons": ReasonCount,
    "residents": ResidentCount,
}
Array = np.ndarray[Any, Any]
Told = Collection[tuple[int, int]]
CELL = ("indicator", "area", "period", "category", "sex", "scope")


def insert_counts(connection: Connection, answer: Answer, keys: Keys, *, told: Told) -> None:
    """Write the counts of one table; `told` are areas and periods that were not reported."""
    table = TABLES[answer.table.grain]
    columns = inspect(table).columns.keys()
    numbers: dict[str, Any] = {
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


def observed(found: pd.DataFrame, keys: Keys, *, snapshot: int) -> list[Record]:
    """Figures of one table (see `data.observed`) as records of Observation."""
    return [
        {
            "indicator": keys.of["indicator"][row["indicator"]],
            "period": keys.of["period"][row["period"]],
            "area": keys.of["area"][row["area"]],
            "category": _category(row, keys),
            "sex": TOTAL,
            "scope": TOTAL,
            "snapshot": snapshot,
            "value": row["value"],
            "status": "ok",
            "precision": keys.categories["precision", row["precision"]],
            "note_da": None,
            "note_en": None,
        }
        for row in found.to_dict("records")
    ]


def superseded(
    records: list[Record], added: list[Record], replaced: Collection[int]
) -> list[Record]:
    """Records without those of the replaced snapshots that there is now the publisher's own of."""
    cells = {_cell(record) for record in added}
    return [r for r in records if r["snapshot"] not in replaced or _cell(r) not in cells]


def _cell(record: Record) -> tuple[object, ...]:
    return tuple(record[name] for name in CELL)


def _category(row: Mapping[Hashable, Any], keys: Keys) -> int:
    dimension = indicators()[row["indicator"]].dimension
    return keys.categories[str(dimension), row["category"]] if row["category"] else TOTAL


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
