"""How fast a municipality's rate has grown, and whether its last five years point one way."""

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from analysis.change import MEANS_SINCE
from analysis.faults import in_doubt
from analysis.methods.trend import POINTS, Growth, Marker, growth, recent_trend
from analysis.position import irregular
from analysis.result import Result

FEWEST = 3


@dataclass(frozen=True)
class Pace:
    """Growth in per cent a year with its limits, and every year it rests on."""

    growth: Growth
    years: tuple[str, ...]


@lru_cache(maxsize=512)
def pace(result: Result, area: str) -> Pace | None:
    """The municipality's growth a year since 2017, or since a later break of the indicator.

    Rests on the years whose figure is there and not in doubt. None without counts, with fewer than
    three such years, and where no growth fits.
    """
    rows = _sound(result, area)
    since = max([MEANS_SINCE, *(found.period for found in result.indicator.breaks)])
    rows = rows[rows["period"] >= since].dropna(subset=["numerator", "denominator"])
    if result.indicator.method != "rate" or len(rows) < FEWEST or not rows["numerator"].any():
        return None
    found = growth(rows["numerator"], rows["denominator"], rows["period"].astype(int))
    return Pace(found, tuple(rows["period"])) if found.lower == found.lower else None


@lru_cache(maxsize=512)
def direction(result: Result, area: str) -> tuple[Marker, tuple[str, ...]]:
    """Whether the five newest years rise or fall, judged by their intervals, and those years.

    "cannot be calculated" unless all five follow on each other to the newest year of all, are
    without doubt, and lie on one side of every break.
    """
    rows = _sound(result, area).tail(POINTS)
    years = tuple(rows["period"])
    newest = result.usable()["period"].max()
    whole = len(years) == POINTS and years[-1] == newest
    if not whole or int(years[-1]) - int(years[0]) != POINTS - 1:
        return "cannot be calculated", years
    if any(years[0] < found.period <= years[-1] for found in result.indicator.breaks):
        return "cannot be calculated", years
    return recent_trend(rows["value"], rows["lower"], rows["upper"]).marker, years


def _sound(result: Result, area: str) -> pd.DataFrame:
    """The municipality's figures that are its own and not in doubt, oldest first."""
    rows = result.usable()
    rows = rows[(rows["area"] == area) & ~rows["area"].isin(irregular(result))]
    return rows[~in_doubt(result, rows)].sort_values("period")
