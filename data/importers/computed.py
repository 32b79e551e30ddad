"""Figures that no single cell of a StatBank table holds, worked out as the table declares."""

from collections.abc import Callable, Mapping

import pandas as pd

from catalog.model import Compute, Table

KEYS = ["area", "period"]
COLUMNS = ["indicator", *KEYS, "value"]
PERCENT = 100
YEAR = 4
"""A period of StatBank begins with its year: 2025K1 is the first quarter of 2025."""


def computed(
    table: Table, rows: pd.DataFrame, *, residents: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Every figure that `table` declares to be worked out, as indicator, area, period and value.

    `rows` has area, period and value (a missing one is NaN) and a column of codes for each
    variable. A cell that is not there is zero, as StatBank leaves zeros out; a missing cell makes
    its figure missing. `residents` has area, period and value, one figure a year.
    """
    found = []
    for declared in table.compute:
        values = _HOW[declared.how](declared, _only(rows, declared.where), residents)
        figures = values.rename("value").rename_axis(KEYS).reset_index()
        found.append(figures.assign(indicator=declared.indicator)[COLUMNS])
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=COLUMNS)


def median(counts: "pd.Series[float]", lower: Mapping[str, float]) -> float:
    """The middle of a distribution in intervals, by a straight line inside the interval it is in.

    >>> median(pd.Series({"10": 2.0, "20": 8.0, "30": 2.0}), {"10": 0, "20": 100, "30": 200})
    150.0
    >>> median(pd.Series({"10": 1.0, "20": 1.0, "30": 8.0}), {"10": 0, "20": 100, "30": 200})
    nan
    """
    numbers = [float(counts.get(code, 0.0)) for code in lower]
    left = sum(numbers) / 2  # NaN when any number is missing, and then nothing below is reached
    limits = list(lower.values())
    for number, start, end in zip(numbers, limits, limits[1:], strict=False):
        if number > 0 and left <= number:
            return start + left / number * (end - start)
        left -= number
    return float("nan")


def _sum(declared: Compute, rows: pd.DataFrame, _: pd.DataFrame | None) -> "pd.Series[float]":
    return _added(_only(rows, declared.part), _cells(rows))


def _share(declared: Compute, rows: pd.DataFrame, _: pd.DataFrame | None) -> "pd.Series[float]":
    whole = _added(_only(rows, declared.whole), _cells(rows))
    part = _added(_only(rows, declared.part), _cells(rows))
    return part / whole.where(whole > 0) * PERCENT


def _share_above(
    declared: Compute, rows: pd.DataFrame, _: pd.DataFrame | None
) -> "pd.Series[float]":
    (first, many), (second, limit) = declared.numbers.items()
    rows = _only(rows, {first: tuple(many), second: tuple(limit)})
    number = rows[first].map(many)
    weighed = rows.assign(value=rows["value"] * number)
    whole = _added(weighed, _cells(rows))
    above = _added(weighed[number > rows[second].map(limit)], _cells(rows))
    return above / whole.where(whole > 0) * PERCENT


def _median(declared: Compute, rows: pd.DataFrame, _: pd.DataFrame | None) -> "pd.Series[float]":
    rows = _only(rows, {str(declared.variable): tuple(declared.lower)})
    counts = (
        rows.groupby([*KEYS, declared.variable])["value"].sum(skipna=False).unstack(fill_value=0)
    )
    return counts.apply(median, axis=1, lower=declared.lower)


def _per_residents(
    declared: Compute, rows: pd.DataFrame, residents: pd.DataFrame | None
) -> "pd.Series[float]":
    if residents is None:
        raise ValueError(f"{declared.indicator} is per resident: pass the table of residents")
    years = rows["period"].str[:YEAR]
    parts = rows["period"].groupby(years).nunique()
    rows = rows.assign(period=years)[years.map(parts) == declared.periods]
    number = residents.set_index(KEYS)["value"]
    added = _added(rows, _cells(rows))
    number = number.reindex(added.index)
    return added / number.where(number > 0) * declared.per


def _only(rows: pd.DataFrame, codes: Mapping[str, tuple[str, ...]]) -> pd.DataFrame:
    for variable, asked in codes.items():
        rows = rows[rows[variable].isin(asked)]
    return rows


def _cells(rows: pd.DataFrame) -> pd.MultiIndex:
    """Every area and period there is a row of, in order."""
    return pd.MultiIndex.from_frame(rows[KEYS].drop_duplicates().sort_values(KEYS))


def _added(rows: pd.DataFrame, cells: pd.MultiIndex) -> "pd.Series[float]":
    """The values of each cell together: zero where no row is, missing where one is missing."""
    return rows.groupby(KEYS)["value"].sum(skipna=False).reindex(cells, fill_value=0.0)


_HOW: Mapping[str, Callable[[Compute, pd.DataFrame, pd.DataFrame | None], "pd.Series[float]"]] = {
    "sum": _sum,
    "share": _share,
    "share_above": _share_above,
    "median_of_intervals": _median,
    "per_residents": _per_residents,
}
