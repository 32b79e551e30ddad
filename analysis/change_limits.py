"""A later rate over an earlier one with its limits, and whether either figure is in doubt."""

import pandas as pd

from analysis.change import Change
from analysis.faults import in_doubt
from analysis.methods.rate_ratio import Ratio, rate_ratio
from analysis.position import irregular
from analysis.repeats import event_variance
from analysis.result import Result
from data.facts import Facts


def ordered(ratio: Ratio) -> tuple[float, float, float]:
    """A ratio with its limits as a comparison takes them."""
    return ratio.value, ratio.lower, ratio.upper


def doubted(result: Result, rows: pd.DataFrame, change: Change) -> bool:
    """Whether a figure at either end of the change is known to be wrong."""
    ends = rows[rows["period"].isin([*change.years[0], *change.years[1]])]
    return bool(in_doubt(result, ends).any())


def with_variance(facts: Facts, result: Result, *, kind: str = "municipality") -> pd.DataFrame:
    """The usable rows of a kind of area, with their events' variance; missing where not a rate."""
    rows = result.usable()
    rows = rows[rows["area_kind"] == kind]
    if result.indicator.method != "rate":
        return rows.assign(variance=float("nan"))
    if not result.indicator.repeats:
        return rows.assign(variance=rows["numerator"])
    return rows.assign(variance=event_variance(facts, result.indicator, rows))


def change_ratio(own: pd.DataFrame, change: Change) -> Ratio | None:
    """The later rate over the earlier with limits; None where a count behind either is missing."""
    first, last = (own[own["period"].isin(years)] for years in change.years)
    if pd.concat([first, last])[["numerator", "denominator", "variance"]].isna().any(axis=None):
        return None
    return rate_ratio(
        first["numerator"],
        first["denominator"],
        last["numerator"],
        last["denominator"],
        variance_1=first["variance"],
        variance_2=last["variance"],
    )


def common_ratio(result: Result, rows: pd.DataFrame, change: Change) -> float:
    """The later rate over the earlier, of the municipalities that are sound in all years of both.

    A rate of several years is the mean of theirs, as the municipality's own.
    """
    if result.indicator.denominator is None:
        return float("nan")
    years = [*change.years[0], *change.years[1]]
    rows = rows[rows["period"].isin(years) & ~in_doubt(result, rows)]
    whole = rows.groupby("area")["period"].transform("size") == len(years)
    rows = rows[whole & ~rows["area"].isin(irregular(result))]
    sums = rows.groupby("period")[["numerator", "denominator"]].sum()
    rates = sums["numerator"] / sums["denominator"]
    first, last = (float(rates.reindex(part).mean(skipna=False)) for part in change.years)
    return last / first if first else float("nan")
