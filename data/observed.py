"""The ready-made figures in answers of StatBank: read off a cell, or worked out as declared."""

import numpy as np
import pandas as pd

from catalog.load import indicators
from catalog.model import Table, Variable
from data.faults import Fault, RefusedError
from data.importers.computed import computed
from data.importers.statbank import Answer

COLUMNS = ["indicator", "area", "period", "category", "value", "precision"]
RESIDENTS = "population_total"
YEAR = r"\d{4}"


def figures(answer: Answer, residents: pd.DataFrame | None) -> pd.DataFrame:
    """The figures of one table: COLUMNS, by text codes; what is missing has no row.

    `residents` are those of `residents_of`. Raises RefusedError where a figure is per resident and
    there are none, and where a share is not between 0 and 100.
    """
    found = [_read_off(answer), _worked_out(answer, residents)]
    frame = pd.concat([part for part in found if len(part)] or found[:1], ignore_index=True)
    _refuse_impossible(answer.release.name, frame)
    return frame


def tells_residents(table: Table) -> bool:
    """Whether the figures of a table hold how many live in each place."""
    return any(RESIDENTS in found.indicators.values() for found in table.variables.values())


def residents_of(frame: pd.DataFrame) -> pd.DataFrame:
    """How many live in each area in each period: area, period and value."""
    return frame.loc[frame["indicator"] == RESIDENTS, ["area", "period", "value"]]


def _refuse_impossible(name: str, frame: pd.DataFrame) -> None:
    shares = [code for code in frame["indicator"].unique() if indicators()[code].kind == "share"]
    wrong = frame[frame["indicator"].isin(shares) & ~frame["value"].between(0, 100)]
    if len(wrong):
        row = wrong.iloc[0]
        told = f"{row['indicator']} {row['area']} {row['period']}: {row['value']}"
        raise RefusedError([Fault(name, None, None, told, "share")])


def _read_off(answer: Answer) -> pd.DataFrame:
    table, rows = answer.table, answer.rows
    named = [found for found in table.variables.values() if found.indicators]
    if named:
        rows = rows.assign(indicator=_indicators(answer, named[0]))
    elif table.indicator:
        rows = rows.assign(indicator=table.indicator)
    else:
        return pd.DataFrame(columns=COLUMNS)
    rows = rows[rows["value"].notna() & rows["indicator"].notna()]
    rows = rows[rows["period"].astype(str).str.fullmatch(YEAR)]
    rows = rows.assign(category=_categories(rows), precision=_precision(rows["value"]))
    return rows[COLUMNS].astype({name: str for name in COLUMNS if name != "value"})


def _indicators(answer: Answer, variable: Variable) -> "pd.Series[str]":
    """Which indicator a row is of; beside a dimension only its totals are an indicator."""
    rows, codes = answer.rows, variable.indicators
    if variable.dimension is None:
        return rows[variable.id].astype(str).map(codes)
    others = [found.dimension for found in answer.table.variables.values() if found.dimension]
    total = (rows[others] == "").all(axis=1)
    return pd.Series(next(iter(codes.values())), index=rows.index).where(total)


def _categories(rows: pd.DataFrame) -> "pd.Series[str]":
    """The category of each row in its indicator's own dimension; the total is an empty text."""
    found = pd.Series("", index=rows.index, dtype=object)
    for name in rows["indicator"].unique():
        dimension = indicators()[str(name)].dimension
        if dimension in rows:
            own = rows["indicator"] == name
            found[own] = rows.loc[own, dimension].astype(str)
    return found


def _worked_out(answer: Answer, residents: pd.DataFrame | None) -> pd.DataFrame:
    if not answer.table.compute:
        return pd.DataFrame(columns=COLUMNS)
    rows = answer.rows.astype({name: str for name in answer.rows if name != "value"})
    try:
        found = computed(answer.table, rows, residents=residents)
    except ValueError as fault:
        raise RefusedError(
            [Fault(answer.release.name, None, None, str(fault), "residents")]
        ) from fault
    found = found[found["value"].notna()]
    return found.assign(category="", precision="derived")[COLUMNS]


def _precision(values: "pd.Series[float]") -> str:
    """How exactly a whole table is printed, from the decimals that its figures have."""
    if (values % 1 == 0).all():
        return "whole_number"
    tenths = values * 10
    return "decimals_1" if np.isclose(tenths, tenths.round()).all() else "decimals_2"
