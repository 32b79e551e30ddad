"""How much a rate has changed, as one rate over another, with limits."""

from math import exp, fsum, log, nan, sqrt
from typing import NamedTuple

import numpy as np

from analysis.methods.given import Numbers, aligned, at_most, counted, positive, tail
from analysis.methods.poisson import EXACT_BELOW


class Ratio(NamedTuple):
    """The second rate over the first with its limits: 1.1 is ten per cent more."""

    value: float
    lower: float
    upper: float


class _Mean(NamedTuple):
    """The mean of some years' rates per person, its variance, and the events behind it."""

    rate: float
    variance: float
    events: float


def rate_ratio(
    events_1: Numbers,
    population_1: Numbers,
    events_2: Numbers,
    population_2: Numbers,
    *,
    variance_1: Numbers = None,
    variance_2: Numbers = None,
    confidence: float = 0.95,
) -> Ratio:
    """The second time's rate over the first's; several years at one time are the mean of rates.

    Events are whole and from 0 up, populations above 0, one number a year. With R the mean of a
    time's rates E / P over its k years, and Var(R) the sum of V / P^2 over k^2, limits are
    exp(ln(R_2 / R_1) -+ z sqrt(Var(R_1) / R_1^2 + Var(R_2) / R_2^2)): the log rate ratio with
    variances by the delta method (Rothman, Greenland & Lash 2008, Modern Epidemiology, chapter 14,
    where V = E gives 1/E_1 + 1/E_2). `variance` is V, as `event_variance` of `rate`: the sum of
    squared numbers of events over the persons who had them; None: events are independent.

    The two times are taken to be independent. Where the same children are in both, limits are too
    wide rather than too narrow. Fewer than 10 events at a time leave the value without limits, as
    does a missing variance; anything else missing makes all three missing, as does nothing at the
    first time. Raises ValueError for impossible input, with the found value.

    >>> [round(number, 3) for number in rate_ratio(100, 2000, 130, 2000)]
    [1.3, 1.002, 1.687]
    >>> [round(number, 3) for number in rate_ratio(100, 2000, 130, 2000, variance_2=390)]
    [1.3, 0.91, 1.857]
    """
    first = _mean(events_1, population_1, variance_1)
    second = _mean(events_2, population_2, variance_2)
    beyond = tail(confidence)
    if not first.rate > 0 or np.isnan(second.rate):
        return Ratio(nan, nan, nan)
    value = second.rate / first.rate
    if min(first.events, second.events) < EXACT_BELOW:
        return Ratio(value, nan, nan)
    half = _normal(beyond) * sqrt(sum(one.variance / one.rate**2 for one in (first, second)))
    return Ratio(value, exp(log(value) - half), exp(log(value) + half))


def _mean(events: Numbers, population: Numbers, variance: Numbers) -> _Mean:
    given = aligned(events=events, population=population)
    if variance is None:
        variance = given["events"]
    given = given.assign(variance=aligned(variance=variance)["variance"].to_numpy())
    counted("events", given["events"])
    positive("population", given["population"])
    at_most("events", given["events"], limit=given["variance"], of="variance")
    known, years = given["population"], len(given)
    if given[["events", "population"]].isna().any(axis=None):
        return _Mean(nan, nan, nan)
    spread = (given["variance"] / known**2).sum(skipna=False)
    rate = fsum(given["events"] / known) / years
    return _Mean(rate, float(spread) / years**2, fsum(given["events"]))


def _normal(beyond: float) -> float:
    """How many standard deviations away that part of the normal distribution lies beyond."""
    from scipy.special import ndtri

    return -float(ndtri(beyond))
