"""The figure that is to be explained, and one thing that the data says of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from analysis.comparison import Comparison
from analysis.faults import faulty
from analysis.methods.compare import against
from analysis.position import irregular
from analysis.result import Result
from catalog.model import Text
from data.facts import Facts
from data.schema import Snapshot

Side = Literal["for", "against", "neither", "unknown"]
Value = int | float | str | Text
"""A count, a figure with decimals, a period, or words in both languages."""


@dataclass(frozen=True)
class Case:
    """The figure to be explained: whose, of when, beside whom, and to which side it differs.

    `direction` is "higher" or "lower" where a test says so, else None; `unusual` is whether it lies
    outside the usual limits.
    """

    facts: Facts
    result: Result
    area: str
    period: str
    comparison: Comparison
    direction: str | None
    unusual: bool


@dataclass(frozen=True)
class Finding:
    """One thing in the data: which way it speaks, the key of its sentence, and what it rests on.

    `decimals` is for its figures; counts have none.
    """

    side: Side
    sentence: str
    values: Mapping[str, Value] = field(default_factory=dict)
    snapshots: tuple[Snapshot, ...] = ()
    decimals: int = 1


def row_of(found: Result, area: str, period: str) -> "pd.Series[float] | None":
    """An area's row of a period where it holds a real figure."""
    rows = found.usable()
    rows = rows[(rows["area"] == area) & (rows["period"] == period)]
    return rows.iloc[0] if len(rows) else None


def verdict(
    found: Result, case: Case, value: float, lower: float, upper: float, benchmark: float | None
) -> str:
    """How the value stands by its interval; figures wrong or not its own are not compared."""
    if case.area in faulty(found, case.period) | irregular(found) | irregular(case.result):
        return "not compared"
    return against(float(value), float(lower), float(upper), benchmark)


def side(found: str, case: Case) -> Side:
    """For where a tested difference goes the figure's way, against where it goes the other way."""
    if case.direction is None or found not in ("higher", "lower"):
        return "neither"
    return "for" if found == case.direction else "against"


def word(found: str, benchmark: float | None) -> str:
    """How a tested finding is told, to whichever side it lies: the numbers say that."""
    if benchmark is None:
        return "alone"
    words = {"higher": "differs", "lower": "differs", "similar": "similar"}
    return words.get(found, "untested")


def as_float(value: float | None, times: float = 1.0) -> float:
    """A number `times` so large; not a number where there is none."""
    return float("nan") if value is None else float(value) * times
