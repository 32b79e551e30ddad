"""Where an area lies among the others, said as a count and never as a place in a league table."""

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from analysis.faults import faulty
from analysis.result import Result
from data.facts import Facts


@dataclass(frozen=True)
class Position:
    """`lower` of `others` other municipalities with a figure to count on have a lower one."""

    lower: int
    others: int


@lru_cache(maxsize=256)
def positions(result: Result, period: str) -> dict[str, Position]:
    """The position of every municipality with a figure to count on in that period, by code.

    Areas whose figures are not their own or are known to be wrong have none and are not among the
    others. For amounts only; the barometer has no positions. Equal figures are not lower.
    """
    values = in_period(result.usable(), period)
    values = values[~values["area"].isin(irregular(result) | faulty(result, period))]
    lower = values["value"].rank(method="min") - 1
    return {
        area: Position(int(count), len(values) - 1)
        for area, count in zip(values["area"], lower, strict=True)
    }


def in_period(rows: pd.DataFrame, period: str) -> pd.DataFrame:
    """Those rows of a result's table that are a municipality's in that period."""
    return rows[(rows["area_kind"] == "municipality") & (rows["period"] == period)]


@lru_cache(maxsize=256)
def irregular(result: Result) -> frozenset[str]:
    """Areas whose printed figures are in some year not their own, as Læsø's through Frederikshavn.

    They are left out of extremes, growth and correlation, and said to be.
    """
    return not_own(result.table)


def not_own(rows: pd.DataFrame) -> frozenset[str]:
    """Areas that some row says did not report themselves."""
    return frozenset(rows[rows["status"] == "not_reported"]["area"])


@lru_cache(maxsize=16)
def through_another(facts: Facts) -> frozenset[str]:
    """Areas that a source says report through another municipality, in whatever year."""
    notes = facts.notes()
    return frozenset(notes.loc[notes["kind"] == "not_reported", "area"])


@lru_cache(maxsize=256)
def wide(result: Result) -> pd.DataFrame:
    """Usable municipal values as a table with a row an area and a column a period.

    Irregular areas are left out; a figure that is not usable is missing.
    """
    rows = result.usable()
    municipal = rows["area_kind"] == "municipality"
    rows = rows[municipal & ~rows["area"].isin(irregular(result))]
    return rows.pivot(index="area", columns="period", values="value")
