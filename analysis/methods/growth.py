"""How fast a rate grows, in per cent a year."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.methods.given import Array, Numbers, aligned, counted, positive, tail

TINY = 1e-300
"""The fewest fitted events that can be divided by."""


class Growth(NamedTuple):
    """Per cent a year with its limits: 3.0 is three per cent more each year."""

    value: float
    lower: float
    upper: float


def growth(
    events: Numbers, population: Numbers, years: Numbers, *, confidence: float = 0.95
) -> Growth:
    """The constant growth of a rate that fits its years best, in per cent a year, with limits.

    One year a row, in any order: whole `events` from 0 up, `population` above 0. A Poisson
    regression of events on the year with the log of the population as offset; 100 (exp(slope) - 1).
    Limits are Student's t with years less two degrees of freedom on a standard error widened (or
    narrowed) by the years' own scatter, Pearson's chi2 over those degrees; a perfect fit gives an
    interval without width. Any missing number makes all three missing, as does a series with events
    in its first or in its last year alone, which no finite growth fits. A limit too large for a
    number is infinite. Never across a break in the series.

    Raises ValueError for impossible counts, fewer than three years, a repeated year, no event at
    all, and confidence outside 0 to 1. Source: McCullagh & Nelder 1989, Generalized Linear Models,
    chapter 6 (quasi-likelihood for counts).

    >>> found = growth([100, 104, 113, 115, 127], [1000] * 5, [2017, 2018, 2019, 2020, 2021])
    >>> [round(number, 2) for number in found]
    [6.0, 3.77, 8.27]
    """
    frame = aligned(events=events, population=population, years=years)
    counted("events", frame["events"])
    positive("population", frame["population"])
    beyond = tail(confidence)
    _several(frame["years"])
    if frame.isna().any(axis=None):
        return Growth(np.nan, np.nan, np.nan)
    if not frame["events"].any():
        raise ValueError(f"growth needs at least one event, found 0 in {len(frame)} years")
    frame = frame.sort_values("years")
    if not (frame["events"].iloc[:-1].any() and frame["events"].iloc[1:].any()):
        return Growth(np.nan, np.nan, np.nan)
    return _told(*_fitted(frame, beyond))


def _several(years: "pd.Series[float]") -> None:
    repeated = years[years.duplicated() & years.notna()]
    if len(repeated):
        raise ValueError(f"years must not be repeated, found {repeated.iloc[0]} twice")
    if len(years) < 3:
        raise ValueError(f"growth needs at least three years, found {len(years)}")


def _fitted(frame: pd.DataFrame, beyond: float) -> tuple[float, float]:
    """The slope a year and half the width of its interval, both on the log scale."""
    # Between about -1 and 1, so that the fit does not depend on where or how finely time is told.
    span = float(np.ptp(frame["years"])) / 2
    time = ((frame["years"] - frame["years"].mean()) / span).to_numpy()
    events, offset = frame["events"].to_numpy(), np.log(frame["population"].to_numpy())
    middle = (events * time).sum() / events.sum()
    slope = _slope(offset, time, middle)
    fitted = np.maximum(events.sum() * _shares(offset + slope * time), TINY)
    with np.errstate(over="ignore"):
        scatter = ((events - fitted) ** 2 / fitted).sum() / (len(time) - 2)
    half = np.sqrt(scatter / (fitted * (time - middle) ** 2).sum()) * _beyond(beyond, len(time) - 2)
    return slope / span, float(half / span)


def _slope(offset: Array, time: Array, middle: float) -> float:
    """The slope at which the fitted events' mean time, which rises with it, is that of those found.

    The usual reweighted least squares have the same solution, and run away from it where nearly all
    events fall in one year at an end.
    """
    from scipy.optimize import brentq

    def later(slope: float) -> float:
        return float((_shares(offset + slope * time) * (time - middle)).sum())

    if not time.min() < middle < time.max():
        return np.nan
    end = 1.0
    while later(-end) >= 0 or later(end) <= 0:
        end *= 2
    return float(brentq(later, -end, end, xtol=1e-14))


def _shares(logs: Array) -> Array:
    """What each year has of the whole, from the logs of what they have."""
    each = np.exp(logs - logs.max())
    shares: Array = each / each.sum()
    return shares


def _beyond(part: float, degrees: int) -> float:
    """How many standard errors away that part of Student's t lies beyond."""
    from scipy.special import stdtrit

    return -float(stdtrit(degrees, part))


def _told(slope: float, half: float) -> Growth:
    with np.errstate(over="ignore"):
        lower, value, upper = 100 * np.expm1(np.array([slope - half, slope, slope + half]))
    return Growth(float(value), float(lower), float(upper))
