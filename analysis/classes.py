"""Which map class each figure falls in: limits frozen with the build, the same for every year."""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

import pandas as pd

from analysis.result import Result
from data.classes import CLASSES, FIRST_YEAR
from data.facts import Facts

__all__ = ["CLASSES", "FIRST_YEAR", "Classed", "classed", "few_children", "notes_on"]
FEW = "few_children"


@dataclass(frozen=True)
class Classed:
    """The municipalities of one period with their class.

    `table` has area, value, status, class_number (0 for the lowest, missing where there is no
    figure) and few (very few children behind it); `limits` are the classes' upper limits; `counts`
    has the number of municipalities in each class.
    """

    table: pd.DataFrame
    limits: list[float]
    counts: list[int]


def classed(facts: Facts, result: Result, period: str) -> Classed:
    """Put every municipality of one period in its class; a value on a limit is in the lower class."""
    limits = facts.class_limits(result.indicator.id)
    rows = result.table
    rows = rows[(rows["area_kind"] == "municipality") & (rows["period"] == period)]
    numbers = [
        min(bisect_left(limits, value), len(limits) - 1) if status == "ok" and limits else None
        for value, status in zip(rows["value"], rows["status"], strict=True)
    ]
    few = few_children(result, period)
    table = rows[["area", "value", "status", "snapshot"]].assign(
        class_number=pd.array(numbers, dtype="Int64"), few=rows["area"].isin(few)
    )
    found = Counter(number for number in numbers if number is not None)
    return Classed(table, limits, [found[number] for number in range(len(limits))])


def few_children(result: Result, period: str) -> frozenset[str]:
    """Municipalities noted to have so few children that the figure swings strongly."""
    notes = result.notes
    applies = (notes["kind"] == FEW) & (notes["period"].isna() | (notes["period"] == period))
    return frozenset(notes[applies]["area"].dropna())


def notes_on(result: Result, area: str, period: str | None = None) -> pd.DataFrame:
    """The quality notes that concern one area, in one period where that is given."""
    notes = result.notes
    found = notes[notes["area"] == area]
    if period is None:
        return found
    return found[found["period"].isna() | (found["period"] == period)]
