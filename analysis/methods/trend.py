"""Whether a figure rises or falls over time; growth and control charts beside it."""

from typing import Literal, NamedTuple

import numpy as np

from analysis.methods.control import xmr
from analysis.methods.given import Array, Numbers, aligned, at_most
from analysis.methods.growth import Growth, growth

__all__ = ["Growth", "MannKendall", "RecentTrend", "growth", "mann_kendall", "recent_trend", "xmr"]

POINTS = 5
SIGNIFICANT = 9.549536
"""The chi-squared value with one degree of freedom that chance exceeds 2 times in 1,000.

Written as England's public-health profiles (Fingertips) write it; the exact one is 9.5495357.
"""
ROUNDING = 1e-9
"""A slope below this part of its standard error is 0 but for rounding, and has no sign."""

Marker = Literal["increasing", "decreasing", "no change", "cannot be calculated"]


class RecentTrend(NamedTuple):
    """What the five points say, the test's chi2 and the slope in the values' unit a period."""

    marker: Marker
    chi2: float
    slope: float


class MannKendall(NamedTuple):
    """Rising less falling pairs, p of no trend, Kendall's tau-b, Sen's slope a period."""

    s: float
    p: float
    tau: float
    slope: float


def recent_trend(values: Numbers, lower: Numbers, upper: Numbers) -> RecentTrend:
    """Whether the latest five points rise or fall: "increasing", "decreasing" or "no change".

    Five values of one unit, oldest first, evenly spaced, in periods that do not overlap, with their
    95 % limits. A line through them, weighted by w = 1 / SE^2, SE = (upper - lower) / 3.92; chi2 is
    the slope's square over its variance. There is a trend if chi2 exceeds 9.549536 (p < 0.002) and
    the slope has one sign through all five points and through every four of them. The marker is
    "cannot be calculated", with chi2 and slope missing, when there are fewer than five points,
    anything is missing or an interval has no width. Never across a break in the series.

    Raises ValueError for more than five points and for lower <= value <= upper not holding.
    Source: Fingertips technical guidance (Office for Health Improvement and Disparities), recent
    trends of indicators with intervals.

    >>> found = recent_trend([60, 62, 65, 69, 74], [58, 60, 63, 67, 72], [62, 64, 67, 71, 76])
    >>> found.marker, round(found.chi2, 2), round(found.slope, 2)
    ('increasing', 117.65, 3.5)
    """
    frame = aligned(values=values, lower=lower, upper=upper)
    if len(frame) > POINTS:
        raise ValueError(f"a recent trend has five points, found {len(frame)}")
    at_most("lower", frame["lower"], limit=frame["values"], of="value")
    at_most("value", frame["values"], limit=frame["upper"], of="upper")
    width = (frame["upper"] - frame["lower"]).to_numpy()
    if len(frame) < POINTS or frame.isna().any(axis=None) or not width.all():
        return RecentTrend("cannot be calculated", np.nan, np.nan)
    return _recent(frame["values"].to_numpy(), width / 3.92)


def mann_kendall(values: Numbers) -> MannKendall:
    """Whether a series rises or falls steadily, whatever its shape, and how fast.

    At least two values of one unit, oldest first, evenly spaced. `s` is the number of pairs in
    which the later value is higher, less those in which it is lower; `tau` (tau-b) lies from -1 to
    1; `p` is two-sided, exact for a short series without equal values, else normal; `slope` is the
    median of all pairs' slopes, in the unit a period. A constant series gives s 0, p 1, tau 0,
    slope 0. Any missing value makes all four missing. It takes the points as independent.

    Raises ValueError for fewer than two values. Source: Mann 1945, Econometrica 13:245; Kendall
    1975, Rank Correlation Methods; Sen 1968, J Am Stat Assoc 63:1379.

    >>> found = mann_kendall([61.0, 63.5, 62.0, 66.0, 70.0])
    >>> found.s, round(found.p, 3), round(found.tau, 2), round(found.slope, 2)
    (8.0, 0.083, 0.8, 2.21)
    """
    found = aligned(values=values)["values"].to_numpy()
    if len(found) < 2:
        raise ValueError(f"a trend needs at least two values, found {len(found)}")
    if np.isnan(found).any():
        return MannKendall(np.nan, np.nan, np.nan, np.nan)
    if np.all(found == found[0]):
        return MannKendall(0.0, 1.0, 0.0, 0.0)
    return _mann_kendall(found)


def _mann_kendall(found: Array) -> MannKendall:
    from scipy.stats import kendalltau

    first, later = np.triu_indices(len(found), 1)
    steps = found[later] - found[first]
    order = kendalltau(np.arange(len(found)), found)
    slope = np.median(steps / (later - first))
    return MannKendall(
        float(np.sign(steps).sum()), float(order.pvalue), float(order.statistic), float(slope)
    )


def _recent(values: Array, error: Array) -> RecentTrend:
    """The marker for five points with the standard errors of their values."""
    time = np.arange(1.0, POINTS + 1)
    slope, z = _line(time, values, error)
    parts = [np.delete(np.array([time, values, error]), left, axis=1) for left in range(POINTS)]
    z_all = np.array([z, *(_line(*part)[1] for part in parts)])
    signs = np.sign(z_all) * (np.abs(z_all) > ROUNDING)
    marker: Marker = "no change"
    if z**2 > SIGNIFICANT and abs(signs.sum()) == len(signs):
        marker = "increasing" if slope > 0 else "decreasing"
    return RecentTrend(marker, z**2, slope)


def _line(time: Array, values: Array, error: Array) -> tuple[float, float]:
    """The weighted line's slope, and that over its standard error."""
    least = error.min()
    # Weights of at most 1 and values from the first one: no overflow, and level points give 0.
    weight = (least / error) ** 2
    off = time - (weight * time).sum() / weight.sum()
    information = (weight * off**2).sum()
    slope = (weight * off * (values - values[0])).sum() / information
    return float(slope), float(slope * np.sqrt(information) / least)
