"""Rates of small places drawn towards the whole: an analyst's layer, never the published value."""

import numpy as np

from analysis.methods.given import Array, Numbers, aligned, counted, positive


def empirical_bayes(events: Numbers, population: Numbers) -> Array:
    """Rates per person, each drawn towards the rate of all by how uncertain it is.

    Arrays of equal length, a row an area, in input order. Rows with anything missing are missing
    and left out of the whole. Where the areas differ no more than chance would make them, all get
    the rate of all; without any events all get 0. Raises ValueError for events that are not whole
    numbers from 0 up and for a population that is not above 0.

    With r the rates, n the populations, m = sum(events)/sum(n) and
    A = sum(n (r - m)^2)/sum(n) - m/mean(n), cut at 0, the value is m + (r - m) A/(A + m/n):
    Marshall 1991, "Mapping disease and mortality rates using empirical Bayes estimators", Applied
    Statistics 40.

    >>> empirical_bayes([2, 60, 500], [50, 1000, 5000]).round(4).tolist()
    [0.0878, 0.0705, 0.0994]
    """
    rows = aligned(events=events, population=population)
    counted("events", rows["events"])
    positive("population", rows["population"])
    drawn = np.full(len(rows), np.nan)
    known = rows.notna().all(axis=1).to_numpy()
    if known.any():
        found = rows[known].to_numpy(float)
        drawn[known] = _drawn(found[:, 0], found[:, 1])
    return drawn


def _drawn(events: Array, population: Array) -> Array:
    """The rates drawn towards the whole, nothing missing."""
    whole = events.sum() / population.sum()
    if not whole:
        return np.zeros_like(events)
    rates = events / population
    spread = (population * (rates - whole) ** 2).sum() / population.sum()
    variance = max(spread - whole / population.mean(), 0.0)
    values = whole + (rates - whole) * variance / (variance + whole / population)
    between_both: Array = np.clip(values, np.minimum(rates, whole), np.maximum(rates, whole))
    return between_both
