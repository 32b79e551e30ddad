"""How fast a rate grows, in per cent a year."""

import warnings
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.methods.given import Numbers, aligned, counted, positive, tail


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
    if not (frame["events"][:-1].any() and frame["events"][1:].any()):
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
    import statsmodels.api as sm
    from statsmodels.tools.sm_exceptions import PerfectSeparationWarning

    # Between about -1 and 1, so that the fit does not depend on where or how finely time is told.
    span = float(np.ptp(frame["years"])) / 2
    time = ((frame["years"] - frame["years"].mean()) / span).to_numpy()
    model = sm.GLM(
        frame["events"].to_numpy(),
        np.column_stack([np.ones(len(time)), time]),
        family=sm.families.Poisson(),
        offset=np.log(frame["population"].to_numpy()),
    )
    with warnings.catch_warnings():
        # Years that lie exactly on a curve are no separation: the slope is known.
        warnings.simplefilter("ignore", PerfectSeparationWarning)
        fit = model.fit(scale="X2", use_t=True, tol_criterion="params", tol=1e-10)
    if not fit.converged:
        raise ArithmeticError(f"no growth was found for the events {frame['events'].tolist()}")
    half = -_quantile(beyond, len(time) - 2) * fit.bse[1]
    return float(fit.params[1] / span), float(half / span)


def _quantile(beyond: float, degrees: int) -> float:
    from scipy.special import stdtrit

    return float(stdtrit(degrees, beyond))


def _told(slope: float, half: float) -> Growth:
    with np.errstate(over="ignore"):
        lower, value, upper = 100 * np.expm1(np.array([slope - half, slope, slope + half]))
    return Growth(float(value), float(lower), float(upper))
