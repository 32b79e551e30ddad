"""What is known to be wrong or special about a figure: for an area, for a period, or for all."""

import pandas as pd

from analysis.result import Result

COUNTRY = "000"
FEW = "few_children"
GENERAL = ("break",)
"""Kinds that stand elsewhere on the page: as marks in charts and among the indicator's cautions."""


def on_area(result: Result, area: str, period: str | None = None) -> pd.DataFrame:
    """The notes on one area, in one period where that is given, with those on all periods."""
    notes = result.notes[result.notes["area"] == area]
    return notes if period is None else notes[_at(notes, period)]


def on_whole(result: Result, period: str | None = None) -> pd.DataFrame:
    """The notes on the whole country in certain periods, or in one of them."""
    notes = result.notes
    whole = notes["area"].isna() | (notes["area"] == COUNTRY)
    notes = notes[whole & notes["period"].notna() & ~notes["kind"].isin(GENERAL)]
    return notes if period is None else notes[notes["period"] == period]


def few_children(result: Result, period: str) -> frozenset[str]:
    """Municipalities noted to have so few children that the figure swings strongly."""
    notes = result.notes[result.notes["kind"] == FEW]
    return frozenset(notes[_at(notes, period)]["area"].dropna())


def _at(notes: pd.DataFrame, period: str) -> "pd.Series[bool]":
    return notes["period"].isna() | (notes["period"] == period)
