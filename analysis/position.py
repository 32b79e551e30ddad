"""Where an area lies among the others, said as a count and never as a place in a league table."""

from dataclasses import dataclass

import pandas as pd

from analysis.result import Result


@dataclass(frozen=True)
class Position:
    """`lower` of `others` other municipalities with a figure have a lower one."""

    lower: int
    others: int


def positions(result: Result, period: str) -> dict[str, Position]:
    """The position of every municipality with a usable figure in that period, by code.

    For amounts only; the barometer has no positions. Equal figures are not lower.
    """
    rows = result.usable()
    values = rows[(rows["area_kind"] == "municipality") & (rows["period"] == period)]
    lower = values["value"].rank(method="min") - 1
    return {
        area: Position(int(count), len(values) - 1)
        for area, count in zip(values["area"], lower, strict=True)
    }


def irregular(result: Result) -> frozenset[str]:
    """Areas whose printed figures are in some year not their own, as Læsø's through Frederikshavn.

    They are left out of extremes, growth and correlation, and said to be.
    """
    told = result.notes[result.notes["kind"] == "not_reported"]["area"].dropna()
    marked = result.table[result.table["status"] == "not_reported"]["area"]
    return frozenset(told) | frozenset(marked)


def wide(result: Result, *, regular: bool = True) -> pd.DataFrame:
    """Usable municipal values as a table with a row an area and a column a period.

    Irregular areas are left out when `regular`; a figure that is not usable is missing.
    """
    rows = result.usable()
    rows = rows[rows["area_kind"] == "municipality"]
    if regular:
        rows = rows[~rows["area"].isin(irregular(result))]
    return rows.pivot(index="area", columns="period", values="value")
