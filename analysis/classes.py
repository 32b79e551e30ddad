"""Which map class each figure falls in: limits frozen with the build, the same for every year."""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

import pandas as pd

from analysis.notes import few_children
from analysis.position import in_period
from analysis.result import Result
from data.classes import CLASSES, FIRST_YEAR
from data.facts import Facts

__all__ = ["CLASSES", "FIRST_YEAR", "Classed", "classed"]


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
    """Put every municipality of one period in its class; a value on a limit is in the lower."""
    limits = facts.class_limits(result.indicator.id)
    rows = in_period(result.table, period)
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
