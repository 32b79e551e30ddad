"""Whether a figure rises or falls over time: the last five points, and all ways to ask it."""

from typing import Literal, NamedTuple

import numpy as np

from analysis.methods.control import xmr
from analysis.methods.given import Array, Numbers, aligned, at_most
from analysis.methods.growth import Growth, growth
from analysis.methods.monotone import MannKendall, mann_kendall

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


def recent_trend(values: Numbers, lower: Numbers, upper: Numbers) -> RecentTrend:
    """Whether the latest five points rise or fall: "increasing", "decreasing" or "no change".

    Five values of one unit, oldest first, evenly spaced, in periods that do not overlap, with their
    95 % limits. A line through them, weighted by w = 1 / SE^2, SE = (upper - lower) / 3.92; chi2 is
    the slope's square over its variance. There is a trend if chi2 exceeds 9.549536 (p < 0.002) and
    the slope has one sign through all five points and through every four of them. The marker is
    "cannot be calculated", with chi2 and slope missing, when there are fewer than five points,
    anything is missing or an interval has no width (or next to none beside the others). Never
    across a break in the series.

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


def _recent(values: Array, error: Array) -> RecentTrend:
    """The marker for five points with the standard errors of their values."""
    time = np.arange(1.0, POINTS + 1)
    points = np.array([time, values, error])
    parts = [np.delete(points, left, axis=1) for left in range(POINTS)]
    # Where some widths are next to nothing beside others, fewer than two points count at all.
    with np.errstate(all="ignore"):
        slope, z = _line(*points)
        z_all = np.array([z, *(_line(*part)[1] for part in parts)])
    if not np.isfinite(z_all).all():
        return RecentTrend("cannot be calculated", np.nan, np.nan)
    signs = np.sign(z_all) * (np.abs(z_all) > ROUNDING)
    marker: Marker = "no change"
    if z * z > SIGNIFICANT and abs(signs.sum()) == len(signs):
        marker = "increasing" if slope > 0 else "decreasing"
    return RecentTrend(marker, z * z, slope)


def _line(time: Array, values: Array, error: Array) -> tuple[float, float]:
    """The weighted line's slope, and that over its standard error."""
    least = error.min()
    # Weights of at most 1 and values from the first one: no overflow, and level points give 0.
    weight = (least / error) ** 2
    off = time - (weight * time).sum() / weight.sum()
    information = (weight * off**2).sum()
    slope = (weight * off * (values - values[0])).sum() / information
    return float(slope), float(slope * np.sqrt(information) / least)
