"""What is counted, by name: which table, and which of its categories are added up."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Executable, case, func, select
from sqlalchemy.orm import aliased
from sqlmodel import SQLModel, col

from catalog.model import Count
from data.keys import TOTAL
from data.schema import (
    Area,
    CategoryRow,
    NotificationCount,
    NotifiedChildCount,
    Period,
    ReasonCount,
    ResidentCount,
)
from data.statuses import NOT_REPORTED

CHILDREN = tuple(str(age) for age in range(18))
KEYS = ("period", "area", "count", "status", "snapshot")


@dataclass(frozen=True)
class Counted:
    """A table and the categories to add up; a dimension that is not named is its own total."""

    table: type[SQLModel]
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def dimensions(self) -> list[str]:
        """The dimensions that the table is divided by."""
        return [name for name in self.table.model_fields if name not in KEYS]


COUNTS: Mapping[Count, Counted] = {
    "notifications": Counted(NotificationCount),
    "notifications_0_17": Counted(NotificationCount, {"age": CHILDREN}),
    "children_notified": Counted(NotifiedChildCount),
    "children_notified_0_17": Counted(NotifiedChildCount, {"age": CHILDREN}),
    "children_notified_unborn": Counted(NotifiedChildCount, {"age": ("unborn",)}),
    "children_notified_repeatedly_0_17": Counted(
        NotifiedChildCount, {"age": CHILDREN, "times_notified": ("2", "3", "4", "5", "6_or_more")}
    ),
    "reasons": Counted(ReasonCount),
    "residents_0_17": Counted(ResidentCount, {"age": CHILDREN}),
}


def read(connection: Connection, name: Count, *, by: str | None = None) -> pd.DataFrame:
    """A count by area and period, and by one dimension if asked for.

    Columns: area, area_kind, period, category, count, status, snapshot. A combination that StatBank
    left out is zero by its contract, as long as the area has any figure in that period and the
    category is used in it; an area without any figure has no row. A sum with a withheld part is
    `missing`.
    """
    counted = COUNTS[name]
    found = pd.read_sql_query(_sums(counted, by), connection)
    present = pd.read_sql_query(_present(counted), connection)
    if present.empty:
        return found
    return _with_zeros(found, present)


def _sums(counted: Counted, by: str | None) -> Executable:
    columns = {name: getattr(counted.table, name) for name in (*counted.dimensions, *KEYS)}
    category = aliased(CategoryRow)
    code = col(category.code) if by else func.coalesce("", "")
    chosen = (
        select(
            col(Area.code).label("area"),
            col(Area.kind).label("area_kind"),
            col(Period.code).label("period"),
            code.label("category"),
            case((func.count() == func.count(columns["count"]), func.sum(columns["count"]))).label(
                "count"
            ),
            func.min(columns["status"]).label("status"),
            func.max(columns["snapshot"]).label("snapshot"),
        )
        .select_from(counted.table)
        .join(Area, col(Area.id) == columns["area"])
        .join(Period, col(Period.id) == columns["period"])
        .where(*(_chosen(counted, name, columns[name], by) for name in counted.dimensions))
    )
    if by:
        chosen = chosen.join(category, col(category.id) == columns[by])
    return chosen.group_by(col(Area.id), col(Period.id), *([col(category.id)] if by else []))


def _chosen(
    counted: Counted, name: str, column: ColumnElement[int], by: str | None
) -> ColumnElement[bool]:
    if name == by:
        return column != TOTAL
    codes = counted.where.get(name)
    if codes is None:
        return column == TOTAL
    return column.in_(
        select(col(CategoryRow.id))
        .where(col(CategoryRow.dimension) == name)
        .where(col(CategoryRow.code).in_(codes))
    )


def _present(counted: Counted) -> Executable:
    """The areas and periods that have any figure: they reported."""
    columns = {name: getattr(counted.table, name) for name in (*counted.dimensions, *KEYS)}
    return (
        select(
            col(Area.code).label("area"),
            col(Area.kind).label("area_kind"),
            col(Period.code).label("period"),
            func.max(columns["snapshot"]).label("present"),
            func.min(columns["status"]).label("reported"),
        )
        .select_from(counted.table)
        .join(Area, col(Area.id) == columns["area"])
        .join(Period, col(Period.id) == columns["period"])
        .group_by(col(Area.id), col(Period.id))
    )


def _with_zeros(found: pd.DataFrame, present: pd.DataFrame) -> pd.DataFrame:
    used = found[["period", "category"]].drop_duplicates()
    every = present.merge(used, on="period") if len(used) else present.assign(category="")
    rows = every.merge(
        found.drop(columns="area_kind"), how="outer", on=["area", "period", "category"]
    )
    absent = rows["status"].isna()
    rows["count"] = rows["count"].mask(absent, 0)
    unreported = rows["reported"].where(rows["reported"] == NOT_REPORTED, "ok")
    rows["status"] = rows["status"].mask(absent, unreported)
    rows["snapshot"] = rows["snapshot"].fillna(rows["present"])
    return rows.drop(columns=["present", "reported"])
