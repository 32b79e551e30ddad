"""Rates with the interval that chance alone would give them: crude and standardised."""

import numpy as np
import pandas as pd

from analysis.methods.given import Array, Numbers, aligned, at_most, counted, positive
from analysis.methods.poisson import count_limits, limits_method, weighted_limits
from analysis.methods.standardised import directly_standardised as directly_standardised
from analysis.methods.standardised import indirectly_standardised as indirectly_standardised


def rate(
    events: Numbers,
    population: Numbers,
    *,
    per: float = 1000.0,
    confidence: float = 0.95,
    event_variance: Numbers = None,
) -> pd.DataFrame:
    """A frame `value, lower, upper, method`: events per `per` persons, one row for each pair.

    `events` are whole and from 0 up, `population` above 0 and perhaps fractional (person-years).
    `method` is "exact" below 10 events (Garwood 1936), "byar" from 10 (Breslow & Day 1987). A row
    with anything missing is missing; rows stand in input order with a series' index.

    Events that come several to a child are not independent, and plain limits are too narrow for
    them. `event_variance` is the sum of f x f over the children, f being a child's number of
    events: limits are then widened by sqrt(event_variance / events) (Dobson and others 1991), the
    lower cut at 0, and `method` stays "byar". Below 10 events, and where `event_variance` is
    missing in a row, the value stays and has neither limits nor method. Where one count of f is
    open ("4 or more"), the sum is a lower bound and so is the width. None: events are independent.

    Raises ValueError for impossible input, with the found value: also for an `event_variance` below
    `events` or above their square, as no numbers f add up to that.

    >>> rate([3, 40], [1000, 4000]).round(3).to_dict("list")
    {'value': [3.0, 10.0], 'lower': [0.619, 7.143], 'upper': [8.767, 13.618], 'method': ['exact', \
'byar']}
    >>> rate(40, 4000, event_variance=90).round(3).to_dict("list")
    {'value': [10.0], 'lower': [5.715], 'upper': [15.426], 'method': ['byar']}
    """
    given = _checked(events, population, per, event_variance)
    known = given[["events", "population", "per"]].notna().all(axis=1)
    found = given["events"].where(known).to_numpy()
    if event_variance is None:
        lower, upper = count_limits(found, confidence)
    else:
        variance = given["event_variance"].to_numpy()
        lower, upper = weighted_limits(found, variance, found, confidence)
    return _per_person(given, found, lower, upper)


def _checked(
    events: Numbers, population: Numbers, per: float, event_variance: Numbers
) -> pd.DataFrame:
    """What was given, side by side, once it has been found possible."""
    numbers = {"events": events, "population": population, "per": per}
    if event_variance is not None:
        numbers["event_variance"] = event_variance
    given = aligned(**numbers)
    counted("events", given["events"])
    positive("population", given["population"])
    positive("per", given["per"])
    if event_variance is not None:
        variance, square = given["event_variance"], given["events"] ** 2
        at_most("events", given["events"], limit=variance, of="event_variance")
        at_most("event_variance", variance, limit=square, of="the square of events")
    return given


def _per_person(given: pd.DataFrame, events: Array, lower: Array, upper: Array) -> pd.DataFrame:
    """Counts and their limits over the population; the same steps for all keep them in order."""
    counts = pd.DataFrame({"value": events, "lower": lower, "upper": upper}, index=given.index)
    table = counts.mul(given["per"], axis=0).div(given["population"], axis=0)
    return table.assign(method=limits_method(np.where(np.isnan(lower), lower, events), given.index))
